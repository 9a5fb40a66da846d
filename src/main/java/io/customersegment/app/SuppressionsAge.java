package io.customersegment.app;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long ago all suppressions on the topic were known.
 *
 * <p><i>Threads:</i> the global stream thread confirms, any may ask.
 */
final class SuppressionsAge {

    private static final Logger LOG = LoggerFactory.getLogger(SuppressionsAge.class);

    private final Duration most;
    private final LongSupplier nanoTime;
    private volatile boolean known;
    private volatile long confirmedAt;
    private volatile boolean told;

    /**
     * @param most how long ago it may be
     * @param nanoTime tells the time like {@link System#nanoTime}
     */
    SuppressionsAge(Duration most, LongSupplier nanoTime) {
        this.most = most;
        this.nanoTime = nanoTime;
    }

    /** Notes that all were known at that time, in nanoseconds. */
    void confirmed(long at) {
        confirmedAt = at;
        known = true;
        if (told && current()) {
            told = false;
            LOG.info("all suppressions are known again, answers go on");
        }
    }

    /** Whether they have ever been. */
    boolean known() {
        return known;
    }

    /** Whether they are, or were a moment ago. */
    boolean current() {
        boolean current = known && nanoTime.getAsLong() - confirmedAt <= most.toNanos();
        if (known && !current && !told) {
            told = true;
            LOG.atWarn()
                    .addKeyValue("seconds", seconds())
                    .log("suppressions cannot be read: nothing is answered until they can");
        }
        return current;
    }

    /** How long ago they were, in seconds; NaN if they have never been. */
    double seconds() {
        return known ? (nanoTime.getAsLong() - confirmedAt) / 1e9 : Double.NaN;
    }
}
