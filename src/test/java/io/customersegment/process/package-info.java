/** Runs brokers, emulators and processors as separate processes, which a test can kill, suspend and measure. */
@NullMarked
package io.customersegment.process;

import org.jspecify.annotations.NullMarked;
