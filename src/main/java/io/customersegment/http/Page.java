package io.customersegment.http;

import java.util.function.Supplier;

/**
 * What a path shows.
 *
 * @param content makes it; what it throws is answered with status 500 and told nobody
 * @param apart whether that may take or wait for some time, so that it is done on a thread of the page's own
 */
public record Page(Supplier<Content> content, boolean apart) {

    /**
     * What a client gets.
     *
     * @param status of HTTP
     * @param type of the body, as in {@code text/plain; charset=utf-8}
     */
    public record Content(int status, String type, String body) {}

    /** A page that is there in microseconds and waits for nothing: a lock neither. */
    public static Page prompt(Supplier<Content> content) {
        return new Page(content, false);
    }

    /** Any other page. It is made for one after the other, and once for all who ask meanwhile. */
    public static Page apart(Supplier<Content> content) {
        return new Page(content, true);
    }
}
