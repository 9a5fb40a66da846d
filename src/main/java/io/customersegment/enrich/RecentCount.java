package io.customersegment.enrich;

import java.util.concurrent.TimeUnit;

/**
 * Counts events of the last second, in tenths of a second.
 *
 * <p><i>Threads:</i> guarded by its {@link AdaptiveRate}.
 */
final class RecentCount {

    private static final int TENTHS = 10;
    private static final long TENTH = TimeUnit.SECONDS.toNanos(1) / TENTHS;

    private final int[] counts = new int[TENTHS];
    private long current;

    /**
     * @param now nanoseconds of the ticker that all methods are called with
     */
    RecentCount(long now) {
        this.current = tenth(now);
    }

    /** Counts one event. */
    void add(long now) {
        moveTo(now);
        counts[slot(current)]++;
    }

    /** The number of events within the last second. */
    int lastSecond(long now) {
        moveTo(now);
        int sum = 0;
        for (int count : counts) {
            sum += count;
        }
        return sum;
    }

    /** The events per second within the last second, of which the current tenth has only begun. */
    double perSecond(long now) {
        double seconds = (double) ((TENTHS - 1) * TENTH + Math.floorMod(now, TENTH)) / (TENTHS * TENTH);
        return lastSecond(now) / seconds;
    }

    /** The latest events per second, according to the larger of the current tenth and the previous one. */
    int latestPerSecond(long now) {
        moveTo(now);
        return TENTHS * Math.max(counts[slot(current)], counts[slot(current - 1)]);
    }

    private void moveTo(long now) {
        long tenth = tenth(now);
        if (tenth - current >= TENTHS) {
            current = tenth - TENTHS;
        }
        while (current - tenth < 0) {
            current++;
            counts[slot(current)] = 0;
        }
    }

    private static long tenth(long now) {
        return Math.floorDiv(now, TENTH);
    }

    private static int slot(long tenth) {
        return Math.floorMod(tenth, TENTHS);
    }
}
