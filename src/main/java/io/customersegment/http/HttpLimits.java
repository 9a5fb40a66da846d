package io.customersegment.http;

import java.time.Duration;

/**
 * The limits on what a client may send and how long it may take.
 *
 * @param connections the maximum number of open connections; a further one replaces the one that has been open, or without a request,
 *     longest
 * @param requestLine bytes of method, address and version
 * @param headers bytes of all headers together
 * @param body bytes of a request's body; 0 if a handler receives requests as they arrive, and refuses bodies itself
 * @param idle the time from the opening of a connection, or the answer to its last request, to the first byte of a request
 * @param exchange the time from there to the last byte of the answer
 */
public record HttpLimits(int connections, int requestLine, int headers, int body, Duration idle, Duration exchange) {}
