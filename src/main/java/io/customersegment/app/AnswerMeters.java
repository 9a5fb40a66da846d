package io.customersegment.app;

import io.customersegment.enrich.Backpressure;
import io.customersegment.enrich.Segment;
import io.customersegment.enrich.SegmentSource.CacheUse;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.topology.AnswerListener;
import io.customersegment.topology.NodeLoad;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Counts answers by outcome and by cache use, and measures their latency. No tag has more values than an enum has constants.
 *
 * <p><i>Threads:</i> safe to use from any thread.
 */
final class AnswerMeters implements AnswerListener {

    private final Counter results;
    private final Map<Reason, Counter> errors = new EnumMap<>(Reason.class);
    private final Map<CacheUse, Counter> uses = new EnumMap<>(CacheUse.class);
    private final DistributionSummary slices;
    private final Counter saved;
    private final Timer latency;

    AnswerMeters(MeterRegistry meters) {
        this.results = answers(meters, "result", "none");
        for (Reason reason : Reason.values()) {
            errors.put(reason, answers(meters, reason.type().title(), reason.word()));
        }
        for (CacheUse use : CacheUse.values()) {
            uses.put(
                    use,
                    Counter.builder("segment.cache.requests")
                            .description(
                                    "Requests that asked the cache: hit, miss (began a load) or joined (another's load)")
                            .tag("use", use.word())
                            .register(meters));
        }
        this.slices = DistributionSummary.builder("segment.slices")
                .description("Calls that a segment took which was not in the cache")
                .register(meters);
        this.saved = Counter.builder("segment.calls.saved")
                .description("Calls that were not made because a segment was in the cache or being loaded")
                .register(meters);
        this.latency = Timer.builder("segment.answer.latency")
                .description(
                        "From the timestamp of a request, replayed ones left out, to its answer; the commit that makes it"
                                + " visible comes after")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(meters);
    }

    private static Counter answers(MeterRegistry meters, String outcome, String reason) {
        return Counter.builder("segment.answers")
                .description("Answers sent: result, or the type of the error record and its finer reason")
                .tag("outcome", outcome)
                .tag("reason", reason)
                .register(meters);
    }

    /** Registers gauges of the load of the asynchronous node and of the reasons why requests wait to be started. */
    static void gauge(MeterRegistry meters, Supplier<NodeLoad> load, Supplier<Backpressure> backpressure, Clock clock) {
        gauge(meters, load, "in-flight", NodeLoad::inFlight);
        gauge(meters, load, "waiting", NodeLoad::waiting);
        gauge(meters, load, "deferred", NodeLoad::deferred);
        for (Backpressure reason : Backpressure.values()) {
            waiting(
                    meters,
                    load,
                    reason == Backpressure.NONE ? "capacity" : reason.word(),
                    from -> backpressure.get() == reason ? from.waiting() - from.held() : 0);
        }
        waiting(meters, load, "share", NodeLoad::held);
        Gauge.builder("segment.waiting.senders", load, from -> from.get().senders())
                .description("Senders whose requests wait to be started, counted in each partition")
                .strongReference(true)
                .register(meters);
        Gauge.builder(
                        "segment.waiting.oldest",
                        load,
                        from -> secondsSince(from.get().waitingSince(), clock))
                .description("For how long the oldest request waits to be started, 0 if none waits")
                .baseUnit("seconds")
                .strongReference(true)
                .register(meters);
    }

    private static void waiting(
            MeterRegistry meters, Supplier<NodeLoad> load, String reason, ToIntFunction<NodeLoad> count) {
        Gauge.builder("segment.waiting", load, from -> count.applyAsInt(from.get()))
                .description(
                        "Requests that wait to be started: capacity, budget (rate of calls), share (of their sender) or outage")
                .tag("reason", reason)
                .strongReference(true)
                .register(meters);
    }

    private static double secondsSince(long millis, Clock clock) {
        return millis == 0 ? 0 : Math.max(0, clock.millis() - millis) / 1000.0;
    }

    private static void gauge(
            MeterRegistry meters, Supplier<NodeLoad> load, String state, ToIntFunction<NodeLoad> count) {
        Gauge.builder("segment.pending", load, from -> count.applyAsInt(from.get()))
                .description(
                        "Requests that are asked for, wait for their turn, or are answered but kept until a commit")
                .tag("state", state)
                .strongReference(true)
                .register(meters);
    }

    @Override
    public void answered(Outcome<Segment> outcome, @Nullable CacheUse cacheUse, boolean replayed, long ageMillis) {
        if (outcome instanceof Outcome.Failed<Segment> failed) {
            Objects.requireNonNull(errors.get(failed.failure().reason())).increment();
        } else {
            results.increment();
        }
        if (cacheUse != null) {
            Objects.requireNonNull(uses.get(cacheUse)).increment();
        }
        if (cacheUse != null && outcome instanceof Outcome.Ok<Segment> ok) {
            count(ok.value().calls(), cacheUse);
        }
        if (!replayed) {
            latency.record(Math.max(0, ageMillis), TimeUnit.MILLISECONDS);
        }
    }

    private void count(int calls, CacheUse cacheUse) {
        if (cacheUse == CacheUse.MISS) {
            slices.record(calls);
        } else {
            saved.increment(calls);
        }
    }
}
