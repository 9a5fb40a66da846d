package io.customersegment.enrich;

import com.github.benmanes.caffeine.cache.Ticker;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts calls within a rate and a number in flight while the circuit permits it; of the waiting calls, the one with the earliest
 * deadline starts first. Calls that cannot be answered in time are given up without a slot.
 *
 * <p><i>Threads:</i> thread-safe. A waiting call holds no thread: it starts on the thread that ends another, or on the timer's.
 */
final class CallScheduler {

    /** The failure of a call that would have to wait for a timer that has been stopped. */
    static final Failure STOPPING = new Failure(Stage.ENRICH, Reason.SOURCE_FAILING, "This instance is being stopped");

    private static final Failure LATE = new Failure(
            Stage.ENRICH,
            Reason.CALL_NOT_MADE,
            "More calls to Personalize wait than can be answered before the deadline");

    /**
     * The maximum number of calls that were started and have not gone out yet. They already have their slots, so more of them would
     * go out in a burst that exceeds the rate as soon as a processor is free.
     */
    private static final int MOST_UNSENT = 16;

    /** How long to wait before counting unsent calls again. */
    private static final long UNTIL_SENT = TimeUnit.MILLISECONDS.toNanos(2);

    private final AdaptiveRate rate;
    private final Pace pace;
    private final CircuitBreaker circuit;
    private final int maxInFlight;
    private final IntSupplier unsent;
    private final LatencyEstimate latency;
    private final ScheduledExecutorService timer;
    private final Ticker ticker;
    private final TreeSet<ScheduledCall> waiting = new TreeSet<>(ScheduledCall.FIRST);
    private int inFlight;
    private long entered;
    private long longestPatience;
    private boolean held;
    private @Nullable Future<?> alarm;
    private long alarmAt;

    /**
     * @param circuit permits each call; the results are reported to it by the owner of this scheduler
     * @param unsent the number of started calls that have not gone out yet
     * @param latency how long a call is expected to take
     * @param timer wakes waiting calls; it only needs one thread
     * @param ticker measures deadlines and the rate
     */
    CallScheduler(
            AdaptiveRate rate,
            CircuitBreaker circuit,
            int maxInFlight,
            IntSupplier unsent,
            LatencyEstimate latency,
            ScheduledExecutorService timer,
            Ticker ticker) {
        this.rate = rate;
        this.pace = new Pace(ticker.read());
        this.circuit = circuit;
        this.maxInFlight = maxInFlight;
        this.unsent = unsent;
        this.latency = latency;
        this.timer = timer;
        this.ticker = ticker;
    }

    /** A call to be made; it may enter again after it was made, and keeps its place. */
    abstract static class ScheduledCall {

        private static final Comparator<ScheduledCall> FIRST = (one, other) -> {
            long sooner = one.deadline - other.deadline; // nanoseconds may overflow, but not their difference
            return sooner == 0 ? Long.compare(one.number, other.number) : Long.signum(sooner);
        };

        private final long deadline;
        private long number;

        ScheduledCall(long deadline) {
            this.deadline = deadline;
        }

        /** Makes the call, which counts as in flight until the future is complete. Must not throw. */
        abstract CompletableFuture<?> start();

        /** Notifies the call that it will not be made. */
        abstract void giveUp(Failure why);
    }

    /** Starts the call, now or later, or gives it up. */
    void enter(ScheduledCall call) {
        boolean first;
        synchronized (this) {
            if (call.number == 0) {
                entered++;
                call.number = entered;
                longestPatience = Math.max(longestPatience, call.deadline - ticker.read());
            }
            waiting.add(call);
            first = waiting.first() == call;
        }
        if (first) {
            advance();
        }
    }

    /** Removes a call that is no longer wanted; returns false if it is not waiting. */
    synchronized boolean leave(ScheduledCall call) {
        return waiting.remove(call);
    }

    /** Gives up all waiting calls. */
    void giveUpAll(Failure why) {
        List<ScheduledCall> all;
        synchronized (this) {
            all = List.copyOf(waiting);
            waiting.clear();
        }
        all.forEach(call -> call.giveUp(why));
    }

    /** Starts no call for the given duration, as the service requested. */
    synchronized void hold(Duration duration) {
        pace.hold(duration.toNanos(), ticker.read());
    }

    /** Whether a call would start at once. */
    synchronized boolean free() {
        long now = ticker.read();
        return waiting.isEmpty() && inFlight < maxInFlight && pace.pause(rate.perSecond(now), now) == 0;
    }

    /** Whether no call is waiting or in flight. */
    synchronized boolean empty() {
        return waiting.isEmpty() && inFlight == 0;
    }

    /** The number of waiting calls. */
    synchronized int waiting() {
        return waiting.size();
    }

    /** The longest time that any call so far had from its entry to its deadline, in nanoseconds. */
    synchronized long longestPatience() {
        return longestPatience;
    }

    /** Whether a call had to wait for the rate since the last call of this method. */
    synchronized boolean takeHeld() {
        boolean since = held;
        held = false;
        return since;
    }

    /** Starts and gives up waiting calls as far as possible; to be called when the circuit permits more than before. */
    void advance() {
        while (true) {
            ScheduledCall call;
            Failure why;
            synchronized (this) {
                if (waiting.isEmpty()) {
                    return;
                }
                call = waiting.first();
                long now = ticker.read();
                long left = call.deadline - now;
                double callsPerSecond = rate.perSecond(now);
                long pause = pace.pause(callsPerSecond, now);
                boolean full = inFlight == maxInFlight;
                held |= pause > 0 && !full;
                if (unsent.getAsInt() >= MOST_UNSENT) {
                    pause = Math.max(pause, UNTIL_SENT);
                }
                boolean others = waiting.size() > 1;
                if (left <= 0) {
                    why = LATE;
                } else if (full || pause > 0) {
                    if (wake(now + (full ? left : Math.min(left, pause)))) {
                        return;
                    }
                    why = STOPPING;
                } else if (others && left < Math.min(latency.nanos(), longestPatience / 2)) {
                    why = LATE;
                } else if (!circuit.tryAcquirePermission()) {
                    if (wake(call.deadline)) {
                        return;
                    }
                    why = STOPPING;
                } else {
                    why = null;
                    pace.take(callsPerSecond, now);
                    rate.sent(now);
                    inFlight++;
                }
                waiting.remove(call);
            }
            if (why != null) {
                call.giveUp(why);
                continue;
            }
            CompletableFuture<?> made = call.start();
            if (made.isDone()) { // otherwise thousands of synchronous completions would pile up on the stack
                ended();
            } else {
                var unused = made.whenComplete((outcome, fault) -> {
                    ended();
                    advance();
                });
            }
        }
    }

    private synchronized void ended() {
        inFlight--;
    }

    private boolean wake(long at) {
        if (alarm != null && alarmAt - at <= 0) {
            return true;
        }
        if (alarm != null) {
            alarm.cancel(false);
        }
        try {
            alarm = timer.schedule(this::awake, at - ticker.read(), TimeUnit.NANOSECONDS);
            alarmAt = at;
            return true;
        } catch (RejectedExecutionException stopping) {
            return false;
        }
    }

    private void awake() {
        synchronized (this) {
            alarm = null;
        }
        advance();
    }
}
