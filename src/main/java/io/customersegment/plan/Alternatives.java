package io.customersegment.plan;

import io.customersegment.catalogue.Column;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Takes a condition apart into alternatives that filters can say. */
final class Alternatives {

    private final Bounds bounds;

    /** The alternatives of conditions whose tests bound columns like that. */
    Alternatives(Bounds bounds) {
        this.bounds = bounds;
    }

    /**
     * Conditions that together mean the same as the given one, each as near to a conjunction of plain ranges and lists as
     * {@code max} alternatives allow; empty if nobody can meet it. They overlap only where keeping them apart would take more
     * alternatives.
     */
    List<Condition> of(Condition condition, int max) {
        List<Condition> alternatives = new ArrayList<>(List.of(condition));
        int at = 0;
        while (at < alternatives.size()) {
            List<Condition> parts = parts(alternatives.get(at), max - alternatives.size() + 1);
            if (parts.size() == 1) {
                at++;
            } else {
                alternatives.remove(at);
                alternatives.addAll(at, parts);
            }
        }
        alternatives.removeIf(alternative -> !possible(alternative));
        return alternatives.size() < 2
                ? alternatives
                : alternatives.stream().distinct().toList();
    }

    /** The conjuncts of a condition: itself, if it is no conjunction. */
    static List<Condition> conjuncts(Condition condition) {
        return condition instanceof Condition.All all ? all.members() : List.of(condition);
    }

    private boolean possible(Condition condition) {
        if (condition.equals(Condition.nobody())) {
            return false;
        }
        for (Values values : bounds.of(condition).values()) {
            if (values.none()) {
                return false;
            }
        }
        return true;
    }

    /** The condition in two or more parts by its first conjunct that has so few, or itself alone. */
    private List<Condition> parts(Condition condition, int max) {
        List<Condition> conjuncts = conjuncts(condition);
        for (int i = 0; i < conjuncts.size(); i++) {
            List<Condition> options = options(conjuncts.get(i));
            if (options.size() > 1 && options.size() <= max) {
                List<Condition> parts = new ArrayList<>();
                for (Condition option : options) {
                    List<Condition> members = new ArrayList<>(conjuncts);
                    members.set(i, option);
                    parts.add(Condition.all(members));
                }
                return parts;
            }
        }
        return List.of(condition);
    }

    private List<Condition> options(Condition conjunct) {
        if (conjunct instanceof Condition.Test test) {
            return test.column().filterable() ? pieces(test) : List.of(conjunct);
        }
        if (conjunct instanceof Condition.Any any && any.members().stream().allMatch(this::pushable)) {
            return apart(any.members());
        }
        return List.of(conjunct);
    }

    /** Whether a filter can say something of it; if not, the alternative would fetch everybody. */
    private boolean pushable(Condition member) {
        Set<Column> columns = bounds.of(member).keySet();
        return columns.stream().anyMatch(Column::filterable);
    }

    /** Single tests first, and what they accept taken out of those that follow, where that leaves plain ranges. */
    private static List<Condition> apart(List<Condition> members) {
        List<Condition> sorted = members.stream()
                .sorted(Comparator.comparing(member -> !(member instanceof Condition.Test)))
                .toList();
        List<Condition> apart = new ArrayList<>();
        List<Condition> taken = new ArrayList<>();
        for (Condition member : sorted) {
            List<Condition> without = new ArrayList<>(taken);
            without.add(member);
            apart.add(Condition.all(without));
            Condition rest = Condition.not(member);
            if (rest instanceof Condition.Test test
                    && test.column().filterable()
                    && pieces(test).size() == 1) {
                taken.add(rest);
            }
        }
        return apart;
    }

    /** The test as tests of one range each; those without a value go with the earliest dates, for they travel as 0. */
    private static List<Condition> pieces(Condition.Test test) {
        Column column = test.column();
        if (!(test.values() instanceof Values.Numbers numbers)
                || (numbers.ranges().size() == 1 && !numbers.orNull())) {
            return List.of(test);
        }
        List<Condition> pieces = new ArrayList<>();
        boolean nullLeft = numbers.orNull();
        for (Values.Range range : numbers.ranges()) {
            Values values = Values.between(column, range.low(), range.high());
            if (nullLeft && range.low() == Double.NEGATIVE_INFINITY) {
                values = Values.either(column, values, Values.onlyNull(column));
                nullLeft = false;
            }
            pieces.add(Condition.test(column, values));
        }
        if (nullLeft) {
            pieces.add(Condition.test(column, Values.onlyNull(column)));
        }
        return pieces;
    }
}
