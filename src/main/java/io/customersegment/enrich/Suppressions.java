package io.customersegment.enrich;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The customers who may be in no answer, by their id in Personalize: those who objected, or whose data is to be erased and is still in the
 * campaign until the next import.
 *
 * <p><i>Threads:</i> safe to use from any; what one thread wrote the next look of any other sees.
 */
public final class Suppressions {

    private static final long FOR_GOOD = Long.MAX_VALUE;

    private final ConcurrentMap<String, Long> untilMillis = new ConcurrentHashMap<>();
    private final Clock clock;

    /**
     * None yet.
     *
     * @param clock tells which are over
     */
    public Suppressions(Clock clock) {
        this.clock = clock;
    }

    /**
     * Suppresses a customer, or changes until when.
     *
     * @param until from when on answers may hold the customer again, null for never
     */
    public void suppress(String customer, @Nullable Instant until) {
        untilMillis.put(customer, until == null ? FOR_GOOD : millis(until));
    }

    /** Since the year 1970, for good where that is too many. */
    private static long millis(Instant until) {
        return until.isAfter(Instant.ofEpochMilli(FOR_GOOD)) ? FOR_GOOD : until.toEpochMilli();
    }

    /** Lifts the suppression of a customer, if there is one. */
    public void lift(String customer) {
        untilMillis.remove(customer);
    }

    /** Forgets all of them. */
    public void clear() {
        untilMillis.clear();
    }

    /** Whether the customer may be in no answer now. */
    public boolean covers(String customer) {
        Long until = untilMillis.isEmpty() ? null : untilMillis.get(customer);
        return until != null && (until == FOR_GOOD || clock.millis() < until);
    }

    /** How many there are, those that are over and not lifted among them. */
    public int size() {
        return untilMillis.size();
    }

    /** Whether others are to take the places of customers in the segment who have been suppressed since it was loaded. */
    boolean opens(Segment segment) {
        return segment.full()
                && !untilMillis.isEmpty()
                && segment.ids().stream().anyMatch(this::covers);
    }
}
