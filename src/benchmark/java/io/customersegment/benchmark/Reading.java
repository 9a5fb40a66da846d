package io.customersegment.benchmark;

import io.customersegment.benchmark.standin.Tally;
import java.time.Duration;

/**
 * The counters and clocks at one moment of a run.
 *
 * @param answers the number of answered requests
 * @param nanos the time, by {@link System#nanoTime}
 * @param tally the calls to the stand-in
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
