package io.customersegment.topology;

import io.customersegment.criteria.Intent;
import io.customersegment.outcome.Outcome;
import io.customersegment.plan.Query;
import io.customersegment.request.SegmentRequest;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the stages make of a record's bytes on some day: filled in stage by stage by the first request that has them, and found by
 * those that follow.
 *
 * <p><i>Threads:</i> shared by all stream threads. The stages are pure, so where two fill it in at once they write the same.
 */
final class Understanding {

    private volatile @Nullable Outcome<SegmentRequest> request;
    private volatile @Nullable Outcome<Intent> intent;
    private volatile @Nullable Outcome<Query> query;

    /** Passes the first stage, unless that was done before. */
    void request(Supplier<Outcome<SegmentRequest>> stage) {
        if (request == null) {
            request = stage.get();
        }
    }

    /** Passes the second stage, unless that was done before. */
    void intent(Function<Outcome<SegmentRequest>, Outcome<Intent>> stage) {
        if (intent == null) {
            intent = stage.apply(passed(request));
        }
    }

    /** Passes the third stage, unless that was done before. */
    void query(Function<Outcome<Intent>, Outcome<Query>> stage) {
        if (query == null) {
            query = stage.apply(passed(intent));
        }
    }

    /** What to ask Personalize. */
    Outcome<Query> query() {
        return passed(query);
    }

    private static <T> Outcome<T> passed(@Nullable Outcome<T> outcome) {
        if (outcome == null) {
            throw new IllegalStateException("A stage was left out");
        }
        return outcome;
    }
}
