package io.customersegment.console;

import io.customersegment.outcome.UnquotedFault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every request: with a file of the page, by the API, or with the stream of events. */
final class ConsoleHandler extends Handler.Abstract {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleHandler.class);
    private static final String API = "/api/";
    private static final String EVENTS = "/api/events";
    private static final Duration SILENCE = Duration.ofSeconds(15);

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

    private final Access access;
    private final Api api;
    private final Pages pages = new Pages();
    private final Events events;

    ConsoleHandler(Access access, Api api, Events events) {
        this.access = access;
        this.api = api;
        this.events = events;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        SECURITY.forEach((name, value) -> response.getHeaders().put(name, value));
        String path = Request.getPathInContext(request);
        Reply reply;
        try {
            access.requireOwnPage(request);
            boolean events = path.equals(EVENTS) && HttpMethod.GET.is(request.getMethod());
            if (events) {
                access.requireSignedIn(request);
                stream(response, callback);
                return true;
            }
            reply = path.startsWith(API) ? api.answer(request, path) : page(request, path);
        } catch (Problem problem) {
            reply = Reply.of(problem);
        } catch (RuntimeException fault) {
            LOG.atError().log("a call of the console failed", UnquotedFault.of(fault));
            reply = Reply.of(new Problem(500, "The console has a fault; its log says which"));
        }
        send(reply, response, callback);
        return true;
    }

    private Reply page(Request request, String path) {
        if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
            throw new Problem(405, "Pages can only be read");
        }
        return pages.get(path, request.getHeaders().get(HttpHeader.IF_NONE_MATCH));
    }

    private static void send(Reply reply, Response response, Callback callback) {
        response.setStatus(reply.status());
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.CONTENT_TYPE, reply.contentType());
        reply.headers().forEach((name, value) -> headers.put(new HttpField(name, value)));
        response.write(true, ByteBuffer.wrap(reply.content()), callback);
    }

    private void stream(Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        try (Events.Watcher watcher = events.watch();
                OutputStream out = Content.Sink.asOutputStream(response)) {
            out.write(":\n\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            for (byte[] event = watcher.next(SILENCE); event != null; event = watcher.next(SILENCE)) {
                out.write(event);
                out.flush();
            }
            callback.succeeded();
        } catch (IOException gone) {
            callback.failed(gone);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            callback.failed(stopped);
        }
    }
}
