package io.customersegment.enrich;

import io.customersegment.outcome.Outcome;
import io.customersegment.plan.Query;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/**
 * Estimates whether a new segment would be loaded before its deadline: the calls of the running loads, estimated from recent loads,
 * must fit into half of the deadline at the rate in force. The other half is for calls that are slow or repeated.
 *
 * <p><i>Threads:</i> thread-safe.
 */
public final class Admission {

    /**
     * The assumed number of calls per load until one has ended: more than most need, so that a start with expensive loads causes no
     * rush.
     */
    private static final double FIRST_GUESS = 16;

    private static final int MEMORY = 32;
    private static final double NANOS_PER_SECOND = 1e9;

    private final double seconds;
    private final DoubleSupplier callsPerSecond;
    private final BooleanSupplier outage;
    private final AtomicInteger running = new AtomicInteger();
    private volatile double callsPerLoad = FIRST_GUESS;
    private volatile boolean held;
    private int known;

    /**
     * @param deadline the time from the start of a load to its end
     * @param callsPerSecond the rate in force
     * @param outage whether no call is made
     */
    public Admission(Duration deadline, DoubleSupplier callsPerSecond, BooleanSupplier outage) {
        this.seconds = deadline.toNanos() / NANOS_PER_SECOND / 2;
        this.callsPerSecond = callsPerSecond;
        this.outage = outage;
    }

    /** Wraps the load so that it is counted while it runs. */
    public Function<Query, CompletableFuture<Outcome<Segment>>> counting(
            Function<Query, CompletableFuture<Outcome<Segment>>> load) {
        return query -> {
            running.incrementAndGet();
            CompletableFuture<Outcome<Segment>> segment = load.apply(query);
            var unused = segment.whenComplete((outcome, fault) -> {
                running.decrementAndGet();
                if (outcome != null) {
                    outcome.fold(
                            loaded -> learn(loaded.calls()),
                            failure -> failure.reason().cacheable() && learn(1));
                }
            });
            return segment;
        };
    }

    /** Returns whether a new request would only wait. */
    public Backpressure backpressure() {
        if (outage.getAsBoolean()) {
            return Backpressure.OUTAGE;
        }
        int loads = running.get();
        double rate = callsPerSecond.getAsDouble();
        boolean fits = rate > 0 && (loads == 0 || loads * callsPerLoad < rate * seconds);
        if (!fits) {
            held = true;
        }
        return fits ? Backpressure.NONE : Backpressure.BUDGET;
    }

    /** Whether a request had to wait for the rate since the last call of this method. */
    public boolean takeHeld() {
        boolean since = held;
        held = false;
        return since;
    }

    /** The number of calls per load, estimated from recent loads. */
    public double callsPerLoad() {
        return callsPerLoad;
    }

    private synchronized boolean learn(int calls) {
        known = Math.min(MEMORY, known + 1);
        callsPerLoad += (calls - callsPerLoad) / known;
        return true;
    }
}
