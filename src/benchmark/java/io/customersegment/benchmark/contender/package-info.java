/**
 * The programs that customer-segment is compared with, each with a main method whose arguments are settings, KEY=VALUE, as in {@code run
 * --set}.
 *
 * <p>The hand-written loop and the blocking topology
 *
 * <ul>
 *   <li>read, plan and write with the project's own stages and encoders, so that the differences are how calls are kept in flight and how
 *       answers are delivered;
 *   <li>use the SDK's client with its defaults, except for as many connections as there are calls in flight: default event loops, default
 *       completion threads, default retries, default timeouts;
 *   <li>trust the filter, make the one call that the benchmark's requests take, and write one header of the four or none: less work than
 *       customer-segment does.
 * </ul>
 *
 * <p>The topologies have customer-segment's Kafka Streams properties. The loop's producer has its batches of 64 KiB, lz4 and {@code
 * acks=all}, but a linger of two milliseconds instead of one, and Kafka's default number of requests in flight instead of one; both at
 * least once. A poll of the loop returns at most as many records as calls are allowed in flight.
 */
@NullMarked
package io.customersegment.benchmark.contender;

import org.jspecify.annotations.NullMarked;
