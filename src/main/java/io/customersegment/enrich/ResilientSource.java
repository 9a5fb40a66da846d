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
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits the rate of calls and how many are in flight, repeats those that a repetition may help, and stops calling a service that
 * is down. All of it ends at the call's deadline.
 *
 * <p><i>Threads:</i> called by any thread; a call that waits holds none, and goes out on the timer's or on that of the call that
 * made room for it.
 */
public final class ResilientSource implements RecommendationSource {

    private static final Logger LOG = LoggerFactory.getLogger(ResilientSource.class);
    private static final double BACKOFF_GROWTH = 2;
    private static final double BACKOFF_JITTER = 0.5;
    private static final int TRIAL_CALLS = 10;
    private static final Failure CIRCUIT_OPEN = new Failure(
            Stage.ENRICH,
            Reason.CIRCUIT_OPEN,
            "Too many calls to Personalize failed lately, so it is left alone for a while");

    private final RecommendationSource delegate;
    private final int attempts;
    private final IntervalFunction backoff;
    private final UsualTime usual = new UsualTime();
    private final Turnstile turnstile;
    private final CircuitBreaker circuit;
    private final ScheduledExecutorService timer;
    private final Ticker ticker;
    private final LongAdder retries = new LongAdder();

    private ResilientSource(
            RecommendationSource delegate,
            Settings.Resilience settings,
            int mostUnderWay,
            ScheduledExecutorService timer,
            Ticker ticker,
            Clock clock) {
        this.delegate = delegate;
        this.attempts = settings.attempts();
        this.backoff = IntervalFunction.ofExponentialRandomBackoff(
                settings.backoff(), BACKOFF_GROWTH, BACKOFF_JITTER, settings.backoffMax());
        this.turnstile = new Turnstile(settings.callsPerSecond(), mostUnderWay, usual, timer, ticker);
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
        circuit.getEventPublisher().onStateTransition(event -> changed(event.getStateTransition()));
    }

    /**
     * The source with retries, circuit breaker and limits.
     *
     * @param mostUnderWay how many attempts the delegate may be busy with at once
     * @param timer runs calls that had to wait; it only needs one thread
     * @param ticker measures deadlines and the rate, {@link Ticker#systemTicker()} but in tests
     * @param clock measures how long the circuit stays open
     */
    public static ResilientSource around(
            RecommendationSource delegate,
            Settings.Resilience settings,
            int mostUnderWay,
            ScheduledExecutorService timer,
            Ticker ticker,
            Clock clock) {
        return new ResilientSource(delegate, settings, mostUnderWay, timer, ticker, clock);
    }

    /** Shows the circuit and counts attempts after the first. */
    public void meter(MeterRegistry meters) {
        Gauge.builder("personalize.circuit.open", this, source -> source.circuitOpen() ? 1 : 0)
                .description("1 while Personalize is left alone because too many calls failed, else 0")
                .register(meters);
        FunctionCounter.builder("personalize.retries", retries, LongAdder::sum)
                .description("Calls that were to be made again")
                .register(meters);
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

    /** Whether a call that nobody is in a hurry for would keep no other waiting. */
    public boolean idle() {
        return circuit.getState() == CircuitBreaker.State.CLOSED && turnstile.free();
    }

    private void changed(CircuitBreaker.StateTransition transition) {
        LOG.atWarn()
                .addKeyValue("from", transition.getFromState())
                .addKeyValue("to", transition.getToState())
                .log("the circuit to Personalize changed its state");
        if (transition.getToState() == CircuitBreaker.State.OPEN) {
            turnstile.giveUpAll(CIRCUIT_OPEN);
        }
    }

    private static boolean isTheirs(Object outcome) {
        return ((Outcome<?>) outcome)
                .fold(value -> false, failure -> failure.reason().retryable());
    }

    /** One call until it is answered or given up. Its steps follow each other, so that they need no lock. */
    private final class Attempts extends Turnstile.Turn {

        private final Call call;
        private final CompletableFuture<Outcome<Recommendations>> answer = new CompletableFuture<>();
        private volatile @Nullable Future<?> underWay;
        private int made;

        Attempts(Call call) {
            super(call.deadline());
            this.call = call;
            var unused = answer.whenComplete((outcome, fault) -> {
                if (fault != null) {
                    abandon();
                }
            });
        }

        void next() {
            if (answer.isDone()) {
                return;
            }
            if (!circuit.tryAcquirePermission()) {
                answer.complete(Outcome.failed(CIRCUIT_OPEN));
                return;
            }
            turnstile.enter(this);
            if (answer.isCancelled()) {
                abandon();
            }
        }

        @Override
        CompletableFuture<?> go() {
            if (answer.isDone()) {
                circuit.releasePermission();
                return answer;
            }
            made++;
            long started = ticker.read();
            CompletableFuture<Outcome<Recommendations>> attempt = delegate.recommend(call);
            underWay = attempt;
            if (answer.isDone()) {
                attempt.cancel(true);
            }
            return attempt.whenComplete((outcome, fault) -> received(outcome, ticker.read() - started));
        }

        @Override
        void giveUp(Failure why) {
            circuit.releasePermission();
            answer.complete(Outcome.failed(why));
        }

        private void abandon() {
            if (turnstile.leave(this)) {
                circuit.releasePermission();
            }
            Future<?> current = underWay;
            if (current != null) {
                current.cancel(true);
            }
        }

        private void received(@Nullable Outcome<Recommendations> outcome, long nanos) {
            if (outcome == null) {
                usual.tookMoreThan(nanos);
                circuit.releasePermission();
                answer.complete(Outcome.failed(
                        new Failure(Stage.ENRICH, Reason.SOURCE_FAILING, "A call to Personalize was abandoned")));
                return;
            }
            circuit.onResult(nanos, TimeUnit.NANOSECONDS, outcome);
            outcome.fold(
                    value -> {
                        usual.took(nanos);
                        return answer.complete(outcome);
                    },
                    failure -> failed(failure));
        }

        private boolean failed(Failure failure) {
            if (failure.reason() == Reason.SOURCE_THROTTLED) {
                turnstile.skip();
            }
            long pause = TimeUnit.MILLISECONDS.toNanos(backoff.apply(made));
            boolean inTime = ticker.read() + pause + usual.nanos() - call.deadline() < 0;
            if (failure.reason().retryable() && made < attempts && inTime) {
                retries.increment();
                return later(pause);
            }
            return answer.complete(Outcome.failed(failure));
        }

        private boolean later(long nanos) {
            try {
                var unused = timer.schedule(this::next, nanos, TimeUnit.NANOSECONDS);
                return true;
            } catch (RejectedExecutionException stopping) {
                return answer.complete(Outcome.failed(Turnstile.STOPPING));
            }
        }
    }
}
