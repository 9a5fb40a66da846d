/**
 * The cost of customer-segment: JMH for the stages, and {@code bin/benchmark} for the whole, compared with what people would write without
 * it.
 *
 * <h2>Design decisions</h2>
 *
 * <ul>
 *   <li><b>Broker, stand-in, contender and the oracle that counts answers are one process each</b>, so that the processor time of each is
 *       known. They share one machine, where each takes processor time from the others, so only ratios within one invocation are
 *       meaningful.
 *   <li><b>All contenders read the same records of one topic</b> and write to topics of their own. A run's clock starts with the
 *       contender's process and stops when the oracle has the last answer; its first stretch thus includes the start of the JVM.
 *   <li><b>Calls in flight at the end of a stretch count for the next</b>, for every contender alike.
 *   <li><b>All contenders have the same settings, the same jars and the JVM's defaults</b>; customer-segment's own are those of {@code
 *       bin/customer-segment run}, which is how it is run here.
 *   <li><b>The real load has a contender that interprets nothing.</b> Its regular expressions know the six forms of the load, and the query
 *       of each; its saving against the loop with customer-segment's reader is the cost of interpretation.
 *   <li><b>The stand-in cuts segments by shards as the service does</b>, so that a segment of 200 customers takes six calls from every
 *       contender, and derives sizes from the filter values, so that all contenders get the same.
 *   <li><b>The share of the processors that other processes took is given with each figure</b>: if it exceeds a few percent, measure again.
 * </ul>
 *
 * <h2>Tried and dropped</h2>
 *
 * <p>For real prompts, all distinct, on two cores of a virtual Intel Xeon; requests a second and CPU milliseconds per request, of the first
 * 20,000 from the start of the process or of those that follow:
 *
 * <ul>
 *   <li>The JVM's default inlining limits: the first at 523 and 2.70 instead of 711 and 1.81 on JDK 17, those that follow at 1,899 and 0.75
 *       instead of 2,145 and 0.64; with JDK 25 and its trained cache the first at 1,135 and 1.44 instead of 1,346 and 1.20.
 *   <li>{@code MaxTenuringThreshold} 1 or 2: 4.6 and 5.0 s of pauses in 100,000 requests, with the JVM's default 4.9. Two thirds of the
 *       objects that a young collection copies are in flight.
 *   <li>Transparent huge pages: 3,205 and 3,167 with, 3,218 without.
 *   <li>A training with 20,000 requests instead of 4,000: the first at 1,165 to 1,305 instead of 1,194 to 1,346, and half a minute longer.
 *   <li>A shorter {@code retry.backoff.ms} against overlapping transactions: 36 batches resent after a start instead of 12.
 *   <li>JDK 25 with a trained cache instead of JDK 17 with its class archive: the first 20,000 alike (1.20 to 1.31 ms, 1.19 to 1.24). It
 *       saves time at the beginning, see bin/README.md.
 * </ul>
 */
@NullMarked
package io.customersegment.benchmark;

import org.jspecify.annotations.NullMarked;
