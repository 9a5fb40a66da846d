package io.customersegment.enrich;

/**
 * Spaces calls so that there are no more than N a second. Slots that passed unused can be made up for, by a twentieth of a
 * second's worth at most: enough for a timer that wakes late, and little enough for a service that counts by the second.
 *
 * <p><i>Threads:</i> guarded by its {@link Turnstile}.
 */
final class Pace {

    private static final long SECOND = 1_000_000_000L;
    private static final int BURSTS_PER_SECOND = 20;

    private final long interval;
    private final long tolerance;
    private long next;

    /**
     * @param now nanoseconds of the ticker that is asked with
     */
    Pace(int callsPerSecond, long now) {
        this.interval = SECOND / callsPerSecond;
        this.tolerance = interval * (Math.max(1, callsPerSecond / BURSTS_PER_SECOND) - 1);
        this.next = now - tolerance;
    }

    /** For how many nanoseconds no slot is free, 0 if one is. */
    long pause(long now) {
        return Math.max(0, next - now);
    }

    /** Takes the next slot, whether it is free or not. */
    void take(long now) {
        long earliest = now - tolerance;
        next = (next - earliest > 0 ? next : earliest) + interval;
    }
}
