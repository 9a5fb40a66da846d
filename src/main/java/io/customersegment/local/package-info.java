/**
 * What stands in for the outside on one machine: sample data, Personalize emulator, broker.
 *
 * <p>{@code data} draws the customers of the sample domain and writes them as Personalize imports them, {@code emulator} answers
 * the unmodified AWS SDK over HTTP from such data, {@code broker} is Kafka's own broker in this JVM. For the demo, tests and
 * benchmarks: production code never comes here.
 */
@NullMarked
package io.customersegment.local;

import org.jspecify.annotations.NullMarked;
