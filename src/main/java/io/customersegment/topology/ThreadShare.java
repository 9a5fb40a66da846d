package io.customersegment.topology;

import java.time.Duration;

/**
 * What the tasks of one stream thread share: how much each may have in flight, and how long the thread may be held up.
 *
 * <p><i>Threads:</i> one for each stream thread, used by it alone.
 */
final class ThreadShare {

    private static final int LEAST = 8;

    /** Well below the transaction timeout: commits do not run while the thread is held up. */
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(2);

    private final int capacity;
    private int tasks;
    private long held;

    /**
     * @param capacity requests in flight for the whole thread
     */
    ThreadShare(int capacity) {
        this.capacity = capacity;
    }

    /** A task starts. */
    void join() {
        tasks++;
    }

    /** A task ends. */
    void leave() {
        tasks--;
    }

    /** How many requests one task may have in flight. */
    int capacity() {
        return Math.min(capacity, Math.max(LEAST, capacity / Math.max(1, tasks)));
    }

    /** Whether a task may hold the thread up. */
    boolean mayHold() {
        return held < LONGEST_HOLD.toMillis();
    }

    /** Tells that a task held the thread up for so long. */
    void held(long millis) {
        held += millis;
    }

    /** The thread made a round through its tasks, commits included: it may be held up anew. */
    void renew() {
        held = 0;
    }
}
