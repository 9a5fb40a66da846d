package io.customersegment.topology;

import io.customersegment.wire.Arrival;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * In which order a task's requests are asked for: live ones with their senders taking turns, and behind them replayed ones as they
 * arrived, of which only a share may be in flight.
 *
 * <p><i>Threads:</i> the stream thread only.
 */
final class Lanes {

    private final ThreadShare share;
    private final Senders senders;
    private final int partition;
    private final Rotation live;
    private final Deque<Pending> replayed = new ArrayDeque<>();
    private final Deque<Pending> again = new ArrayDeque<>();
    private final Set<Pending> inFlight = new LinkedHashSet<>();
    private int replaysInFlight;
    private int pending;
    private long pendingBytes;

    /** Lanes of one more task of the thread, which has this partition. */
    Lanes(ThreadShare share, Senders senders, int partition) {
        this.partition = partition;
        this.share = share;
        this.senders = senders;
        this.live = new Rotation(senders);
        share.join(this);
    }

    /** The request is pending from now on. */
    void enter(Pending request) {
        pending++;
        pendingBytes += request.arrival().size();
    }

    /** The request is pending no more. */
    void leave(Pending request) {
        pending--;
        pendingBytes -= request.arrival().size();
    }

    /** Whether a request that arrives now may be asked for at once, if its sender may have more asked for. */
    boolean open(boolean replay) {
        return replay ? replayed.isEmpty() && share.replayTurn() : ready() == 0 && share.turn(this);
    }

    /**
     * Whether this request may be asked for at once.
     *
     * @param before the request whose answer has to leave before its own, null if there is none
     */
    boolean open(Arrival arrival, @Nullable Pending before) {
        if (!open(arrival.replayed()) || (before != null && holds(before))) {
            return false;
        }
        if (arrival.replayed() || !senders.limited()) {
            return true;
        }
        String sender = senders.of(arrival);
        return !live.holds(sender) && senders.open(sender);
    }

    /**
     * Lets the request wait for its turn. While one waits whose answer has to leave before its own, it stands behind that, whoever sent
     * it: asked for earlier, its answer would only be kept.
     *
     * @param before the request whose answer has to leave before its own, null if there is none
     */
    void add(Pending pending, @Nullable Pending before) {
        if (pending.replayed()) {
            replayed.add(pending);
        } else {
            String sender = before != null && live.holds(before) ? before.sender() : senders.of(pending.arrival());
            live.add(sender, pending);
        }
    }

    /** Lets a request wait that had its turn in vain: it is the next, for the turn was its sender's. */
    void addAgain(Pending pending) {
        if (pending.replayed()) {
            replayed.addFirst(pending);
        } else {
            again.add(pending);
        }
    }

    private boolean holds(Pending request) {
        return live.holds(request) || again.contains(request);
    }

    /** Removes and returns the next request that may start; null if none may. */
    @Nullable
    Pending next() {
        live.wake();
        Pending next = ready() > 0 && share.turn(this) ? nextLive() : null;
        if (next != null) {
            return next;
        }
        return !replayed.isEmpty() && share.replayTurn() ? replayed.remove() : null;
    }

    @Nullable
    private Pending nextLive() {
        return again.isEmpty() ? live.next() : again.remove();
    }

    /** The request is in flight. */
    void asked(Pending pending) {
        inFlight.add(pending);
        replaysInFlight += pending.replayed() ? 1 : 0;
        share.asked(pending.replayed());
    }

    /** Records that the request has its outcome and is no longer in flight. */
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

    /** How many of them are replayed ones. */
    int replaysInFlight() {
        return replaysInFlight;
    }

    /** How many requests wait for their turn. */
    int waiting() {
        return live.size() + again.size() + replayed.size();
    }

    /** How many requests are pending and not in flight: they wait, for their turn or for an earlier answer to their key. */
    int kept() {
        return pending - inFlight.size();
    }

    /** How many bytes all have that are pending, with their keys and headers. */
    long pendingBytes() {
        return pendingBytes;
    }

    /** How many live requests wait whose senders may have more asked for. */
    int ready() {
        return live.size() - live.held() + again.size();
    }

    /** How many live requests wait only because their senders have used up their share of the calls. */
    int held() {
        return live.held();
    }

    /** How many senders wait. */
    int senders() {
        return live.senders();
    }

    /** When the oldest of those that wait arrived here, milliseconds since 1970; 0 if none waits. */
    long waitingSince() {
        long waiting = Load.earliest(acceptedAt(live.oldest()), acceptedAt(replayed.peek()));
        return Load.earliest(waiting, acceptedAt(again.peek()));
    }

    private static long acceptedAt(@Nullable Pending pending) {
        return pending == null ? 0 : pending.request().acceptedAt();
    }

    /** The partition of its requests. */
    int partition() {
        return partition;
    }

    /** Whether the task should take in no more, because as many requests are pending as may. */
    boolean full() {
        return share.full(this);
    }

    /** The task ends. */
    void close() {
        share.leave(this);
    }
}
