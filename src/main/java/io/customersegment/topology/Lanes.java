package io.customersegment.topology;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * In which order a task's requests are asked for: live ones as they arrived, and behind them replayed ones, of which only a share
 * may be in flight.
 *
 * <p><i>Threads:</i> the stream thread only.
 */
final class Lanes {

    private final ThreadShare share;
    private final Deque<Pending> live = new ArrayDeque<>();
    private final Deque<Pending> replayed = new ArrayDeque<>();
    private final Set<Pending> inFlight = new LinkedHashSet<>();
    private int replaysInFlight;

    /** Lanes of one more task of the thread. */
    Lanes(ThreadShare share) {
        this.share = share;
        share.join();
    }

    /** Whether a request that arrives now may be asked for at once. */
    boolean open(boolean replay) {
        return replay ? replayed.isEmpty() && share.replayTurn() : live.isEmpty() && share.turn(inFlight.size(), 0);
    }

    /** Lets the request wait for its turn. */
    void add(Pending pending) {
        if (pending.replayed()) {
            replayed.add(pending);
        } else {
            live.add(pending);
            share.waits(1);
        }
    }

    /** The request whose turn it is, which waits no more; null if it is nobody's. */
    @Nullable
    Pending next() {
        if (live.isEmpty()) {
            return share.replayTurn() ? replayed.poll() : null;
        }
        if (!share.turn(inFlight.size(), live.size())) {
            return null;
        }
        share.waits(-1);
        return live.remove();
    }

    /** The request is in flight. */
    void asked(Pending pending) {
        inFlight.add(pending);
        replaysInFlight += pending.replayed() ? 1 : 0;
        share.asked(pending.replayed());
    }

    /** The request has its outcome and, if it was in flight, is so no longer. */
    void ended(Pending pending) {
        if (inFlight.remove(pending)) {
            replaysInFlight -= pending.replayed() ? 1 : 0;
            share.ended(pending.replayed());
        }
    }

    /** The requests in flight, in the order in which they were asked for; not to be changed meanwhile. */
    Iterable<Pending> asked() {
        return inFlight;
    }

    /** How many requests are in flight. */
    int inFlight() {
        return inFlight.size();
    }

    /** How many requests wait for their turn. */
    int waiting() {
        return live.size() + replayed.size();
    }

    /** When the oldest of them arrived here, milliseconds since 1970; 0 if none waits. */
    long waitingSince() {
        return Load.earliest(acceptedAt(live.peek()), acceptedAt(replayed.peek()));
    }

    private static long acceptedAt(@Nullable Pending pending) {
        return pending == null ? 0 : pending.request().acceptedAt();
    }

    /** How many of them are replayed ones. */
    int replaysWaiting() {
        return replayed.size();
    }

    /** The task ends. */
    void close() {
        share.leave(inFlight.size(), replaysInFlight, live.size());
    }
}
