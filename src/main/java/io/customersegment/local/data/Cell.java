package io.customersegment.local.data;

import io.customersegment.catalogue.Column;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a cell of a data file says.
 *
 * @param value as {@link io.customersegment.criteria.Row} has it, null where the customer has none
 * @param problem what is wrong with the cell, null if nothing is; it does not quote the cell
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

    /** No value, which is only right in a nullable column. */
    static Cell none(Column column) {
        return column.nullable() ? of(null) : wrong(NOT_NULLABLE);
    }

    /** One of the column's texts. */
    static Cell text(Column column, String text) {
        if (column.values().isEmpty() || column.values().contains(text)) {
            return of(text);
        }
        List<String> allowed = new ArrayList<>(column.values());
        if (column.nullable()) {
            allowed.add(Dataset.NO_TEXT);
        }
        return wrong(
                allowed.size() == 1
                        ? "the only value is " + allowed.get(0)
                        : "this must be one of " + String.join(", ", allowed));
    }

    /** A number within the column's bounds. */
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

    /** Epoch seconds as a {@link Long}. */
    static Cell seconds(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return wrong("this must be epoch seconds, such as 1733011200");
        }
        long seconds = Long.parseLong(text);
        return seconds > LAST_SECOND
                ? wrong("these are not seconds since 1970 but something finer, such as milliseconds")
                : of(seconds);
    }

    /** The day of epoch seconds; 0 is none. */
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
        return of((double) Math.floorDiv(second, CustomerData.SECONDS_PER_DAY));
    }

    /** Without the value, so that it can be logged. */
    @Override
    public String toString() {
        return problem == null ? "Cell" : "Cell[" + problem + "]";
    }
}
