/**
 * What customer-segment costs: JMH for the stages, and {@code bin/benchmark} for the whole, against what people would write without it.
 *
 * <h2>Design decisions</h2>
 *
 * <ul>
 *   <li>Broker, stand-in, contender and the oracle that counts answers are a process each, so that the processor time of each is known.
 *       They share one machine: what one takes, another has not, which is why ratios of one invocation count and nothing else.
 *   <li>All contenders read the same records of one topic and write to topics of their own. A run's clock starts with the contender's
 *       process and stops when the oracle has the last answer; its first stretch so holds the start of the JVM.
 *   <li>What is in flight when a stretch ends counts for the next, for every contender alike.
 *   <li>All contenders have the same settings, the same jars and the JVM's defaults; customer-segment's own are those of {@code
 *       bin/customer-segment run}, which is how it is run here.
 *   <li><b>Real load has a contender that reads nothing.</b> Its regular expressions know the six forms that the load is made of, and what to
 *       ask for each; what it costs less than the loop that reads with our reader is the price of reading.
 *   <li><b>The stand-in cuts segments by shards as the service does</b>, so that one of 200 customers takes six calls of everybody, and
 *       tells sizes by what is asked, so that all contenders get the same.
 *   <li>The share of the processors that other processes took stands beside each figure: past a few percent, measure again.
 * </ul>
 *
 * <h2>Tried and dropped</h2>
 *
 * <p>For real prompts, all distinct, on two cores of a virtual Intel Xeon; requests a second and CPU milliseconds a request, of the first
 * 20,000 from the start of the process or of those that follow:
 *
 * <ul>
 *   <li>The JVM's own limits of inlining: the first at 523 and 2.70 instead of 711 and 1.81 on JDK 17, those that follow at 1,899 and 0.75
 *       instead of 2,145 and 0.64; with JDK 25 and its trained cache the first at 1,135 and 1.44 instead of 1,346 and 1.20.
 *   <li>{@code MaxTenuringThreshold} 1 or 2: 4.6 and 5.0 s of pauses in 100,000 requests, with the JVM's own 4.9. Two thirds of what a young
 *       collection copies is in flight.
 *   <li>Transparent huge pages: 3,205 and 3,167 with, 3,218 without.
 *   <li>A training with 20,000 requests instead of 4,000: the first at 1,165 to 1,305 instead of 1,194 to 1,346, and half a minute longer.
 *   <li>A shorter {@code retry.backoff.ms} against transactions that overlap: 36 batches sent again after a start instead of 12.
 *   <li>JDK 25 with a trained cache instead of JDK 17 with its class archive: the first 20,000 alike (1.20 to 1.31 ms, 1.19 to 1.24). What it
 *       saves is at the beginning, see bin/README.md.
 * </ul>
 */
@NullMarked
package io.customersegment.benchmark;

import org.jspecify.annotations.NullMarked;
