package io.customersegment.plan;

import io.customersegment.catalogue.Column;
import io.customersegment.prompt.Condition;
import io.customersegment.prompt.Criteria;
import io.customersegment.request.CarModel;
import java.util.List;
import java.util.Map;

/**
 * What will be asked of Personalize, and what remains to be done here. A value: equal queries have equal answers, so it is the
 * key of the cache.
 *
 * @param branches what is fetched; the segment is the union of what they bring, re-checked
 * @param fetched the columns asked for as metadata, at most 10
 * @param shown the columns of a result, in order, without the id and the interest
 * @param maxCalls how many calls this query may make
 * @param maxCustomers how many customers its segment may hold
 */
public record Query(
        CarModel carModel,
        Criteria criteria,
        List<Branch> branches,
        List<Column> fetched,
        List<Column> shown,
        int maxCalls,
        int maxCustomers) {

    public Query {
        branches = List.copyOf(branches);
        fetched = List.copyOf(fetched);
        shown = List.copyOf(shown);
    }

    /**
     * One alternative of the condition.
     *
     * @param filter the template to call
     * @param values its placeholders' values without those of the shard, as Personalize wants them
     * @param leftOver what the filter does not say exactly, to be re-checked here; everybody if it says all
     */
    public record Branch(FilterTemplate filter, Map<String, String> values, Condition leftOver) {
        public Branch {
            values = Map.copyOf(values);
        }
    }
}
