package io.customersegment.enrich;

/**
 * Spaces calls so that there are no more than so many a second: each gets the next free slot, in order of arrival. After a pause
 * a tenth of a second's worth may go at once.
 *
 * <p><i>Threads:</i> called by any thread; nobody is made to wait here, only told for how long.
 */
final class Pace {

    private static final long SECOND = 1_000_000_000L;
    private static final int BURSTS_PER_SECOND = 10;

    private final long interval;
    private final long tolerance;
    private long next;

    /**
     * @param now nanoseconds of the ticker that {@link #reserve} is asked with
     */
    Pace(int callsPerSecond, long now) {
        this.interval = SECOND / callsPerSecond;
        this.tolerance = interval * (Math.max(1, callsPerSecond / BURSTS_PER_SECOND) - 1);
        this.next = now - tolerance;
    }

    /** For how many nanoseconds to wait with the next call; negative, and no slot is taken, if that is after {@code latest}. */
    synchronized long reserve(long now, long latest) {
        long slot = next - (now - tolerance) > 0 ? next : now - tolerance;
        long wait = Math.max(0, slot - now);
        if (now + wait - latest > 0) {
            return -1;
        }
        next = slot + interval;
        return wait;
    }
}
