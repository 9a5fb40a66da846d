package io.customersegment.console;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers requests that Jetty itself refuses, e.g. for too large a body, in the API's error format instead of an error page. */
final class PlainErrors extends ErrorHandler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String problem = response.getStatus() == 413
                ? "The body is too large"
                : "The request cannot be answered: HTTP status " + response.getStatus();
        Reply.of(new Problem(response.getStatus(), problem)).send(response, callback);
        return true;
    }
}
