/**
 * Tests of the processor's guarantees under failures: real brokers and processors in JVMs of their own, which are killed, suspended and
 * restarted, and a {@link io.customersegment.failure.Ledger} that counts the answers to every request.
 *
 * <p>Tests with the tag {@code processes} run one after another once the other integration tests have ended. Alongside those, of which
 * {@code -Dit.forks=2} runs two at a time, a processor might not stop or resume within the times that are asserted here.
 */
@NullMarked
package io.customersegment.failure;

import org.jspecify.annotations.NullMarked;
