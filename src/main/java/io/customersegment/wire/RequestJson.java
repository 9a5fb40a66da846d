package io.customersegment.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Creates requests in the form that they have on the topic. */
public final class RequestJson {

    private static final ObjectWriter ESCAPING = new ObjectMapper().writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

    private RequestJson() {}

    /**
     * Returns a request.
     *
     * @param carModel null for the default
     */
    public static ObjectNode of(String prompt, @Nullable String carModel) {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("prompt", prompt);
        if (carModel != null) {
            request.put("car_model", carModel);
        }
        return request;
    }

    /** Returns the value of the request's record. */
    public static byte[] bytes(ObjectNode request) {
        return text(request).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the object as JSON on one line; halves of surrogate pairs, which UTF-8 cannot represent, remain escapes. */
    public static String text(ObjectNode object) {
        String text = object.toString();
        if (StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            return text;
        }
        try {
            return ESCAPING.writeValueAsString(object);
        } catch (JsonProcessingException fault) {
            throw new IllegalStateException("A JSON object cannot be written", fault);
        }
    }
}
