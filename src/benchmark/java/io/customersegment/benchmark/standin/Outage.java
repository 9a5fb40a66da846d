package io.customersegment.benchmark.standin;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how the stand-in is unavailable.
 *
 * <p><i>Threads:</i> called by all threads of the stand-in.
 */
public final class Outage {

    /** The response to a call during an outage. */
    public enum Kind {
        /** An error with the status 503. */
        ERRORS,
        /** No response, not even after the outage; the connection stays open. */
        SILENCE
    }

    private volatile @Nullable Period last;

    private record Period(Kind kind, long end) {}

    /**
     * Begins an outage, and ends the previous one if it is not over.
     *
     * @param now by {@link System#nanoTime}
     */
    void begin(Kind kind, Duration duration, long now) {
        last = new Period(kind, now + duration.toNanos());
    }

    /** Returns how a call that arrives now fails; null if there is no outage. */
    @Nullable
    Kind at(long now) {
        Period period = last;
        return period == null || now - period.end >= 0 ? null : period.kind;
    }
}
