package io.customersegment.topology;

import java.time.Duration;
import java.util.Objects;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Schedules the punctuations of a task: only while there is something to do, because each interrupts the processing of records and
 * makes Kafka Streams commit. Under exactly once a punctuation may also end the transaction of the thread's answers before the commit
 * interval does.
 *
 * <p><i>Threads:</i> the stream thread only.
 */
final class Punctuations {

    /** The interval while requests are pending. */
    private static final Duration TICK = Duration.ofMillis(1);

    /** The interval while all pending requests wait for an outage to end. */
    private static final Duration OUTAGE_TICK = Duration.ofMillis(100);

    /** The interval at which one task of the thread checks whether to end their transaction, while none has a request pending. */
    private static final Duration COMMIT_TICK = Duration.ofMillis(10);

    private final ProcessorContext<?, ?> context;
    private final ThreadLimits limits;
    private final boolean exactlyOnce;
    private final Punctuator tick;
    private @Nullable Cancellable punctuation;
    private @Nullable Duration every;
    private @Nullable Long commitAskedAt;

    Punctuations(ProcessorContext<?, ?> context, ThreadLimits limits, boolean exactlyOnce, Punctuator tick) {
        this.context = context;
        this.limits = limits;
        this.exactlyOnce = exactlyOnce;
        this.tick = now -> FaultBarrier.run(() -> tick.punctuate(now));
    }

    /**
     * Schedules, reschedules or cancels the punctuation as needed.
     *
     * @param pending whether there are requests to look after
     * @param outage whether all of them only wait for an outage to end
     */
    void schedule(boolean pending, boolean outage) {
        Duration wanted = null;
        if (pending) {
            wanted = outage ? OUTAGE_TICK : TICK;
        } else if (commitAskedAt != null || (exactlyOnce && limits.needsTick(every != null))) {
            wanted = COMMIT_TICK;
        }
        if (!Objects.equals(every, wanted)) {
            stop();
            if (wanted != null) {
                punctuation = context.schedule(wanted, PunctuationType.WALL_CLOCK_TIME, tick);
                limits.ticks(1);
            }
            every = wanted;
        }
    }

    /**
     * Requests a commit, which precedes any further work of this task, if the thread's answers should not wait for the commit interval.
     *
     * @param now the time of the punctuation in milliseconds
     */
    void commitPromptly(long now) {
        if (!exactlyOnce) {
            return;
        }
        if (commitAskedAt != null) {
            limits.committed(Duration.ofMillis(now - commitAskedAt));
            commitAskedAt = null;
        }
        if (limits.commitsPromptly(now)) {
            commitAskedAt = now;
            context.commit();
        }
    }

    /** Cancels the punctuation. */
    void stop() {
        if (punctuation != null) {
            punctuation.cancel();
            punctuation = null;
            limits.ticks(-1);
        }
    }
}
