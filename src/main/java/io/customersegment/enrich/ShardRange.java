package io.customersegment.enrich;

import io.customersegment.plan.Shard;
import java.util.ArrayList;
import java.util.List;

/** A slice of the customers: the shards from {@code first} to {@code last}, both included. */
record ShardRange(int first, int last) {

    static final ShardRange ALL = new ShardRange(0, Shard.COUNT - 1);

    /** Whether the customer belongs to this range, if shards are computed by {@link Shard}. */
    boolean holds(String customerId) {
        int shard = Shard.of(customerId);
        return shard >= first && shard <= last;
    }

    /** Whether the range cannot be split. */
    boolean single() {
        return first == last;
    }

    /** Splits this range into equal parts, fewer if it has fewer shards. */
    List<ShardRange> parts(int count) {
        int size = last - first + 1;
        int parts = Math.min(count, size);
        List<ShardRange> ranges = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            long from = (long) size * i / parts;
            long to = (long) size * (i + 1) / parts;
            ranges.add(new ShardRange((int) (first + from), (int) (first + to - 1)));
        }
        return ranges;
    }
}
