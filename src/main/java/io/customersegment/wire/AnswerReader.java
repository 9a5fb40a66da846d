package io.customersegment.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers back, for clients.
 *
 * <p><i>Threads:</i> has no state, may be called by many.
 */
public final class AnswerReader {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final TypeReference<List<Map<String, @Nullable Object>>> ROWS = new TypeReference<>() {};

    private AnswerReader() {}

    /**
     * What an error record tells.
     *
     * @param request the name of the request, as in {@link HeaderNames#REQUEST}
     */
    public record Refusal(
            String errorType,
            String message,
            String cause,
            String solution,
            boolean retryable,
            String stage,
            String request) {

        /** Without the message, which may quote the prompt. */
        @Override
        public String toString() {
            return "Refusal[" + errorType + ", " + request + "]";
        }
    }

    /**
     * The customers of a result, each by column in the order of the result: texts, integers, {@link java.math.BigDecimal}s, nulls.
     *
     * @throws IllegalArgumentException if the bytes are no result
     */
    public static List<Map<String, @Nullable Object>> customers(byte[] result) {
        JsonNode data = read(result).path("data");
        if (!data.isArray()) {
            throw new IllegalArgumentException("The bytes are no result: they have no data");
        }
        return MAPPER.convertValue(data, ROWS);
    }

    /**
     * What an error record tells.
     *
     * @throws IllegalArgumentException if the bytes are no error record
     */
    public static Refusal refusal(byte[] error) {
        JsonNode node = read(error);
        if (!node.path("error_type").isTextual()) {
            throw new IllegalArgumentException("The bytes are no error record: they have no error_type");
        }
        JsonNode source = node.path("source");
        return new Refusal(
                node.path("error_type").asText(),
                node.path("message").asText(),
                node.path("cause").asText(),
                node.path("solution").asText(),
                node.path("retryable").asBoolean(),
                node.path("stage").asText(),
                Arrival.id(
                        source.path("topic").asText(),
                        source.path("partition").asInt(),
                        source.path("offset").asLong()));
    }

    private static JsonNode read(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("The bytes are no answer: they are no JSON");
        } catch (IOException fault) {
            throw new IllegalArgumentException("The bytes cannot be read", fault);
        }
    }
}
