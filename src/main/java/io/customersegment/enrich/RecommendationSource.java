package io.customersegment.enrich;

import io.customersegment.catalogue.Column;
import io.customersegment.outcome.Outcome;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Asks for recommendations: one call of the service. Each decorator and the service itself is one.
 *
 * <p><i>Threads:</i> called by any thread, never blocks, never throws. The future always completes normally, on any thread, with
 * a value or a failure; cancelling it may abandon the call.
 */
public interface RecommendationSource {

    /** Asks once. */
    CompletableFuture<Outcome<Recommendations>> recommend(Call call);

    /** How many calls it has been asked for and not sent yet, for want of a processor. */
    default int unsent() {
        return 0;
    }

    /**
     * What is asked.
     *
     * @param userId the car model's slug
     * @param filter the name of the filter template, null for none
     * @param filterValues a value for each placeholder; texts carry their own quotes, numbers go bare
     * @param columns the item columns wanted, at most 10
     * @param size how many items at most: up to 500, or 50 with columns
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

        /** Without the values, so that a call can be logged. */
        @Override
        public String toString() {
            return "Call[" + userId + ", " + filter + ", " + size + "]";
        }
    }

    /** What came back, best first. */
    record Recommendations(List<Item> items) {
        public Recommendations {
            items = List.copyOf(items);
        }
    }

    /**
     * One customer.
     *
     * @param score relative only to the others of the same car model, NaN where the service gives none
     * @param columns its metadata as text, for each of the call's columns in turn, null where it has no value; not to be changed
     */
    record Item(String id, double score, List<@Nullable String> columns) {

        /** Without the customer's id and columns, so that an item can be logged. */
        @Override
        public String toString() {
            return "Item";
        }
    }
}
