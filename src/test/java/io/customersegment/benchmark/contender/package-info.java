/**
 * What customer-segment is compared with, each with a main method whose arguments are settings, KEY=VALUE, as {@code run --set} takes
 * them.
 *
 * <p>The hand-written loop and the blocking topology
 *
 * <ul>
 *   <li>read, plan and write with the project's own stages and encoders, so that what differs is how the calls are kept in flight and how
 *       answers are delivered;
 *   <li>have the SDK's client as it comes, but for as many connections as there are calls in flight: default event loops, default
 *       completion threads, default retries, default timeouts;
 *   <li>trust the filter, make the one call that the benchmark's wishes take, and write one header of the four or none: less work than
 *       customer-segment does.
 * </ul>
 *
 * <p>The topologies have customer-segment's properties of Kafka Streams. The loop's producer has its batches of 64 KiB, lz4 and acks of
 * all, but lingers two milliseconds where that of customer-segment lingers one, and has as many requests in flight as Kafka's producer
 * comes with, where that of customer-segment has one; both at least once. A poll of the loop brings at most as many records as there may
 * be calls in flight.
 */
@NullMarked
package io.customersegment.benchmark.contender;

import org.jspecify.annotations.NullMarked;
