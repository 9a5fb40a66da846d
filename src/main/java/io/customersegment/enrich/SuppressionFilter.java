package io.customersegment.enrich;

import io.customersegment.enrich.RecommendationSource.Item;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Accepts the customers of a load who are not suppressed. A customer once accepted stays accepted: otherwise a segment that counted
 * on a customer would be too short if a suppression arrived in between. Customers suppressed during the load are detected when it
 * is complete.
 *
 * <p><i>Threads:</i> runs within its {@link SegmentLoad}'s events.
 */
final class SuppressionFilter implements Predicate<Item> {

    private final Suppressions suppressions;
    private final boolean none;
    private final Set<String> ids = new HashSet<>();

    SuppressionFilter(Suppressions suppressions) {
        this.suppressions = suppressions;
        this.none = suppressions.size() == 0;
    }

    @Override
    public boolean test(Item item) {
        if (none || ids.contains(item.id())) {
            return true;
        }
        return !suppressions.covers(item.id()) && ids.add(item.id());
    }
}
