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
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits the rate of calls and how many are in flight, repeats those that a repetition may help, and makes none while the service
 * is unavailable. All of it ends at the call's deadline.
 *
 * <p>A throttled call lowers the rate and returns to its place among the waiting calls. A call that failed is repeated after a
 * pause, and fails permanently once its attempts are used up. A failed attempt counts only if another call was answered since the
 * one before it.
 *
 * <p>Longer than 300 lines because the next step of a call depends on its attempts, the rate and the circuit at once.
 *
 * <p><i>Threads:</i> thread-safe. A waiting call holds no thread; it starts on the timer's thread or on that of the call that made
 * room for it.
 */
public final class ResilientSource implements RecommendationSource {

    private static final Logger LOG = LoggerFactory.getLogger(ResilientSource.class);
    private static final double BACKOFF_GROWTH = 2;
    private static final double BACKOFF_JITTER = 0.5;
    private static final int TRIAL_CALLS = 10;

    private static final Duration LONGEST_HOLD = Duration.ofSeconds(5);
    private static final Failure CIRCUIT_OPEN = new Failure(
            Stage.ENRICH,
            Reason.CIRCUIT_OPEN,
            "Too many calls to Personalize failed lately, so none is made for a while");

    private final RecommendationSource delegate;
    private final Settings.Resilience settings;
    private final IntervalFunction backoff;
    private final LatencyEstimate latency = new LatencyEstimate();
    private final CallBudget budget;
    private final DemandEstimate demandEstimate = new DemandEstimate();
    private final AdaptiveRate rate;
    private final CircuitBreaker circuit;
    private final CallScheduler scheduler;
    private final ScheduledExecutorService timer;
    private final Ticker ticker;
    private final LongAdder retries = new LongAdder();
    private final LongAdder throttlingsSurvived = new LongAdder();
    private final LongAdder faultsSurvived = new LongAdder();
    private volatile long aliveAt;

    private ResilientSource(
            RecommendationSource delegate,
            Settings.Resilience settings,
            CallBudget budget,
            int maxInFlight,
            ScheduledExecutorService timer,
            Ticker ticker,
            Clock clock) {
        this.delegate = delegate;
        this.settings = settings;
        this.backoff = IntervalFunction.ofExponentialRandomBackoff(
                settings.backoff(), BACKOFF_GROWTH, BACKOFF_JITTER, settings.backoffMax());
        this.rate = new AdaptiveRate(budget, ticker.read());
        this.budget = budget;
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
                        .recordResult(ResilientSource::isFault)
                        .build());
        this.scheduler = new CallScheduler(rate, circuit, maxInFlight, delegate::unsent, latency, timer, ticker);
        this.timer = timer;
        this.ticker = ticker;
        this.aliveAt = ticker.read();
        circuit.getEventPublisher().onStateTransition(event -> changed(event.getStateTransition()));
    }

    /**
     * Wraps the delegate with limits, circuit breaker and retries.
     *
     * @param budget how many calls may be made
     * @param maxInFlight the maximum number of attempts in flight in the delegate
     * @param timer runs calls that had to wait; it only needs one thread
     * @param ticker measures deadlines and the rate, {@link Ticker#systemTicker()} except in tests
     * @param clock measures how long the circuit stays open
     */
    public static ResilientSource around(
            RecommendationSource delegate,
            Settings.Resilience settings,
            CallBudget budget,
            int maxInFlight,
            ScheduledExecutorService timer,
            Ticker ticker,
            Clock clock) {
        return new ResilientSource(delegate, settings, budget, maxInFlight, timer, ticker, clock);
    }

    /** Registers the rate, the circuit, and counters of repeated calls and of the errors that they avoided. */
    public void meter(MeterRegistry meters) {
        Gauge.builder("personalize.rate.limit", budget, now -> now.perSecond(ticker.read()))
                .description("Calls per second that this instance may make: its share of the budget")
                .register(meters);
        Gauge.builder("personalize.rate", this, ResilientSource::callsPerSecond)
                .description("Calls per second in force: the limit, or less after Personalize throttled")
                .register(meters);
        Gauge.builder("personalize.calls.waiting", scheduler, CallScheduler::waiting)
                .description("Calls that wait for the rate, a connection or the end of an outage")
                .register(meters);
        Gauge.builder("personalize.circuit.open", this, source -> source.circuitOpen() ? 1 : 0)
                .description("1 while no call is made because too many failed, 0 otherwise")
                .register(meters);
        FunctionCounter.builder("personalize.retries", retries, LongAdder::sum)
                .description("Calls that were made again after a fault or a throttled answer")
                .register(meters);
        survived(meters, "throttling", throttlingsSurvived);
        survived(meters, "fault", faultsSurvived);
    }

    private static void survived(MeterRegistry meters, String cause, LongAdder count) {
        FunctionCounter.builder("personalize.errors.avoided", count, LongAdder::sum)
                .description("Calls that were answered after they had been throttled, or had failed before")
                .tag("cause", cause)
                .register(meters);
    }

    /** Whether no call is made because too many failed. */
    public boolean circuitOpen() {
        return circuit.getState() == CircuitBreaker.State.OPEN;
    }

    /**
     * Whether a new request would only wait for the end of an outage: the circuit is open, or it is half open and calls are waiting
     * or in flight. Always false if calls fail at once during an outage.
     */
    public boolean outage() {
        return !failsFast()
                && switch (circuit.getState()) {
                    case OPEN -> true;
                    case HALF_OPEN -> !scheduler.empty();
                    default -> false;
                };
    }

    /** The rate in force, in calls per second. */
    public double callsPerSecond() {
        return rate.perSecond(ticker.read());
    }

    /**
     * Returns how many calls per second this instance could make: slightly more than it made recently, or unlimited while calls or
     * requests wait for the rate. To be called twice a second.
     *
     * @param requestsHeld whether requests waited for the rate since the last call of this method
     */
    public double demand(boolean requestsHeld) {
        return demandEstimate.at(
                rate.sentPerSecond(ticker.read()),
                budget.perSecond(ticker.read()),
                scheduler.takeHeld() || requestsHeld);
    }

    /** Whether a call that is not urgent would not delay any other. */
    public boolean idle() {
        return circuit.getState() == CircuitBreaker.State.CLOSED && scheduler.free();
    }

    @Override
    public CompletableFuture<Outcome<Recommendations>> recommend(Call call) {
        Attempts attempts = new Attempts(call);
        attempts.next();
        return attempts.answer;
    }

    private void changed(CircuitBreaker.StateTransition transition) {
        LOG.atWarn()
                .addKeyValue("from", transition.getFromState())
                .addKeyValue("to", transition.getToState())
                .log("circuit breaker of Personalize changed its state");
        if (transition.getToState() == CircuitBreaker.State.OPEN) {
            if (failsFast()) {
                scheduler.giveUpAll(CIRCUIT_OPEN);
            }
            later(this::tryAgain, settings.circuitOpen().toNanos());
        }
    }

    /**
     * Half-opens the circuit and starts waiting calls; the circuit breaker itself would change its state only at the next
     * permission request.
     */
    private void tryAgain() {
        if (circuitOpen()) {
            circuit.transitionToHalfOpenState();
        }
        scheduler.advance();
    }

    private boolean halfOpen() {
        return circuit.getState() == CircuitBreaker.State.HALF_OPEN;
    }

    private boolean failsFast() {
        return settings.onOutage() == Settings.OnOutage.FAIL;
    }

    private boolean later(Runnable step, long nanos) {
        return scheduled(step, nanos) != null;
    }

    /** Schedules the step; returns null if the timer has been stopped. */
    private @Nullable Future<?> scheduled(Runnable step, long nanos) {
        try {
            return timer.schedule(step, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopping) {
            return null;
        }
    }

    private static boolean isFault(Object outcome) {
        return ((Outcome<?>) outcome)
                .fold(value -> false, failure -> failure.reason().retryable());
    }

    /** One call until it is answered or given up. Its steps follow each other, so they need no lock. */
    private final class Attempts extends CallScheduler.ScheduledCall {

        private final Call call;
        private final CompletableFuture<Outcome<Recommendations>> answer = new CompletableFuture<>();
        private volatile @Nullable Future<?> inFlight;
        private long comparedAt;
        private int faults;
        private int ownFaults;
        private int throttlings;
        private volatile @Nullable Failure last;

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
            if (failsFast() && circuitOpen()) {
                answer.complete(Outcome.failed(CIRCUIT_OPEN));
                return;
            }
            scheduler.enter(this);
            if (answer.isCancelled()) {
                abandon();
            }
        }

        @Override
        CompletableFuture<?> start() {
            if (answer.isDone()) {
                circuit.releasePermission();
                return answer;
            }
            long sentAt = ticker.read();
            // Exact, because the circuit stays half open until all its trial calls have ended.
            boolean trial = halfOpen();
            CompletableFuture<Outcome<Recommendations>> attempt = delegate.recommend(call);
            inFlight = attempt;
            if (answer.isDone()) {
                attempt.cancel(true);
            }
            return attempt.whenComplete((outcome, fault) -> received(outcome, sentAt, trial));
        }

        @Override
        void giveUp(Failure why) {
            answer.complete(Outcome.failed(why.reason() == Reason.CALL_NOT_MADE ? late(why, true) : why));
        }

        private void abandon() {
            scheduler.leave(this);
            Future<?> current = inFlight;
            if (current != null) {
                current.cancel(true);
            }
        }

        private void received(@Nullable Outcome<Recommendations> outcome, long sentAt, boolean trial) {
            long now = ticker.read();
            long waited = now - sentAt;
            boolean closed = circuit.getState() == CircuitBreaker.State.CLOSED;
            if (trial || !halfOpen()) {
                report(outcome, waited);
            }
            if (outcome == null) {
                latency.abandonedAfter(waited);
                answer.complete(Outcome.failed(
                        new Failure(Stage.ENRICH, Reason.SOURCE_FAILING, "A call to Personalize was abandoned")));
                return;
            }
            if (outcome.failedFor(Reason.SOURCE_THROTTLED)) {
                aliveAt = now;
                rate.throttled(sentAt, now);
                outcome.fold(value -> false, this::throttled);
                return;
            }
            boolean fault = isFault(outcome);
            if (!fault) {
                aliveAt = now;
                rate.taken(now);
            }
            outcome.fold(
                    value -> answered(outcome, waited),
                    failure -> fault ? failed(failure, closed, sentAt) : answer.complete(outcome));
        }

        /**
         * Reports an attempt to the circuit. Not to be called while the circuit is half open, unless the attempt is a trial call: one
         * from before the outage would count as such, and its permission would permit another one.
         */
        private void report(@Nullable Outcome<Recommendations> outcome, long waited) {
            boolean silent = outcome == null && waited >= scheduler.longestPatience() / 2;
            if (silent) { // like a call that timed out, where calls may take as long as their deadline allows
                circuit.onError(waited, TimeUnit.NANOSECONDS, new TimeoutException());
            } else if (outcome == null || outcome.failedFor(Reason.SOURCE_THROTTLED)) {
                circuit.releasePermission();
            } else {
                circuit.onResult(waited, TimeUnit.NANOSECONDS, outcome);
            }
        }

        private boolean answered(Outcome<Recommendations> outcome, long nanos) {
            latency.answeredAfter(nanos);
            if (throttlings > 0) {
                throttlingsSurvived.increment();
            }
            if (faults > 0) {
                faultsSurvived.increment();
            }
            return answer.complete(outcome);
        }

        private boolean throttled(Failure failure) {
            throttlings++;
            comparedAt = ticker.read();
            remember(failure);
            Duration pause = failure.retryAfter();
            if (pause != null) {
                scheduler.hold(pause.compareTo(LONGEST_HOLD) < 0 ? pause : LONGEST_HOLD);
            }
            return again(0);
        }

        /**
         * Records the failure. From then on, the call ends at its deadline even if it is in flight again, so that the fault is
         * reported.
         */
        private void remember(Failure failure) {
            if (last == null) {
                Future<?> alarm = scheduled(this::expire, call.deadline() - ticker.read());
                if (alarm != null) {
                    var unused = answer.whenComplete((outcome, fault) -> alarm.cancel(false));
                }
            }
            last = failure;
        }

        private void expire() {
            Failure fault = last;
            boolean waited = scheduler.leave(this);
            if (fault != null && answer.complete(Outcome.failed(notAgain(fault, waited)))) {
                abandon();
            }
        }

        private boolean failed(Failure failure, boolean circuitClosed, long sentAt) {
            remember(failure);
            long since = faults == 0 ? sentAt : comparedAt;
            comparedAt = ticker.read();
            faults++;
            if (failsFast() || (circuitClosed && aliveAt - since > 0)) {
                ownFaults++;
            }
            if (ownFaults >= settings.attempts()) {
                return answer.complete(Outcome.failed(failure));
            }
            long pause = TimeUnit.MILLISECONDS.toNanos(backoff.apply(faults));
            if (ticker.read() + pause + latency.nanos() - call.deadline() >= 0) {
                return answer.complete(Outcome.failed(late(failure, false)));
            }
            return again(pause);
        }

        private boolean again(long pauseNanos) {
            retries.increment();
            return later(this::next, pauseNanos) || answer.complete(Outcome.failed(CallScheduler.STOPPING));
        }

        /** Returns the failure that names what kept the call from being answered before its deadline. */
        private Failure late(Failure why, boolean waited) {
            Failure fault = last;
            if (fault != null) {
                return notAgain(fault, waited);
            }
            return circuit.getState() == CircuitBreaker.State.CLOSED ? why : notAgain(CIRCUIT_OPEN, waited);
        }

        private Failure notAgain(Failure cause, boolean waited) {
            return new Failure(
                    Stage.ENRICH,
                    onlyWaits(waited) ? Reason.CALL_NOT_MADE : Reason.DEADLINE_PASSED,
                    "Personalize could not be asked again before the deadline. " + cause.detail());
        }

        /**
         * Whether nothing but waiting kept the call from being answered: for its turn or the end of an outage, for a service that
         * throttles, or for an attempt that is left.
         *
         * @param waited whether it was among the waiting calls
         */
        private boolean onlyWaits(boolean waited) {
            Future<?> current = inFlight;
            boolean underWay = current != null && !current.isDone();
            boolean attemptLeft = faults < settings.attempts() && !underWay;
            return faults == 0 || (!failsFast() && (waited || attemptLeft));
        }
    }
}
