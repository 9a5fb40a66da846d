/**
 * Listens for HTTP within limits, so that a client that is slow, large or many takes nothing from the others.
 *
 * <h2>Design decisions</h2>
 *
 * <ul>
 *   <li><b>An event loop, not the JDK's server.</b> That one holds a thread from the first byte of a request to its last: two clients that
 *       send a byte each kept {@code /health/live} from answering for good. Here a connection that says nothing costs a few kilobytes.
 *   <li><b>Past the limit the oldest connection goes, not the newest.</b> Refusing new ones would let whoever came first lock probes out. A
 *       probe sends its request along with the connection, so it is answered long before as many newer ones have come as may be open.
 *   <li><b>One request for a connection to pages.</b> Probes and scrapers come seconds apart and lose nothing; and nothing has to be said
 *       about requests that are sent before the answer. The emulator keeps connections, as the service does.
 *   <li><b>What takes time is made apart, once for all who ask meanwhile, and rests four times as long as it took.</b> So scrapes take at
 *       most a fifth of a core however many ask, delay no probe, and no answer is older than its request.
 * </ul>
 */
@NullMarked
package io.customersegment.http;

import org.jspecify.annotations.NullMarked;
