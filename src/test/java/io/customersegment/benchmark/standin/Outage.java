package io.customersegment.benchmark.standin;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether the stand-in is out of order, and how.
 *
 * <p><i>Threads:</i> called by all of the stand-in's.
 */
public final class Outage {

    /** What a call gets meanwhile. */
    public enum Kind {
        /** An error with the status 503. */
        ERRORS,
        /** Nothing, not even after the outage; its connection stays open. */
        SILENCE
    }

    private volatile @Nullable Period last;

    private record Period(Kind kind, long end) {}

    /**
     * Begins an outage, and ends the one before if it is not over.
     *
     * @param now by {@link System#nanoTime}
     */
    void begin(Kind kind, Duration duration, long now) {
        last = new Period(kind, now + duration.toNanos());
    }

    /** What a call gets that comes in now; null if all is well. */
    @Nullable
    Kind at(long now) {
        Period period = last;
        return period == null || now - period.end >= 0 ? null : period.kind;
    }
}
