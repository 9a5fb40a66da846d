package io.customersegment.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.request.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The value of a record on the suppressions topic: {@code {"reason":"objection","until":"2027-06-30"}}, keyed by the customer's id.
 *
 * @param reason the reason in a word, null if it is not given
 * @param until from when answers may contain the customer again, null for never
 */
public record Suppression(@Nullable String reason, @Nullable Instant until) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Returns the suppression that the value of a record means: if it cannot be read, the customer is suppressed permanently. */
    public static Suppression of(byte[] value) {
        Suppression read = read(value);
        return read == null ? new Suppression(null, null) : read;
    }

    /** Parses the value of a record; null if it is not a suppression. */
    public static @Nullable Suppression read(byte[] value) {
        JsonNode json = StrictJson.parse(new String(value, StandardCharsets.UTF_8));
        if (json == null || !json.isObject()) {
            return null;
        }
        JsonNode reason = json.path("reason");
        JsonNode until = json.path("until");
        try {
            return isTextOrMissing(reason) && isTextOrMissing(until)
                    ? new Suppression(reason.textValue(), until.isTextual() ? end(until.textValue()) : null)
                    : null;
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    private static boolean isTextOrMissing(JsonNode node) {
        return node.isTextual() || node.isNull() || node.isMissingNode();
    }

    /**
     * Parses the end of a suppression: an instant, or a day in UTC that still belongs to it.
     *
     * @throws DateTimeException if the text is neither
     */
    public static Instant end(String text) {
        return text.contains("T")
                ? Instant.parse(text)
                : LocalDate.parse(text).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Returns the value of a record. */
    public byte[] json() {
        ObjectNode json = JSON.createObjectNode();
        if (reason != null) {
            json.put("reason", reason);
        }
        if (until != null) {
            json.put("until", until.toString());
        }
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Omits the reason, so that it can be logged. */
    @Override
    public String toString() {
        return "Suppression[" + (until == null ? "permanent" : "until " + until) + "]";
    }
}
