package io.customersegment.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Mappers that keep numbers exactly as they are written, such as 1.10 and 12345678901234567.8.
 *
 * <p><i>Threads:</i> safe for use by multiple threads.
 */
public final class ExactJson {

    /** Reads JSON. */
    public static final JsonMapper MAPPER = exact(new JsonFactory()).build();

    /** Reads JSON, and rejects objects with a member twice and anything after the value. */
    public static final JsonMapper STRICT = exact(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ExactJson() {}

    private static JsonMapper.Builder exact(JsonFactory factory) {
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);
    }
}
