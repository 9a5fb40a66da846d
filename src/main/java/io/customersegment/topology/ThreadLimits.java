package io.customersegment.topology;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The limits and the transaction that the tasks of one stream thread share: how many requests they may have in flight together, how
 * long the thread may be blocked, and when to commit their answers.
 *
 * <p><i>Threads:</i> one instance for each stream thread, used by it alone.
 */
final class ThreadLimits {

    /**
     * The maximum time for which the thread may be blocked: no longer than a transaction should last, because the thread then neither
     * commits nor sees the completions of its other tasks.
     */
    private static final Duration LONGEST_HOLD = Duration.ofMillis(100);

    /** The minimum time between two checks whether to end a transaction before the commit interval is over. */
    private static final Duration PROMPT_COMMIT = Duration.ofMillis(25);

    /** The minimum time between two such checks, as a multiple of the time for which the last commit blocked the thread. */
    private static final int COMMIT_REST = 2;

    /** The number of requests in flight from which on answers are sent in batches. */
    private static final int BUSY = 128;

    /** The interval at which answers are sent while the thread is busy. */
    private static final Duration BETWEEN_SENDS = Duration.ofMillis(8);

    /** The time that each interval allows for sending, so that the answers of all tasks are sent together. */
    private static final Duration SENDING = Duration.ofMillis(2);

    private final int capacity;
    private final int replayCapacity;
    private final int mostWaiting;
    private final long mostBytes;
    private final BooleanSupplier startsPaused;
    private final List<RequestQueues> tasks = new ArrayList<>();
    private int inFlight;
    private int replaysInFlight;
    private long heldMillis;
    private long rest = PROMPT_COMMIT.toMillis();
    private int ticking;
    private int urgentAnswers;
    private long decidedAt;
    private long sendingSince;

    /**
     * @param capacity the number of requests that the whole thread may have in flight
     * @param replayCapacity how many of those may be replayed ones
     * @param mostWaiting the number of requests that may wait, for the whole thread
     * @param mostBytes the number of bytes that all pending requests may have, for the whole thread
     * @param startsPaused whether no request may be started now
     */
    ThreadLimits(int capacity, int replayCapacity, int mostWaiting, long mostBytes, BooleanSupplier startsPaused) {
        this.capacity = capacity;
        this.replayCapacity = replayCapacity;
        this.mostWaiting = mostWaiting;
        this.mostBytes = mostBytes;
        this.startsPaused = startsPaused;
    }

    /** Adds a task to the thread. */
    void join(RequestQueues task) {
        tasks.add(task);
    }

    /** Removes a task from the thread, with its requests in flight. */
    void leave(RequestQueues task) {
        tasks.remove(task);
        inFlight -= task.inFlight();
        replaysInFlight -= task.replaysInFlight();
    }

    /** Counts a request of a task as in flight. */
    void asked(boolean replay) {
        inFlight++;
        replaysInFlight += replay ? 1 : 0;
    }

    /** Counts a request of a task as no longer in flight. */
    void ended(boolean replay) {
        inFlight--;
        replaysInFlight -= replay ? 1 : 0;
    }

    /**
     * Whether a task may start one more request: either no other task has a request that could start, or this task has less than its
     * share in flight and none of the others is far behind. The latter matters where calls are scarce rather than capacity: otherwise
     * the task whose punctuation runs first would take all places that get free.
     */
    boolean turn(RequestQueues own) {
        if (!asks()) {
            return false;
        }
        int least = Integer.MAX_VALUE;
        for (RequestQueues task : tasks) {
            if (task != own && task.ready() > 0) {
                least = Math.min(least, task.inFlight());
            }
        }
        return least == Integer.MAX_VALUE
                || (own.inFlight() < Math.max(1, capacity / tasks.size()) && own.inFlight() <= least + least / 2 + 1);
    }

    /** Whether a task may start one more replayed request: no live one could start, and the share of replayed requests is not used up. */
    boolean replayTurn() {
        return asks() && replaysInFlight < replayCapacity && ready() == 0;
    }

    private boolean asks() {
        return inFlight < capacity && !startsPaused.getAsBoolean();
    }

    private int ready() {
        int ready = 0;
        for (RequestQueues task : tasks) {
            ready += task.ready();
        }
        return ready;
    }

    /**
     * Whether a task should take in no more records: the waiting requests or the bytes of the pending ones have reached their limit,
     * and the task has its share of them. So a task with less than its share continues to be read, and all tasks together hold at most
     * twice the limit.
     */
    boolean full(RequestQueues own) {
        int kept = 0;
        long bytes = 0;
        for (RequestQueues task : tasks) {
            kept += task.kept();
            bytes += task.pendingBytes();
        }
        return (kept >= mostWaiting && (long) own.kept() * tasks.size() >= mostWaiting)
                || (bytes >= mostBytes && own.pendingBytes() * tasks.size() >= mostBytes);
    }

    /** Whether the task with this partition should take in no more records; false if there is no such task. */
    boolean full(int partition) {
        for (RequestQueues task : tasks) {
            if (task.partition() == partition) {
                return full(task);
            }
        }
        return false;
    }

    /** Whether a task may block the thread. */
    boolean mayHold() {
        return heldMillis < LONGEST_HOLD.toMillis();
    }

    /** Records that a task blocked the thread for the given time. */
    void held(long millis) {
        heldMillis += millis;
    }

    /** Records that the thread has completed a round through its tasks, commits included, and may be blocked again. */
    void renew() {
        heldMillis = 0;
    }

    /** Records the time from a commit for which {@link #commitsPromptly} was the reason until the thread ran the task again. */
    void committed(Duration took) {
        rest = Math.max(PROMPT_COMMIT.toMillis(), COMMIT_REST * took.toMillis());
    }

    /** Records that an answer was sent whose client waits for the transaction to end. */
    void answeredUrgently() {
        urgentAnswers++;
    }

    /**
     * Whether answers should be sent now. A batch costs the producer and the broker the same for one answer as for many. So while many
     * requests are in flight answers wait some milliseconds for each other, and while few are they do not wait.
     *
     * @param now the current time in milliseconds
     */
    boolean sends(long now) {
        if (Math.abs(now - sendingSince) >= BETWEEN_SENDS.toMillis()) { // a clock may jump
            sendingSince = now;
        }
        return inFlight < BUSY || now - sendingSince < SENDING.toMillis();
    }

    /** Adds the given number, which may be negative, to the number of tasks with a punctuation. */
    void ticks(int more) {
        ticking += more;
    }

    /**
     * Whether a task with nothing pending needs a punctuation: it is not decided yet whether to commit urgent answers promptly, and no
     * other task has a punctuation to decide it.
     *
     * @param ticks whether this task has a punctuation now
     */
    boolean needsTick(boolean ticks) {
        return urgentAnswers > 0 && (ticks || ticking == 0);
    }

    /**
     * Whether a task should request a commit now, which ends the transaction for all tasks. A transaction costs the broker the same for
     * one answer as for a thousand, and blocks the thread. So if no answer is urgent, there is much to do, or commits take long, the
     * answers so far are left to the commit interval.
     *
     * @param now the current time in milliseconds
     */
    boolean commitsPromptly(long now) {
        if (urgentAnswers == 0 || Math.abs(now - decidedAt) < rest) {
            return false;
        }
        boolean busy = inFlight + ready() + urgentAnswers > Math.max(1, capacity / 4);
        urgentAnswers = 0;
        decidedAt = now;
        return !busy;
    }
}
