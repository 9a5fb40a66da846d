package io.customersegment.plan;

import io.customersegment.catalogue.Column;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Decomposes a condition into alternatives that filters can express. */
final class Alternatives {

    private final Bounds bounds;

    /** Creates an instance that uses the bounds to determine which conditions can be met and which ones a filter can restrict. */
    Alternatives(Bounds bounds) {
        this.bounds = bounds;
    }

    /**
     * Returns conditions whose disjunction is equivalent to the given one, each as close to a conjunction of single ranges and lists
     * as {@code max} alternatives allow; empty if no customer can meet it. They overlap only where making them disjoint would take
     * more alternatives.
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

    /** Returns the conjuncts of a condition; only the condition itself if it is not a conjunction. */
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

    /**
     * Splits the condition by its first conjunct that has 2 to {@code max} options; returns only the condition itself if there is
     * none.
     */
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

    /** Whether a filter can express part of it; otherwise the alternative would fetch all customers. */
    private boolean pushable(Condition member) {
        Set<Column> columns = bounds.of(member).keySet();
        return columns.stream().anyMatch(Column::filterable);
    }

    /**
     * Orders single tests first, and excludes the values they accept from the later alternatives where their complement is a single
     * range or list.
     */
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

    /**
     * Splits a test into tests of one range each. Customers without a value are grouped with the earliest dates, because a missing
     * date is stored as 0.
     */
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
