package io.customersegment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The AsyncAPI document of {@code topics/}, with the look-ups that tests need. */
record AsyncApi(ObjectNode document) {

    private static final Path TOPICS = Path.of("topics");
    private static final ObjectMapper JSON = new ObjectMapper();

    static AsyncApi read() {
        try {
            return new AsyncApi(
                    (ObjectNode) new YAMLMapper().readTree(Files.readString(TOPICS.resolve("asyncapi.yaml"))));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Returns the violations of the official AsyncAPI 3.0 schema in the document. */
    List<String> faults() {
        return faults(
                json(Path.of("src", "test", "resources", "asyncapi", "3.0.0.json")),
                document,
                SpecificationVersion.DRAFT_7);
    }

    /** Returns the examples of a message by name, each with its payload and its headers, if any. */
    Map<String, JsonNode> examples(String message) {
        Map<String, JsonNode> examples = new LinkedHashMap<>();
        message(message)
                .path("examples")
                .forEach(example -> examples.put(example.path("name").asText(), example));
        return examples;
    }

    /** Returns the violations of the message's schemas in a record. */
    List<String> faults(String message, JsonNode headers, JsonNode payload) {
        List<String> faults = new ArrayList<>(
                faults(resolved(message(message).path("headers")), headers, SpecificationVersion.DRAFT_7));
        Path schema = TOPICS.resolve(message(message).at("/payload/schema/$ref").asText());
        faults.addAll(faults(json(schema), payload, SpecificationVersion.DRAFT_2020_12));
        return faults;
    }

    /** Returns the names of all documented headers. */
    TreeSet<String> headers() {
        TreeSet<String> names = new TreeSet<>();
        document.at("/components/schemas")
                .findParents("properties")
                .forEach(schema -> schema.path("properties").fieldNames().forEachRemaining(names::add));
        return names;
    }

    static JsonNode json(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private JsonNode message(String name) {
        return document.at("/components/messages/" + name);
    }

    /** Adds the document's components to the schema, so that references in it resolve. */
    private JsonNode resolved(JsonNode reference) {
        ObjectNode schema =
                JSON.createObjectNode().put("$ref", reference.path("$ref").asText());
        schema.set("components", document.path("components"));
        return schema;
    }

    private static List<String> faults(JsonNode schema, JsonNode value, SpecificationVersion version) {
        return SchemaRegistry.withDefaultDialect(version).getSchema(schema).validate(value).stream()
                .map(Error::toString)
                .toList();
    }
}
