package io.customersegment.enrich;

/**
 * Spaces calls at a rate that may change from call to call. Slots that passed unused can be made up for, by a twentieth of a second's
 * worth at most: enough for a timer that fires late, and little enough for a service that counts by the second.
 *
 * <p><i>Threads:</i> guarded by its {@link CallScheduler}.
 */
final class Pace {

    private static final long SECOND = 1_000_000_000L;
    private static final long TOLERANCE = SECOND / 20;

    private long next;

    /**
     * @param now nanoseconds of the ticker that all methods are called with
     */
    Pace(long now) {
        this.next = now - TOLERANCE;
    }

    /** For how many nanoseconds no slot is free, 0 if one is. */
    long pause(long now) {
        return Math.max(0, next - now);
    }

    /** Takes the next slot, whether it is free or not. */
    void take(double callsPerSecond, long now) {
        long interval = (long) (SECOND / callsPerSecond);
        long earliest = now - Math.max(0, TOLERANCE - interval);
        next = (next - earliest > 0 ? next : earliest) + interval;
    }

    /** Gives no slot for the next N nanoseconds. */
    void hold(long nanos, long now) {
        next = Math.max(next, now + nanos);
    }
}
