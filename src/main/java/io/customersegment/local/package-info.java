/**
 * What stands in for the outside on one machine: customers, Personalize emulator, broker.
 *
 * <p>{@code data} draws customers or reads them from files, and writes them as Personalize imports them, {@code emulator} answers
 * the unmodified AWS SDK over HTTP from such data, {@code broker} is Kafka's own broker in this JVM. For the demo, tests and
 * benchmarks, and for the files of a dataset group: the processor never comes here.
 */
@NullMarked
package io.customersegment.local;

import org.jspecify.annotations.NullMarked;
