package io.customersegment.enrich;

import io.customersegment.catalogue.Column;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Row;
import io.customersegment.enrich.RecommendationSource.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An item of Personalize as a customer: its metadata read as values. Immutable. */
final class ItemRow implements Row {

    private static final String NULL_TEXT = "none";
    private static final long SECONDS_OF_A_DAY = 86_400;

    /** How many digits surely fit into a double. */
    private static final int MOST_DIGITS = 15;

    private final String id;
    private final double interest;
    private final List<Column> fetched;
    private final @Nullable Object[] values;

    private ItemRow(String id, double interest, List<Column> fetched, @Nullable Object[] values) {
        this.id = id;
        this.interest = interest;
        this.fetched = fetched;
        this.values = values;
    }

    /** The item's values of the columns that were fetched, those of its call; what cannot be read is missing. */
    static ItemRow of(Item item, double interest, List<Column> fetched) {
        @Nullable Object[] values = new @Nullable Object[fetched.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = read(fetched.get(i), item.columns().get(i));
        }
        return new ItemRow(item.id(), interest, fetched, values);
    }

    @Override
    public @Nullable Object value(Column column) {
        return switch (column.type()) {
            case ID -> id;
            case INTEREST -> interest;
            default -> {
                int at = fetched.indexOf(column);
                yield at < 0 ? null : values[at];
            }
        };
    }

    /** Whether nothing that was fetched speaks against the condition; a column that was not is taken to meet it. */
    boolean mayMatch(Condition condition) {
        if (condition instanceof Condition.Test test) {
            return !knows(test.column()) || test.matches(this);
        }
        if (condition instanceof Condition.All all) {
            for (Condition member : all.members()) {
                if (!mayMatch(member)) {
                    return false;
                }
            }
            return true;
        }
        for (Condition member : ((Condition.Any) condition).members()) {
            if (mayMatch(member)) {
                return true;
            }
        }
        return false;
    }

    private boolean knows(Column column) {
        return column.type() == Column.Type.ID || column.type() == Column.Type.INTEREST || fetched.contains(column);
    }

    private static @Nullable Object read(Column column, @Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!column.numeric()) {
            return column.nullable() && text.equals(NULL_TEXT) ? null : text;
        }
        double number = number(text);
        if (!Double.isFinite(number)) {
            return null;
        }
        if (column.type() == Column.Type.DATE) {
            return column.nullable() && number == 0 ? null : Math.floor(number / SECONDS_OF_A_DAY);
        }
        return number;
    }

    /** The number, NaN if it is none; most are a few digits, which need no parser. */
    private static double number(String text) {
        int length = text.length();
        if (length == 0 || length > MOST_DIGITS) {
            return parsed(text);
        }
        long whole = 0;
        for (int i = 0; i < length; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return parsed(text);
            }
            whole = whole * 10 + digit;
        }
        return whole;
    }

    private static double parsed(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException notANumber) {
            return Double.NaN;
        }
    }
}
