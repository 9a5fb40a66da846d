package io.customersegment.catalogue;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.customersegment.text.EditDistance;
import io.customersegment.text.Position;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A JSON Schema whose violations are reported in plain words with their position in the YAML file. The title of an object's schema
 * names the object in messages; the title of a schema with a pattern completes the sentence "this is not …". The schema may use
 * properties, items, additionalProperties and references within the file; each type must be a single one.
 */
final class YamlSchema {

    private static final int LONGEST_QUOTE = 60;

    /** Keys that are easily confused: the bounds of a column's numbers are named differently from those of a test. */
    private static final Map<String, String> OTHER_NAMES = Map.of("min", "from", "max", "to");

    private final JsonNode definition;
    private final Schema schema;

    private YamlSchema(JsonNode definition) {
        this.definition = definition;
        this.schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(definition);
    }

    /** Returns the schema with this absolute name on the class path. */
    static YamlSchema of(String resource) {
        try (InputStream stream = YamlSchema.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("The class path has no " + resource);
            }
            return new YamlSchema(new JsonMapper().readTree(stream));
        } catch (IOException fault) {
            throw new IllegalStateException("The schema " + resource + " cannot be read", fault);
        }
    }

    /** Adds the document's violations of the schema and its duplicate keys. */
    void validate(YamlDocument document, YamlProblems problems) {
        for (YamlDocument.DuplicateKey duplicate : document.duplicateKeys()) {
            String first = duplicate.mapping() + YamlDocument.segment(duplicate.key());
            problems.add(
                    duplicate.position(),
                    where(document, duplicate.mapping()) + "the key " + duplicate.key() + " is already on line "
                            + document.position(first).line());
        }
        List<Error> errors = schema.validate(document.root());
        Set<String> wrongType = new HashSet<>();
        for (Error error : errors) {
            if (error.getKeyword().equals("type")) {
                wrongType.add(error.getInstanceLocation().toString());
            }
        }
        for (Error error : errors) {
            if (error.getKeyword().equals("type")
                    || !wrongType.contains(error.getInstanceLocation().toString())) {
                add(error, document, problems);
            }
        }
    }

    private void add(Error error, YamlDocument document, YamlProblems problems) {
        JsonPointer pointer = JsonPointer.compile(error.getInstanceLocation().toString());
        JsonNode value = document.root().at(pointer);
        JsonNode rule = definitionAt(pointer);
        String where = where(document, pointer);
        Position position = document.position(pointer);
        switch (error.getKeyword()) {
            case "additionalProperties" -> {
                String key = error.getProperty();
                List<String> known = new ArrayList<>();
                rule.path("properties").fieldNames().forEachRemaining(known::add);
                problems.add(
                        document.position(pointer + YamlDocument.segment(key)),
                        where + "unknown key " + key + suggestion(key, known));
            }
            case "required" -> problems.add(position, where + "the key " + error.getProperty() + " is missing");
            case "type" -> problems.add(position, where + wrongType(rule, value));
            case "enum" -> {
                List<String> allowed = new ArrayList<>();
                rule.path("enum").forEach(one -> allowed.add(one.asText()));
                problems.add(
                        position,
                        where + quoted(value) + " is not allowed; "
                                + (allowed.size() == 1 ? "the only value is " : "the values are ")
                                + String.join(", ", allowed));
            }
            case "pattern" -> problems.add(position, where + quoted(value) + notAllowed(rule));
            case "minItems", "minProperties" -> problems.add(position, where + "this must not be empty");
            case "minimum" -> problems.add(position, where + quoted(value) + " is less than " + rule.path("minimum"));
            case "maximum" ->
                problems.add(position, where + quoted(value) + " is greater than " + rule.path("maximum"));
            case "uniqueItems" -> addDuplicates(pointer, value, document, problems);
            default -> problems.add(position, where + error.getMessage());
        }
    }

    private static String notAllowed(JsonNode rule) {
        return " is not " + rule.path("title").asText("allowed");
    }

    private void addDuplicates(JsonPointer list, JsonNode items, YamlDocument document, YamlProblems problems) {
        Map<JsonNode, Position> seen = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            Position position = document.position(list + "/" + i);
            Position first = seen.putIfAbsent(items.get(i), position);
            if (first != null) {
                problems.add(
                        position, where(document, list) + quoted(items.get(i)) + " is already on line " + first.line());
            }
        }
    }

    private static String wrongType(JsonNode rule, JsonNode value) {
        String type = rule.path("type").asText();
        String expected = switch (type) {
            case "string" -> "text";
            case "number" -> "a number";
            case "integer" -> "a whole number";
            case "boolean" -> "true or false";
            case "array" -> "a list";
            default -> "keys with values";
        };
        if (value.isNull()) {
            return "the value is missing; it must be " + expected;
        }
        String found =
                value.isArray() ? "a list" : value.isObject() ? "keys with values" : value.isTextual() ? "text" : "";
        if (found.isEmpty()) {
            String written = quoted(value);
            if (!type.equals("string")) {
                return "the value must be " + expected + ", not " + written;
            }
            return rule.has("pattern")
                            && !Pattern.compile(rule.path("pattern").asText())
                                    .matcher(written)
                                    .find()
                    ? written + notAllowed(rule)
                    : "the value must be text; write \"" + written + "\" in quotes";
        }
        return "the value must be " + expected + ", not "
                + found
                + (value.isTextual() ? " (" + quoted(value) + ")" : "");
    }

    /** Returns the key and its owner for messages, e.g. "entry age, number: "; empty for the whole file. */
    String where(YamlDocument document, JsonPointer pointer) {
        List<String> parts = new ArrayList<>();
        JsonNode node = document.root();
        StringBuilder at = new StringBuilder();
        for (JsonPointer rest = pointer; !rest.matches(); rest = rest.tail()) {
            boolean inList = node.isArray();
            node = inList ? node.path(rest.getMatchingIndex()) : node.path(rest.getMatchingProperty());
            at.append(YamlDocument.segment(rest.getMatchingProperty()));
            if (!inList) {
                parts.add(rest.getMatchingProperty());
            } else if (node.isObject()) {
                JsonNode rule = definitionAt(JsonPointer.compile(at.toString()));
                String title = rule.has("properties") ? rule.path("title").asText("item") : parts.get(parts.size() - 1);
                JsonNode name = node.path("name");
                parts.set(
                        parts.size() - 1,
                        title + " " + (name.isTextual() ? name.textValue() : rest.getMatchingIndex() + 1));
            }
        }
        return parts.isEmpty() ? "" : String.join(", ", parts) + ": ";
    }

    /** Returns the schema of a node with references resolved; empty if the schema does not define the node. */
    private JsonNode definitionAt(JsonPointer pointer) {
        JsonNode rule = definition;
        for (JsonPointer rest = pointer; !rest.matches(); rest = rest.tail()) {
            JsonNode member = rule.path("properties").path(rest.getMatchingProperty());
            JsonNode next = rule.has("items") ? rule.path("items") : member;
            rule = resolved(next.isMissingNode() ? rule.path("additionalProperties") : next);
        }
        return rule;
    }

    private JsonNode resolved(JsonNode rule) {
        JsonNode resolved = rule;
        while (resolved.has("$ref")) {
            resolved = definition.at(resolved.path("$ref").asText().substring(1));
        }
        return resolved;
    }

    /** Completes a message about an unknown word: "; did you mean filter?", or the known words if none is near. */
    static String suggestion(String word, List<String> known) {
        String other = OTHER_NAMES.get(word);
        String meant = other != null && known.contains(other)
                ? other
                : known.isEmpty() ? null : EditDistance.slipped(word, known);
        return meant == null ? "; the known ones are " + String.join(", ", known) : "; did you mean " + meant + "?";
    }

    private static String quoted(JsonNode value) {
        String text = value.isTextual() ? "\"" + value.textValue() + "\"" : value.toString();
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }
}
