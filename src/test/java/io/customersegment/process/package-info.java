/** Brokers, stand-ins and processors as processes of their own, which a test can kill, suspend and measure. */
@NullMarked
package io.customersegment.process;

import org.jspecify.annotations.NullMarked;
