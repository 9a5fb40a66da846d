package io.customersegment.fleet;

import io.customersegment.wire.BudgetDemand;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The instances that share the budget, and their shares, as they follow from the records of the budget topic up to some offset and
 * from nothing else. Instances that have read equally far therefore agree, and their shares add up to the budget.
 *
 * <p>A tenth of the budget is shared evenly, so that an instance that was idle can make its first calls at once. The rest is
 * divided by demand, max-min fair: no instance gets more than its demand while another gets less than its own, and the part that no
 * instance demands is shared evenly.
 *
 * <p><i>Threads:</i> used by one thread at a time.
 */
final class BudgetShares {

    private static final double EVENLY = 0.1;

    private final long expireAfterMillis;
    private final Map<String, Entry> entries = new TreeMap<>();
    private long latest = Long.MIN_VALUE;

    private record Entry(BudgetDemand said, long timestamp) {}

    /**
     * Creates an empty set.
     *
     * @param expireAfterMillis the time without a record after which an instance is gone
     */
    BudgetShares(long expireAfterMillis) {
        this.expireAfterMillis = expireAfterMillis;
    }

    /**
     * Applies the next record of the topic.
     *
     * @param said null if the instance left
     * @param timestamp the record's, in milliseconds
     */
    void apply(String instance, @Nullable BudgetDemand said, long timestamp) {
        expire(timestamp);
        if (said == null) {
            entries.remove(instance);
        } else {
            entries.put(instance, new Entry(said, latest));
        }
    }

    /**
     * Removes the instances that are gone at the given time.
     *
     * @return when the last of them expired, {@link Long#MIN_VALUE} if none did
     */
    long expire(long timestamp) {
        latest = Math.max(latest, timestamp);
        long last = Long.MIN_VALUE;
        for (Iterator<Entry> left = entries.values().iterator(); left.hasNext(); ) {
            long gone = left.next().timestamp + expireAfterMillis;
            if (gone < latest) {
                left.remove();
                last = Math.max(last, gone);
            }
        }
        return last;
    }

    /** The number of instances that share the budget. */
    int instances() {
        return entries.size();
    }

    /** The budget in calls per second: the least in any instance's settings, because they differ while they are being changed. */
    double budget() {
        return entries.values().stream()
                .mapToInt(entry -> entry.said.budget())
                .min()
                .orElse(0);
    }

    /** Returns the instance's share in calls per second, 0 if it takes no part. */
    double shareOf(String instance) {
        Entry own = entries.get(instance);
        if (own == null) {
            return 0;
        }
        double budget = budget();
        double evenly = EVENLY * budget / entries.size();
        double rest = (1 - EVENLY) * budget;
        double[] wanted = entries.values().stream()
                .mapToDouble(entry -> beyond(evenly, entry, budget))
                .sorted()
                .toArray();
        double left = rest;
        for (int i = 0; i < wanted.length; i++) {
            double most = left / (wanted.length - i);
            if (wanted[i] > most) {
                return evenly + Math.min(beyond(evenly, own, budget), most);
            }
            left -= wanted[i];
        }
        return evenly + beyond(evenly, own, budget) + left / wanted.length;
    }

    private static double beyond(double evenly, Entry entry, double budget) {
        return Math.max(0, Math.min(entry.said.demand(), budget) - evenly);
    }
}
