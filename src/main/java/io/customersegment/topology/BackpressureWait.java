package io.customersegment.topology;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits for a request to end, on a stream thread that can take in no more. Tests complete a request instead of waiting. */
@FunctionalInterface
interface BackpressureWait {

    /** Removes and returns the next request that ended, or null if none ends within the given time. */
    @Nullable
    Pending await(BlockingQueue<Pending> ended, Duration atMost) throws InterruptedException;

    /** Returns an implementation that blocks. */
    static BackpressureWait waiting() {
        return (ended, atMost) -> ended.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }
}
