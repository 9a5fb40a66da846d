package io.customersegment.catalogue;

import java.time.Period;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What invented customers of the business are like. What is not said here follows from the columns and entries.
 *
 * @param customers how many there are
 * @param products how popular each product is, relative to the others; empty if all are equally popular
 * @param columns what their values are like
 */
public record Sample(int customers, Map<String, Double> products, Map<Column, Draw> columns) {

    /** Where the catalogue says nothing. */
    static final Sample DERIVED = new Sample(3000, Map.of(), Map.of());

    public Sample {
        products = Collections.unmodifiableMap(new LinkedHashMap<>(products));
        columns = Map.copyOf(columns);
    }

    /** What the values of the column are like. */
    public Draw of(Column column) {
        return columns.getOrDefault(column, Draw.DERIVED);
    }

    /**
     * What the values of one column are like; null where it is derived.
     *
     * @param from the smallest number
     * @param to the greatest number
     * @param typical the most frequent number
     * @param zero the share of customers whose number is 0
     * @param missing the share of customers without a value
     * @param within how far dates reach back
     * @param ahead how far dates reach ahead
     * @param shares how frequent each text is, relative to the others; empty if derived
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
