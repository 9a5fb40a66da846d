package io.customersegment.benchmark.standin;

import java.util.concurrent.TimeUnit;

/**
 * Admits a number of calls per second. Unused capacity is kept for at most a tenth of a second.
 *
 * <p><i>Threads:</i> called by all threads of the stand-in.
 */
final class RateLimit {

    private static final long KEPT = TimeUnit.MILLISECONDS.toNanos(100);

    private final long nanosPerCall;
    private long freeFrom;

    /**
     * @param now by {@link System#nanoTime}
     */
    RateLimit(int callsPerSecond, long now) {
        this.nanosPerCall = TimeUnit.SECONDS.toNanos(1) / callsPerSecond;
        this.freeFrom = now - KEPT;
    }

    /** Whether a call that arrives now is admitted; if so, counts it. */
    synchronized boolean admits(long now) {
        if (freeFrom - now > 0) {
            return false;
        }
        freeFrom = Math.max(freeFrom, now - KEPT) + nanosPerCall;
        return true;
    }
}
