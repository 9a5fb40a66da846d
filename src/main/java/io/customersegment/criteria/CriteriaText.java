package io.customersegment.criteria;

import io.customersegment.catalogue.Column;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Formats conditions and orders for people: {@code purchase_count >= 2 and region in [North, East]}. */
public final class CriteriaText {

    /** The text of a condition that every customer meets. */
    public static final String EVERYBODY = "everybody";

    /** The text of a condition that no customer can meet. */
    public static final String NOBODY = "nobody";

    private CriteriaText() {}

    /** Formats criteria: the condition, followed by a semicolon, the order and the size if there are any. */
    public static String of(Criteria criteria) {
        String order = order(criteria.order(), criteria.size());
        return condition(criteria.condition()) + (order.isEmpty() ? "" : "; " + order);
    }

    /** Formats a condition; dates as ISO dates, an open end of a decimal range as {@code >} or {@code <}. */
    public static String condition(Condition condition) {
        if (condition instanceof Condition.Test test) {
            return test(test);
        }
        boolean all = condition instanceof Condition.All;
        List<Condition> members =
                condition instanceof Condition.All every ? every.members() : ((Condition.Any) condition).members();
        if (members.isEmpty()) {
            return all ? EVERYBODY : NOBODY;
        }
        List<String> texts = new ArrayList<>();
        for (Condition member : members) {
            String text = condition(member);
            boolean compound = !(member instanceof Condition.Test) || text.contains(" or ") || text.contains(" and ");
            texts.add(compound && members.size() > 1 ? "(" + text + ")" : text);
        }
        return String.join(all ? " and " : " or ", texts);
    }

    /** Formats an order and a size; empty if neither is requested. */
    public static String order(Order order, int size) {
        if (order.keys().isEmpty() && size == Criteria.UNLIMITED) {
            return "";
        }
        List<String> keys = order.keys().stream()
                .map(key -> key.column().name() + (key.descending() ? " desc" : " asc"))
                .toList();
        String sorted = keys.isEmpty() ? "" : "by " + String.join(", ", keys);
        String cut = size == Criteria.UNLIMITED ? "" : "first " + size;
        return sorted.isEmpty() || cut.isEmpty() ? sorted + cut : sorted + ", " + cut;
    }

    private static String test(Condition.Test test) {
        String name = test.column().name();
        if (test.values() instanceof Values.Texts texts) {
            return texts(test.column(), texts);
        }
        Values.Numbers numbers = (Values.Numbers) test.values();
        if (numbers.ranges().isEmpty()) {
            return name + " is null";
        }
        Column column = test.column();
        if (numbers.orNull() && Values.not(column, Values.onlyNull(column)).equals(withoutNull(column, numbers))) {
            return "everybody";
        }
        List<String> ranges = new ArrayList<>();
        numbers.ranges().forEach(range -> ranges.add(range(column, range)));
        if (numbers.orNull()) {
            ranges.add("null");
        }
        return name + " " + String.join(" or ", ranges);
    }

    private static Values withoutNull(Column column, Values values) {
        return Values.both(column, values, Values.not(column, Values.onlyNull(column)));
    }

    private static String range(Column column, Values.Range range) {
        if (range.low() == range.high()) {
            return "= " + number(column, range.low());
        }
        Bound low = low(column, range);
        Bound high = high(column, range);
        String from = low == null ? "" : (low.inclusive() ? ">= " : "> ") + low.text();
        String to = high == null ? "" : (high.inclusive() ? "<= " : "< ") + high.text();
        if (from.isEmpty() && to.isEmpty()) {
            return "known";
        }
        return from.isEmpty() || to.isEmpty() ? from + to : from + " and " + to;
    }

    /**
     * An end of a range in readable form.
     *
     * @param text a number or an ISO date
     */
    public record Bound(String text, boolean inclusive) {
        /** Omits the number, so that it can be logged. */
        @Override
        public String toString() {
            return "Bound[" + inclusive + "]";
        }
    }

    /** Returns the lower end of the range; null if it is that of the column. */
    public static @Nullable Bound low(Column column, Values.Range range) {
        double low = range.low();
        if (low == Double.NEGATIVE_INFINITY || low <= column.min()) {
            return null;
        }
        double rounded = Math.nextDown(low);
        return !column.whole() && digits(rounded) < digits(low)
                ? new Bound(number(column, rounded), false)
                : new Bound(number(column, low), true);
    }

    /** Returns the upper end of the range; null if it is that of the column. */
    public static @Nullable Bound high(Column column, Values.Range range) {
        double high = range.high();
        if (high == Double.POSITIVE_INFINITY || high >= column.max()) {
            return null;
        }
        double rounded = Math.nextUp(high);
        return !column.whole() && digits(rounded) < digits(high)
                ? new Bound(number(column, rounded), false)
                : new Bound(number(column, high), true);
    }

    private static int digits(double number) {
        return Double.toString(number).length();
    }

    private static String number(Column column, double number) {
        if (column.type() == Column.Type.DATE) {
            return LocalDate.ofEpochDay((long) number).toString();
        }
        return number == Math.rint(number) && Math.abs(number) < Integer.MAX_VALUE
                ? Integer.toString((int) number)
                : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private static String texts(Column column, Values.Texts texts) {
        List<String> named = new ArrayList<>(texts.texts());
        String name = column.name();
        if (named.isEmpty()) {
            return texts.except() ? name + " known" : name + " is null";
        }
        String one = texts.except()
                ? name + " not in [" + String.join(", ", named) + "]"
                : named.size() == 1 ? name + " = " + named.get(0) : name + " in [" + String.join(", ", named) + "]";
        return texts.orNull() ? one + " or null" : one;
    }
}
