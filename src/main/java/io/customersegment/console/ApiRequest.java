package io.customersegment.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.wire.HeaderNames;
import io.customersegment.wire.RequestJson;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request for a segment, as received by the API.
 *
 * @param carModel null for the default
 */
record ApiRequest(String prompt, @Nullable String carModel, boolean ignoreUnread, boolean noCache) {

    private static final Set<String> MEMBERS = Set.of("prompt", "car_model", "ignore_unread", "no_cache");

    // Not a compact constructor, because javac 17 omits the parameters' @Nullable from its class file.
    ApiRequest(String prompt, @Nullable String carModel, boolean ignoreUnread, boolean noCache) {
        this.prompt = prompt;
        this.carModel = carModel;
        this.ignoreUnread = ignoreUnread;
        this.noCache = noCache;
    }

    /**
     * Parses the body of a call.
     *
     * @throws Problem if the body is not such a request
     */
    static ApiRequest in(Call call) {
        ObjectNode body = call.body(MEMBERS);
        if (!body.path("prompt").isTextual()) {
            throw new Problem(400, "The member prompt must be a text");
        }
        JsonNode model = body.path("car_model");
        if (!model.isMissingNode() && !model.isNull() && !model.isTextual()) {
            throw new Problem(400, "The member car_model must be a text");
        }
        return new ApiRequest(
                body.path("prompt").textValue(),
                model.isTextual() ? model.textValue() : null,
                isTrue(body, "ignore_unread"),
                isTrue(body, "no_cache"));
    }

    private static boolean isTrue(ObjectNode body, String member) {
        JsonNode value = body.path(member);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw new Problem(400, "The member " + member + " must be true or false");
        }
        return value.booleanValue();
    }

    /** Returns a copy with another prompt. */
    ApiRequest with(String other) {
        return new ApiRequest(other, carModel, ignoreUnread, noCache);
    }

    /** Returns the request in the form of the requests topic. */
    ObjectNode json() {
        return RequestJson.of(prompt, carModel);
    }

    /** Returns the headers of its record. */
    Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        if (ignoreUnread) {
            headers.put(HeaderNames.UNREAD, HeaderNames.IGNORE);
        }
        if (noCache) {
            headers.put(HeaderNames.CACHE_CONTROL, HeaderNames.NO_CACHE);
        }
        return headers;
    }

    /** Omits the prompt, so that it can be logged. */
    @Override
    public String toString() {
        return "ApiRequest";
    }
}
