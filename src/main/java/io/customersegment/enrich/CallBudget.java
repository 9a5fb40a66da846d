package io.customersegment.enrich;

/**
 * The rate of calls that this instance may make.
 *
 * <p><i>Threads:</i> called by any thread.
 */
@FunctionalInterface
public interface CallBudget {

    /**
     * Returns the calls per second that this instance may make now; 0 if none.
     *
     * @param now nanoseconds, as {@link System#nanoTime}
     */
    double perSecond(long now);

    /** Returns a budget that never changes. */
    static CallBudget of(int callsPerSecond) {
        return now -> callsPerSecond;
    }
}
