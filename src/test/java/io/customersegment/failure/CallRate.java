package io.customersegment.failure;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Counts the calls of a scene again and again as they arrive, and remembers the most within {@link #SPAN}. Of calls that left evenly many
 * may arrive at once where processes have no processor for a while, so a single second would tell more of the machine.
 *
 * <p><i>Threads:</i> counts on one of its own; any may ask.
 */
final class CallRate implements AutoCloseable {

    private static final int EVERY_MILLIS = 10;

    /** What is counted over. */
    static final Duration SPAN = Duration.ofSeconds(5);

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

    /** What is between two counts happened from before the first of them until after the second, which is to be no more than the span. */
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

    /** The most calls within the span so far. */
    long most() {
        return most;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
