package io.customersegment.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.customersegment.fuzz.Claims;
import io.customersegment.fuzz.FuzzTarget;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Fuzzes the validator: outcomes do not vary, not even with a schema registry's prefix, and an accepted request is accepted again. */
public final class RequestFuzz implements FuzzTarget {

    private static final int MOST_CHARS = 40;
    private static final int LONGEST_DETAIL = 600;
    private static final Instant ASKED_AT = Instant.parse("2024-12-01T09:30:00Z");
    private static final RequestValidator VALIDATOR = RequestValidator.builtIn(MOST_CHARS);
    private static final JsonMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    @Override
    public String name() {
        return "request";
    }

    @Override
    public int longest() {
        return 300;
    }

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        Stream.of(
                        "{\"prompt\": \"gold members\"}",
                        "{\"prompt\": \"gold members\", \"car_model\": \"RAV4 HYBRID - 2022\"}",
                        "{\"prompt\": \"gold\", \"car_model\": null, \"more\": [1, {\"a\": 1.5e3}, true, false, null]}",
                        "{\"prompt\": \"\\ud83d\\ude00 \\u00e9 \\n\"}",
                        "{\"prompt\": \"x\", \"prompt\": \"y\"}",
                        "{\"prompt\": 17}",
                        "{\"car_model\": \"PRIUS\"}",
                        "{\"prompt\": \" \\u200b\"}",
                        " [\"gold\"] ",
                        "{\"prompt\": \"x\"} {}",
                        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
                        "{\"prompt\": \"x\", \"n\": -0.0e-999999999}")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .forEach(seeds::add);
        seeds.add(prefixed(seeds.get(0)));
        return seeds;
    }

    @Override
    public List<String> words() {
        return List.of(
                "{",
                "}",
                "[",
                "]",
                ":",
                ",",
                "\"",
                "\"prompt\":",
                "\"car_model\":",
                "null",
                "true",
                "1e9999",
                "\\u",
                "\\ud83d");
    }

    @Override
    public void check(byte[] input) {
        Outcome<SegmentRequest> outcome = VALIDATOR.validate(input, ASKED_AT);

        Claims.same(outcome, VALIDATOR.validate(input, ASKED_AT), "The same bytes give another outcome");
        if (input.length > 0 && input[0] != 0) {
            Claims.same(outcome, VALIDATOR.validate(prefixed(input), ASKED_AT), "A prefix changes the outcome");
        }
        outcome.fold(RequestFuzz::checkRequest, failure -> checkFailure(failure, input));
    }

    private static boolean checkRequest(SegmentRequest request) {
        Claims.holds(!request.prompt().isBlank() && request.prompt().length() <= MOST_CHARS, "A prompt out of bounds");
        Claims.holds(VALIDATOR.carModels().contains(request.carModel()), "A car model that is not in the list");
        Claims.same(
                Outcome.ok(request),
                VALIDATOR.validate(json(request).getBytes(StandardCharsets.UTF_8), ASKED_AT),
                "What was let in is not let in again");
        return true;
    }

    private static boolean checkFailure(Failure failure, byte[] input) {
        JsonNode node = StrictJson.parse(StrictJson.text(input));
        Claims.same(Stage.VALIDATE, failure.stage(), "The stage");
        Claims.same(node == null, failure.reason() == Reason.NOT_JSON, "Whether it is JSON");
        Claims.holds(failure.detail().length() <= LONGEST_DETAIL, "A detail that grows with the request");
        return true;
    }

    private static String json(SegmentRequest request) {
        try {
            return ASCII.writeValueAsString(ASCII.createObjectNode()
                    .put("prompt", request.prompt())
                    .put("car_model", request.carModel().name()));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static byte[] prefixed(byte[] value) {
        byte[] prefixed = new byte[value.length + 5];
        prefixed[4] = 7;
        System.arraycopy(value, 0, prefixed, 5, value.length);
        return prefixed;
    }
}
