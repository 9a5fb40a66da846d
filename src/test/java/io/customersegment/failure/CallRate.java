package io.customersegment.failure;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Counts the calls of a scene repeatedly as they arrive, and keeps the maximum within {@link #SPAN}. Calls that left at an even rate may
 * arrive in a burst when processes get no processor for a while, so a single second would rather measure the machine.
 *
 * <p><i>Threads:</i> counts on one of its own; read by any.
 */
final class CallRate implements AutoCloseable {

    private static final int EVERY_MILLIS = 10;

    /** The interval over which calls are counted. */
    static final Duration SPAN = Duration.ofSeconds(5);

    private final Scene scene;
    private final Deque<Count> counts = new ArrayDeque<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private volatile long most;

    private record Count(long calls, long at) {}

    private CallRate(Scene scene) {
        this.scene = scene;
    }

    /** Starts counting. */
    static CallRate of(Scene scene) {
        CallRate rate = new CallRate(scene);
        var unused = rate.timer.scheduleAtFixedRate(rate::count, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return rate;
    }

    /**
     * Takes a count. The calls between two counts may have arrived at any time from before the first count until after the second, so that
     * time must not exceed the span.
     */
    private void count() {
        long before = System.nanoTime();
        long calls = scene.calls();
        long after = System.nanoTime();
        counts.add(new Count(calls, before));
        while (after - counts.getFirst().at > SPAN.toNanos() && counts.size() > 1) {
            counts.removeFirst();
        }
        most = Math.max(most, calls - counts.getFirst().calls);
    }

    /** Returns the maximum number of calls within the span so far. */
    long most() {
        return most;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
