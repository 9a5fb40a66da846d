package io.customersegment.enrich;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The score of the strongest customer for each car model, to which interest is relative: one unfiltered recommendation, kept as
 * long as a segment and shared with other instances. The absence of customers is not kept, because an import may add some at any
 * moment.
 *
 * <p><i>Threads:</i> called by any thread.
 */
final class TopScores {

    private static final int MAX_MODELS = 10_000;

    /** How long after its deadline an unanswered call is given up for those who joined it; it normally ends by itself before. */
    private static final long OVERDUE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final Failure OVERDUE = new Failure(
            Stage.ENRICH, Reason.DEADLINE_PASSED, "Personalize has not given the car model's top score in time");

    private final RecommendationSource source;
    private final OutcomeCache<String, Double> scores;
    private final Ticker ticker;

    TopScores(RecommendationSource source, Duration timeToLive, Sharing sharing, Ticker ticker) {
        this.source = source;
        this.ticker = ticker;
        this.scores = new OutcomeCache<>(
                Caffeine.newBuilder().maximumSize(MAX_MODELS),
                timeToLive,
                reason -> false,
                sharing.topScores(),
                ticker);
    }

    /** Returns the car model's top score, NaN if the service gives none; or {@code NO_CUSTOMERS}, or the failure of the call. */
    CompletableFuture<Outcome<Double>> of(String userId, long deadline) {
        while (true) {
            CompletableFuture<Outcome<Double>> present = scores.present(userId);
            if (present != null) {
                return present.thenCompose(outcome -> late(outcome) && deadline - ticker.read() > 0
                        ? of(userId, deadline)
                        : CompletableFuture.completedFuture(outcome));
            }
            CompletableFuture<Outcome<Double>> started = scores.start(userId, null, () -> probe(userId, deadline));
            if (started != null) {
                return started.copy();
            }
        }
    }

    /** Whether the call ended because of the deadline of the caller who made it. */
    private static boolean late(Outcome<Double> outcome) {
        return outcome.failedFor(Reason.DEADLINE_PASSED) || outcome.failedFor(Reason.CALL_NOT_MADE);
    }

    private CompletableFuture<Outcome<Double>> probe(String userId, long deadline) {
        RecommendationSource.Call call = new RecommendationSource.Call(userId, null, Map.of(), List.of(), 1, deadline);
        return source.recommend(call)
                .thenApply(outcome -> outcome.then(answer -> answer.items().isEmpty()
                        ? Outcome.failed(new Failure(
                                Stage.ENRICH,
                                Reason.NO_CUSTOMERS,
                                "Personalize has no customers at all for this car model"))
                        : Outcome.ok(answer.items().get(0).score())))
                .completeOnTimeout(
                        Outcome.failed(OVERDUE), deadline - ticker.read() + OVERDUE_NANOS, TimeUnit.NANOSECONDS);
    }
}
