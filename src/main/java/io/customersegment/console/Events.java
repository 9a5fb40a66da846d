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
 * Hands what happens to all who watch, as server-sent events. Who takes them too slowly is let go, and connects again.
 *
 * <p><i>Threads:</i> safe to use from any.
 */
final class Events implements AutoCloseable {

    private static final int MOST_WATCHERS = 24;
    private static final int MOST_WAITING = 500;
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    private boolean closed;

    /** Somebody who watches, until closed. */
    final class Watcher implements AutoCloseable {

        private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
        private volatile boolean gone;

        /**
         * What is to be sent next: an event, or a comment where none comes in time.
         *
         * @return null at the end
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
            // Wakes who waits.
            waiting.clear();
            waiting.offer(COMMENT);
        }

        @Override
        public void close() {
            watchers.remove(this);
        }
    }

    /**
     * Begins to watch.
     *
     * @throws Problem if too many do
     */
    synchronized Watcher watch() {
        if (closed || watchers.size() >= MOST_WATCHERS) {
            throw new Problem(503, "Too many pages watch this console; close one and try again");
        }
        Watcher watcher = new Watcher();
        watchers.add(watcher);
        return watcher;
    }

    /** Whether anybody watches. */
    boolean isWatched() {
        return !watchers.isEmpty();
    }

    /** Hands on an event. */
    void publish(String name, JsonNode data) {
        byte[] event = ("event: " + name + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
        watchers.forEach(watcher -> watcher.take(event));
    }

    /** Lets all go who watch, and takes nobody else. */
    @Override
    public synchronized void close() {
        closed = true;
        watchers.forEach(Watcher::letGo);
    }
}
