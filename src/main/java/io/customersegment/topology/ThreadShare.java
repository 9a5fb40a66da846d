package io.customersegment.topology;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What the tasks of one stream thread share: how many requests they may have in flight together, how long the thread may be held
 * up, and the transaction that their answers are in.
 *
 * <p><i>Threads:</i> one for each stream thread, used by it alone.
 */
final class ThreadShare {

    /**
     * No longer than a transaction is to last: commits do not run while the thread is held up, and what the other tasks have in flight
     * ends unseen.
     */
    private static final Duration LONGEST_HOLD = Duration.ofMillis(100);

    /** The least time between two looks at whether a transaction is to end before the commit interval is over. */
    private static final Duration PROMPT_COMMIT = Duration.ofMillis(25);

    /** How many times as long as a commit held the thread up there is none that need not be. */
    private static final int COMMIT_REST = 2;

    /** From this many requests in flight on, answers are sent in batches. */
    private static final int BUSY = 128;

    /** How often answers are sent while the thread is busy. */
    private static final Duration BETWEEN_SENDS = Duration.ofMillis(8);

    /** How long a sending lasts, so that the answers of all tasks are in it. */
    private static final Duration SENDING = Duration.ofMillis(2);

    private final int capacity;
    private final int replayCapacity;
    private final int mostWaiting;
    private final long mostBytes;
    private final BooleanSupplier held;
    private final List<Lanes> tasks = new ArrayList<>();
    private int inFlight;
    private int replaysInFlight;
    private long heldMillis;
    private long rest = PROMPT_COMMIT.toMillis();
    private int ticking;
    private int urgentAnswers;
    private long decidedAt;
    private long sendingSince;

    /**
     * @param capacity requests in flight for the whole thread
     * @param replayCapacity how many of those may be replayed ones
     * @param mostWaiting requests that may wait, for the whole thread
     * @param mostBytes how many bytes all pending requests may have, for the whole thread
     * @param held whether no request may be asked for now
     */
    ThreadShare(int capacity, int replayCapacity, int mostWaiting, long mostBytes, BooleanSupplier held) {
        this.capacity = capacity;
        this.replayCapacity = replayCapacity;
        this.mostWaiting = mostWaiting;
        this.mostBytes = mostBytes;
        this.held = held;
    }

    /** A task starts. */
    void join(Lanes task) {
        tasks.add(task);
    }

    /** A task ends with what it has. */
    void leave(Lanes task) {
        tasks.remove(task);
        inFlight -= task.inFlight();
        replaysInFlight -= task.replaysInFlight();
    }

    /** A request of some task is in flight. */
    void asked(boolean replay) {
        inFlight++;
        replaysInFlight += replay ? 1 : 0;
    }

    /** A request of some task is no longer in flight. */
    void ended(boolean replay) {
        inFlight--;
        replaysInFlight -= replay ? 1 : 0;
    }

    /**
     * Whether a task may ask for one more: no other task has one that could be asked for, or this one has less than its part in flight and
     * none of those is far behind. The latter decides where it is not the capacity that is short but the calls: the task that ticks first
     * would otherwise take all that get free.
     */
    boolean turn(Lanes own) {
        if (!asks()) {
            return false;
        }
        int least = Integer.MAX_VALUE;
        for (Lanes task : tasks) {
            if (task != own && task.ready() > 0) {
                least = Math.min(least, task.inFlight());
            }
        }
        return least == Integer.MAX_VALUE
                || (own.inFlight() < Math.max(1, capacity / tasks.size()) && own.inFlight() <= least + least / 2 + 1);
    }

    /** Whether a task may ask for one more replayed request: no live one could be asked for, and their share is not taken. */
    boolean replayTurn() {
        return asks() && replaysInFlight < replayCapacity && ready() == 0;
    }

    private boolean asks() {
        return inFlight < capacity && !held.getAsBoolean();
    }

    private int ready() {
        int ready = 0;
        for (Lanes task : tasks) {
            ready += task.ready();
        }
        return ready;
    }

    /**
     * Whether a task should take in no more records: as many requests wait as may, or those pending have as many bytes as they may, and the
     * task has its part of them. So one that has less goes on to be read, and together they have twice as many at most.
     */
    boolean full(Lanes own) {
        int kept = 0;
        long bytes = 0;
        for (Lanes task : tasks) {
            kept += task.kept();
            bytes += task.pendingBytes();
        }
        return (kept >= mostWaiting && (long) own.kept() * tasks.size() >= mostWaiting)
                || (bytes >= mostBytes && own.pendingBytes() * tasks.size() >= mostBytes);
    }

    /** The same by the task's partition; false if no task has it. */
    boolean full(int partition) {
        for (Lanes task : tasks) {
            if (task.partition() == partition) {
                return full(task);
            }
        }
        return false;
    }

    /** Whether a task may hold the thread up. */
    boolean mayHold() {
        return heldMillis < LONGEST_HOLD.toMillis();
    }

    /** Tells that a task held the thread up for so long. */
    void held(long millis) {
        heldMillis += millis;
    }

    /** The thread made a round through its tasks, commits included: it may be held up again. */
    void renew() {
        heldMillis = 0;
    }

    /** After a commit that {@link #commitsPromptly} was the reason for, the thread came round again after so long. */
    void committed(Duration took) {
        rest = Math.max(PROMPT_COMMIT.toMillis(), COMMIT_REST * took.toMillis());
    }

    /** An answer of some task was sent, and somebody waits for its transaction to end. */
    void answeredUrgently() {
        urgentAnswers++;
    }

    /**
     * Whether answers are to be sent now. Each batch costs the producer and the broker the same for one answer as for many, so while
     * hundreds of requests are in flight answers wait for each other some milliseconds, and while few are, not at all.
     *
     * @param now milliseconds
     */
    boolean sends(long now) {
        if (Math.abs(now - sendingSince) >= BETWEEN_SENDS.toMillis()) { // a clock may jump
            sendingSince = now;
        }
        return inFlight < BUSY || now - sendingSince < SENDING.toMillis();
    }

    /** So many more tasks tick. */
    void ticks(int more) {
        ticking += more;
    }

    /**
     * Whether a task with nothing pending has to tick: it is not decided yet who ends the transaction of urgent answers, and no other
     * task sees to it.
     *
     * @param ticks whether this task ticks by now
     */
    boolean needsTick(boolean ticks) {
        return urgentAnswers > 0 && (ticks || ticking == 0);
    }

    /**
     * Whether a task is to ask for a commit now, which ends the transaction for all of them. A transaction costs the broker the same
     * for one answer as for a thousand, and holds the thread up; so where none is urgent, there is much to do, or commits take long, the
     * answers so far are left to the commit interval.
     *
     * @param now milliseconds
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
