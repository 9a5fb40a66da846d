package io.customersegment.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.customersegment.request.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The refused request that an error record describes; the inverse of {@link ErrorRecord}.
 *
 * @param errorType the title of its type, as in {@code Timeout Error}
 * @param retryable whether the same request may be answered another time
 * @param source its name, {@code topic-partition@offset}
 * @param timestamp its record's, milliseconds since 1970
 * @param failedAt when it was refused
 * @param complete whether the record contains the request itself; it does not if the request was too large
 * @param value the request's bytes, without the prefix of a schema registry; null if it had none or is not complete
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RefusedRequest(
        String errorType,
        boolean retryable,
        String source,
        long timestamp,
        Instant failedAt,
        boolean complete,
        byte @Nullable [] value) {

    // Explicit because javac 17 omits the parameters' @Nullable from a compact constructor's class file.
    public RefusedRequest(
            String errorType,
            boolean retryable,
            String source,
            long timestamp,
            Instant failedAt,
            boolean complete,
            byte @Nullable [] value) {
        this.errorType = errorType;
        this.retryable = retryable;
        this.source = source;
        this.timestamp = timestamp;
        this.failedAt = failedAt;
        this.complete = complete;
        this.value = value;
    }

    /** Parses the value of an error record; null if it is not an error record. */
    public static @Nullable RefusedRequest read(byte @Nullable [] errorRecord) {
        String text = StrictJson.text(errorRecord);
        JsonNode json = StrictJson.parseEnvelope(text);
        if (text == null || json == null || !json.path("error_type").isTextual() || !json.has("request")) {
            return null;
        }
        Instant failedAt = instant(json.path("failed_at"));
        byte @Nullable [] request = request(json, text);
        if (failedAt == null || (request == null && !json.path("request").isNull())) {
            return null;
        }
        JsonNode source = json.path("source");
        return new RefusedRequest(
                json.path("error_type").textValue(),
                json.path("retryable").asBoolean(),
                Arrival.id(
                        source.path("topic").asText(),
                        source.path("partition").asInt(),
                        source.path("offset").asLong()),
                source.path("timestamp").asLong(),
                failedAt,
                !json.has(ErrorRecord.LEFT_OUT),
                request);
    }

    private static @Nullable Instant instant(JsonNode text) {
        try {
            return Instant.parse(text.asText());
        } catch (DateTimeParseException malformed) {
            return null;
        }
    }

    /** Returns the request's bytes as its sender wrote them, null if there are none or they cannot be read. */
    private static byte @Nullable [] request(JsonNode json, String text) {
        JsonNode request = json.path("request");
        if (request.isNull()) {
            return null;
        }
        if (!json.path(ErrorRecord.ENCODING).asText().equals(ErrorRecord.BASE64)) {
            String written = StrictJson.member(text, "request");
            return written == null ? null : written.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return request.isTextual() ? Base64.getDecoder().decode(request.textValue()) : null;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
