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
 *   <li>The share of the processors that other processes took stands beside each figure: past a few percent, measure again.
 * </ul>
 */
@NullMarked
package io.customersegment.benchmark;

import org.jspecify.annotations.NullMarked;
