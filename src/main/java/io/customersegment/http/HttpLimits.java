package io.customersegment.http;

import java.time.Duration;

/**
 * What a client may send, and how long it may take.
 *
 * @param connections how many may be open; a further one takes the place of the one that has been there, or without a request, longest
 * @param requestLine bytes of method, address and version
 * @param headers bytes of all headers together
 * @param body bytes of a request's body; 0 where a handler gets requests as they come, and refuses bodies itself
 * @param idle from when a connection is open, or its last request answered, to the first byte of a request
 * @param exchange from there to the last byte of the answer
 */
public record HttpLimits(int connections, int requestLine, int headers, int body, Duration idle, Duration exchange) {}
