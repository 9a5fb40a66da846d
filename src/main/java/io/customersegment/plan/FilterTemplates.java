package io.customersegment.plan;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.Column;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * The filters that a catalogue needs in the Personalize dataset group. A pure function of the catalogue's filterable columns:
 * whoever creates the filters and whoever calls them derive the same ones. Immutable.
 */
public final class FilterTemplates {

    private static final int MAX_FILTERS = 30;
    private static final int MAX_FIELDS = 20;
    private static final int MAX_FIELDS_IN_A_FILTER = 10;
    private static final int MAX_CHARS = 2500;
    private static final int MAX_PLACEHOLDERS = 25;
    private static final int MAX_PLACEHOLDER_CHARS = 50;
    private static final int MAX_VALUE_CHARS = 1000;
    private static final int OWN_FIELDS = 2;
    private static final int NULL_CHARS = Pushed.NULL_TEXT.length() + 3;

    private final List<FilterTemplate> all;

    private FilterTemplates(List<FilterTemplate> all) {
        this.all = List.copyOf(all);
    }

    /**
     * The templates of the catalogue, each with as many of its filterable columns as fit, so chosen that as many combinations
     * of columns as possible stand together in one.
     *
     * @throws IllegalArgumentException if the catalogue asks for more than Personalize can do; it names column and limit
     */
    public static FilterTemplates from(Catalogue catalogue) {
        List<Column> columns =
                catalogue.columns().stream().filter(Column::filterable).toList();
        if (columns.size() + OWN_FIELDS > MAX_FIELDS) {
            throw new IllegalArgumentException(
                    "The catalogue has " + columns.size() + " columns with filter: true, but only "
                            + (MAX_FIELDS - OWN_FIELDS) + " fit in a Personalize dataset group");
        }
        columns.forEach(FilterTemplates::check);
        List<FilterTemplate> all = new ArrayList<>();
        int perFilter = MAX_FIELDS_IN_A_FILTER - OWN_FIELDS;
        for (int block : CoveringDesign.blocks(columns.size(), perFilter, MAX_FILTERS)) {
            List<Column> chosen = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                if ((block & 1 << i) != 0) {
                    chosen.add(columns.get(i));
                }
            }
            all.add(template(all.size() + 1, chosen));
        }
        return new FilterTemplates(all);
    }

    /** Every template, at least one; the first ones are the most useful. */
    public List<FilterTemplate> all() {
        return all;
    }

    private static FilterTemplate template(int number, List<Column> columns) {
        StringBuilder expression = new StringBuilder("INCLUDE ItemID WHERE Items.")
                .append(FilterTemplate.INTERESTED_MODELS)
                .append(" IN ($")
                .append(FilterTemplate.MODEL)
                .append(')');
        range(expression, FilterTemplate.SHARD, FilterTemplate.SHARD_MIN, FilterTemplate.SHARD_MAX);
        int placeholders = 3;
        for (Column column : columns) {
            if (column.numeric()) {
                range(expression, column.field(), FilterTemplate.minOf(column), FilterTemplate.maxOf(column));
                placeholders += 2;
            } else {
                expression
                        .append(" AND Items.")
                        .append(column.field())
                        .append(" IN ($")
                        .append(FilterTemplate.listOf(column))
                        .append(')');
                placeholders++;
            }
        }
        if (expression.length() > MAX_CHARS) {
            throw new IllegalArgumentException(
                    "The names of the catalogue's columns are too long: a Personalize filter of "
                            + columns.size() + " columns would have " + expression.length() + " characters, "
                            + MAX_CHARS
                            + " are allowed");
        }
        if (placeholders > MAX_PLACEHOLDERS) {
            throw new IllegalStateException("A filter of " + columns.size() + " columns has too many placeholders");
        }
        CRC32 crc = new CRC32();
        crc.update(expression.toString().getBytes(StandardCharsets.UTF_8));
        String name = String.format(Locale.ROOT, "customer-segment-%02d-%08x", number, crc.getValue());
        return new FilterTemplate(name, columns, expression.toString());
    }

    private static void range(StringBuilder expression, String field, String min, String max) {
        expression
                .append(" AND Items.")
                .append(field)
                .append(" >= $")
                .append(min)
                .append(" AND Items.")
                .append(field)
                .append(" <= $")
                .append(max);
    }

    private static void check(Column column) {
        if (column.type() == Column.Type.ID || column.type() == Column.Type.INTEREST) {
            throw refused(column, "is not stored in Personalize as a field");
        }
        if (FilterTemplate.maxOf(column).length() > MAX_PLACEHOLDER_CHARS) {
            throw refused(column, "has a name too long for a placeholder");
        }
        if (column.numeric() && column.nullable() && column.type() != Column.Type.DATE) {
            throw refused(column, "is nullable, and Personalize has no null test for numbers");
        }
        if (!column.numeric()) {
            checkTexts(column);
        }
    }

    private static void checkTexts(Column column) {
        if (column.values().isEmpty()) {
            throw refused(column, "lists no values, so a filter that does not restrict it cannot be called");
        }
        if (column.values().stream().anyMatch(value -> value.indexOf('"') >= 0)) {
            throw refused(column, "has a value with a quote, which Personalize cannot be told");
        }
        if (column.nullable() && column.values().contains(Pushed.NULL_TEXT)) {
            throw refused(column, "has the value " + Pushed.NULL_TEXT + ", which stands for customers without a value");
        }
        int chars = Pushed.quoted(column.values()).length() + (column.nullable() ? NULL_CHARS : 0);
        if (chars > MAX_VALUE_CHARS) {
            throw refused(
                    column, "has values of " + chars + " characters together, " + MAX_VALUE_CHARS + " are allowed");
        }
    }

    private static IllegalArgumentException refused(Column column, String why) {
        return new IllegalArgumentException(
                "The catalogue's column " + column + " cannot have filter: true, because it " + why);
    }
}
