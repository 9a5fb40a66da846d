package io.customersegment.plan;

import io.customersegment.catalogue.Column;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Personalize would do with a template's values, written from its documentation and not from the planner. */
public final class FilterEvaluator {

    private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");

    private FilterEvaluator() {}

    /** Whether the filter lets the customer through; model and shard are not looked at. */
    public static boolean accepts(FilterTemplate template, Map<String, String> values, Map<Column, Object> customer) {
        for (Column column : template.columns()) {
            String stored = stored(column, customer.get(column));
            boolean in = column.numeric()
                    ? new BigDecimal(stored).compareTo(new BigDecimal(value(values, column.field() + "_MIN"))) >= 0
                            && new BigDecimal(stored).compareTo(new BigDecimal(value(values, column.field() + "_MAX")))
                                    <= 0
                    : texts(value(values, column.field())).contains(stored);
            if (!in) {
                return false;
            }
        }
        return true;
    }

    /** A value as the item dataset holds it; a day with some time of day. */
    public static String stored(Column column, @Nullable Object value) {
        if (value == null) {
            return column.numeric() ? "0" : "none";
        }
        if (column.type() == Column.Type.DATE) {
            long day = ((Double) value).longValue();
            return String.valueOf(day * 86_400 + Math.floorMod(day * 7919, 86_400L));
        }
        return column.numeric() ? BigDecimal.valueOf((Double) value).toPlainString() : (String) value;
    }

    public static List<String> texts(String list) {
        List<String> texts = new ArrayList<>();
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
