package io.customersegment.enrich;

import io.customersegment.catalogue.Column;
import io.customersegment.outcome.Outcome;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A source of recommendations, reached by calls of the service. Implemented by the service's client and by each decorator.
 *
 * <p><i>Threads:</i> called by any thread, never blocks, never throws. The future always completes normally, on any thread, with a
 * value or a failure; cancelling it may abandon the call.
 */
public interface RecommendationSource {

    /** Requests recommendations once. */
    CompletableFuture<Outcome<Recommendations>> recommend(Call call);

    /** The number of calls that were accepted but not sent yet, for lack of a processor. */
    default int unsent() {
        return 0;
    }

    /**
     * The parameters of a call.
     *
     * @param userId the car model's slug
     * @param filter the name of the filter template, null for none
     * @param filterValues a value for each placeholder; texts include their own quotes, numbers have none
     * @param columns the requested item columns, at most 10
     * @param size the maximum number of items: up to 500, or 50 with columns
     * @param deadline when the answer is no longer wanted, in nanoseconds of {@link System#nanoTime}
     */
    record Call(
            String userId,
            @Nullable String filter,
            Map<String, String> filterValues,
            List<Column> columns,
            int size,
            long deadline) {
        public Call {
            filterValues = Map.copyOf(filterValues);
            columns = List.copyOf(columns);
        }

        /** Omits the values, so that a call can be logged. */
        @Override
        public String toString() {
            return "Call[" + userId + ", " + filter + ", " + size + "]";
        }
    }

    /** The items of an answer, best first. */
    record Recommendations(List<Item> items) {
        public Recommendations {
            items = List.copyOf(items);
        }
    }

    /**
     * One customer.
     *
     * @param score relative only to the others of the same car model, NaN where the service gives none
     * @param columns its metadata as text, for each of the call's columns in turn, null where it has no value; must not be modified
     */
    record Item(String id, double score, List<@Nullable String> columns) {

        /** Omits the customer's id and columns, so that an item can be logged. */
        @Override
        public String toString() {
            return "Item";
        }
    }
}
