package io.customersegment.criteria;

import io.customersegment.catalogue.Column;
import org.jspecify.annotations.Nullable;

/** A customer as a predicate sees it. */
@FunctionalInterface
public interface Row {

    /**
     * The customer's value: a {@link Double} for a numeric column (a day is its epoch day), a {@link String} for a text, null
     * where the customer has none.
     */
    @Nullable
    Object value(Column column);
}
