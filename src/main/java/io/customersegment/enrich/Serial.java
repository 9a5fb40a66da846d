package io.customersegment.enrich;

import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs events one at a time, in the order of their arrival, on the thread that submits one while no other runs.
 *
 * <p><i>Threads:</i> called by any thread, also from within an event; such an event runs after the current one, so that the stack
 * does not grow, however many calls complete synchronously.
 */
final class Serial {

    private final Queue<Runnable> events = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();

    /** Runs the event, now or after those before it; it must not throw. */
    void run(Runnable event) {
        events.add(event);
        if (pending.getAndIncrement() == 0) {
            do {
                Objects.requireNonNull(events.poll()).run();
            } while (pending.decrementAndGet() != 0);
        }
    }
}
