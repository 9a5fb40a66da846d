package io.customersegment.catalogue;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * A YAML file as JSON, with the line of every key and item. Immutable but for the root, which nobody changes.
 *
 * <p>Scalars have the types of YAML 1.2: only {@code true} and {@code false} are booleans, so that {@code yes} is text. Aliases
 * and tags are refused.
 */
public final class YamlDocument {

    private static final int MAX_DEPTH = 50;
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,18}");
    private static final Pattern DECIMAL = Pattern.compile(
            "[-+]?(\\.[0-9]{1,17}|[0-9]{1,17}(\\.[0-9]{0,17})?)(e[-+]?[0-9]{1,2})?", Pattern.CASE_INSENSITIVE);

    private final JsonNode root;
    private final Map<String, Integer> lines;
    private final List<DuplicateKey> duplicateKeys;

    private YamlDocument(Builder built, JsonNode root) {
        this.root = root;
        this.lines = built.lines;
        this.duplicateKeys = List.copyOf(built.duplicateKeys);
    }

    /** A key that a mapping has already; its first value counts. */
    record DuplicateKey(JsonPointer mapping, String key, int line) {}

    /**
     * Reads a file that a JSON Schema describes.
     *
     * @param schemaResource the schema's absolute name on the class path
     * @throws IllegalArgumentException if the file is not YAML or does not match the schema; the message has a line for each
     *     problem, which names the line of the file, the key and the rule
     */
    public static YamlDocument read(byte[] yaml, String schemaResource) {
        YamlDocument document = parse(yaml);
        YamlProblems problems = new YamlProblems();
        YamlSchema.of(schemaResource).validate(document, problems);
        problems.throwIfAny();
        return document;
    }

    /**
     * Reads a file without a schema.
     *
     * @throws IllegalArgumentException if the file is not one mapping in YAML; the message names the line
     */
    public static YamlDocument parse(byte[] yaml) {
        String text = text(yaml);
        try {
            Builder builder = new Builder(new ParserImpl(new StreamReader(text), new LoaderOptions()));
            return new YamlDocument(builder, builder.document());
        } catch (MarkedYAMLException fault) {
            throw malformed(fault);
        } catch (ReaderException fault) {
            int line = 1
                    + (int) text.codePoints()
                            .limit(fault.getPosition())
                            .filter(c -> c == '\n')
                            .count();
            throw at(line, String.format("the character U+%04X is not allowed", fault.getCodePoint()));
        } catch (YAMLException fault) {
            throw new IllegalArgumentException("it is not YAML: " + fault.getMessage(), fault);
        }
    }

    /** The mapping that the file holds. */
    public JsonNode root() {
        return root;
    }

    /**
     * The line of a key or an item, counted from 1.
     *
     * @throws IllegalArgumentException if the file has nothing there
     */
    public int line(JsonPointer pointer) {
        return line(pointer.toString());
    }

    int line(String pointer) {
        Integer line = lines.get(pointer);
        if (line == null) {
            throw new IllegalArgumentException("The file has nothing at " + pointer);
        }
        return line;
    }

    List<DuplicateKey> duplicateKeys() {
        return duplicateKeys;
    }

    /** A key or an index as a part of a pointer. */
    static String segment(String key) {
        return "/" + key.replace("~", "~0").replace("/", "~1");
    }

    private static String text(byte[] yaml) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(yaml);
        CharBuffer chars = CharBuffer.allocate(yaml.length);
        CoderResult result = decoder.decode(bytes, chars, true);
        String text = chars.flip().toString();
        if (result.isError()) {
            throw at(1 + (int) text.chars().filter(c -> c == '\n').count(), "the file is not in UTF-8");
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static IllegalArgumentException malformed(MarkedYAMLException fault) {
        Mark mark = fault.getProblemMark();
        String problem = "it is not YAML: " + fault.getProblem();
        if (fault.getContext() != null && fault.getContextMark() != null) {
            problem += " " + fault.getContext() + " from line " + lineOf(fault.getContextMark());
        }
        return new IllegalArgumentException(mark == null ? problem : "line " + lineOf(mark) + ": " + problem, fault);
    }

    private static int lineOf(Mark mark) {
        return mark.getLine() + 1;
    }

    private static IllegalArgumentException at(int line, String problem) {
        return new IllegalArgumentException("line " + line + ": " + problem);
    }

    /** Builds the JSON from the parser's events. */
    private static final class Builder {

        private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

        private final ParserImpl events;
        private final Map<String, Integer> lines = new HashMap<>();
        private final List<DuplicateKey> duplicateKeys = new ArrayList<>();

        Builder(ParserImpl events) {
            this.events = events;
        }

        ObjectNode document() {
            events.getEvent();
            if (events.checkEvent(Event.ID.StreamEnd)) {
                throw new IllegalArgumentException("the file is empty");
            }
            events.getEvent();
            Event first = events.getEvent();
            int line = lineOf(first.getStartMark());
            if (!(first instanceof MappingStartEvent start)) {
                throw first instanceof ScalarEvent scalar && scalar.getValue().isEmpty() && scalar.isPlain()
                        ? new IllegalArgumentException("the file is empty")
                        : at(line, "the file must consist of keys with values, such as \"columns:\"");
            }
            lines.put("", line);
            ObjectNode root = mapping(start, "", 1);
            events.getEvent();
            if (!events.checkEvent(Event.ID.StreamEnd)) {
                throw at(
                        lineOf(events.peekEvent().getStartMark()),
                        "a second YAML document starts here; only one is allowed");
            }
            return root;
        }

        private JsonNode node(Event event, String pointer, int depth) {
            int line = lineOf(event.getStartMark());
            lines.putIfAbsent(pointer, line);
            if (event instanceof AliasEvent alias) {
                throw at(line, "the alias *" + alias.getAnchor() + " is not supported; write the value again");
            }
            if (event instanceof ScalarEvent scalar) {
                checkTag(scalar.getTag(), line);
                return scalar.isPlain() ? plain(scalar.getValue()) : JSON.textNode(scalar.getValue());
            }
            if (depth > MAX_DEPTH) {
                throw at(line, "the nesting is deeper than " + MAX_DEPTH);
            }
            CollectionStartEvent start = (CollectionStartEvent) event;
            return start instanceof MappingStartEvent
                    ? mapping(start, pointer, depth + 1)
                    : sequence(start, pointer, depth + 1);
        }

        private ObjectNode mapping(CollectionStartEvent start, String pointer, int depth) {
            checkTag(start.getTag(), lineOf(start.getStartMark()));
            ObjectNode mapping = JSON.objectNode();
            while (!events.checkEvent(Event.ID.MappingEnd)) {
                Event event = events.getEvent();
                int line = lineOf(event.getStartMark());
                if (!(event instanceof ScalarEvent scalar)) {
                    throw at(line, "a key must be text");
                }
                String key = scalar.getValue();
                String member = pointer + segment(key);
                lines.putIfAbsent(member, line);
                JsonNode value = node(events.getEvent(), member, depth);
                if (mapping.has(key)) {
                    duplicateKeys.add(new DuplicateKey(JsonPointer.compile(pointer), key, line));
                } else {
                    mapping.set(key, value);
                }
            }
            events.getEvent();
            return mapping;
        }

        private ArrayNode sequence(CollectionStartEvent start, String pointer, int depth) {
            checkTag(start.getTag(), lineOf(start.getStartMark()));
            ArrayNode sequence = JSON.arrayNode();
            while (!events.checkEvent(Event.ID.SequenceEnd)) {
                sequence.add(node(events.getEvent(), pointer + "/" + sequence.size(), depth));
            }
            events.getEvent();
            return sequence;
        }

        private static void checkTag(@Nullable String tag, int line) {
            if (tag != null && !tag.equals("!")) {
                throw at(line, "the tag " + tag.replace("tag:yaml.org,2002:", "!!") + " is not supported");
            }
        }

        private static JsonNode plain(String text) {
            return switch (text) {
                case "", "~", "null", "Null", "NULL" -> JSON.nullNode();
                case "true", "True", "TRUE" -> JSON.booleanNode(true);
                case "false", "False", "FALSE" -> JSON.booleanNode(false);
                default -> {
                    if (WHOLE.matcher(text).matches()) {
                        yield JSON.numberNode(Long.parseLong(text));
                    }
                    yield DECIMAL.matcher(text).matches() ? JSON.numberNode(new BigDecimal(text)) : JSON.textNode(text);
                }
            };
        }
    }
}
