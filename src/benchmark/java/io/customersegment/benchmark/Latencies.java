package io.customersegment.benchmark;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** A set of measured durations. */
final class Latencies {

    private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final long[] ascending;

    /**
     * @param nanos at least one
     */
    Latencies(long[] nanos) {
        this.ascending = nanos.clone();
        Arrays.sort(ascending);
    }

    /** Returns the duration in milliseconds that the given share does not exceed; 0.5 is the median, 1 the maximum. */
    double millis(double share) {
        return ascending[(int) Math.ceil(share * ascending.length) - 1] / NANOS_PER_MILLI;
    }
}
