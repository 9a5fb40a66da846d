package io.customersegment.topology;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Requests that wait, in a queue for each sender: the senders are served in turn, and of each the requests in the order of their
 * arrival. A sender that has none waiting is forgotten, and comes last when it has one again. One that has used up its share of the
 * calls is left out for a moment.
 *
 * <p><i>Threads:</i> the stream thread only.
 */
final class Rotation {

    /** For how long a sender is left out before it is asked again whether it may: less than its share of a burst. */
    private static final long REST_MILLIS = 10;

    private final Senders senders;
    private final Map<String, Line> lines = new HashMap<>();
    private final Deque<Line> turns = new ArrayDeque<>();
    private final Deque<Line> resting = new ArrayDeque<>();
    private final Set<Pending> waiting = new LinkedHashSet<>();
    private int held;

    /** Nobody waits yet. */
    Rotation(Senders senders) {
        this.senders = senders;
    }

    /** Lets the request wait behind those of the sender. */
    void add(String sender, Pending pending) {
        Line line = lines.get(sender);
        if (line == null) {
            line = new Line(sender);
            lines.put(sender, line);
            turns.add(line);
        }
        line.requests.add(pending);
        held += line.rests ? 1 : 0;
        pending.sentBy(line.sender);
        waiting.add(pending);
    }

    /** The request whose turn it is, which waits no more; null if no sender may have one asked for. */
    @Nullable
    Pending next() {
        for (Line line = turns.poll(); line != null; line = turns.poll()) {
            if (senders.open(line.sender)) {
                return first(line);
            }
            line.rests = true;
            line.restsSince = senders.now();
            resting.add(line);
            held += line.requests.size();
        }
        return null;
    }

    private Pending first(Line line) {
        Pending first = line.requests.remove();
        if (line.requests.isEmpty()) {
            lines.remove(line.sender);
        } else {
            turns.add(line);
        }
        waiting.remove(first);
        return first;
    }

    /** Lets those senders take turns again that have been left out for long enough. */
    void wake() {
        Line line = resting.peek();
        while (line != null && Math.abs(senders.now() - line.restsSince) >= REST_MILLIS) { // a clock may jump
            resting.remove();
            line.rests = false;
            held -= line.requests.size();
            turns.add(line);
            line = resting.peek();
        }
    }

    /** Whether this request waits here. */
    boolean holds(Pending pending) {
        return waiting.contains(pending);
    }

    /** Whether requests of the sender wait. */
    boolean holds(String sender) {
        return lines.containsKey(sender);
    }

    /** The request that has waited longest, null if none waits. */
    @Nullable
    Pending oldest() {
        return waiting.isEmpty() ? null : waiting.iterator().next();
    }

    /** How many requests wait. */
    int size() {
        return waiting.size();
    }

    /** How many of them wait only because their senders have used up their share. */
    int held() {
        return held;
    }

    /** How many senders wait. */
    int senders() {
        return lines.size();
    }

    /** The requests of one sender. */
    private static final class Line {

        private final String sender;
        private final Deque<Pending> requests = new ArrayDeque<>(1);
        private boolean rests;
        private long restsSince;

        Line(String sender) {
            this.sender = sender;
        }
    }
}
