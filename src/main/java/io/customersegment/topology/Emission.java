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
 * In which order answers leave. Requests are added in the order of their arrival and become ready in any; {@link #next} is the one
 * to send now, and stays so until it is {@link #sent}, for a send may fail and be tried again.
 *
 * <p><i>Threads:</i> the stream thread only.
 */
abstract class Emission {

    private final Deque<Pending> sendable = new ArrayDeque<>();

    private Emission() {}

    /** An emission of this order. */
    static Emission of(Settings.Order order) {
        return order == Settings.Order.KEY ? new ByKey() : new AsCompleted();
    }

    /** Whether an answer to this arrival would have to wait for answers to earlier ones. */
    abstract boolean blocks(Arrival arrival);

    /** The last request whose answer has to leave before that to this arrival, null if there is none. */
    abstract @Nullable Pending before(Arrival arrival);

    /** Takes a place for the request. */
    abstract void add(Pending pending);

    /** Tells that a request that was added has its outcome; once for each. */
    abstract void ready(Pending pending);

    /** Tells that {@link #next} was sent. */
    abstract void sent();

    /** The request whose answer is to be sent now, null if there is none. */
    @Nullable
    Pending next() {
        return sendable.peek();
    }

    /** As they complete. */
    private static final class AsCompleted extends Emission {

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
            // An answer needs no place where it need not wait.
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

    /** For each key in the order of arrival; requests without a key have no order. */
    private static final class ByKey extends Emission {

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
