package io.customersegment.plan;

import io.customersegment.catalogue.Column;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Evaluates a template with its values as Personalize does. It was written from the documentation of Personalize, not from the planner. */
public final class FilterEvaluator {

    private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");

    private final List<Test> tests;

    private FilterEvaluator(List<Test> tests) {
        this.tests = tests;
    }

    /** Returns the filter with its placeholders replaced by the values. The model and the shard are ignored. */
    public static FilterEvaluator of(FilterTemplate template, Map<String, String> values) {
        return new FilterEvaluator(template.columns().stream()
                .map(column -> column.numeric()
                        ? new Test(
                                column,
                                Double.parseDouble(value(values, column.field() + "_MIN")),
                                Double.parseDouble(value(values, column.field() + "_MAX")),
                                Set.of())
                        : new Test(column, 0, 0, texts(value(values, column.field()))))
                .toList());
    }

    private record Test(Column column, double min, double max, Set<String> texts) {

        boolean accepts(@Nullable Object value) {
            if (!column.numeric()) {
                return texts.contains(value == null ? "none" : value);
            }
            double number = number(column, value);
            return number >= min && number <= max;
        }
    }

    /** Whether the customer passes the filter. */
    public boolean accepts(Map<Column, Object> customer) {
        for (Test test : tests) {
            if (!test.accepts(customer.get(test.column()))) {
                return false;
            }
        }
        return true;
    }

    /** Returns a value in the form in which the item dataset stores it. */
    public static String stored(Column column, @Nullable Object value) {
        if (column.numeric()) {
            return BigDecimal.valueOf(number(column, value)).toPlainString();
        }
        return value == null ? "none" : (String) value;
    }

    /** Returns the stored number. A date is stored with a time of day, because a filter must not rely on midnight. */
    private static double number(Column column, @Nullable Object value) {
        if (value == null) {
            return 0;
        }
        double number = (Double) value;
        return column.type() == Column.Type.DATE
                ? number * 86_400 + Math.floorMod(7919 * (long) number, 86_400)
                : number;
    }

    private static Set<String> texts(String list) {
        Set<String> texts = new HashSet<>();
        Matcher matcher = TEXT.matcher(list);
        while (matcher.find()) {
            texts.add(matcher.group(1));
        }
        return texts;
    }

    private static String value(Map<String, String> values, String placeholder) {
        String value = values.get(placeholder);
        if (value == null) {
            throw new AssertionError("An INCLUDE filter needs a value for $" + placeholder);
        }
        return value;
    }
}
