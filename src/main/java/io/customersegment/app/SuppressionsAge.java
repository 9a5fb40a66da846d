package io.customersegment.app;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time since all suppressions on the topic were last known.
 *
 * <p><i>Threads:</i> the global stream thread confirms; any thread may read.
 */
final class SuppressionsAge {

    private static final Logger LOG = LoggerFactory.getLogger(SuppressionsAge.class);

    private final Duration most;
    private final LongSupplier nanoTime;
    private volatile boolean known;
    private volatile long confirmedAt;
    private volatile boolean staleReported;

    /**
     * @param most the maximum age
     * @param nanoTime returns the time like {@link System#nanoTime}
     */
    SuppressionsAge(Duration most, LongSupplier nanoTime) {
        this.most = most;
        this.nanoTime = nanoTime;
    }

    /** Records that all suppressions were known at the given time, in nanoseconds. */
    void confirmed(long at) {
        confirmedAt = at;
        known = true;
        if (staleReported && current()) {
            staleReported = false;
            LOG.info("all suppressions are known again, answers go on");
        }
    }

    /** Whether all suppressions have ever been known. */
    boolean known() {
        return known;
    }

    /** Whether all suppressions are known, or were within the maximum age. */
    boolean current() {
        boolean current = known && nanoTime.getAsLong() - confirmedAt <= most.toNanos();
        if (known && !current && !staleReported) {
            staleReported = true;
            LOG.atWarn()
                    .addKeyValue("seconds", seconds())
                    .log("suppressions cannot be read: nothing is answered until they can");
        }
        return current;
    }

    /** Returns the seconds since all suppressions were known; NaN if they never were. */
    double seconds() {
        return known ? (nanoTime.getAsLong() - confirmedAt) / 1e9 : Double.NaN;
    }
}
