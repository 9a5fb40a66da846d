package io.customersegment.topology;

import io.customersegment.enrich.Segment;
import io.customersegment.enrich.SegmentSource;
import io.customersegment.outcome.Outcome;
import io.customersegment.wire.Arrival;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Determines the order in which a task's requests are started: live requests first, with their senders taking turns, then replayed ones
 * in order of arrival, of which only a share may be in flight.
 *
 * <p><i>Threads:</i> the stream thread only.
 */
final class RequestQueues {

    private final ThreadLimits limits;
    private final Senders senders;
    private final int partition;
    private final Rotation live;
    private final Deque<Pending> replayed = new ArrayDeque<>();
    private final Deque<Pending> again = new ArrayDeque<>();
    private final Set<Pending> inFlight = new LinkedHashSet<>();
    private int replaysInFlight;
    private int pending;
    private long pendingBytes;

    /**
     * Creates the queues of one task of the thread, and joins the thread's budget.
     *
     * @param partition the partition of the task
     */
    RequestQueues(ThreadLimits limits, Senders senders, int partition) {
        this.partition = partition;
        this.limits = limits;
        this.senders = senders;
        this.live = new Rotation(senders);
        limits.join(this);
    }

    /** Counts the request as pending. */
    void enter(Pending request) {
        pending++;
        pendingBytes += request.arrival().size();
    }

    /** Counts the request as no longer pending. */
    void leave(Pending request) {
        pending--;
        pendingBytes -= request.arrival().size();
    }

    /** Whether a request that arrives now may be started at once, provided that its sender may start more loads. */
    boolean open(boolean replay) {
        return replay ? replayed.isEmpty() && limits.replayTurn() : ready() == 0 && limits.turn(this);
    }

    /**
     * Whether this request may be started at once.
     *
     * @param before the request whose answer must be sent before the answer to this one, null if there is none
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
     * Adds the request to the queue of its sender. If {@code before} is still waiting, the request is queued behind it instead,
     * whichever its own sender is: started earlier, its answer would only be held in memory.
     *
     * @param before the request whose answer must be sent before the answer to this one, null if there is none
     */
    void add(Pending pending, @Nullable Pending before) {
        if (pending.replayed()) {
            replayed.add(pending);
        } else {
            String sender = before != null && live.holds(before) ? before.sender() : senders.of(pending.arrival());
            live.add(sender, pending);
        }
    }

    /** Adds a request whose turn ended without an answer. It is the next to start, because it has waited for longest. */
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
        Pending next = ready() > 0 && limits.turn(this) ? nextLive() : null;
        if (next != null) {
            return next;
        }
        return !replayed.isEmpty() && limits.replayTurn() ? replayed.remove() : null;
    }

    @Nullable
    private Pending nextLive() {
        return again.isEmpty() ? live.next() : again.remove();
    }

    /** Records that the source was called for the request, which is in flight now. Charges its sender if the request started a load. */
    void asked(Pending pending) {
        charge(pending);
        inFlight.add(pending);
        replaysInFlight += pending.replayed() ? 1 : 0;
        limits.asked(pending.replayed());
    }

    /** Records that the request has its outcome and is no longer in flight. */
    void ended(Pending pending) {
        if (inFlight.remove(pending)) {
            replaysInFlight -= pending.replayed() ? 1 : 0;
            limits.ended(pending.replayed());
        }
        settle(pending);
    }

    private void charge(Pending pending) {
        SegmentSource.Answer answer = pending.asked();
        boolean loads = answer != null && answer.cacheUse() == SegmentSource.CacheUse.MISS;
        if (senders.limited() && loads && !pending.replayed()) {
            pending.sentBy(senders.of(pending.arrival()));
            pending.charged(senders.started(pending.sender()));
        }
    }

    /** Charges the sender for the calls that the load took, as far as their number is known. */
    private void settle(Pending pending) {
        Outcome<Segment> outcome = pending.outcome();
        if (pending.charged() > 0 && outcome != null) {
            double made = outcome.fold(
                    segment -> (double) segment.calls(),
                    failure -> failure.reason().cacheable() ? 1 : pending.charged());
            senders.ended(pending.sender(), pending.charged(), made);
        }
    }

    /** The requests in flight, in the order in which they were started. None may be added or removed while they are iterated over. */
    Iterable<Pending> asked() {
        return inFlight;
    }

    /** The number of requests in flight. */
    int inFlight() {
        return inFlight.size();
    }

    /** The number of replayed requests in flight. */
    int replaysInFlight() {
        return replaysInFlight;
    }

    /** The number of requests that wait for their turn. */
    int waiting() {
        return live.size() + again.size() + replayed.size();
    }

    /** The number of requests that are pending but not in flight: they wait for their turn or for an earlier answer to their key. */
    int kept() {
        return pending - inFlight.size();
    }

    /** The size of all pending requests in bytes, with their keys and headers. */
    long pendingBytes() {
        return pendingBytes;
    }

    /** The number of waiting live requests whose senders may start more loads. */
    int ready() {
        return live.size() - live.held() + again.size();
    }

    /** The number of live requests that wait only because their senders have used up their share of the calls. */
    int held() {
        return live.held();
    }

    /** The number of senders with waiting live requests. */
    int senders() {
        return live.senders();
    }

    /** The time at which the oldest waiting request was accepted, milliseconds since 1970; 0 if none waits. */
    long waitingSince() {
        long waiting = NodeLoad.earliest(acceptedAt(live.oldest()), acceptedAt(replayed.peek()));
        return NodeLoad.earliest(waiting, acceptedAt(again.peek()));
    }

    private static long acceptedAt(@Nullable Pending pending) {
        return pending == null ? 0 : pending.request().acceptedAt();
    }

    /** The partition of the task. */
    int partition() {
        return partition;
    }

    /** Whether the task should take in no more records, because the limit on pending requests is reached. */
    boolean full() {
        return limits.full(this);
    }

    /** Removes the task from the thread's budget. */
    void close() {
        limits.leave(this);
    }
}
