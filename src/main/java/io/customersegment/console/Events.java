package io.customersegment.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Publishes server-sent events to all watchers. A watcher that takes them too slowly is disconnected, and connects again.
 *
 * <p><i>Threads:</i> safe to use from any.
 */
final class Events implements AutoCloseable {

    private static final int MOST_WATCHERS = 24;
    private static final int MOST_WAITING = 500;
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    private boolean closed;

    /** A subscriber to the events, until it is closed. */
    final class Watcher implements AutoCloseable {

        private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
        private volatile boolean gone;

        /**
         * Waits for the next event; returns a comment if none arrives in time.
         *
         * @return null once this watcher has been disconnected
         */
        byte @Nullable [] next(Duration patience) throws InterruptedException {
            if (gone) {
                return null;
            }
            byte[] event = waiting.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            return gone ? null : event == null ? COMMENT : event;
        }

        private void take(byte[] event) {
            if (!gone && !waiting.offer(event)) {
                letGo();
            }
        }

        private void letGo() {
            gone = true;
            // Wakes the thread that waits in next.
            waiting.clear();
            waiting.offer(COMMENT);
        }

        @Override
        public void close() {
            watchers.remove(this);
        }
    }

    /**
     * Adds a watcher.
     *
     * @throws Problem if there are too many, or the events are closed
     */
    synchronized Watcher watch() {
        if (closed || watchers.size() >= MOST_WATCHERS) {
            throw new Problem(503, "Too many pages watch this console; close one and try again");
        }
        Watcher watcher = new Watcher();
        watchers.add(watcher);
        return watcher;
    }

    /** Whether there is a watcher. */
    boolean isWatched() {
        return !watchers.isEmpty();
    }

    /** Sends an event to all watchers. */
    void publish(String name, JsonNode data) {
        byte[] event = ("event: " + name + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
        watchers.forEach(watcher -> watcher.take(event));
    }

    /** Disconnects all watchers, and accepts no more. */
    @Override
    public synchronized void close() {
        closed = true;
        watchers.forEach(Watcher::letGo);
    }
}
