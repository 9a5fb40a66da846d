package io.customersegment.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a stream thread that died: it is replaced, unless threads keep dying, for then a person is needed and the
 * process should end.
 *
 * <p><i>Threads:</i> called by each dying thread.
 */
final class ThreadReplacement implements StreamsUncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ThreadReplacement.class);
    private static final int REPLACEMENTS = 5;
    private static final Duration WITHIN = Duration.ofMinutes(10);

    private final Clock clock;
    private final Deque<Instant> deaths = new ArrayDeque<>();

    ThreadReplacement(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable fault) {
        Instant now = clock.instant();
        deaths.addLast(now);
        while (deaths.getFirst().isBefore(now.minus(WITHIN))) {
            deaths.removeFirst();
        }
        boolean replace = deaths.size() <= REPLACEMENTS;
        LOG.atError()
                .addKeyValue("fault", fault.getClass().getName())
                .addKeyValue("replaced", replace)
                .setCause(LOG.isDebugEnabled() ? fault : null)
                .log("stream thread died");
        return replace ? StreamThreadExceptionResponse.REPLACE_THREAD : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
}
