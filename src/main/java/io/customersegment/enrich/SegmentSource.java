package io.customersegment.enrich;

import io.customersegment.outcome.Outcome;
import io.customersegment.plan.Query;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Answers queries with segments: what the topology's asynchronous node asks.
 *
 * <p><i>Threads:</i> called by any thread, never blocks, never throws.
 */
public interface SegmentSource {

    /**
     * Asks for the query's segment.
     *
     * @param fresh whether a cached answer is not wanted; the new answer is cached
     */
    Answer ask(Query query, boolean fresh);

    /** The query's segment if it is in the cache, null otherwise; causes no call. */
    default @Nullable Answer cached(Query query) {
        return null;
    }

    /** Whether a new request would only wait; those that wait elsewhere need no deadline yet. */
    default Backpressure backpressure() {
        return Backpressure.NONE;
    }

    /** How the cache took part in an answer. */
    enum CacheUse {
        /** The answer was there. */
        HIT,
        /** This request started the load. */
        MISS,
        /** Another request's load was in progress, and this one waits for it. */
        JOINED;

        /** The word in headers and metrics, e.g. {@code joined}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * An answer, or the promise of one.
     *
     * @param segment completes normally, on any thread, with a segment that has customers or a failure; already complete for
     *     a hit. The future is the caller's own: cancelling it ends nobody else's wait
     */
    record Answer(CacheUse cacheUse, CompletableFuture<Outcome<Segment>> segment) {}
}
