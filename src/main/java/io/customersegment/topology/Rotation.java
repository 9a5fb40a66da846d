package io.customersegment.topology;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Waiting requests, in one queue per sender: the senders are served in turn, and the requests of each sender in order of arrival. A
 * sender without waiting requests is forgotten, and comes last when it has one again. A sender that has used up its share of the calls
 * is skipped for a short time.
 *
 * <p><i>Threads:</i> the stream thread only.
 */
final class Rotation {

    /** The time for which a sender is skipped before its share is checked again; shorter than the burst that {@link Senders} allows. */
    private static final long SKIP_MILLIS = 10;

    private final Senders senders;
    private final Map<String, SenderQueue> queues = new HashMap<>();
    private final Deque<SenderQueue> turns = new ArrayDeque<>();
    private final Deque<SenderQueue> skippedQueues = new ArrayDeque<>();
    private final Set<Pending> waiting = new LinkedHashSet<>();
    private int held;

    /** Creates an empty rotation. */
    Rotation(Senders senders) {
        this.senders = senders;
    }

    /** Adds the request to the end of the queue of the sender. */
    void add(String sender, Pending pending) {
        SenderQueue queue = queues.get(sender);
        if (queue == null) {
            queue = new SenderQueue(sender);
            queues.put(sender, queue);
            turns.add(queue);
        }
        queue.requests.add(pending);
        held += queue.skipped ? 1 : 0;
        pending.sentBy(queue.sender);
        waiting.add(pending);
    }

    /** Removes and returns the request whose turn it is; null if no sender may start one. */
    @Nullable
    Pending next() {
        for (SenderQueue queue = turns.poll(); queue != null; queue = turns.poll()) {
            if (senders.open(queue.sender)) {
                return first(queue);
            }
            queue.skipped = true;
            queue.skippedSince = senders.now();
            skippedQueues.add(queue);
            held += queue.requests.size();
        }
        return null;
    }

    private Pending first(SenderQueue queue) {
        Pending first = queue.requests.remove();
        if (queue.requests.isEmpty()) {
            queues.remove(queue.sender);
        } else {
            turns.add(queue);
        }
        waiting.remove(first);
        return first;
    }

    /** Puts senders back into the rotation that have been skipped for long enough. */
    void wake() {
        SenderQueue queue = skippedQueues.peek();
        while (queue != null && Math.abs(senders.now() - queue.skippedSince) >= SKIP_MILLIS) { // a clock may jump
            skippedQueues.remove();
            queue.skipped = false;
            held -= queue.requests.size();
            turns.add(queue);
            queue = skippedQueues.peek();
        }
    }

    /** Whether this request is waiting. */
    boolean holds(Pending pending) {
        return waiting.contains(pending);
    }

    /** Whether requests of the sender are waiting. */
    boolean holds(String sender) {
        return queues.containsKey(sender);
    }

    /** The request that has waited longest, null if none waits. */
    @Nullable
    Pending oldest() {
        return waiting.isEmpty() ? null : waiting.iterator().next();
    }

    /** The number of waiting requests. */
    int size() {
        return waiting.size();
    }

    /** The number of requests that wait only because their senders have used up their share of the calls. */
    int held() {
        return held;
    }

    /** The number of senders with waiting requests. */
    int senders() {
        return queues.size();
    }

    /** The waiting requests of one sender. */
    private static final class SenderQueue {

        private final String sender;
        private final Deque<Pending> requests = new ArrayDeque<>(1);
        private boolean skipped;
        private long skippedSince;

        SenderQueue(String sender) {
            this.sender = sender;
        }
    }
}
