package io.customersegment.enrich;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Spaces calls at a rate that may change from call to call. Unused slots can be made up for, by a twentieth of a second's worth at
 * a time, which is enough for a timer that fires late. No more calls go out within any second than the rate at its end allows.
 *
 * <p><i>Threads:</i> guarded by its {@link CallScheduler}.
 */
final class Pace {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long TOLERANCE = SECOND / 20;
    private static final long SLICE = SECOND / 100;
    private static final int SLICES = 100;

    /** How long to wait before checking again while the rate allows no call. */
    private static final long NO_RATE = SECOND / 50;

    private final int[] counts = new int[SLICES + 1];
    private long slice;
    private int counted;
    private long next;

    /**
     * @param now nanoseconds of the ticker that all methods are called with
     */
    Pace(long now) {
        this.next = now - TOLERANCE;
        this.slice = Math.floorDiv(now, SLICE);
    }

    /** Returns the nanoseconds until a slot is free at this rate, 0 if one is. */
    long pause(double callsPerSecond, long now) {
        moveTo(Math.floorDiv(now, SLICE));
        if (callsPerSecond <= 0) {
            return Math.max(NO_RATE, next - now);
        }
        long untilNext = Math.max(0, next - now);
        return counted < Math.max(1, Math.floor(callsPerSecond))
                ? untilNext
                : Math.max(untilNext, SLICE - Math.floorMod(now, SLICE));
    }

    /** Takes the next slot, whether it is free or not. */
    void take(double callsPerSecond, long now) {
        long interval = (long) (SECOND / Math.max(1, callsPerSecond));
        long earliest = now - Math.max(0, TOLERANCE - interval);
        next = (next - earliest > 0 ? next : earliest) + interval;
        moveTo(Math.floorDiv(now, SLICE));
        counts[Math.floorMod(slice, counts.length)]++;
        counted++;
    }

    /** Frees no slot for the given nanoseconds. */
    void hold(long nanos, long now) {
        next = Math.max(next, now + nanos);
    }

    private void moveTo(long to) {
        if (to - slice >= counts.length) {
            Arrays.fill(counts, 0);
            counted = 0;
            slice = to;
        }
        while (slice < to) {
            slice++;
            int oldest = Math.floorMod(slice, counts.length);
            counted -= counts[oldest];
            counts[oldest] = 0;
        }
    }
}
