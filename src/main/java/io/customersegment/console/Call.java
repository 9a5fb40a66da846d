package io.customersegment.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/** A call to the API. */
final class Call {

    private static final ObjectReader STRICT = new ObjectMapper()
            .reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private final Request request;
    private final Map<String, String> variables;

    /** Creates a call with the variables of its path. */
    Call(Request request, Map<String, String> variables) {
        this.request = request;
        this.variables = Map.copyOf(variables);
    }

    /** Returns a variable of the path. */
    String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The path has no " + name);
        }
        return value;
    }

    /**
     * Returns a parameter of the query.
     *
     * @throws Problem if it is missing
     */
    String parameter(String name) {
        String value = parameterOr(name, null);
        if (value == null) {
            throw new Problem(400, "The parameter " + name + " is missing");
        }
        return value;
    }

    /** Returns a parameter of the query that must be one of the given words; the first word if it is absent. */
    String choice(String name, List<String> words) {
        String value = parameterOr(name, words.get(0));
        if (value == null || !words.contains(value)) {
            throw new Problem(400, "The parameter " + name + " must be one of " + String.join(", ", words));
        }
        return value;
    }

    private @Nullable String parameterOr(String name, @Nullable String otherwise) {
        Fields fields = Request.extractQueryParameters(request);
        String value = fields.getValue(name);
        return value == null ? otherwise : value;
    }

    /**
     * Parses the body, a JSON object.
     *
     * @param members the members that it may have
     * @throws Problem if the body is not such an object
     */
    ObjectNode body(Set<String> members) {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        if (type == null
                || !MimeTypes.Type.APPLICATION_JSON.asString().equals(MimeTypes.getContentTypeWithoutCharset(type))) {
            throw new Problem(415, "The body must be JSON, with Content-Type: application/json");
        }
        JsonNode json;
        try {
            json = STRICT.readTree(Content.Source.asString(request, StandardCharsets.UTF_8));
        } catch (JsonProcessingException malformed) {
            throw new Problem(400, "The body is not JSON");
        } catch (IOException fault) {
            throw new Problem(400, "The body cannot be read");
        }
        if (!(json instanceof ObjectNode object)) {
            throw new Problem(400, "The body must be a JSON object");
        }
        Set<String> unknown = new TreeSet<>();
        object.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(members);
        if (!unknown.isEmpty()) {
            throw new Problem(
                    400,
                    "The body has members that are not known here; it may have "
                            + String.join(", ", new TreeSet<>(members)));
        }
        return object;
    }
}
