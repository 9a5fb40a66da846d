package io.customersegment.plan;

import io.customersegment.catalogue.Column;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Converts a column's values to and from their form in Personalize items. Because Personalize filters cannot test for a missing
 * value, a date is stored in seconds since 1970, 0 if missing, and a missing text is stored as {@code none}.
 */
public final class ItemValue {

    /** The text stored for a customer without one. */
    public static final String NULL_TEXT = "none";

    /** The date stored for a customer without one. */
    static final long NULL_DATE = 0;

    /** The number of seconds in a day. */
    public static final long SECONDS_PER_DAY = 86_400;

    /** The number of decimal digits that a double always holds exactly. */
    private static final int MOST_DIGITS = 15;

    private ItemValue() {}

    /**
     * Returns the stored form of a value.
     *
     * @param value a text, or a number as {@code Double}: for a date the days since 1970; null if the customer has none
     */
    public static String write(Column column, @Nullable Object value) {
        if (value == null) {
            return column.numeric() ? String.valueOf(NULL_DATE) : NULL_TEXT;
        }
        return switch (column.type()) {
            case DATE -> String.valueOf(seconds((Double) value));
            case INTEGER -> String.valueOf(((Double) value).longValue());
            case DECIMAL -> BigDecimal.valueOf((Double) value).toPlainString();
            default -> String.valueOf(value);
        };
    }

    /** Returns the first second of a day, which is given in days since 1970. */
    public static long seconds(double day) {
        return SECONDS_PER_DAY * (long) day;
    }

    /** Parses a value written by {@link #write}; returns null for a missing value and for one that the column cannot have. */
    public static @Nullable Object read(Column column, @Nullable String text) {
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
            return column.nullable() && number == NULL_DATE ? null : Math.floor(number / SECONDS_PER_DAY);
        }
        return number;
    }

    /** Parses a number, returns NaN if the text is not one. Most are a few digits, which need no general parser. */
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
