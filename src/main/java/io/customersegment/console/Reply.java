package io.customersegment.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What a call is answered with.
 *
 * @param headers besides the content's type and those that every answer has
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Reply(int status, String contentType, byte[] content, Map<String, String> headers) {

    static final String JSON = "application/json";

    Reply {
        headers = Map.copyOf(headers);
    }

    /** JSON, which no cache keeps. */
    static Reply json(int status, JsonNode json) {
        return new Reply(
                status, JSON, json.toString().getBytes(StandardCharsets.UTF_8), Map.of("Cache-Control", "no-store"));
    }

    static Reply json(JsonNode json) {
        return json(200, json);
    }

    static Reply of(Problem problem) {
        return json(problem.status(), JsonNodeFactory.instance.objectNode().put("problem", problem.getMessage()));
    }

    /** The same with one more header. */
    Reply with(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Reply(status, contentType, content, more);
    }

    /** Without the content, so that it can be logged. */
    @Override
    public String toString() {
        return "Reply[" + status + "]";
    }
}
