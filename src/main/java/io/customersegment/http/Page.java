package io.customersegment.http;

import java.util.function.Supplier;

/**
 * The page at a path.
 *
 * @param content creates the content; an exception is answered with status 500 and not disclosed
 * @param offloaded whether creating the content may take time or block, so that it is done on a thread of the page's own
 */
public record Page(Supplier<Content> content, boolean offloaded) {

    /**
     * The content of a response.
     *
     * @param status the HTTP status
     * @param type the content type, e.g. {@code text/plain; charset=utf-8}
     */
    public record Content(int status, String type, String body) {}

    /** Returns a page that is created in microseconds and never blocks, not even on a lock. */
    public static Page nonBlocking(Supplier<Content> content) {
        return new Page(content, false);
    }

    /** Returns a page of any other kind. Its content is created by one thread at a time, once for all requests that wait. */
    public static Page offloaded(Supplier<Content> content) {
        return new Page(content, true);
    }
}
