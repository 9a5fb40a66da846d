package io.customersegment.topology;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How a stream thread that can take no more waits for a request to end. A test completes one instead of waiting. */
@FunctionalInterface
interface Patience {

    /** Takes the next request that ended, or null if there is none after so long. */
    @Nullable
    Pending await(BlockingQueue<Pending> ended, Duration atMost) throws InterruptedException;

    /** Waits. */
    static Patience waiting() {
        return (ended, atMost) -> ended.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }
}
