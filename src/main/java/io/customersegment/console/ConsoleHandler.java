package io.customersegment.console;

import io.customersegment.outcome.UnquotedFault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every HTTP request: with a file of the page, through the API, or with the event stream. */
final class ConsoleHandler extends Handler.Abstract {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleHandler.class);
    private static final String API = "/api/";
    private static final String EVENTS = "/api/events";
    private static final Duration SILENCE = Duration.ofSeconds(15);

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
        String path = Request.getPathInContext(request);
        Reply reply;
        try {
            access.requireOwnPage(request);
            boolean events = path.equals(EVENTS) && HttpMethod.GET.is(request.getMethod());
            if (events) {
                access.requireSignedIn(request);
                stream(request, response, callback);
                return true;
            }
            reply = path.startsWith(API) ? api.answer(request, path) : page(request, path);
        } catch (Problem problem) {
            reply = Reply.of(problem);
        } catch (HttpException.RuntimeException bad) {
            reply = Reply.of(new Problem(bad.getCode(), "The request cannot be read"));
        } catch (RuntimeException fault) {
            LOG.atError().log("a call of the console failed", UnquotedFault.of(fault));
            reply = Reply.of(new Problem(500, "The console has a fault; its log says which"));
        }
        reply.send(response, callback);
        return true;
    }

    private Reply page(Request request, String path) {
        if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
            throw new Problem(405, "Pages can only be read");
        }
        return pages.get(path, request.getHeaders().get(HttpHeader.IF_NONE_MATCH));
    }

    private void stream(Request request, Response response, Callback callback) {
        Reply.EVENTS.head(response);
        try (Events.Watcher watcher = events.watch();
                OutputStream out = Content.Sink.asOutputStream(response)) {
            out.write(":\n\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            for (byte[] event = watcher.next(SILENCE);
                    event != null && access.isSignedIn(request);
                    event = watcher.next(SILENCE)) {
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
