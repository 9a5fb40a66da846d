/**
 * What the processor promises while things die around it: real brokers and processors in JVMs of their own, which are killed,
 * suspended and restarted, and a {@link io.customersegment.failure.Ledger} that counts the answers to every request.
 */
@NullMarked
package io.customersegment.failure;

import org.jspecify.annotations.NullMarked;
