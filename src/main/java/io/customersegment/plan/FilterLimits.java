package io.customersegment.plan;

import io.customersegment.catalogue.Column;
import java.util.ArrayList;
import java.util.List;

/** The limits of Personalize filters that a catalogue's columns can violate. */
final class FilterLimits {

    private static final int MAX_PLACEHOLDER_CHARS = 50;
    private static final int MAX_VALUE_CHARS = 1000;
    private static final int NULL_CHARS = ItemValue.NULL_TEXT.length() + 3;

    private FilterLimits() {}

    /**
     * A limit that a column violates.
     *
     * @param key the column's key that violates it
     */
    record Broken(Column column, String key, String why) {}

    /** Returns all limits that the columns of a catalogue violate. */
    static List<Broken> of(List<Column> columns) {
        List<Broken> broken = new ArrayList<>();
        List<Column> filterable = columns.stream().filter(Column::filterable).toList();
        if (filterable.size() > FilterTemplates.MAX_COLUMNS) {
            broken.add(new Broken(
                    filterable.get(FilterTemplates.MAX_COLUMNS),
                    "filter",
                    filterable.size() + " columns have filter: true, but only " + FilterTemplates.MAX_COLUMNS
                            + " fit in a Personalize dataset group; leave it out where prompts ask seldom"));
        }
        for (Column column : columns) {
            if (column.nullable() && column.values().contains(ItemValue.NULL_TEXT)) {
                broken.add(new Broken(
                        column,
                        "values",
                        "the value " + ItemValue.NULL_TEXT + " stands in Personalize for customers without a value;"
                                + " rename it, or leave out nullable: true"));
            }
        }
        filterable.forEach(column -> addBroken(column, broken));
        return broken;
    }

    private static void addBroken(Column column, List<Broken> broken) {
        if (column.type() == Column.Type.ID || column.type() == Column.Type.INTEREST) {
            broken.add(new Broken(
                    column,
                    "filter",
                    "a column of type " + column.type().word()
                            + " is not stored in Personalize, so it cannot have filter: true"));
            return;
        }
        int chars = column.field().length() + (column.numeric() ? "_MAX".length() : 0);
        if (chars > MAX_PLACEHOLDER_CHARS) {
            broken.add(new Broken(
                    column,
                    "name",
                    "the filters' placeholder for it would have " + chars + " characters, " + MAX_PLACEHOLDER_CHARS
                            + " are allowed; choose a shorter name, or leave out filter: true"));
        }
        if (!column.numeric()) {
            addBrokenTexts(column, broken);
        } else if (column.nullable() && column.type() != Column.Type.DATE) {
            broken.add(
                    new Broken(
                            column,
                            "nullable",
                            "Personalize has no null test for numbers, so a number with filter: true must always have a value"));
        }
    }

    private static void addBrokenTexts(Column column, List<Broken> broken) {
        if (column.values().isEmpty()) {
            broken.add(new Broken(
                    column,
                    "filter",
                    "a text with filter: true must list its values, for a filter that does not restrict it is given all of"
                            + " them"));
        }
        if (column.values().stream().anyMatch(value -> value.indexOf('"') >= 0)) {
            broken.add(new Broken(
                    column, "values", "a value has a quote (\"), which cannot be passed to a Personalize filter"));
        }
        if (column.values().stream().anyMatch(value -> value.indexOf('|') >= 0)) {
            broken.add(new Broken(column, "values", "a value has a bar (|), which separates values in Personalize"));
        }
        int chars = FilterArgument.quoted(column.values()).length() + (column.nullable() ? NULL_CHARS : 0);
        if (chars > MAX_VALUE_CHARS) {
            broken.add(new Broken(
                    column,
                    "values",
                    "together the values have " + chars + " characters in a call to Personalize, " + MAX_VALUE_CHARS
                            + " are allowed; shorten them, or leave out filter: true"));
        }
    }
}
