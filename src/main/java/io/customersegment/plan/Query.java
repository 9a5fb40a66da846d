package io.customersegment.plan;

import io.customersegment.catalogue.Column;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.Values;
import io.customersegment.request.CarModel;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The calls to Personalize for an intent, and the checks and the sorting that remain to be done on their results. A value: equal
 * queries have equal answers, so it is the key of the cache.
 *
 * @param branches the filters to call; the segment is the union of their results, re-checked
 * @param fetched the columns requested as metadata, at most 10
 * @param shown the columns of a result, in order, without the id and the interest
 * @param maxCalls the maximum number of calls
 * @param maxCustomers the maximum number of customers in the segment
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

    /** Returns the least interest that a customer of the segment can have, 0 to 1. */
    public double leastInterest() {
        double least = 0;
        for (Map.Entry<Column, Values> bound :
                Bounds.PLAIN.of(criteria.condition()).entrySet()) {
            if (bound.getKey().type() == Column.Type.INTEREST
                    && bound.getValue() instanceof Values.Numbers numbers
                    && !numbers.ranges().isEmpty()) {
                least = Math.max(least, numbers.hull().low());
            }
        }
        return least;
    }

    /** Covers only the components that differ between queries in practice; all others follow from them. */
    @Override
    public int hashCode() {
        return 31 * carModel.hashCode() + criteria.hashCode();
    }

    /** Omits the criteria, so that a query can be logged. */
    @Override
    public String toString() {
        return "Query[" + carModel.name() + ", " + branches.size() + " branches]";
    }

    /**
     * One alternative of the condition.
     *
     * @param filter the template to call
     * @param values the values of its placeholders without those of the shard, in Personalize's format
     * @param leftOver the part of the condition that the filter does not express exactly, to be re-checked here;
     *     {@link Condition#everybody} if there is none
     */
    public record Branch(FilterTemplate filter, Map<String, String> values, Condition leftOver) {
        public Branch {
            values = Map.copyOf(values);
        }

        /** Whether {@link #atLeast} and {@link #atMost} can restrict the column. */
        public boolean canNarrow(Column column) {
            return column.numeric() && filter.columns().contains(column);
        }

        /**
         * Returns this branch without customers whose value is below the bound or missing, rounded outward; returns this instance if
         * its filter is already as tight.
         *
         * @param column one for which {@link #canNarrow} is true
         */
        public Branch atLeast(Column column, double low) {
            String placeholder = FilterTemplate.minOf(column);
            String bound = FilterArgument.least(column, low);
            return compare(bound, placeholder) > 0 ? with(placeholder, bound) : this;
        }

        /**
         * Returns this branch without customers whose value is above the bound or missing, rounded outward; returns this instance if
         * its filter is already as tight.
         *
         * @param column one for which {@link #canNarrow} is true
         */
        public Branch atMost(Column column, double high) {
            Branch some = atLeast(column, Double.NEGATIVE_INFINITY);
            String placeholder = FilterTemplate.maxOf(column);
            String bound = FilterArgument.greatest(column, high);
            return some.compare(bound, placeholder) < 0 ? some.with(placeholder, bound) : some;
        }

        private int compare(String bound, String placeholder) {
            String present = values.getOrDefault(placeholder, bound);
            return new BigDecimal(bound).compareTo(new BigDecimal(present));
        }

        private Branch with(String placeholder, String value) {
            Map<String, String> changed = new HashMap<>(values);
            changed.put(placeholder, value);
            return new Branch(filter, changed, leftOver);
        }

        /** Omits the values, so that it can be logged. */
        @Override
        public String toString() {
            return "Branch[" + filter.name() + "]";
        }
    }
}
