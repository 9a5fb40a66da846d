/**
 * Kafka's own broker in this JVM: broker and controller in one node, with a temporary directory unless one is given.
 *
 * <h2>Design decisions</h2>
 *
 * <ul>
 *   <li><b>The real broker is used, not a test double,</b> because transactions, fencing and rebalances are what the demo and the
 *       integration tests are about.
 *   <li><b>Kafka's internal classes are used only in {@link io.customersegment.local.broker.Broker},</b> because they may change with any
 *       release. The broker's jars are never on the production class path.
 *   <li><b>Controlled shutdown stays enabled although there is no other broker to take over,</b> because without it the controller keeps
 *       the broker's session open, and a broker that restarts with the same address waits ten seconds for it to expire.
 *   <li><b>A free port is found by binding and releasing it.</b> Another process may take it in between; the start is then repeated with
 *       another port, and fails with that reason after three attempts.
 * </ul>
 */
@NullMarked
package io.customersegment.local.broker;

import org.jspecify.annotations.NullMarked;
