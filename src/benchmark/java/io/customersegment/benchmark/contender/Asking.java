package io.customersegment.benchmark.contender;

import io.customersegment.catalogue.Column;
import io.customersegment.plan.Query;
import java.util.List;
import java.util.Map;

/**
 * The parameters of a contender's calls for a request.
 *
 * @param key equal for requests with the same query
 * @param filter the name of the filter
 * @param values its placeholders' values, without those of the shard
 */
record Asking(
        Object key, String model, String filter, Map<String, String> values, List<Column> fetched, List<Column> shown) {

    /** Returns the parameters for a query, which must be expressed completely by its first branch. */
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

    /** Returns a copy with another key and other values; the key alone determines equality. */
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
