package io.customersegment.enrich;

import io.customersegment.enrich.RecommendationSource.Item;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who is not suppressed, decided once for each customer of a load: a segment that counted on somebody would else come out too short if a
 * suppression arrives in between. Who was suppressed meanwhile is recognised when the load is complete.
 *
 * <p><i>Threads:</i> runs within its {@link SegmentLoad}'s events.
 */
final class Admitted implements Predicate<Item> {

    private final Suppressions suppressions;
    private final boolean none;
    private final Set<String> ids = new HashSet<>();

    Admitted(Suppressions suppressions) {
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
