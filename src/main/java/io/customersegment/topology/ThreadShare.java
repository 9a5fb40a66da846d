package io.customersegment.topology;

import java.time.Duration;
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
    private final BooleanSupplier held;
    private int tasks;
    private int inFlight;
    private int replaysInFlight;
    private int waiting;
    private long heldMillis;
    private long rest = PROMPT_COMMIT.toMillis();
    private int ticking;
    private int urgentAnswers;
    private long decidedAt;
    private long sendingSince;

    /**
     * @param capacity requests in flight for the whole thread
     * @param replayCapacity how many of those may be replayed ones
     * @param held whether no request may be asked for now
     */
    ThreadShare(int capacity, int replayCapacity, BooleanSupplier held) {
        this.capacity = capacity;
        this.replayCapacity = replayCapacity;
        this.held = held;
    }

    /** A task starts. */
    void join() {
        tasks++;
    }

    /** A task ends with what it had. */
    void leave(int ownInFlight, int ownReplaysInFlight, int ownWaiting) {
        tasks--;
        inFlight -= ownInFlight;
        replaysInFlight -= ownReplaysInFlight;
        waiting -= ownWaiting;
    }

    /** How many requests all tasks may have in flight together, and each may have pending. */
    int capacity() {
        return capacity;
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

    /** So many more live requests of some task wait for their turn. */
    void waits(int more) {
        waiting += more;
    }

    /** Whether a task may ask for one more: it has less than its part in flight, or no other task waits. */
    boolean turn(int ownInFlight, int ownWaiting) {
        return asks() && (waiting == ownWaiting || ownInFlight < Math.max(1, capacity / tasks));
    }

    /** Whether a task may ask for one more replayed request: no live one waits, and their share is not taken. */
    boolean replayTurn() {
        return asks() && waiting == 0 && replaysInFlight < replayCapacity;
    }

    private boolean asks() {
        return inFlight < capacity && !held.getAsBoolean();
    }

    /** Whether as many live requests wait as may be in flight, so that the thread should take in no more records. */
    boolean full() {
        return waiting >= capacity;
    }

    /** Whether a task may hold the thread up. */
    boolean mayHold() {
        return heldMillis < LONGEST_HOLD.toMillis();
    }

    /** Tells that a task held the thread up for so long. */
    void held(long millis) {
        heldMillis += millis;
    }

    /** The thread made a round through its tasks, commits included: it may be held up anew. */
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
        boolean busy = inFlight + waiting + urgentAnswers > Math.max(1, capacity / 4);
        urgentAnswers = 0;
        decidedAt = now;
        return !busy;
    }
}
