package io.customersegment.enrich;

import com.github.benmanes.caffeine.cache.Ticker;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls go out, up to a rate and a number in flight, and of those that wait the one with the earliest
 * deadline first. Who cannot be answered in time is taken out without a slot.
 *
 * <p><i>Threads:</i> called by any thread. A call that waits holds none: it goes out on the thread that ends another, or on the
 * timer's.
 */
final class Turnstile {

    /** Why a call is given up that would have to wait for a timer that has been stopped. */
    static final Failure STOPPING = new Failure(Stage.ENRICH, Reason.SOURCE_FAILING, "This instance is being stopped");

    private static final Failure LATE = new Failure(
            Stage.ENRICH,
            Reason.DEADLINE_PASSED,
            "More calls to Personalize wait than can be answered before the deadline");

    private final Pace pace;
    private final int mostUnderWay;
    private final UsualTime usual;
    private final ScheduledExecutorService timer;
    private final Ticker ticker;
    private final TreeSet<Turn> waiting = new TreeSet<>(Turn.FIRST);
    private int underWay;
    private long entered;
    private @Nullable Future<?> alarm;
    private long alarmAt;

    /**
     * @param usual what a call is expected to take
     * @param timer wakes those that wait; it only needs one thread
     * @param ticker what deadlines are measured by
     */
    Turnstile(int callsPerSecond, int mostUnderWay, UsualTime usual, ScheduledExecutorService timer, Ticker ticker) {
        this.pace = new Pace(callsPerSecond, ticker.read());
        this.mostUnderWay = mostUnderWay;
        this.usual = usual;
        this.timer = timer;
        this.ticker = ticker;
    }

    /** A call that has to go out; it may enter again once it is through. */
    abstract static class Turn {

        private static final Comparator<Turn> FIRST = (one, other) -> {
            long sooner = one.deadline - other.deadline; // nanoseconds may overflow, their difference does not
            return sooner == 0 ? Long.compare(one.number, other.number) : Long.signum(sooner);
        };

        private final long deadline;
        private long number;

        Turn(long deadline) {
            this.deadline = deadline;
        }

        /** Makes the call, which counts as under way until the future is complete. Never throws. */
        abstract CompletableFuture<?> go();

        /** The call will not be made. */
        abstract void giveUp(Failure why);
    }

    /** Lets the call go, now or later, or gives it up. */
    void enter(Turn turn) {
        boolean first;
        synchronized (this) {
            entered++;
            turn.number = entered;
            waiting.add(turn);
            first = waiting.first() == turn;
        }
        if (first) {
            pass();
        }
    }

    /** Takes a call out that nobody wants any more; false if it does not wait. */
    synchronized boolean leave(Turn turn) {
        return waiting.remove(turn);
    }

    /** Gives up all that wait. */
    void giveUpAll(Failure why) {
        List<Turn> all;
        synchronized (this) {
            all = List.copyOf(waiting);
            waiting.clear();
        }
        all.forEach(turn -> turn.giveUp(why));
    }

    /** Lets a slot go by unused, for the service says that it was called too often. */
    synchronized void skip() {
        pace.take(ticker.read());
    }

    /** Whether a call would go at once. */
    synchronized boolean free() {
        return waiting.isEmpty() && underWay < mostUnderWay && pace.pause(ticker.read()) == 0;
    }

    private void pass() {
        while (true) {
            Turn turn;
            Failure why;
            synchronized (this) {
                if (waiting.isEmpty()) {
                    return;
                }
                turn = waiting.first();
                long now = ticker.read();
                long left = turn.deadline - now;
                long pause = pace.pause(now);
                boolean full = underWay == mostUnderWay;
                boolean others = waiting.size() > 1;
                if (left <= pause) {
                    why = LATE;
                } else if (full || pause > 0) {
                    if (wake(now + (full ? left : pause))) {
                        return;
                    }
                    why = STOPPING;
                } else if (others && left < usual.nanos()) {
                    why = LATE;
                } else {
                    why = null;
                    pace.take(now);
                    underWay++;
                }
                waiting.remove(turn);
            }
            if (why != null) {
                turn.giveUp(why);
                continue;
            }
            CompletableFuture<?> call = turn.go();
            if (call.isDone()) { // else thousands that complete on the spot would pile up on the stack
                ended();
            } else {
                var unused = call.whenComplete((outcome, fault) -> {
                    ended();
                    pass();
                });
            }
        }
    }

    private synchronized void ended() {
        underWay--;
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
        pass();
    }
}
