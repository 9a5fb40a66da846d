/**
 * Kafka's own broker in this JVM: broker and controller in one node, in a directory that goes with it unless one is given.
 *
 * <h2>Design decisions</h2>
 *
 * <ul>
 *   <li>The real broker and not a test double: transactions, fencing and rebalances are what the demo and the integration tests
 *       are about.
 *   <li>The classes are Kafka's inner ones and may move with a release; they are touched in {@link
 *       io.customersegment.local.broker.Broker} only. Its jars are never on the production class path.
 *   <li>Controlled shutdown stays on although there is nobody to hand over to: without it the controller holds the broker's session
 *       open, and a broker that comes back under its address waits ten seconds for it to expire.
 *   <li>A free port is found by binding it and letting it go, so another process may take it in between; then the start fails and
 *       says so.
 * </ul>
 */
@NullMarked
package io.customersegment.local.broker;

import org.jspecify.annotations.NullMarked;
