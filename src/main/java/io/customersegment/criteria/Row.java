package io.customersegment.criteria;

import io.customersegment.catalogue.Column;
import org.jspecify.annotations.Nullable;

/** The values of a customer, as evaluated by a condition. */
@FunctionalInterface
public interface Row {

    /**
     * Returns the customer's value: a {@link Double} for a numeric column (a day is its epoch day), a {@link String} for a text, null
     * if the customer has none.
     */
    @Nullable
    Object value(Column column);
}
