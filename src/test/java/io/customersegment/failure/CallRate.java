package io.customersegment.failure;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Counts the calls of a scene again and again, and remembers the most within a second.
 *
 * <p><i>Threads:</i> counts on one of its own; any may ask.
 */
final class CallRate implements AutoCloseable {

    private static final int EVERY_MILLIS = 10;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Scene scene;
    private final Deque<Count> counts = new ArrayDeque<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private volatile long most;

    private record Count(long calls, long at) {}

    private CallRate(Scene scene) {
        this.scene = scene;
    }

    /** Counts from now on. */
    static CallRate of(Scene scene) {
        CallRate rate = new CallRate(scene);
        var unused = rate.timer.scheduleAtFixedRate(rate::count, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return rate;
    }

    /** A look that comes late makes a second longer and not its count, so it is never taken for more than it was. */
    private void count() {
        long before = System.nanoTime();
        long calls = scene.calls();
        counts.add(new Count(calls, System.nanoTime()));
        while (before - counts.getFirst().at > SECOND) {
            counts.removeFirst();
        }
        most = Math.max(most, calls - counts.getFirst().calls);
    }

    /** The most calls within a second so far. */
    long mostInASecond() {
        return most;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
