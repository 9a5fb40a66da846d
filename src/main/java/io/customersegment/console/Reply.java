package io.customersegment.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What a call is answered with.
 *
 * @param headers besides the content's type and those that every answer has
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Reply(int status, String contentType, byte[] content, Map<String, String> headers) {

    static final String JSON = "application/json";

    /** The head of a stream of events, which no proxy keeps back. */
    static final Reply EVENTS = new Reply(
            200, "text/event-stream", new byte[0], Map.of("Cache-Control", "no-store", "X-Accel-Buffering", "no"));

    /** Nothing from elsewhere, nothing inline, no form that is sent, in nobody's frame. */
    private static final String CONTENT_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    private static final Map<String, String> SECURITY = Map.of(
            "Content-Security-Policy", CONTENT_POLICY,
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()");

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

    /** Writes status and headers. */
    void head(Response response) {
        response.setStatus(status);
        SECURITY.forEach((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        headers.forEach((name, value) -> response.getHeaders().put(name, value));
    }

    /** Sends all of it. */
    void send(Response response, Callback callback) {
        head(response);
        response.write(true, ByteBuffer.wrap(content), callback);
    }

    /** Without the content, so that it can be logged. */
    @Override
    public String toString() {
        return "Reply[" + status + "]";
    }
}
