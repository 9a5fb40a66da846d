/**
 * Listens for HTTP within limits, so that clients that are slow, send too much or are too many do not affect others.
 *
 * <h2>Design decisions</h2>
 *
 * <ul>
 *   <li><b>An event loop, not the JDK's server,</b> because that server holds a thread from the first byte of a request to its last: two
 *       clients that sent one byte each kept {@code /health/live} from answering permanently. Here an idle connection costs a few
 *       kilobytes.
 *   <li><b>Beyond the limit the oldest connection is closed, not the newest,</b> because refusing new ones would let the first clients lock
 *       out probes. A probe sends its request along with the connection, so it is answered long before the maximum number of newer
 *       connections has arrived.
 *   <li><b>A connection to pages serves one request,</b> because probes and scrapers come seconds apart and lose nothing by it, and
 *       requests that are sent before the answer need no rules. The emulator keeps connections, as the service does.
 *   <li><b>A page that takes time is created on its own thread, once for all requests that wait, and then pauses for four times the
 *       duration of its creation.</b> Scrapes therefore take at most a fifth of a core whatever their number, delay no probe, and no answer
 *       is older than its request.
 * </ul>
 */
@NullMarked
package io.customersegment.http;

import org.jspecify.annotations.NullMarked;
