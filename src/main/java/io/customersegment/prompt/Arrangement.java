package io.customersegment.prompt;

import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Order;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order or a size, or both.
 *
 * @param keys how to sort, empty if it only cuts
 * @param size how many at most, 0 if it only sorts
 * @param sorted whether it was said as an order ("sorted by"), rather than as a superlative
 * @param condition what a superlative says where no size is asked for, null if it only sorts
 * @param direction the direction that was said, null if none; without keys it is of what is sorted by elsewhere
 * @param among who is sorted, where the words name them as well: the most recent buyers; null for all
 * @param sizedOnly whether the superlative says something only beside a size
 */
record Arrangement(
        List<Order.Key> keys,
        int size,
        boolean sorted,
        @Nullable Condition condition,
        @Nullable Direction direction,
        @Nullable Condition among,
        boolean sizedOnly) {

    /** Which way to sort. */
    enum Direction {
        ASCENDING,
        DESCENDING,
        /** Of dates only. */
        EARLIEST,
        /** Of dates only. */
        LATEST,
        /** From the bottom: the reverse of the order that is said beside it. */
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
