package io.customersegment.criteria;

import io.customersegment.catalogue.Column;
import java.util.List;

/**
 * The order of a segment. Ties are broken by customer id; customers without a value come last. The default is by interest in the car
 * model, strongest first.
 */
public record Order(List<Key> keys) {

    /** By interest in the car model, strongest first: the order of a prompt that does not specify one. */
    public static final Order BY_INTEREST = new Order(List.of());

    public Order {
        keys = List.copyOf(keys);
    }

    /** One column to sort by. */
    public record Key(Column column, boolean descending) {}
}
