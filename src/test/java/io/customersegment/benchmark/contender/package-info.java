/**
 * What customer-segment is compared with, each with a main method whose arguments are settings, KEY=VALUE, as {@code run --set} takes
 * them.
 *
 * <h2>Meant</h2>
 *
 * <ul>
 *   <li>They read, plan and write with the project's own stages and encoders, so that what differs is how the calls are kept in flight
 *       and how answers are delivered.
 *   <li>The SDK's client is as it comes, but for as many connections as there are calls in flight: default event loops, default
 *       completion threads, default retries, default timeouts.
 *   <li>They trust the filter, make the one call that the benchmark's wishes take, and write one header of the four: less work than
 *       customer-segment does.
 *   <li>Producers have batches of 64 KiB, lz4 and acks of all, as customer-segment's; two milliseconds of linger where that has one
 *       at least once, and as many requests in flight as Kafka's producer comes with where that has one. A poll brings at most as many
 *       records as there may be calls in flight.
 * </ul>
 */
@NullMarked
package io.customersegment.benchmark.contender;

import org.jspecify.annotations.NullMarked;
