package io.customersegment.prompt;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.Column;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Values;
import java.util.List;
import java.util.Map;

/**
 * Finds conditions that no customer can meet because one column implies another: something that was never done has no date, and what
 * has a date was done.
 */
final class Contradictions {

    private final Map<Column, Column> counts;

    Contradictions(Catalogue catalogue) {
        this.counts = catalogue.countColumns();
    }

    /** Returns the condition, or the one that nobody meets if it contradicts itself: never bought, last purchase in 2022. */
    Condition resolved(Condition condition) {
        return isImpossible(condition) ? Condition.nobody() : condition;
    }

    private boolean isImpossible(Condition condition) {
        if (condition instanceof Condition.Any any) {
            return any.members().stream().allMatch(this::isImpossible);
        }
        return condition instanceof Condition.All all
                && (all.members().stream().anyMatch(this::isImpossible) || isContradiction(all.members()));
    }

    private boolean isContradiction(List<Condition> members) {
        for (Condition member : members) {
            Column count = member instanceof Condition.Test date ? counts.get(date.column()) : null;
            if (count != null && members.stream().anyMatch(other -> excludes((Condition.Test) member, count, other))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the dates require that it was done and the count that it was not, or the other way round. */
    private static boolean excludes(Condition.Test date, Column count, Condition other) {
        if (!(other instanceof Condition.Test number) || !number.column().equals(count)) {
            return false;
        }
        Values dates = date.values();
        Values counts = number.values();
        boolean never = Values.both(count, counts, Values.atLeast(count, 1)).none();
        boolean done = !counts.contains(0.0);
        boolean dated = !dates.orNull();
        boolean undated =
                dates instanceof Values.Numbers numbers && numbers.ranges().isEmpty();
        return (never && dated) || (done && undated);
    }
}
