package io.customersegment.app;

import io.customersegment.outcome.UnquotedFault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether a stream thread that died is replaced. It is, unless threads keep dying: then a person must intervene, and the process
 * should end. A death after which the next thread will behave differently is progress, and more of those are allowed.
 *
 * <p><i>Threads:</i> called by each dying thread.
 */
final class ThreadReplacement implements StreamsUncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ThreadReplacement.class);
    private static final String GLOBAL_THREAD = "-GlobalStreamThread";
    private static final Duration WITHIN = Duration.ofMinutes(10);
    private static final int REPLACEMENTS = 5;
    private static final int REPLACEMENTS_WITH_PROGRESS = 100;

    private final Clock clock;
    private final Supplier<Diagnosis> diagnosis;
    private final Deque<Instant> deaths = new ArrayDeque<>();
    private final Deque<Instant> deathsWithProgress = new ArrayDeque<>();

    /** The findings about the topics when a thread has died. */
    enum Diagnosis {
        /** Nothing has changed: the next thread will behave the same. */
        UNCHANGED,
        /** The next thread will behave differently. */
        REPAIRED,
        /** No thread can run until a person has changed something. */
        UNRECOVERABLE
    }

    /**
     * @param diagnosis called at each death; may take seconds
     */
    ThreadReplacement(Clock clock, Supplier<Diagnosis> diagnosis) {
        this.clock = clock;
        this.diagnosis = diagnosis;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable fault) {
        // Kafka Streams cannot replace the global stream thread, and without the suppressions nothing may be answered.
        boolean readsSuppressions = Thread.currentThread().getName().endsWith(GLOBAL_THREAD);
        Diagnosis found = readsSuppressions ? Diagnosis.UNRECOVERABLE : diagnosis.get();
        boolean replace = switch (found) {
            case UNCHANGED -> count(deaths) <= REPLACEMENTS;
            case REPAIRED -> count(deathsWithProgress) <= REPLACEMENTS_WITH_PROGRESS;
            case UNRECOVERABLE -> false;
        };
        LOG.atError()
                .addKeyValue("fault", fault.getClass().getName())
                .addKeyValue("cause", rootCause(fault).getClass().getName())
                .addKeyValue("diagnosis", found.name().toLowerCase(Locale.ROOT))
                .addKeyValue("replaced", replace)
                .setCause(LOG.isDebugEnabled() ? UnquotedFault.of(fault) : null)
                .log(readsSuppressions ? "the thread that reads the suppressions died" : "stream thread died");
        return replace ? StreamThreadExceptionResponse.REPLACE_THREAD : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    /** Records a death, and returns the number of such deaths within the last ten minutes, this one included. */
    private int count(Deque<Instant> times) {
        Instant now = clock.instant();
        times.addLast(now);
        while (times.getFirst().isBefore(now.minus(WITHIN))) {
            times.removeFirst();
        }
        return times.size();
    }

    private static Throwable rootCause(Throwable fault) {
        Throwable cause = fault;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
