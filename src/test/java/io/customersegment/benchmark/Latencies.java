package io.customersegment.benchmark;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** How long things took. */
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

    /** What so many of them do not exceed, in milliseconds; 0.5 is the median, 1 the maximum. */
    double millis(double share) {
        return ascending[(int) Math.ceil(share * ascending.length) - 1] / NANOS_PER_MILLI;
    }
}
