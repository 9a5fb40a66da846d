package io.customersegment.topology;

import io.customersegment.config.Settings;
import io.customersegment.wire.Arrival;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Determines the order in which answers are sent. Requests are added in order of arrival and become ready in any order; {@link #next}
 * is the one to answer now, and remains so until it is {@link #sent}, because a send may fail and be retried.
 *
 * <p><i>Threads:</i> the stream thread only.
 */
abstract class AnswerOrder {

    private final Deque<Pending> sendable = new ArrayDeque<>();

    private AnswerOrder() {}

    /** Returns an implementation of the given order. */
    static AnswerOrder of(Settings.Order order) {
        return order == Settings.Order.KEY ? new ByKey() : new AsCompleted();
    }

    /** Whether the answer to this arrival would have to wait for answers to earlier ones. */
    abstract boolean blocks(Arrival arrival);

    /** Returns the last request whose answer must be sent before the answer to this arrival, null if there is none. */
    abstract @Nullable Pending before(Arrival arrival);

    /** Adds the request behind those added before. */
    abstract void add(Pending pending);

    /** Notifies that a request that was added has its outcome; called once for each. */
    abstract void ready(Pending pending);

    /** Notifies that {@link #next} was answered. */
    abstract void sent();

    /** The request whose answer must be sent now, null if there is none. */
    @Nullable
    Pending next() {
        return sendable.peek();
    }

    /** Sends answers as requests complete. */
    private static final class AsCompleted extends AnswerOrder {

        @Override
        boolean blocks(Arrival arrival) {
            return false;
        }

        @Override
        @Nullable
        Pending before(Arrival arrival) {
            return null;
        }

        @Override
        void add(Pending pending) {
            // No request has to wait for another, so none needs a place.
        }

        @Override
        void ready(Pending pending) {
            super.sendable.add(pending);
        }

        @Override
        void sent() {
            super.sendable.remove();
        }
    }

    /** Sends the answers to each key in order of arrival; requests without a key have no order. */
    private static final class ByKey extends AnswerOrder {

        private final Map<ByteBuffer, Deque<Pending>> queues = new HashMap<>();

        @Override
        boolean blocks(Arrival arrival) {
            byte[] key = arrival.key();
            return key != null && queues.containsKey(ByteBuffer.wrap(key));
        }

        @Override
        @Nullable
        Pending before(Arrival arrival) {
            byte[] key = arrival.key();
            Deque<Pending> queue = key == null ? null : queues.get(ByteBuffer.wrap(key));
            return queue == null ? null : queue.peekLast();
        }

        @Override
        void add(Pending pending) {
            byte[] key = pending.arrival().key();
            if (key != null) {
                queues.computeIfAbsent(ByteBuffer.wrap(key), first -> new ArrayDeque<>())
                        .add(pending);
            }
        }

        @Override
        void ready(Pending pending) {
            pending.markReady();
            byte[] key = pending.arrival().key();
            Deque<Pending> queue = key == null ? null : queues.get(ByteBuffer.wrap(key));
            if (queue == null || queue.peek() == pending) {
                super.sendable.add(pending);
            }
        }

        @Override
        void sent() {
            byte[] bytes = super.sendable.remove().arrival().key();
            ByteBuffer key = bytes == null ? null : ByteBuffer.wrap(bytes);
            Deque<Pending> queue = key == null ? null : queues.get(key);
            if (queue == null) {
                return;
            }
            queue.remove();
            Pending head = queue.peek();
            if (head == null) {
                queues.remove(key);
            } else if (head.ready()) {
                super.sendable.add(head);
            }
        }
    }
}
