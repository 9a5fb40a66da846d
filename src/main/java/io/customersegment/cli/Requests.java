package io.customersegment.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.client.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Requests and answers as JSON, for the commands. */
final class Requests {

    static final ObjectMapper JSON = new ObjectMapper();

    private Requests() {}

    /** A request as it stands on the topic. */
    static ObjectNode request(String prompt, @Nullable String carModel) {
        ObjectNode request = JSON.createObjectNode().put("prompt", prompt);
        if (carModel != null) {
            request.put("car_model", carModel);
        }
        return request;
    }

    static byte[] bytes(ObjectNode request) {
        return request.toString().getBytes(StandardCharsets.UTF_8);
    }

    static ObjectNode parsed(Answer answer) {
        try {
            return (ObjectNode) JSON.readTree(answer.json());
        } catch (IOException fault) {
            throw new UncheckedIOException("An answer is no JSON object", fault);
        }
    }
}
