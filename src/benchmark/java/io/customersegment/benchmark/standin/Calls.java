package io.customersegment.benchmark.standin;

import io.customersegment.local.emulator.Latency;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import org.jspecify.annotations.Nullable;

/**
 * The incoming calls and their outcomes.
 *
 * <p><i>Threads:</i> called by all threads of the stand-in.
 */
final class Calls {

    private final Items items;
    private final Latency latency;
    private final RateLimit limit;
    private final double errorShare;
    private final Outage outage = new Outage();
    private final Arrivals arrivals = new Arrivals(System.currentTimeMillis());
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong throttled = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong underWay = new AtomicLong();
    private final LongAccumulator mostAtOnce = new LongAccumulator(Math::max, 0);

    Calls(Items items, Latency latency, RateLimit limit, double errorShare) {
        this.items = items;
        this.latency = latency;
        this.limit = limit;
        this.errorShare = errorShare;
    }

    /** The decision on an incoming call. */
    enum Fate {
        ADMITTED,
        THROTTLED,
        UNAVAILABLE,
        IGNORED
    }

    /** Counts an incoming call and decides on it. An admitted call must be {@link #begin begun}. */
    Fate arrived() {
        calls.incrementAndGet();
        arrivals.note(System.currentTimeMillis());
        long now = System.nanoTime();
        Outage.Kind kind = outage.at(now);
        if (kind != null) {
            lost.incrementAndGet();
            return kind == Outage.Kind.ERRORS ? Fate.UNAVAILABLE : Fate.IGNORED;
        }
        if (!limit.admits(now)) {
            throttled.incrementAndGet();
            return Fate.THROTTLED;
        }
        return Fate.ADMITTED;
    }

    /** Begins an admitted call. */
    Call begin(String request) {
        mostAtOnce.accumulate(underWay.incrementAndGet());
        return new Call(request, System.nanoTime());
    }

    /** Makes calls fail from now on for the given time. */
    void breakDown(Outage.Kind kind, Duration duration) {
        outage.begin(kind, duration, System.nanoTime());
    }

    /** Returns when calls arrived since the start, or since the last {@link #restartTimeline restart of the timeline}. */
    Timeline timeline() {
        return arrivals.timeline(System.currentTimeMillis());
    }

    /** Discards the record of when calls arrived. */
    void restartTimeline() {
        arrivals.restart(System.currentTimeMillis());
    }

    Tally tally() {
        return new Tally(calls.get(), throttled.get(), lost.get(), mostAtOnce.get());
    }

    /** A call in progress. */
    final class Call {

        private final String request;
        private final long arrived;
        private final long nanos;
        private final boolean fails;

        private Call(String request, long arrived) {
            this.request = request;
            this.arrived = arrived;
            ThreadLocalRandom random = ThreadLocalRandom.current();
            this.nanos = latency.nanos(random.nextDouble(), random.nextDouble());
            this.fails = random.nextDouble() < errorShare;
        }

        /** Returns its duration in nanoseconds. */
        long nanos() {
            return nanos;
        }

        /** Ends the call and returns the response body; null if the call fails. */
        @Nullable
        String end() {
            underWay.decrementAndGet();
            return fails ? null : items.answer(request, System.nanoTime() - arrived);
        }
    }
}
