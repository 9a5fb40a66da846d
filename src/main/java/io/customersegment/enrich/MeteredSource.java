package io.customersegment.enrich;

import com.github.benmanes.caffeine.cache.Ticker;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Counts and times the calls of a source, tagged with their outcome. <i>Threads:</i> as its delegate. */
public final class MeteredSource implements RecommendationSource {

    private static final String ABANDONED = "abandoned";

    private final RecommendationSource delegate;
    private final Ticker ticker;
    private final Timer answered;
    private final Timer abandoned;
    private final Map<Reason, Timer> failed = new EnumMap<>(Reason.class);

    private MeteredSource(RecommendationSource delegate, MeterRegistry meters, Ticker ticker) {
        this.delegate = delegate;
        this.ticker = ticker;
        this.answered = timer(meters, "ok");
        this.abandoned = timer(meters, ABANDONED);
        for (Reason reason : Reason.values()) {
            if (reason.name().startsWith("SOURCE_")) {
                failed.put(reason, timer(meters, reason.word()));
            }
        }
    }

    /** Wraps the source with a timer {@code personalize.calls}, whose tag {@code outcome} is ok, a reason, or abandoned. */
    public static RecommendationSource around(RecommendationSource delegate, MeterRegistry meters, Ticker ticker) {
        return new MeteredSource(delegate, meters, ticker);
    }

    @Override
    public CompletableFuture<Outcome<Recommendations>> recommend(Call call) {
        long started = ticker.read();
        CompletableFuture<Outcome<Recommendations>> answer = delegate.recommend(call);
        var unused = answer.whenComplete((outcome, fault) -> {
            Timer timer = outcome == null
                    ? abandoned
                    : outcome.fold(items -> answered, failure -> failed.getOrDefault(failure.reason(), abandoned));
            timer.record(ticker.read() - started, TimeUnit.NANOSECONDS);
        });
        return answer;
    }

    @Override
    public int unsent() {
        return delegate.unsent();
    }

    private static Timer timer(MeterRegistry meters, String outcome) {
        return Timer.builder("personalize.calls")
                .description("Calls to Amazon Personalize, retries included, each of which is billed")
                .tag("outcome", outcome)
                .publishPercentileHistogram()
                .register(meters);
    }
}
