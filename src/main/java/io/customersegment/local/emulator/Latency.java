package io.customersegment.local.emulator;

import java.time.Duration;

/**
 * The time that answers take, lognormally distributed with the given median and 99th percentile. Equal ones mean a fixed time.
 */
public record Latency(Duration median, Duration p99) {

    private static final double NORMAL_P99 = 2.3263478740408408;

    /** No latency: calls are answered at once. */
    public static final Latency NONE = fixed(Duration.ZERO);

    public Latency {
        boolean zeroAndNot = median.isZero() && !p99.isZero();
        if (median.isNegative() || p99.compareTo(median) < 0 || zeroAndNot) {
            throw new IllegalArgumentException("A latency's p99 must be at least its p50, and that positive if p99 is");
        }
    }

    /** Returns a latency that is the same for every call. */
    public static Latency fixed(Duration time) {
        return new Latency(time, time);
    }

    /** Returns the time of one call in nanoseconds, from two uniformly distributed random numbers between 0 and 1. */
    public long nanos(double one, double other) {
        if (median.equals(p99)) {
            return median.toNanos();
        }
        double normal = Math.sqrt(-2 * Math.log(1 - one)) * Math.cos(2 * Math.PI * other);
        double spread = Math.log((double) p99.toNanos() / median.toNanos()) / NORMAL_P99;
        return (long) (median.toNanos() * Math.exp(spread * normal));
    }
}
