package io.customersegment.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column of a customer. Two columns are equal if their names are, because names are unique in a catalogue.
 *
 * @param name the name in results, lower case with underscores, e.g. {@code purchase_count}
 * @param label the name in plain words, e.g. "lifetime spend"
 * @param nullable whether a customer may have no value; Personalize has no null test, so a null date is stored as 0 and a null text
 *     as {@code none}
 * @param values all values that a text column can have, in their natural order (tiers from low to high); empty if unknown
 * @param min the smallest value that a number can have, negative infinity if unknown
 * @param max the greatest value that a number can have, positive infinity if unknown
 * @param filterable whether the Personalize filters include this column (at most 20 fields fit in a dataset group)
 */
public record Column(
        String name,
        String label,
        Type type,
        boolean nullable,
        List<String> values,
        double min,
        double max,
        boolean filterable) {

    /** The type of a column's values. */
    public enum Type {
        /** The customer's id: text, never filtered, always shown. */
        ID,
        TEXT,
        INTEGER,
        DECIMAL,
        /** A day in UTC: epoch seconds in Personalize, an epoch day in memory, an ISO date in results. */
        DATE,
        /** The strength of the customer's interest in the requested car model, 0 to 1: not stored but derived from the score. */
        INTEREST;

        /** Returns the type that this word denotes in a catalogue, null if there is none. */
        static @Nullable Type of(String word) {
            return Arrays.stream(values())
                    .filter(type -> type.word().equals(word))
                    .findFirst()
                    .orElse(null);
        }

        /** Returns the word that denotes the type in a catalogue, e.g. {@code integer}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Column {
        values = List.copyOf(values);
    }

    /** Creates a column whose label is its name in words. */
    public Column(
            String name, Type type, boolean nullable, List<String> values, double min, double max, boolean filterable) {
        this(name, defaultLabel(name), type, nullable, values, min, max, filterable);
    }

    /** Returns the label of a column that specifies none: its name with spaces. */
    static String defaultLabel(String name) {
        return name.replace('_', ' ');
    }

    /** Returns the field's name in Personalize, e.g. {@code PURCHASE_COUNT}. */
    public String field() {
        return name.toUpperCase(Locale.ROOT);
    }

    /** Whether values are compared as numbers: all except texts and ids. */
    public boolean numeric() {
        return type != Type.ID && type != Type.TEXT;
    }

    /** Whether values are whole: counts and days. */
    public boolean whole() {
        return type == Type.INTEGER || type == Type.DATE;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Column column && column.name.equals(name);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
