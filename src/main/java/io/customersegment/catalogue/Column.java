package io.customersegment.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One column of a customer. Two columns are equal if their names are, for a catalogue never holds two of one name.
 *
 * @param name the name in results, lower case with underscores, e.g. {@code purchase_count}
 * @param label what people call it in plain words, e.g. "lifetime spend"
 * @param nullable whether a customer may have no value; Personalize has no null test, so a null date travels as 0 and a
 *     null text as {@code none}
 * @param values every value a text column can have, in their natural order (tiers from low to high); empty if unknown
 * @param min the smallest value a number can have, negative infinity if unknown
 * @param max the greatest value a number can have, positive infinity if unknown
 * @param filterable whether the Personalize filters carry this column (at most 20 fields fit in a dataset group)
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

    /** What a column holds. */
    public enum Type {
        /** The customer's id: text, never filtered, always shown. */
        ID,
        TEXT,
        INTEGER,
        DECIMAL,
        /** A day, UTC: epoch seconds in Personalize, an epoch day inside, an ISO date in results. */
        DATE,
        /** How strongly the customer leans to the requested car model, 0 to 1: not stored but derived from the score. */
        INTEREST;

        /** The type that a catalogue calls this, null if there is none. */
        static @Nullable Type of(String word) {
            return Arrays.stream(values())
                    .filter(type -> type.word().equals(word))
                    .findFirst()
                    .orElse(null);
        }

        /** What a catalogue calls it, e.g. {@code integer}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Column {
        values = List.copyOf(values);
    }

    /** A column whose label is its name in words. */
    public Column(
            String name, Type type, boolean nullable, List<String> values, double min, double max, boolean filterable) {
        this(name, defaultLabel(name), type, nullable, values, min, max, filterable);
    }

    /** The label of a column that has none of its own: its name with spaces. */
    static String defaultLabel(String name) {
        return name.replace('_', ' ');
    }

    /** The field's name in Personalize, e.g. {@code PURCHASE_COUNT}. */
    public String field() {
        return name.toUpperCase(Locale.ROOT);
    }

    /** Whether values are compared as numbers: everything but texts and ids. */
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
