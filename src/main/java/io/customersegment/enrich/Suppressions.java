package io.customersegment.enrich;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The customers who must not be in any answer, by their ids in Personalize: those who objected, or whose data must be erased and is
 * still in the campaign until the next import.
 *
 * <p><i>Threads:</i> thread-safe; a change by one thread is visible to the next read of any other.
 */
public final class Suppressions {

    private static final long FOR_GOOD = Long.MAX_VALUE;

    private final ConcurrentMap<String, Long> untilMillis = new ConcurrentHashMap<>();
    private final Clock clock;

    /**
     * Creates an empty set.
     *
     * @param clock determines which suppressions have ended
     */
    public Suppressions(Clock clock) {
        this.clock = clock;
    }

    /**
     * Suppresses a customer, or changes when the suppression ends.
     *
     * @param until from when answers may contain the customer again, null for never
     */
    public void suppress(String customer, @Nullable Instant until) {
        untilMillis.put(customer, until == null ? FOR_GOOD : millis(until));
    }

    /** Milliseconds since 1970, {@link #FOR_GOOD} where they exceed a long. */
    private static long millis(Instant until) {
        return until.isAfter(Instant.ofEpochMilli(FOR_GOOD)) ? FOR_GOOD : until.toEpochMilli();
    }

    /** Lifts the suppression of a customer, if there is one. */
    public void lift(String customer) {
        untilMillis.remove(customer);
    }

    /** Removes all suppressions. */
    public void clear() {
        untilMillis.clear();
    }

    /** Whether the customer must not be in any answer now. */
    public boolean covers(String customer) {
        Long until = untilMillis.isEmpty() ? null : untilMillis.get(customer);
        return until != null && (until == FOR_GOOD || clock.millis() < until);
    }

    /** The number of suppressions, including those that have ended and were not lifted. */
    public int size() {
        return untilMillis.size();
    }

    /** Whether others should take the places of customers in the segment who have been suppressed since it was loaded. */
    boolean leavesGapIn(Segment segment) {
        return segment.full()
                && !untilMillis.isEmpty()
                && segment.ids().stream().anyMatch(this::covers);
    }
}
