package io.customersegment.enrich;

import io.customersegment.catalogue.Column;
import io.customersegment.criteria.Order;
import io.customersegment.enrich.SegmentEncoder.Customer;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Sorts the customers of a segment in the requested order; no two customers are equal in it. Immutable. */
final class CustomerOrder implements Comparator<Customer> {

    private final Order order;

    CustomerOrder(Order order) {
        this.order = order;
    }

    /** Whether interest in the car model is the first key, strongest first, as the service sorts. */
    boolean byInterest() {
        return order.keys().isEmpty()
                || (order.keys().get(0).column().type() == Column.Type.INTEREST
                        && order.keys().get(0).descending());
    }

    /** Whether interest and id are the only keys. */
    boolean byInterestAlone() {
        return byInterest() && order.keys().size() <= 1;
    }

    /** The first key, null if it is interest by default. */
    Order.@Nullable Key firstKey() {
        return order.keys().isEmpty() ? null : order.keys().get(0);
    }

    @Override
    public int compare(Customer a, Customer b) {
        if (order.keys().isEmpty()) {
            int byInterest = Double.compare(b.interest(), a.interest());
            return byInterest != 0 ? byInterest : a.id().compareTo(b.id());
        }
        for (Order.Key key : order.keys()) {
            int byKey =
                    compare(key, a.columns().value(key.column()), b.columns().value(key.column()));
            if (byKey != 0) {
                return byKey;
            }
        }
        return a.id().compareTo(b.id());
    }

    private static int compare(Order.Key key, @Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return Boolean.compare(a == null, b == null);
        }
        int ascending = key.column().numeric()
                ? Double.compare((Double) a, (Double) b)
                : compareTexts(key.column(), (String) a, (String) b);
        return key.descending() ? -ascending : ascending;
    }

    /** Compares in the catalogue's order; texts that it does not list come after those that it does. */
    private static int compareTexts(Column column, String a, String b) {
        int byRank = Integer.compare(rank(column, a), rank(column, b));
        return byRank != 0 ? byRank : a.compareTo(b);
    }

    private static int rank(Column column, String text) {
        int rank = column.values().indexOf(text);
        return rank < 0 ? Integer.MAX_VALUE : rank;
    }
}
