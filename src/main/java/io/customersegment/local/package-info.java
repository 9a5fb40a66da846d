/**
 * Replacements on one machine for what the processor depends on: customers, a Personalize emulator and a broker.
 *
 * <p>{@code data} generates customers or reads them from files, and writes them in the form that Personalize imports. {@code emulator}
 * answers the unmodified AWS SDK over HTTP from such data. {@code broker} is Kafka's own broker in this JVM. They serve the demo, tests
 * and benchmarks, and create the files of a dataset group; the processor never uses them.
 */
@NullMarked
package io.customersegment.local;

import org.jspecify.annotations.NullMarked;
