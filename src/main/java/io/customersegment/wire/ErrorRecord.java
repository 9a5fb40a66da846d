package io.customersegment.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.customersegment.outcome.ErrorType;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.PromptRefusal;
import io.customersegment.request.StrictJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/**
 * The record on the errors topic about a request that was not answered with a segment.
 *
 * @param failedAt when the request was given up
 */
public record ErrorRecord(Failure failure, Arrival arrival, Instant failedAt) {

    /** The size in bytes of a request that did not fit into the record. */
    static final String LEFT_OUT = "request_left_out";

    /** The encoding of a request that is not JSON, or is JSON's null, and is therefore written as text. */
    static final String ENCODING = "request_encoding";

    /** The only value of {@link #ENCODING}. */
    static final String BASE64 = "base64";

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int LONGEST_MESSAGE = 4000;
    private static final int LONGEST_UNDERSTOOD = 1000;
    private static final int MOST_UNREAD_BYTES = 4000;
    private static final int MOST_SUGGESTION_BYTES = 8000;

    /**
     * Returns the record's value. If it would be larger than the given size, the request is left out and {@code request_left_out}
     * contains its size in bytes; the rest is never larger than 48 KiB.
     */
    public byte[] json(long maxBytes) {
        byte[] value = arrival.value();
        if (value == null || value.length <= maxBytes) {
            byte[] whole = json(true);
            if (whole.length <= maxBytes) {
                return whole;
            }
        }
        return json(false);
    }

    private byte[] json(boolean withRequest) {
        ErrorType type = failure.reason().type();
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("error_type", type.title());
            json.writeStringField("message", shortened(failure.detail(), LONGEST_MESSAGE));
            if (failure.refusal() != null) {
                writeRefusal(json, failure.refusal());
            }
            json.writeStringField("cause", type.cause());
            json.writeStringField("solution", type.solution());
            json.writeBooleanField("retryable", failure.reason().retryable());
            json.writeStringField("stage", failure.stage().word());
            json.writeFieldName("request");
            writeRequest(json, withRequest);
            json.writeObjectFieldStart("source");
            json.writeStringField("topic", arrival.topic());
            json.writeNumberField("partition", arrival.partition());
            json.writeNumberField("offset", arrival.offset());
            json.writeNumberField("timestamp", arrival.timestamp());
            json.writeEndObject();
            json.writeStringField(
                    "failed_at", failedAt.truncatedTo(ChronoUnit.MILLIS).toString());
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }

    /** Writes the details that the sender can use; pieces and suggestions are whole or left out. */
    private static void writeRefusal(JsonGenerator json, PromptRefusal refusal) throws IOException {
        String understood = refusal.understood();
        json.writeStringField("understood", understood == null ? null : shortened(understood, LONGEST_UNDERSTOOD));
        BoundedTexts unread = BoundedTexts.of(refusal.unread(), MOST_UNREAD_BYTES);
        json.writeFieldName("unread");
        json.writeRawValue(unread.json());
        if (unread.leftOut() > 0) {
            json.writeNumberField("unread_left_out", unread.leftOut());
        }
        json.writeFieldName("suggestions");
        json.writeRawValue(
                BoundedTexts.of(refusal.suggestions(), MOST_SUGGESTION_BYTES).json());
    }

    /**
     * Writes the request as it was read if it is JSON, otherwise its raw bytes in base64. JSON's null is also written in base64,
     * because null means no value here.
     */
    private void writeRequest(JsonGenerator json, boolean withRequest) throws IOException {
        byte[] value = arrival.value();
        if (value == null) {
            json.writeNull();
        } else if (!withRequest) {
            json.writeNull();
            json.writeNumberField(LEFT_OUT, value.length);
        } else {
            String text = StrictJson.text(value);
            JsonNode node = StrictJson.parse(text);
            if (text != null && node != null && !node.isNull()) {
                json.writeRawValue(text.strip());
            } else {
                json.writeString(Base64.getEncoder().encodeToString(value));
                json.writeStringField(ENCODING, BASE64);
            }
        }
    }
}
