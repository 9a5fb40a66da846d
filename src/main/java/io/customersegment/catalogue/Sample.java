package io.customersegment.catalogue;

import java.time.Period;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The properties of invented customers of the business. Those that are not specified are derived from the columns and entries.
 *
 * @param customers the number of customers
 * @param products the popularity of each product, relative to the others; empty if all are equally popular
 * @param columns the properties of the columns' values
 */
public record Sample(int customers, Map<String, Double> products, Map<Column, Draw> columns) {

    /** The sample of a catalogue that specifies none. */
    static final Sample DERIVED = new Sample(3000, Map.of(), Map.of());

    public Sample {
        products = Collections.unmodifiableMap(new LinkedHashMap<>(products));
        columns = Map.copyOf(columns);
    }

    /** Returns the properties of the column's values. */
    public Draw of(Column column) {
        return columns.getOrDefault(column, Draw.DERIVED);
    }

    /**
     * The properties of the values of one column; null where they are derived.
     *
     * @param from the smallest number
     * @param to the greatest number
     * @param typical the most frequent number
     * @param zero the share of customers whose number is 0
     * @param missing the share of customers without a value
     * @param within how far dates reach into the past
     * @param ahead how far dates reach into the future
     * @param shares the frequency of each text, relative to the others; empty if derived
     */
    public record Draw(
            @Nullable Double from,
            @Nullable Double to,
            @Nullable Double typical,
            @Nullable Double zero,
            @Nullable Double missing,
            @Nullable Period within,
            @Nullable Period ahead,
            Map<String, Double> shares) {

        private static final Draw DERIVED = new Draw(null, null, null, null, null, null, null, Map.of());

        public Draw {
            shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
        }
    }
}
