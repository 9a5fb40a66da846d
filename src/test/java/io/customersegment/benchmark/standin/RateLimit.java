package io.customersegment.benchmark.standin;

import java.util.concurrent.TimeUnit;

/**
 * So many calls a second. What was not used is kept for a tenth of a second, no longer.
 *
 * <p><i>Threads:</i> called by all of the stand-in's.
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

    /** Whether a call may come in now. */
    synchronized boolean admits(long now) {
        if (freeFrom - now > 0) {
            return false;
        }
        freeFrom = Math.max(freeFrom, now - KEPT) + nanosPerCall;
        return true;
    }
}
