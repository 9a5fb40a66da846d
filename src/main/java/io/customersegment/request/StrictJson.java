package io.customersegment.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * JSON as RFC 8259 has it, and no more: UTF-8, one value, no member twice, nesting of at most {@value #MAX_DEPTH}. Never throws,
 * and keeps nothing, so it may be called by many threads.
 */
public final class StrictJson {

    private static final int MAX_DEPTH = 64;
    private static final int REGISTRY_PREFIX = 5;
    private static final StreamReadConstraints CONSTRAINTS =
            StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build();
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(CONSTRAINTS)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StrictJson() {}

    /**
     * The text in a record's value, without the five-byte prefix that schema registries put before it; null where there is no
     * value or it is no UTF-8.
     */
    public static @Nullable String text(byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        int from = value.length >= REGISTRY_PREFIX && value[0] == 0 ? REGISTRY_PREFIX : 0;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(value, from, value.length - from))
                    .toString();
        } catch (CharacterCodingException malformed) {
            return null;
        }
    }

    /** The JSON value that the text is, null where it is none. */
    public static @Nullable JsonNode parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            JsonNode node = MAPPER.readTree(text);
            return node.isMissingNode() ? null : node;
        } catch (JsonProcessingException malformed) {
            return null;
        }
    }

    /** Why the text, which {@link #parse} does not take, is refused; quotes nothing of it. */
    public static String fault(@Nullable String text) {
        if (text == null) {
            return "The value is no UTF-8 text";
        }
        try {
            MAPPER.readTree(text);
            return "The value is empty";
        } catch (StreamConstraintsException beyond) {
            return "The value goes beyond a limit: at most " + MAX_DEPTH + " levels, "
                    + CONSTRAINTS.getMaxNumberLength() + " digits in a number and " + CONSTRAINTS.getMaxNameLength()
                    + " characters in a name";
        } catch (JsonProcessingException malformed) {
            boolean twice = malformed.getOriginalMessage().startsWith("Duplicate");
            return twice ? "The value is an object with a member twice" : "The value is no JSON";
        }
    }
}
