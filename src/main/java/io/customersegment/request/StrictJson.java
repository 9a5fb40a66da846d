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
 * Parses JSON strictly by RFC 8259: UTF-8, one value, no duplicate members, nesting of at most {@value #MAX_DEPTH}. Never throws;
 * stateless, so safe for use by multiple threads.
 */
public final class StrictJson {

    private static final int MAX_DEPTH = 64;
    private static final int REGISTRY_PREFIX = 5;
    private static final int MAX_NUMBER_LENGTH = 1000;
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int MAX_NAME_LENGTH = 1000;
    private static final JsonMapper MAPPER = mapper(MAX_DEPTH);

    /** Accepts one level more: an object with a member that itself has the maximum depth. */
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
     * Returns the text in a record's value, without the five-byte prefix of schema registries and without a byte order mark; null if
     * there is no value or it is not UTF-8.
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

    /** Parses the text; returns null if it is not a JSON value. */
    public static @Nullable JsonNode parse(@Nullable String text) {
        return parse(MAPPER, text);
    }

    /** Parses the text, of which a member may hold a value of the maximum depth; returns null if it is not a JSON value. */
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
     * Returns the unparsed value of a member in the text of an object that {@link #parseEnvelope} accepts, as its sender wrote it;
     * null if there is no such member.
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

    /** Returns why {@link #parse} rejects the text, without quoting it. */
    public static String fault(@Nullable String text) {
        if (text == null) {
            return "The value is not UTF-8 text";
        }
        try {
            MAPPER.readTree(text);
            return "The value is empty";
        } catch (StreamConstraintsException beyond) {
            return "The value goes beyond a limit: at most " + MAX_DEPTH + " levels, " + MAX_NUMBER_LENGTH
                    + " digits in a number and " + MAX_NAME_LENGTH + " characters in a name";
        } catch (JsonProcessingException malformed) {
            boolean twice = malformed.getOriginalMessage().startsWith("Duplicate");
            return twice ? "The value is an object with a member twice" : "The value is not JSON";
        }
    }
}
