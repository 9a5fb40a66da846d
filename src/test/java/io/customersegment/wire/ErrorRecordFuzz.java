package io.customersegment.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.customersegment.fuzz.Claims;
import io.customersegment.fuzz.FuzzTarget;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.PromptRefusal;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import io.customersegment.request.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fuzzes error records: a refused request is restored unchanged from its error record, and any bytes yield an error record or null. */
public final class ErrorRecordFuzz implements FuzzTarget {

    private static final int LARGEST_WITHOUT_REQUEST = 48 * 1024;

    @Override
    public String name() {
        return "error-record";
    }

    @Override
    public int longest() {
        return 500;
    }

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (String text : List.of(
                "{\"prompt\": \"gold\", \"id\": 12345678901234567890.10}",
                "[1, 2.50, -0, 1e400]",
                "\"\\ud83d\"",
                " null ",
                "[".repeat(64) + "]".repeat(64),
                "not JSON")) {
            byte[] value = text.getBytes(StandardCharsets.UTF_8);
            seeds.add(value);
            seeds.add(record(value).json(Long.MAX_VALUE));
        }
        return seeds;
    }

    @Override
    public List<String> words() {
        return List.of(
                "\"error_type\":",
                "\"request\":",
                "\"request_encoding\":\"base64\"",
                "\"request_left_out\":",
                "\"failed_at\":\"1970-01-01T00:00:00Z\"",
                "\"source\":",
                "\"timestamp\":",
                "\"retryable\":",
                "null",
                "{}",
                "1e999",
                "\\ud83d");
    }

    @Override
    public void check(byte[] input) {
        ErrorRecord record = record(input);
        byte[] whole = record.json(Long.MAX_VALUE);
        RefusedRequest back = RefusedRequest.read(whole);
        Claims.holds(back != null && back.complete(), "An error record cannot be read");
        byte @Nullable [] value = back == null ? null : back.value();
        Claims.holds(Arrays.equals(expected(input), value), "A refused request comes back changed");
        byte[] without = record.json(0);
        Claims.holds(without.length <= LARGEST_WITHOUT_REQUEST, "An error record is too large without its request");
        RefusedRequest missing = RefusedRequest.read(without);
        Claims.holds(missing != null && !missing.complete(), "A request that is left out seems to be there");

        RefusedRequest any = RefusedRequest.read(input);
        if (any != null) {
            RefusedRequest again = RefusedRequest.read(input);
            Claims.holds(again != null && Arrays.equals(any.value(), again.value()), "Another value");
        }
    }

    /** Returns the value without a prefix, and without the spaces around JSON. */
    private static byte[] expected(byte[] value) {
        String text = StrictJson.text(value);
        JsonNode node = StrictJson.parse(text);
        return text != null && node != null && !node.isNull() ? text.strip().getBytes(StandardCharsets.UTF_8) : value;
    }

    private static ErrorRecord record(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Failure failure = input.length % 2 == 0
                ? new Failure(Stage.VALIDATE, Reason.NOT_JSON, text)
                : new Failure(
                        Stage.INTERPRET,
                        Reason.PARTLY_UNDERSTOOD,
                        text.repeat(20),
                        new PromptRefusal(text.repeat(10), List.of(text, text.repeat(30)), List.of(text, "gold")));
        return new ErrorRecord(
                failure, new Arrival("requests", 3, 42, 1718452800000L, null, input, List.of()), Instant.EPOCH);
    }
}
