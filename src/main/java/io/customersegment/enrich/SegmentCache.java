package io.customersegment.enrich;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.customersegment.config.Settings;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.plan.Query;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Caches finished segments by query, in memory: a hit costs no call, and concurrent requests share one load. Segments requested
 * after refreshAfter are refreshed in the background. A segment loaded by another instance is a hit, too.
 *
 * <p><i>Threads:</i> called by any thread; no method changes threads, so a load is started by the caller's thread and answered by
 * the one that completes it.
 */
public final class SegmentCache implements SegmentSource {

    /** The memory of a customer's id, in addition to the result. */
    private static final int ID_BYTES = 72;

    /** The memory of a segment per branch of its query, in addition to its bytes: filter values, condition, and the cache's own node. */
    private static final int OVERHEAD_BYTES = 2048;

    private final Function<Query, CompletableFuture<Outcome<Segment>>> load;
    private final OutcomeCache<Query, Segment> segments;
    private final long refreshAfter;
    private final BooleanSupplier idle;
    private final Supplier<Backpressure> backpressure;
    private final Suppressions suppressions;

    private SegmentCache(
            Function<Query, CompletableFuture<Outcome<Segment>>> load,
            OutcomeCache<Query, Segment> segments,
            Duration refreshAfter,
            BooleanSupplier idle,
            Supplier<Backpressure> backpressure,
            Suppressions suppressions) {
        this.load = load;
        this.segments = segments;
        this.refreshAfter = refreshAfter.toNanos();
        this.idle = idle;
        this.backpressure = backpressure;
        this.suppressions = suppressions;
    }

    /**
     * Creates a cache around the load.
     *
     * @param load never throws, and its future completes normally
     * @param idle whether a load in the background would not delay any other
     * @param backpressure whether a new load would only wait
     * @param suppressions a segment in which others should take the place of a suppressed customer is loaded again
     * @param sharing the segments that instances share: looked up on a miss, published after a load
     * @param ticker measures age, {@link Ticker#systemTicker()} except in tests
     */
    public static SegmentCache around(
            Function<Query, CompletableFuture<Outcome<Segment>>> load,
            BooleanSupplier idle,
            Supplier<Backpressure> backpressure,
            Suppressions suppressions,
            Settings.Cache settings,
            Sharing sharing,
            Ticker ticker) {
        return new SegmentCache(
                load,
                new OutcomeCache<>(
                        Caffeine.newBuilder()
                                .recordStats()
                                .maximumWeight(settings.maxBytes())
                                .weigher(SegmentCache::bytes),
                        settings.timeToLive(),
                        Reason::cacheable,
                        sharing.segments(),
                        ticker),
                settings.refreshAfter(),
                idle,
                backpressure,
                suppressions);
    }

    @Override
    public @Nullable Answer cached(Query query) {
        CompletableFuture<Outcome<Segment>> present = segments.present(query);
        return present != null && present.isDone() && !hasGap(present) ? hit(query, present) : null;
    }

    @Override
    public Backpressure backpressure() {
        return backpressure.get();
    }

    @Override
    public Answer ask(Query query, boolean fresh) {
        while (true) {
            CompletableFuture<Outcome<Segment>> present = fresh ? segments.presentHere(query) : segments.present(query);
            boolean done = present != null && present.isDone();
            if (present != null && done && !fresh && !hasGap(present)) {
                return hit(query, present);
            }
            CompletableFuture<Outcome<Segment>> underWay =
                    present == null || done ? segments.refreshing(query) : present;
            if (underWay != null) {
                return new Answer(CacheUse.JOINED, filled(query, underWay));
            }
            CompletableFuture<Outcome<Segment>> started = segments.start(query, present, () -> load.apply(query));
            if (started != null) {
                return new Answer(CacheUse.MISS, filled(query, started));
            }
        }
    }

    /**
     * Returns the caller's own future of a load, followed by another load if a customer was suppressed in between whose place
     * another can take.
     */
    private CompletableFuture<Outcome<Segment>> filled(Query query, CompletableFuture<Outcome<Segment>> load) {
        return load.thenCompose(
                outcome -> hasGap(outcome) ? ask(query, false).segment() : CompletableFuture.completedFuture(outcome));
    }

    private boolean hasGap(CompletableFuture<Outcome<Segment>> done) {
        return hasGap(done.getNow(null));
    }

    private boolean hasGap(@Nullable Outcome<Segment> outcome) {
        return outcome instanceof Outcome.Ok<Segment> ok && suppressions.leavesGapIn(ok.value());
    }

    private Answer hit(Query query, CompletableFuture<Outcome<Segment>> present) {
        if (refreshAfter > 0 && segments.due(present, refreshAfter) && idle.getAsBoolean()) {
            segments.refresh(query, present, () -> load.apply(query));
        }
        // A completed future cannot be cancelled, so it need not be copied.
        return new Answer(CacheUse.HIT, present);
    }

    /** Registers the memory that the cache uses, and Caffeine's statistics. */
    public void meter(MeterRegistry meters) {
        var policy = segments.cache().synchronous().policy().eviction().orElseThrow();
        Gauge.builder(
                        "segment.cache.bytes",
                        policy,
                        eviction -> eviction.weightedSize().orElse(0))
                .description("Memory that finished segments take")
                .register(meters);
        CaffeineCacheMetrics.monitor(meters, segments.cache().synchronous(), "segments");
    }

    private static int bytes(Query query, Outcome<Segment> outcome) {
        int own = outcome.fold(
                segment -> segment.json().length + (Integer.BYTES + ID_BYTES) * segment.customers(),
                failure -> failure.detail().length());
        return OVERHEAD_BYTES * Math.max(1, query.branches().size()) + own;
    }
}
