package io.customersegment.topology;

import java.time.Duration;
import java.util.Objects;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * When a task ticks: while there is something to do and no longer, for every tick takes Kafka Streams off its records and makes it
 * commit. Under exactly once a tick may also end the transaction of the thread's answers before the commit interval does.
 *
 * <p><i>Threads:</i> the stream thread only.
 */
final class Ticks {

    /** How often it looks after pending requests. */
    private static final Duration TICK = Duration.ofMillis(1);

    /** How often it looks whether an outage is over for which all of its requests wait. */
    private static final Duration OUTAGE_TICK = Duration.ofMillis(100);

    /** How often one task of the thread looks whether their transaction is to end, while none has a request pending. */
    private static final Duration COMMIT_TICK = Duration.ofMillis(10);

    private final ProcessorContext<?, ?> context;
    private final ThreadShare share;
    private final boolean exactlyOnce;
    private final Punctuator tick;
    private @Nullable Cancellable punctuation;
    private @Nullable Duration every;
    private @Nullable Long commitAskedAt;

    /** None yet. */
    Ticks(ProcessorContext<?, ?> context, ThreadShare share, boolean exactlyOnce, Punctuator tick) {
        this.context = context;
        this.share = share;
        this.exactlyOnce = exactlyOnce;
        this.tick = now -> FaultBarrier.run(() -> tick.punctuate(now));
    }

    /**
     * Goes on ticking, or begins or ends to.
     *
     * @param pending whether requests have to be looked after
     * @param outage whether all of them only wait for an outage to end
     */
    void schedule(boolean pending, boolean outage) {
        Duration wanted = null;
        if (pending) {
            wanted = outage ? OUTAGE_TICK : TICK;
        } else if (commitAskedAt != null || (exactlyOnce && share.needsTick(every != null))) {
            wanted = COMMIT_TICK;
        }
        if (!Objects.equals(every, wanted)) {
            stop();
            if (wanted != null) {
                punctuation = context.schedule(wanted, PunctuationType.WALL_CLOCK_TIME, tick);
                share.ticks(1);
            }
            every = wanted;
        }
    }

    /**
     * Asks for a commit, which comes before anything else of this task, if the thread's answers are not to wait for the interval.
     *
     * @param now the tick's time in milliseconds
     */
    void commitPromptly(long now) {
        if (!exactlyOnce) {
            return;
        }
        if (commitAskedAt != null) {
            share.committed(Duration.ofMillis(now - commitAskedAt));
            commitAskedAt = null;
        }
        if (share.commitsPromptly(now)) {
            commitAskedAt = now;
            context.commit();
        }
    }

    /** Ticks no more. */
    void stop() {
        if (punctuation != null) {
            punctuation.cancel();
            punctuation = null;
            share.ticks(-1);
        }
    }
}
