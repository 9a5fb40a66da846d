package io.customersegment.local.data;

import io.customersegment.catalogue.Column;
import io.customersegment.plan.ItemValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parsed cell of a data file.
 *
 * @param value the value in the form of {@link io.customersegment.criteria.Row}, null if the customer has none
 * @param problem what is wrong with the cell, without quoting it; null if the cell is valid
 */
record Cell(@Nullable Object value, @Nullable String problem) {

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern NUMBER = Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,2})?");
    private static final long LAST_SECOND = 253_402_300_799L;

    static final String NOT_NULLABLE = "there must be a value, for the catalogue does not say nullable: true";

    static Cell of(@Nullable Object value) {
        return new Cell(value, null);
    }

    static Cell wrong(String problem) {
        return new Cell(null, problem);
    }

    /** Returns a missing value, which is a problem unless the column is nullable. */
    static Cell none(Column column) {
        return column.nullable() ? of(null) : wrong(NOT_NULLABLE);
    }

    /** Parses one of the column's texts. */
    static Cell text(Column column, String text) {
        if (column.values().isEmpty() || column.values().contains(text)) {
            return of(text);
        }
        List<String> allowed = new ArrayList<>(column.values());
        if (column.nullable()) {
            allowed.add(ItemValue.NULL_TEXT);
        }
        return wrong(
                allowed.size() == 1
                        ? "the only value is " + allowed.get(0)
                        : "this must be one of " + String.join(", ", allowed));
    }

    /** Parses a number within the column's bounds. */
    static Cell number(Column column, String text) {
        boolean integer = column.type() == Column.Type.INTEGER;
        if (!NUMBER.matcher(text).matches()) {
            return wrong(integer ? "this must be a whole number" : "this must be a number such as 1234.5");
        }
        double number = Double.parseDouble(text);
        if (integer && number != Math.rint(number)) {
            return wrong("this must be a whole number");
        }
        if (integer && Math.abs(number) > Integer.MAX_VALUE) {
            return wrong("this is beyond " + Integer.MAX_VALUE + ", the greatest whole number that is stored");
        }
        if (number < column.min()) {
            return wrong("this is less than the catalogue's min, " + plain(column.min()));
        }
        if (number > column.max()) {
            return wrong("this is greater than the catalogue's max, " + plain(column.max()));
        }
        return of(number);
    }

    private static String plain(double number) {
        return new BigDecimal(String.valueOf(number)).stripTrailingZeros().toPlainString();
    }

    /** Parses epoch seconds to a {@link Long}. */
    static Cell seconds(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return wrong("this must be epoch seconds, such as 1733011200");
        }
        long seconds = Long.parseLong(text);
        return seconds > LAST_SECOND
                ? wrong("these are not seconds since 1970 but something finer, such as milliseconds")
                : of(seconds);
    }

    /** Parses epoch seconds to their epoch day; 0 is a missing value. */
    static Cell day(Column column, String text) {
        Cell seconds = seconds(text);
        if (!(seconds.value() instanceof Long second)) {
            return seconds;
        }
        if (second == 0) {
            return none(column);
        }
        if (second < 0 && column.nullable()) {
            return wrong("a date before 1970 cannot be told from none, which is 0, by a filter");
        }
        return of((double) Math.floorDiv(second, ItemValue.SECONDS_PER_DAY));
    }

    /** Omits the value, so that it can be logged. */
    @Override
    public String toString() {
        return problem == null ? "Cell" : "Cell[" + problem + "]";
    }
}
