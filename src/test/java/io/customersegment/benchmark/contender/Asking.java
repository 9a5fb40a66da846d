package io.customersegment.benchmark.contender;

import io.customersegment.catalogue.Column;
import io.customersegment.plan.Query;
import java.util.List;
import java.util.Map;

/**
 * What a contender asks of Personalize for a request.
 *
 * @param key equal for requests that ask the same
 * @param filter the name of the filter
 * @param values its placeholders' values, without those of the shard
 */
record Asking(
        Object key, String model, String filter, Map<String, String> values, List<Column> fetched, List<Column> shown) {

    /** What the query asks, all of which its first branch must say. */
    static Asking of(Query query) {
        Query.Branch branch = query.branches().get(0);
        return new Asking(
                query,
                query.carModel().slug(),
                branch.filter().name(),
                branch.values(),
                query.fetched(),
                query.shown());
    }

    /** The same with other values, of which only these tell it from others. */
    Asking with(Object otherKey, Map<String, String> otherValues) {
        return new Asking(otherKey, model, filter, otherValues, fetched, shown);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Asking asking && key.equals(asking.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }
}
