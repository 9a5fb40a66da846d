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
 * The HTTP response to a call.
 *
 * @param headers the headers besides the content type and those of every response
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Reply(int status, String contentType, byte[] content, Map<String, String> headers) {

    static final String JSON = "application/json";

    /** The head of an event stream, which instructs proxies not to buffer it. */
    static final Reply EVENTS = new Reply(
            200, "text/event-stream", new byte[0], Map.of("Cache-Control", "no-store", "X-Accel-Buffering", "no"));

    /** Allows no content of other origins, no inline code, no form submission and no embedding in frames. */
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

    /** Returns a response with JSON that must not be cached. */
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

    /** Returns a copy of this response with one more header. */
    Reply with(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Reply(status, contentType, content, more);
    }

    /** Writes the status and the headers. */
    void head(Response response) {
        response.setStatus(status);
        SECURITY.forEach((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        headers.forEach((name, value) -> response.getHeaders().put(name, value));
    }

    /** Sends the whole response. */
    void send(Response response, Callback callback) {
        head(response);
        response.write(true, ByteBuffer.wrap(content), callback);
    }

    /** Omits the content, so that it can be logged. */
    @Override
    public String toString() {
        return "Reply[" + status + "]";
    }
}
