package io.customersegment.criteria;

import io.customersegment.catalogue.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The set of values of one column that a condition accepts, in canonical form: equal sets are equal objects.
 *
 * <p>A comparison with null is false and its negation true, so null is an element like any other: {@link #orNull()} indicates whether
 * it is in the set, and it never is for a column that has no nulls.
 */
public sealed interface Values {

    /** Whether a customer without a value is accepted. */
    boolean orNull();

    /** Whether the set contains the value; for null, {@link #orNull()}. */
    boolean contains(@Nullable Object value);

    /** Whether the set is empty, so that no customer is accepted. */
    boolean none();

    /** Closed ranges, ascending, disjoint and not adjacent. An open end is represented by the neighbouring representable number. */
    record Numbers(List<Range> ranges, boolean orNull) implements Values {
        public Numbers {
            ranges = List.copyOf(ranges);
        }

        @Override
        public boolean contains(@Nullable Object value) {
            if (value == null) {
                return orNull;
            }
            double number = (Double) value;
            for (int i = 0; i < ranges.size(); i++) {
                Range range = ranges.get(i);
                if (number >= range.low() && number <= range.high()) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean none() {
            return ranges.isEmpty() && !orNull;
        }

        /** Returns the smallest range that covers all ranges, of which there must be at least one. */
        public Range hull() {
            return new Range(ranges.get(0).low(), ranges.get(ranges.size() - 1).high());
        }

        /** Omits the numbers, so that it can be logged. */
        @Override
        public String toString() {
            return "Numbers[" + ranges.size() + " ranges]";
        }
    }

    /**
     * A closed range.
     *
     * @param low the smallest number in it, possibly negative infinity
     * @param high the greatest number in it, possibly positive infinity
     */
    record Range(double low, double high) {
        /** Omits the numbers, so that it can be logged. */
        @Override
        public String toString() {
            return "Range";
        }
    }

    /**
     * Texts in their catalogue order, or in alphabetical order if the catalogue lists none.
     *
     * @param except whether the set contains all texts except these; never for a column whose values the catalogue lists
     */
    record Texts(List<String> texts, boolean except, boolean orNull) implements Values {
        public Texts {
            texts = List.copyOf(texts);
        }

        @Override
        public boolean contains(@Nullable Object value) {
            return value == null ? orNull : texts.contains(value) != except;
        }

        @Override
        public boolean none() {
            return texts.isEmpty() && !except && !orNull;
        }

        /** Omits the texts, so that it can be logged. */
        @Override
        public String toString() {
            return "Texts[" + texts.size() + " texts]";
        }
    }

    /** Returns the numbers from {@code low} to {@code high}, both inclusive, that the column can have. */
    static Values between(Column column, double low, double high) {
        Range range = possible(column, low, high);
        return new Numbers(range == null ? List.of() : List.of(range), false);
    }

    /** Returns the set of one number. */
    static Values exactly(Column column, double number) {
        return between(column, number, number);
    }

    /** Returns the numbers at or above the bound. */
    static Values atLeast(Column column, double low) {
        return between(column, low, Double.POSITIVE_INFINITY);
    }

    /** Returns the numbers above the bound. */
    static Values above(Column column, double low) {
        return atLeast(column, next(column, low));
    }

    /** Returns the numbers at or below the bound. */
    static Values atMost(Column column, double high) {
        return between(column, Double.NEGATIVE_INFINITY, high);
    }

    /** Returns the numbers below the bound. */
    static Values below(Column column, double high) {
        return atMost(column, previous(column, high));
    }

    /** Returns the set of these texts. */
    static Values in(Column column, List<String> texts) {
        return texts(column, texts, false, false);
    }

    /** Returns the set that contains only null. */
    static Values onlyNull(Column column) {
        return column.numeric() ? numbers(column, List.of(), true) : texts(column, List.of(), false, true);
    }

    /** Returns the set of all values of the column, null included. */
    static Values all(Column column) {
        return not(
                column, column.numeric() ? numbers(column, List.of(), false) : texts(column, List.of(), false, false));
    }

    /** Whether the set contains all values that the column can have, null included: whether it is {@link #all}. */
    static boolean isAll(Column column, Values values) {
        if (values.orNull() != column.nullable()) {
            return false;
        }
        if (values instanceof Numbers numbers) {
            Range all = possible(column, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
            return all != null
                    && numbers.ranges().size() == 1
                    && numbers.ranges().get(0).low() == all.low()
                    && numbers.ranges().get(0).high() == all.high();
        }
        Texts texts = (Texts) values;
        return column.values().isEmpty()
                ? texts.except() && texts.texts().isEmpty()
                : texts.texts().size() == column.values().size();
    }

    /** Returns the intersection of the sets. */
    static Values both(Column column, Values a, Values b) {
        if (a instanceof Numbers left && b instanceof Numbers right) {
            boolean orNull = left.orNull() && right.orNull();
            if (left.ranges().size() == 1 && right.ranges().size() == 1) {
                Range common = common(left.ranges().get(0), right.ranges().get(0));
                return numbers(column, List.of(common), orNull);
            }
            List<Range> common = new ArrayList<>();
            for (Range x : left.ranges()) {
                for (Range y : right.ranges()) {
                    common.add(common(x, y));
                }
            }
            return numbers(column, common, orNull);
        }
        Texts left = (Texts) a;
        Texts right = (Texts) b;
        boolean orNull = left.orNull() && right.orNull();
        if (left.except() && right.except()) {
            return texts(column, union(left.texts(), right.texts()), true, orNull);
        }
        Texts positive = left.except() ? right : left;
        Texts other = left.except() ? left : right;
        return texts(column, keep(positive.texts(), other.texts(), other.except()), false, orNull);
    }

    /** Returns the union of the sets. */
    static Values either(Column column, Values a, Values b) {
        return not(column, both(column, not(column, a), not(column, b)));
    }

    /** Returns the complement of the set. */
    static Values not(Column column, Values values) {
        boolean orNull = column.nullable() && !values.orNull();
        if (values instanceof Numbers numbers) {
            List<Range> gaps = new ArrayList<>();
            double from = Double.NEGATIVE_INFINITY;
            for (Range range : numbers.ranges()) {
                gaps.add(new Range(from, previous(column, range.low())));
                from = next(column, range.high());
            }
            if (from < Double.POSITIVE_INFINITY) {
                gaps.add(new Range(from, Double.POSITIVE_INFINITY));
            }
            return numbers(column, gaps, orNull);
        }
        Texts texts = (Texts) values;
        return texts(column, texts.texts(), !texts.except(), orNull);
    }

    private static Range common(Range x, Range y) {
        if (x.low() >= y.low() && x.high() <= y.high()) {
            return x;
        }
        return new Range(Math.max(x.low(), y.low()), Math.min(x.high(), y.high()));
    }

    private static Values numbers(Column column, List<Range> ranges, boolean orNull) {
        boolean withNull = orNull && column.nullable();
        if (ranges.size() == 1) {
            Range range = possible(column, ranges.get(0).low(), ranges.get(0).high());
            return new Numbers(range == null ? List.of() : List.of(range), withNull);
        }
        List<Range> sorted = new ArrayList<>(ranges.size());
        for (Range range : ranges) {
            Range possible = possible(column, range.low(), range.high());
            if (possible != null) {
                sorted.add(possible);
            }
        }
        sorted.sort(Comparator.comparingDouble(Range::low));
        List<Range> merged = new ArrayList<>(sorted.size());
        for (Range range : sorted) {
            Range last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && range.low() <= next(column, last.high())) {
                merged.set(merged.size() - 1, new Range(last.low(), Math.max(last.high(), range.high())));
            } else {
                merged.add(range);
            }
        }
        return new Numbers(merged, withNull);
    }

    /** Returns the part of the range that the column can have, null if it is empty. */
    private static @Nullable Range possible(Column column, double from, double to) {
        double low = Math.max(from, column.min());
        double high = Math.min(to, column.max());
        if (column.whole()) {
            low = Math.ceil(low);
            high = Math.floor(high);
        }
        boolean some = low <= high && low < Double.POSITIVE_INFINITY && high > Double.NEGATIVE_INFINITY;
        return some ? new Range(low + 0.0, high + 0.0) : null;
    }

    private static Values texts(Column column, List<String> texts, boolean except, boolean orNull) {
        boolean withNull = orNull && column.nullable();
        if (column.values().isEmpty()) {
            return new Texts(List.copyOf(new TreeSet<>(texts)), except, withNull);
        }
        return new Texts(keep(column.values(), texts, except), false, withNull);
    }

    private static List<String> union(List<String> a, List<String> b) {
        TreeSet<String> all = new TreeSet<>(a);
        all.addAll(b);
        return List.copyOf(all);
    }

    /** Returns the texts that are among the others, or with {@code except} those that are not. */
    private static List<String> keep(List<String> texts, List<String> others, boolean except) {
        List<String> kept = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            if (others.contains(text) != except) {
                kept.add(text);
            }
        }
        return kept;
    }

    private static double next(Column column, double number) {
        return column.whole() ? Math.floor(number) + 1 : Math.nextUp(number);
    }

    private static double previous(Column column, double number) {
        return column.whole() ? Math.ceil(number) - 1 : Math.nextDown(number);
    }
}
