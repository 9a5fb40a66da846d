package io.customersegment.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The description of the API, and the validation of responses against it. */
final class OpenApi {

    private final JsonNode document;

    OpenApi() {
        try (InputStream stream = OpenApi.class.getResourceAsStream("openapi.yaml")) {
            document = new YAMLMapper().readTree(Objects.requireNonNull(stream));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Returns every method and path. */
    List<String> calls() {
        List<String> calls = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method -> calls.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return calls;
    }

    /** Returns the schema violations in a JSON response; empty if there are none. */
    List<String> violations(String method, String template, int status, JsonNode answer) {
        JsonNode responses = document.path("paths")
                .path(template)
                .path(method.toLowerCase(Locale.ROOT))
                .path("responses");
        JsonNode response = responses.has(String.valueOf(status))
                ? responses.path(String.valueOf(status))
                : document.at(responses.path("default").path("$ref").asText().substring(1));
        JsonNode schema = response.path("content").path("application/json").path("schema");
        if (schema.isMissingNode()) {
            return List.of("no JSON is described for " + method + " " + template + " " + status);
        }
        return validate(schema, answer);
    }

    /** Returns the violations of this schema in the data. */
    List<String> violations(String schema, JsonNode data) {
        return validate(document.path("components").path("schemas").path(schema), data);
    }

    private List<String> validate(JsonNode schema, JsonNode data) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.path("components"));
        Schema made = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole);
        return made.validate(data).stream().map(Error::toString).toList();
    }
}
