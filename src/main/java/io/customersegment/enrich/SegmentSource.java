package io.customersegment.enrich;

import io.customersegment.outcome.Outcome;
import io.customersegment.plan.Query;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Answers queries with segments; called by the topology's asynchronous node.
 *
 * <p><i>Threads:</i> called by any thread, never blocks, never throws.
 */
public interface SegmentSource {

    /**
     * Requests the query's segment.
     *
     * @param fresh whether a cached answer is not wanted; the new answer is cached
     */
    Answer ask(Query query, boolean fresh);

    /** Returns the query's segment if it is in the cache, null otherwise; causes no call. */
    default @Nullable Answer cached(Query query) {
        return null;
    }

    /** Returns whether a new request would only wait; requests held back elsewhere need no deadline yet. */
    default Backpressure backpressure() {
        return Backpressure.NONE;
    }

    /** How the cache took part in an answer. */
    enum CacheUse {
        /** The answer was in the cache. */
        HIT,
        /** This request started the load. */
        MISS,
        /** Another request's load was in progress, and this one waits for it. */
        JOINED;

        /** The name in headers and metrics, e.g. {@code joined}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * An answer, possibly still pending.
     *
     * @param segment completes normally, on any thread, with a segment that has customers or a failure; already complete for a hit.
     *     It completes within the deadline of a load, or within a second one if a customer was suppressed during the first; a joined
     *     load has the deadline of the request that started it. The future is the caller's own: cancelling it does not affect other
     *     waiting requests
     */
    record Answer(CacheUse cacheUse, CompletableFuture<Outcome<Segment>> segment) {}
}
