package io.customersegment.catalogue;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.text.InvalidFileException;
import io.customersegment.text.Position;
import io.customersegment.text.Utf8;
import java.math.BigDecimal;
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
 * A YAML file as JSON, with the position of every key and item. Immutable except for the root, which must not be changed.
 *
 * <p>Scalars have the types of YAML 1.2: only {@code true} and {@code false} are booleans, so that {@code yes} is text. Aliases and
 * tags are refused.
 */
public final class YamlDocument {

    private static final int MAX_DEPTH = 50;
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,18}");
    private static final Pattern DECIMAL = Pattern.compile(
            "[-+]?(\\.[0-9]{1,17}|[0-9]{1,17}(\\.[0-9]{0,17})?)(e[-+]?[0-9]{1,2})?", Pattern.CASE_INSENSITIVE);

    private final JsonNode root;
    private final Map<String, Position> positions;
    private final List<DuplicateKey> duplicateKeys;

    private YamlDocument(Builder built, JsonNode root) {
        this.root = root;
        this.positions = built.positions;
        this.duplicateKeys = List.copyOf(built.duplicateKeys);
    }

    /** A key that a mapping already contains; its first value counts. */
    record DuplicateKey(JsonPointer mapping, String key, Position position) {}

    /**
     * Reads a file that a JSON Schema describes.
     *
     * @param schemaResource the schema's absolute name on the class path
     * @throws InvalidFileException if the file is not YAML or does not match the schema
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
     * @throws InvalidFileException if the file is not one mapping in YAML
     */
    public static YamlDocument parse(byte[] yaml) {
        String text = Utf8.text(yaml);
        try {
            Builder builder = new Builder(new ParserImpl(new StreamReader(text), new LoaderOptions()));
            return new YamlDocument(builder, builder.document());
        } catch (MarkedYAMLException fault) {
            throw malformed(fault);
        } catch (ReaderException fault) {
            int end = text.offsetByCodePoints(0, fault.getPosition());
            throw InvalidFileException.at(
                    Position.after(text.substring(0, end)),
                    String.format("the character U+%04X is not allowed", fault.getCodePoint()));
        } catch (YAMLException fault) {
            throw InvalidFileException.at(Position.START, "it is not YAML: " + fault.getMessage());
        }
    }

    /** Returns the mapping in the file. */
    public JsonNode root() {
        return root;
    }

    /**
     * Returns the start of a key or an item.
     *
     * @throws IllegalArgumentException if the file has nothing there
     */
    public Position position(JsonPointer pointer) {
        return position(pointer.toString());
    }

    Position position(String pointer) {
        Position position = positions.get(pointer);
        if (position == null) {
            throw new IllegalArgumentException("The file has nothing at " + pointer);
        }
        return position;
    }

    List<DuplicateKey> duplicateKeys() {
        return duplicateKeys;
    }

    /** Returns a key or an index as a segment of a JSON pointer. */
    static String segment(String key) {
        return "/" + key.replace("~", "~0").replace("/", "~1");
    }

    private static InvalidFileException malformed(MarkedYAMLException fault) {
        Mark mark = fault.getProblemMark();
        String problem = "it is not YAML: " + fault.getProblem();
        if (fault.getContext() != null && fault.getContextMark() != null) {
            problem += " " + fault.getContext() + " from " + positionOf(fault.getContextMark());
        }
        return InvalidFileException.at(mark == null ? Position.START : positionOf(mark), problem);
    }

    private static Position positionOf(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static Position positionOf(Event event) {
        return positionOf(event.getStartMark());
    }

    /** Builds the JSON from the parser's events. */
    private static final class Builder {

        private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

        private final ParserImpl events;
        private final Map<String, Position> positions = new HashMap<>();
        private final List<DuplicateKey> duplicateKeys = new ArrayList<>();

        Builder(ParserImpl events) {
            this.events = events;
        }

        ObjectNode document() {
            events.getEvent();
            if (events.checkEvent(Event.ID.StreamEnd)) {
                throw InvalidFileException.at(Position.START, "the file is empty");
            }
            events.getEvent();
            Event first = events.getEvent();
            Position position = positionOf(first);
            if (!(first instanceof MappingStartEvent start)) {
                throw first instanceof ScalarEvent scalar && scalar.getValue().isEmpty() && scalar.isPlain()
                        ? InvalidFileException.at(Position.START, "the file is empty")
                        : InvalidFileException.at(
                                position, "the file must consist of keys with values, such as \"columns:\"");
            }
            positions.put("", position);
            ObjectNode root = mapping(start, "", 1);
            events.getEvent();
            if (!events.checkEvent(Event.ID.StreamEnd)) {
                throw InvalidFileException.at(
                        positionOf(events.peekEvent()), "a second YAML document starts here; only one is allowed");
            }
            return root;
        }

        private JsonNode node(Event event, String pointer, int depth) {
            Position position = positionOf(event);
            positions.putIfAbsent(pointer, position);
            if (event instanceof AliasEvent alias) {
                throw InvalidFileException.at(
                        position, "the alias *" + alias.getAnchor() + " is not supported; write the value again");
            }
            if (event instanceof ScalarEvent scalar) {
                checkTag(scalar.getTag(), position);
                return scalar.isPlain() ? plain(scalar.getValue()) : JSON.textNode(scalar.getValue());
            }
            if (depth > MAX_DEPTH) {
                throw InvalidFileException.at(position, "the nesting is deeper than " + MAX_DEPTH);
            }
            CollectionStartEvent start = (CollectionStartEvent) event;
            return start instanceof MappingStartEvent
                    ? mapping(start, pointer, depth + 1)
                    : sequence(start, pointer, depth + 1);
        }

        private ObjectNode mapping(CollectionStartEvent start, String pointer, int depth) {
            checkTag(start.getTag(), positionOf(start));
            ObjectNode mapping = JSON.objectNode();
            while (!events.checkEvent(Event.ID.MappingEnd)) {
                Event event = events.getEvent();
                Position position = positionOf(event);
                if (!(event instanceof ScalarEvent scalar)) {
                    throw InvalidFileException.at(position, "a key must be text");
                }
                String key = scalar.getValue();
                String member = pointer + segment(key);
                positions.putIfAbsent(member, position);
                JsonNode value = node(events.getEvent(), member, depth);
                if (mapping.has(key)) {
                    duplicateKeys.add(new DuplicateKey(JsonPointer.compile(pointer), key, position));
                } else {
                    mapping.set(key, value);
                }
            }
            events.getEvent();
            return mapping;
        }

        private ArrayNode sequence(CollectionStartEvent start, String pointer, int depth) {
            checkTag(start.getTag(), positionOf(start));
            ArrayNode sequence = JSON.arrayNode();
            while (!events.checkEvent(Event.ID.SequenceEnd)) {
                sequence.add(node(events.getEvent(), pointer + "/" + sequence.size(), depth));
            }
            events.getEvent();
            return sequence;
        }

        private static void checkTag(@Nullable String tag, Position position) {
            if (tag != null && !tag.equals("!")) {
                throw InvalidFileException.at(
                        position, "the tag " + tag.replace("tag:yaml.org,2002:", "!!") + " is not supported");
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
