package io.customersegment.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.client.Answer;

/** Converts error records to the API's JSON. */
final class ErrorJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ErrorJson() {}

    /** Returns the error in an answer that is an error record. */
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

    /** Parses the value of an error record; returns an empty object if it is not JSON. */
    static JsonNode parsed(String value) {
        try {
            return JSON.readTree(value);
        } catch (JsonProcessingException malformed) {
            return JSON.createObjectNode();
        }
    }

    /** Returns the members that all errors have. */
    static ObjectNode common(JsonNode record) {
        ObjectNode json = JSON.createObjectNode()
                .put("error_type", record.path("error_type").asText("unknown"));
        json.put("message", record.path("message").asText());
        json.put("cause", record.path("cause").asText());
        json.put("solution", record.path("solution").asText());
        return json.put("retryable", record.path("retryable").asBoolean());
    }
}
