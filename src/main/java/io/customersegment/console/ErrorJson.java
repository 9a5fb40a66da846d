package io.customersegment.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.client.Answer;

/** Error records, as the API shows them. */
final class ErrorJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ErrorJson() {}

    /** The error that an answer is. */
    static ObjectNode of(Answer answer) {
        JsonNode record = parsed(answer.json());
        ObjectNode json = common(record);
        json.set("understood", record.path("understood").isTextual() ? record.path("understood") : null);
        json.set("unread", record.path("unread").isArray() ? record.path("unread") : JSON.createArrayNode());
        json.set(
                "suggestions",
                record.path("suggestions").isArray() ? record.path("suggestions") : JSON.createArrayNode());
        return json;
    }

    /** An error record in a value; an empty object if it is none. */
    static JsonNode parsed(String value) {
        try {
            return JSON.readTree(value);
        } catch (JsonProcessingException malformed) {
            return JSON.createObjectNode();
        }
    }

    /** What all errors have. */
    static ObjectNode common(JsonNode record) {
        ObjectNode json = JSON.createObjectNode()
                .put("error_type", record.path("error_type").asText("unknown"));
        json.put("message", record.path("message").asText());
        json.put("cause", record.path("cause").asText());
        json.put("solution", record.path("solution").asText());
        return json.put("retryable", record.path("retryable").asBoolean());
    }
}
