package io.customersegment.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
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
    private static final int MAX_NUMBER_LENGTH = 1000;
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int MAX_NAME_LENGTH = 1000;
    private static final JsonMapper MAPPER = mapper(MAX_DEPTH);

    /** An object that holds a value which may itself be as deep as any. */
    private static final JsonMapper ENVELOPES = mapper(MAX_DEPTH + 1);

    private StrictJson() {}

    private static JsonMapper mapper(int depth) {
        return JsonMapper.builder(JsonFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(depth)
                                .maxNumberLength(MAX_NUMBER_LENGTH)
                                .maxNameLength(MAX_NAME_LENGTH)
                                .build())
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /**
     * The text in a record's value, without the five-byte prefix that schema registries put before it and without a byte order mark; null
     * where there is no value or it is no UTF-8.
     */
    public static @Nullable String text(byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        int from = value.length >= REGISTRY_PREFIX && value[0] == 0 ? REGISTRY_PREFIX : 0;
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(value, from, value.length - from))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
        } catch (CharacterCodingException malformed) {
            return null;
        }
    }

    /** The JSON value that the text is, null where it is none. */
    public static @Nullable JsonNode parse(@Nullable String text) {
        return parse(MAPPER, text);
    }

    /** The JSON value that the text is, which may hold a value of the greatest depth in a member; null where it is none. */
    public static @Nullable JsonNode parseEnvelope(@Nullable String text) {
        return parse(ENVELOPES, text);
    }

    private static @Nullable JsonNode parse(JsonMapper mapper, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            JsonNode node = mapper.readTree(text);
            return node.isMissingNode() ? null : node;
        } catch (JsonProcessingException malformed) {
            return null;
        }
    }

    /**
     * What stands for a member in the text of an object that {@link #parseEnvelope} takes, as its sender wrote it; null if there is no such
     * member.
     */
    public static @Nullable String member(String text, String name) {
        try (JsonParser parser = ENVELOPES.createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals(name);
                parser.nextToken();
                int from = (int) parser.currentTokenLocation().getCharOffset();
                parser.skipChildren();
                parser.finishToken();
                if (wanted) {
                    return text.substring(from, (int) parser.currentLocation().getCharOffset());
                }
            }
            return null;
        } catch (IOException malformed) {
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
            return "The value goes beyond a limit: at most " + MAX_DEPTH + " levels, " + MAX_NUMBER_LENGTH
                    + " digits in a number and " + MAX_NAME_LENGTH + " characters in a name";
        } catch (JsonProcessingException malformed) {
            boolean twice = malformed.getOriginalMessage().startsWith("Duplicate");
            return twice ? "The value is an object with a member twice" : "The value is no JSON";
        }
    }
}
