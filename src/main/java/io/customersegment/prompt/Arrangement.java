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
 * @param only how to read a direction that was said without what to sort by, null for anything else
 * @param among who is sorted, where the words name them as well: the most recent buyers; null for all
 * @param sizedOnly whether the superlative says something only beside a size
 */
record Arrangement(
        List<Order.Key> keys,
        int size,
        boolean sorted,
        @Nullable Condition condition,
        @Nullable Direction only,
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
            @Nullable Direction only,
            @Nullable Condition among,
            boolean sizedOnly) {
        this.keys = List.copyOf(keys);
        this.size = size;
        this.sorted = sorted;
        this.condition = condition;
        this.only = only;
        this.among = among;
        this.sizedOnly = sizedOnly;
    }

    static Arrangement size(int size) {
        return new Arrangement(List.of(), size, false, null, null, null, false);
    }

    static Arrangement by(List<Order.Key> keys, boolean sorted) {
        return new Arrangement(keys, 0, sorted, null, null, null, false);
    }

    static Arrangement direction(Direction direction) {
        return new Arrangement(List.of(), 0, false, null, direction, null, false);
    }

    Arrangement sized(int count) {
        return new Arrangement(keys, count, sorted, condition, only, among, sizedOnly);
    }

    Arrangement among(Condition those) {
        return new Arrangement(keys, size, sorted, condition, only, those, sizedOnly);
    }

    Arrangement asSorted() {
        return new Arrangement(keys, size, true, null, only, among, false);
    }

    Arrangement fromBottom() {
        return new Arrangement(keys, size, sorted, condition, Direction.BOTTOM, among, sizedOnly);
    }
}
