package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds the condition that a number column of a subject has an amount. */
final class AmountConditions {

    private static final double PROBABLY_PERCENT = 2;
    private static final double MOST_TIMES = Integer.MAX_VALUE;

    private AmountConditions() {}

    /** Returns the condition that the column has the amount, null if the amount does not fit the column or the subject. */
    static @Nullable Condition of(Column column, Subject subject, Amount amount) {
        boolean share = column.max() == 1;
        boolean misfit = (amount.unit() == Num.Unit.PERCENT && !share)
                || (amount.unit() == Num.Unit.MONEY && column.whole())
                || (amount.frequency() && !column.whole())
                || (amount.frequency() && !subject.is(Entry.Trait.AT_LEAST) && subject.column() == null);
        if (misfit) {
            return null;
        }
        boolean times = amount.frequency() && amount.ranges().size() == 1;
        if (subject.date() != null && !times && Years.areYears(amount)) {
            return null;
        }
        double most = subject.entry() == null
                ? Double.POSITIVE_INFINITY
                : times ? MOST_TIMES : subject.entry().most();
        List<Condition> alternatives = new ArrayList<>(amount.ranges().size());
        for (Amount.Range range : amount.ranges()) {
            double factor = factor(column, amount, range);
            boolean fits = !Double.isNaN(factor) && fits(column, most, range, amount, factor);
            if (!fits) {
                return null;
            }
            alternatives.add(Condition.test(column, values(column, subject, amount, range, factor)));
        }
        return Condition.any(alternatives);
    }

    /** Returns the factor for the numbers: percentages of a share, points that group thousands; NaN if they cannot be read. */
    private static double factor(Column column, Amount amount, Amount.Range range) {
        if (amount.unit() == Num.Unit.PERCENT) {
            return 0.01;
        }
        if (!amount.pointed() || column.max() <= 1) {
            return 1;
        }
        double number = range.low() == Amount.NONE ? range.high() : range.low();
        return number == Math.rint(number) ? 1000 : Double.NaN;
    }

    private static boolean fits(Column column, double most, Amount.Range range, Amount amount, double factor) {
        boolean compared = amount.kind() == Amount.Kind.COMPARED;
        return range.low() != Double.POSITIVE_INFINITY
                && fits(column, range.low() * factor, most, compared)
                && fits(column, range.high() * factor, most, compared);
    }

    private static boolean fits(Column column, double bound, double most, boolean compared) {
        if (Double.isInfinite(bound)) {
            return true;
        }
        boolean fraction = column.whole() && bound != Math.rint(bound);
        boolean percent = column.max() == 1 && bound >= PROBABLY_PERCENT;
        return bound <= most && !percent && (!fraction || compared);
    }

    private static Values values(Column column, Subject subject, Amount amount, Amount.Range range, double factor) {
        double low = scaled(range.low(), factor);
        double high = scaled(range.high(), factor);
        boolean done = subject.is(Entry.Trait.AT_LEAST) && subject.column() == null;
        boolean once = amount.frequency() && low == 1;
        if (amount.kind() == Amount.Kind.BARE && done && !once && low > 0) {
            return Values.atLeast(column, low);
        }
        Values above = range.lowOpen() ? Values.above(column, low) : Values.atLeast(column, low);
        Values below = range.highOpen() ? Values.below(column, high) : Values.atMost(column, high);
        return Values.both(column, above, below);
    }

    private static double scaled(double number, double factor) {
        if (Double.isInfinite(number) || factor == 1) {
            return number;
        }
        return java.math.BigDecimal.valueOf(number)
                .multiply(java.math.BigDecimal.valueOf(factor))
                .doubleValue();
    }
}
