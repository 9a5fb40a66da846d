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
 * The values that customers who meet a condition can have, by column. Immutable.
 *
 * <p>A test bounds its own column. A test of a column without a filter field can also bound other columns, by the rules that the
 * catalogue declares for dates.
 */
final class Bounds {

    /** Bounds derived from the tests alone. */
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

    /** Returns bounds derived from the tests and from the catalogue's rules. */
    static Bounds by(Catalogue catalogue) {
        return new Bounds(catalogue.countColumns(), catalogue.laterDateColumns());
    }

    /** Returns the values by column; a column that is not restricted may be missing. */
    Map<Column, Values> of(Condition condition) {
        Map<Column, Values> bounds = new LinkedHashMap<>();
        if (condition instanceof Condition.Test test) {
            restrict(test, bounds);
        } else if (condition instanceof Condition.All all) {
            for (Condition member : all.members()) {
                if (member instanceof Condition.Test test) {
                    restrict(test, bounds);
                } else {
                    of(member).forEach((column, values) -> restrict(column, values, bounds));
                }
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

    private void restrict(Condition.Test test, Map<Column, Values> bounds) {
        restrict(test.column(), test.values(), bounds);
        if (!test.column().filterable() && test.values() instanceof Values.Numbers numbers) {
            implied(test.column(), numbers, bounds);
        }
    }

    private static void restrict(Column column, Values values, Map<Column, Values> bounds) {
        Values before = bounds.get(column);
        bounds.put(column, before == null ? values : Values.both(column, before, values));
    }

    private void implied(Column column, Values.Numbers numbers, Map<Column, Values> bounds) {
        if (numbers.none()) {
            return;
        }
        Column count = counts.get(column);
        if (count != null && !numbers.orNull()) {
            restrict(count, Values.atLeast(count, 1), bounds);
        } else if (count != null && numbers.ranges().isEmpty()) {
            restrict(count, Values.exactly(count, 0), bounds);
        }
        Column date = dates.get(column);
        if (date != null && !numbers.contains(0.0)) {
            restrict(date, Values.atLeast(date, Double.NEGATIVE_INFINITY), bounds);
        } else if (date != null && numbers.hull().high() < 1) {
            restrict(date, Values.onlyNull(date), bounds);
        }
        Column later = laterDates.get(column);
        if (later != null && !numbers.orNull()) {
            restrict(later, Values.atLeast(later, numbers.hull().low()), bounds);
        }
    }
}
