package io.customersegment.console;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers what the server itself refuses, such as a body that is too large, like every other problem and without a page of its own. */
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
