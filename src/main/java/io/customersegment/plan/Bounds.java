package io.customersegment.plan;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.Column;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Values;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values that customers who meet a condition can have, column by column. Immutable.
 *
 * <p>A test bounds its own column. One that no filter carries may bound others as well, by what the catalogue declares of dates.
 */
final class Bounds {

    /** Bounds by the tests alone. */
    static final Bounds PLAIN = new Bounds(Map.of(), Map.of());

    private final Map<Column, Column> counts;
    private final Map<Column, Column> dates;
    private final Map<Column, Column> laterDates;

    private Bounds(Map<Column, Column> counts, Map<Column, Column> laterDates) {
        this.counts = Map.copyOf(counts);
        this.laterDates = Map.copyOf(laterDates);
        Map<Column, Column> inverse = new HashMap<>();
        counts.forEach((date, count) -> inverse.put(count, date));
        this.dates = Map.copyOf(inverse);
    }

    /** Bounds by the tests and by the catalogue's rules. */
    static Bounds by(Catalogue catalogue) {
        return new Bounds(catalogue.counts(), catalogue.laterDates());
    }

    /** The values by column; a column that is not restricted may be missing. */
    Map<Column, Values> of(Condition condition) {
        Map<Column, Values> bounds = new LinkedHashMap<>();
        if (condition instanceof Condition.Test test) {
            bounds.put(test.column(), test.values());
            if (!test.column().filterable() && test.values() instanceof Values.Numbers numbers) {
                implied(test.column(), numbers, bounds);
            }
        } else if (condition instanceof Condition.All all) {
            for (Condition member : all.members()) {
                of(member)
                        .forEach((column, values) -> bounds.merge(column, values, (a, b) -> Values.both(column, a, b)));
            }
        } else {
            List<Condition> members = ((Condition.Any) condition).members();
            for (int i = 0; i < members.size(); i++) {
                Map<Column, Values> more = of(members.get(i));
                if (i == 0) {
                    bounds.putAll(more);
                }
                bounds.keySet().retainAll(more.keySet());
                more.forEach((column, values) ->
                        bounds.computeIfPresent(column, (same, before) -> Values.either(same, before, values)));
            }
        }
        return bounds;
    }

    private void implied(Column column, Values.Numbers numbers, Map<Column, Values> bounds) {
        if (numbers.none()) {
            return;
        }
        Column count = counts.get(column);
        if (count != null && !numbers.orNull()) {
            bounds.put(count, Values.atLeast(count, 1));
        } else if (count != null && numbers.ranges().isEmpty()) {
            bounds.put(count, Values.exactly(count, 0));
        }
        Column date = dates.get(column);
        if (date != null && !numbers.contains(0.0)) {
            bounds.put(date, Values.atLeast(date, Double.NEGATIVE_INFINITY));
        } else if (date != null && numbers.hull().high() < 1) {
            bounds.put(date, Values.onlyNull(date));
        }
        Column later = laterDates.get(column);
        if (later != null && !numbers.orNull()) {
            bounds.put(later, Values.atLeast(later, numbers.hull().low()));
        }
    }
}
