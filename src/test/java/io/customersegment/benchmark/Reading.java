package io.customersegment.benchmark;

import io.customersegment.benchmark.standin.Tally;
import java.time.Duration;

/**
 * What was read off all clocks at one moment of a run.
 *
 * @param answers how many requests had been answered
 * @param nanos when, by {@link System#nanoTime}
 * @param tally what calls the stand-in had got
 * @param contender processor time of the contender
 * @param broker processor time of the broker
 * @param standIn processor time of the stand-in
 * @param own processor time of this process, which counts the answers
 * @param machine processor time of the whole machine
 */
record Reading(
        int answers,
        long nanos,
        Tally tally,
        Duration contender,
        Duration broker,
        Duration standIn,
        Duration own,
        Duration machine) {}
