package io.customersegment.enrich;

/**
 * How many calls this instance may make.
 *
 * <p><i>Threads:</i> asked by any.
 */
@FunctionalInterface
public interface CallBudget {

    /**
     * Calls a second that this instance may make now; 0 if none.
     *
     * @param now nanoseconds, as {@link System#nanoTime}
     */
    double perSecond(long now);

    /** A budget that never changes. */
    static CallBudget of(int callsPerSecond) {
        return now -> callsPerSecond;
    }
}
