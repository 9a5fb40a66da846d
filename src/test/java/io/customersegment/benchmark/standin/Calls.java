package io.customersegment.benchmark.standin;

import io.customersegment.local.emulator.Latency;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import org.jspecify.annotations.Nullable;

/**
 * The calls that come in, and what becomes of them.
 *
 * <p><i>Threads:</i> called by all of the stand-in's.
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

    /** What becomes of a call as it comes in. */
    enum Fate {
        ADMITTED,
        THROTTLED,
        UNAVAILABLE,
        IGNORED
    }

    /** Counts a call that has come in, and decides on it. One that is admitted has to be {@link #begin begun}. */
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

    /** Begins a call that was admitted. */
    Call begin(String request) {
        mostAtOnce.accumulate(underWay.incrementAndGet());
        return new Call(request, System.nanoTime());
    }

    /** Has calls that come in from now on fail. */
    void breakDown(Outage.Kind kind, Duration duration) {
        outage.begin(kind, duration, System.nanoTime());
    }

    /** When calls have come in since it began, or was told to {@link #restartTimeline begin anew}. */
    Timeline timeline() {
        return arrivals.timeline(System.currentTimeMillis());
    }

    /** Forgets when calls have come in. */
    void restartTimeline() {
        arrivals.restart(System.currentTimeMillis());
    }

    Tally tally() {
        return new Tally(calls.get(), throttled.get(), lost.get(), mostAtOnce.get());
    }

    /** A call under way. */
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

        /** How long it takes, in nanoseconds. */
        long nanos() {
            return nanos;
        }

        /** Ends it with the body that answers it, null if it fails. */
        @Nullable
        String end() {
            underWay.decrementAndGet();
            return fails ? null : items.answer(request, System.nanoTime() - arrived);
        }
    }
}
