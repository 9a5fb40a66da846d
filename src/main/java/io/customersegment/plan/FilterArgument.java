package io.customersegment.plan;

import io.customersegment.catalogue.Column;
import io.customersegment.criteria.Values;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The placeholder values of a filter for one column.
 *
 * @param accepts the values that the filter accepts: a superset of those wanted, because a filter has only one range or list per
 *     column
 * @param placeholders the values of its placeholders in Personalize's format
 */
record FilterArgument(Column column, Values accepts, Map<String, String> placeholders) {

    private static final String LEAST = "-999999999999999";
    private static final String GREATEST = "999999999999999";
    private static final double MARGIN = 1e-6;

    FilterArgument {
        placeholders = Map.copyOf(placeholders);
    }

    /** Returns the values for the template's placeholders that restrict nothing: bounds and lists that every customer meets. */
    static Map<String, String> neutral(FilterTemplate template) {
        Map<String, String> placeholders = new HashMap<>();
        template.columns().forEach(column -> placeholders.putAll(neutral(column).placeholders()));
        return Map.copyOf(placeholders);
    }

    private static FilterArgument neutral(Column column) {
        if (!column.numeric()) {
            return covering(column, Values.all(column));
        }
        return range(column, Values.all(column), lowest(column), greatest(column, Double.POSITIVE_INFINITY));
    }

    /** Returns the tightest range or list that covers the values. */
    static FilterArgument covering(Column column, Values wanted) {
        if (wanted instanceof Values.Texts texts) {
            List<String> all = new ArrayList<>(texts.texts());
            if (texts.orNull()) {
                all.add(ItemValue.NULL_TEXT);
            }
            return new FilterArgument(column, wanted, Map.of(FilterTemplate.listOf(column), quoted(all)));
        }
        Values.Numbers numbers = (Values.Numbers) wanted;
        if (numbers.ranges().isEmpty()) {
            String none = String.valueOf(ItemValue.NULL_DATE);
            return range(column, Values.onlyNull(column), none, none);
        }
        Values.Range hull = numbers.hull();
        boolean whole = numbers.ranges().size() == 1 && !numbers.orNull();
        Values hulled = whole ? numbers : Values.between(column, hull.low(), hull.high());
        if (!numbers.orNull()) {
            return range(column, hulled, least(column, hull.low()), greatest(column, hull.high()));
        }
        Values fromNull = Values.either(column, Values.atMost(column, hull.high()), Values.onlyNull(column));
        return range(column, fromNull, String.valueOf(ItemValue.NULL_DATE), greatest(column, hull.high()));
    }

    /** Whether the filter accepts only wanted values. */
    boolean within(Values wanted) {
        return column.type() != Column.Type.DECIMAL
                && Values.both(column, accepts, wanted).equals(accepts);
    }

    /** Whether it restricts nothing. */
    boolean unrestricted() {
        return Values.isAll(column, accepts);
    }

    /** Returns the smallest number in the format of the filter's placeholder, never above the given one. */
    static String least(Column column, double low) {
        if (column.type() == Column.Type.DATE) {
            String first = column.nullable() ? String.valueOf(ItemValue.NULL_DATE + 1) : LEAST;
            return low == Double.NEGATIVE_INFINITY || (column.nullable() && low <= 0)
                    ? first
                    : String.valueOf(ItemValue.seconds(low));
        }
        return low == Double.NEGATIVE_INFINITY ? lowest(column) : number(column, low, -MARGIN, RoundingMode.FLOOR);
    }

    /** Returns the greatest number in the format of the filter's placeholder, never below the given one. */
    static String greatest(Column column, double high) {
        if (high == Double.POSITIVE_INFINITY) {
            return column.type() == Column.Type.INTEGER ? String.valueOf(Integer.MAX_VALUE) : GREATEST;
        }
        if (column.type() == Column.Type.DATE) {
            return String.valueOf(ItemValue.seconds(high) + ItemValue.SECONDS_PER_DAY - 1);
        }
        return number(column, high, MARGIN, RoundingMode.CEILING);
    }

    private static String lowest(Column column) {
        return column.type() == Column.Type.INTEGER ? String.valueOf(Integer.MIN_VALUE) : LEAST;
    }

    private static String number(Column column, double number, double margin, RoundingMode rounding) {
        if (column.type() == Column.Type.INTEGER) {
            double fitting = Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number));
            return String.valueOf((long) fitting);
        }
        double wider = number + margin * Math.max(1, Math.abs(number));
        return BigDecimal.valueOf(wider)
                .setScale(6, rounding)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static FilterArgument range(Column column, Values accepts, String min, String max) {
        return new FilterArgument(
                column, accepts, Map.of(FilterTemplate.minOf(column), min, FilterTemplate.maxOf(column), max));
    }

    static String quoted(List<String> texts) {
        return texts.isEmpty() ? "" : '"' + String.join("\",\"", texts) + '"';
    }

    /** Omits the values, so that it can be logged. */
    @Override
    public String toString() {
        return "FilterArgument[" + column + "]";
    }
}
