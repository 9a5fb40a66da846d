package io.customersegment.enrich;

import com.github.benmanes.caffeine.cache.Ticker;
import io.customersegment.config.Settings;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds calls back to a rate, repeats those that a repetition may help, and stops calling a service that is down. All of it ends
 * at the call's deadline.
 *
 * <p><i>Threads:</i> called by any thread; a call that waits holds none, and goes out on the timer's.
 */
public final class ResilientSource implements RecommendationSource {

    private static final Logger LOG = LoggerFactory.getLogger(ResilientSource.class);
    private static final double BACKOFF_GROWTH = 2;
    private static final double BACKOFF_JITTER = 0.5;
    private static final int TRIAL_CALLS = 10;

    private final RecommendationSource delegate;
    private final int attempts;
    private final IntervalFunction backoff;
    private final Pace pace;
    private final CircuitBreaker circuit;
    private final ScheduledExecutorService timer;
    private final Ticker ticker;

    private ResilientSource(
            RecommendationSource delegate,
            Settings.Resilience settings,
            ScheduledExecutorService timer,
            Ticker ticker,
            Clock clock) {
        this.delegate = delegate;
        this.attempts = settings.attempts();
        this.backoff = IntervalFunction.ofExponentialRandomBackoff(
                settings.backoff(), BACKOFF_GROWTH, BACKOFF_JITTER, settings.backoffMax());
        this.pace = new Pace(settings.callsPerSecond(), ticker.read());
        this.circuit = CircuitBreaker.of(
                "personalize",
                CircuitBreakerConfig.custom()
                        .clock(clock)
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(settings.circuitWindowCalls())
                        .minimumNumberOfCalls(settings.circuitWindowCalls())
                        .failureRateThreshold(settings.circuitFailurePercent())
                        .waitDurationInOpenState(settings.circuitOpen())
                        .permittedNumberOfCallsInHalfOpenState(Math.min(TRIAL_CALLS, settings.circuitWindowCalls()))
                        .recordResult(ResilientSource::isTheirs)
                        .build());
        this.timer = timer;
        this.ticker = ticker;
        circuit.getEventPublisher()
                .onStateTransition(event -> LOG.atWarn()
                        .addKeyValue("from", event.getStateTransition().getFromState())
                        .addKeyValue("to", event.getStateTransition().getToState())
                        .log("the circuit to Personalize changed its state"));
    }

    /**
     * The source with retries, circuit breaker and rate limit.
     *
     * @param timer runs calls that had to wait; it only needs one thread
     * @param ticker measures deadlines and the rate, {@link Ticker#systemTicker()} but in tests
     * @param clock measures how long the circuit stays open
     */
    public static ResilientSource around(
            RecommendationSource delegate,
            Settings.Resilience settings,
            ScheduledExecutorService timer,
            Ticker ticker,
            Clock clock) {
        return new ResilientSource(delegate, settings, timer, ticker, clock);
    }

    /** Whether calls are refused because too many failed. */
    public boolean circuitOpen() {
        return circuit.getState() == CircuitBreaker.State.OPEN;
    }

    @Override
    public CompletableFuture<Outcome<Recommendations>> recommend(Call call) {
        Attempts attempts = new Attempts(call);
        attempts.next();
        return attempts.answer;
    }

    private static boolean isTheirs(Object outcome) {
        return ((Outcome<?>) outcome)
                .fold(value -> false, failure -> failure.reason().retryable());
    }

    private static Outcome<Recommendations> failed(Reason reason, String detail) {
        return Outcome.failed(new Failure(Stage.ENRICH, reason, detail));
    }

    /** One call until it is answered or given up. Its steps follow each other, so that they need no lock. */
    private final class Attempts {

        private final Call call;
        private final CompletableFuture<Outcome<Recommendations>> answer = new CompletableFuture<>();
        private volatile @Nullable Future<?> underWay;
        private int made;

        Attempts(Call call) {
            this.call = call;
            var unused = answer.whenComplete((outcome, fault) -> {
                Future<?> current = underWay;
                if (fault != null && current != null) {
                    current.cancel(true);
                }
            });
        }

        void next() {
            if (answer.isDone()) {
                return;
            }
            if (!circuit.tryAcquirePermission()) {
                answer.complete(failed(
                        Reason.CIRCUIT_OPEN,
                        "Too many calls to Personalize failed lately, so it is left alone for a while"));
                return;
            }
            long wait = pace.reserve(ticker.read(), call.deadline());
            if (wait < 0) {
                circuit.releasePermission();
                answer.complete(failed(
                        Reason.DEADLINE_PASSED, "More calls to Personalize wait than can be made before the deadline"));
            } else {
                later(wait, this::send, circuit::releasePermission);
            }
        }

        private void send() {
            if (answer.isDone() || circuitOpen()) {
                circuit.releasePermission();
                answer.complete(failed(
                        Reason.CIRCUIT_OPEN,
                        "Too many calls to Personalize failed lately, so it is left alone for a while"));
                return;
            }
            made++;
            long started = ticker.read();
            CompletableFuture<Outcome<Recommendations>> attempt = delegate.recommend(call);
            underWay = attempt;
            if (answer.isDone()) {
                attempt.cancel(true);
            }
            var unused = attempt.whenComplete((outcome, fault) -> received(outcome, ticker.read() - started));
        }

        private void received(@Nullable Outcome<Recommendations> outcome, long nanos) {
            if (outcome == null) {
                circuit.releasePermission();
                answer.complete(failed(Reason.SOURCE_FAILING, "A call to Personalize was abandoned"));
                return;
            }
            circuit.onResult(nanos, TimeUnit.NANOSECONDS, outcome);
            long pause = TimeUnit.MILLISECONDS.toNanos(backoff.apply(Math.max(1, made)));
            boolean again = isTheirs(outcome) && made < attempts && ticker.read() + pause - call.deadline() < 0;
            if (again) {
                later(pause, this::next, () -> {});
            } else {
                answer.complete(outcome);
            }
        }

        private void later(long nanos, Runnable step, Runnable otherwise) {
            if (nanos == 0) {
                step.run();
                return;
            }
            try {
                var unused = timer.schedule(step, nanos, TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException stopping) {
                otherwise.run();
                answer.complete(failed(Reason.SOURCE_FAILING, "This instance is being stopped"));
            }
        }
    }
}
