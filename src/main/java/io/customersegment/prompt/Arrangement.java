package io.customersegment.prompt;

import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Order;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sort order, a size, or both.
 *
 * @param keys the sort keys, empty if it only limits the size
 * @param size the maximum number of customers, 0 if it only sorts
 * @param sorted whether it is worded as an order ("sorted by") rather than as a superlative
 * @param condition the condition that a superlative expresses where no size is requested, null if it only sorts
 * @param direction the direction that was named, null if none; without keys it applies to the sort key named elsewhere
 * @param among the customers to sort, where the words name them as well: the most recent buyers; null for all
 * @param sizedOnly whether the superlative has a meaning only together with a size
 */
record Arrangement(
        List<Order.Key> keys,
        int size,
        boolean sorted,
        @Nullable Condition condition,
        @Nullable Direction direction,
        @Nullable Condition among,
        boolean sizedOnly) {

    /** The direction of an order. */
    enum Direction {
        ASCENDING,
        DESCENDING,
        /** For dates only. */
        EARLIEST,
        /** For dates only. */
        LATEST,
        /** From the bottom: the reverse of the order named alongside it. */
        BOTTOM
    }

    Arrangement(
            List<Order.Key> keys,
            int size,
            boolean sorted,
            @Nullable Condition condition,
            @Nullable Direction direction,
            @Nullable Condition among,
            boolean sizedOnly) {
        this.keys = List.copyOf(keys);
        this.size = size;
        this.sorted = sorted;
        this.condition = condition;
        this.direction = direction;
        this.among = among;
        this.sizedOnly = sizedOnly;
    }

    static Arrangement size(int size) {
        return new Arrangement(List.of(), size, false, null, null, null, false);
    }

    static Arrangement by(List<Order.Key> keys, boolean sorted) {
        return new Arrangement(keys, 0, sorted, null, null, null, false);
    }

    static Arrangement by(Order.Key key, @Nullable Direction direction, boolean sorted) {
        return new Arrangement(List.of(key), 0, sorted, null, direction, null, false);
    }

    static Arrangement direction(Direction direction) {
        return new Arrangement(List.of(), 0, false, null, direction, null, false);
    }

    Arrangement sized(int count) {
        return new Arrangement(keys, count, sorted, condition, direction, among, sizedOnly);
    }

    Arrangement among(Condition those) {
        return new Arrangement(keys, size, sorted, condition, direction, those, sizedOnly);
    }

    Arrangement asSorted() {
        return new Arrangement(keys, size, true, null, direction, among, false);
    }

    Arrangement fromBottom() {
        return new Arrangement(keys, size, sorted, condition, Direction.BOTTOM, among, sizedOnly);
    }
}
