package io.customersegment.topology;

import io.customersegment.enrich.Segment;
import io.customersegment.enrich.SegmentSource;
import io.customersegment.outcome.Outcome;
import io.customersegment.wire.Arrival;
import io.customersegment.wire.ReadingHeaders;
import java.time.Duration;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forwards the answers of one task to their sinks: results, errors and, where they are kept, audit records.
 *
 * <p><i>Threads:</i> the stream thread only.
 */
final class AnswerForwarder {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerForwarder.class);

    /** The age of a request from which its answer may wait for the commit interval: a delay of a tenth of that is not noticed. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final EnrichSetup setup;
    private final ProcessorContext<byte[], byte[]> context;
    private final ThreadLimits limits;

    AnswerForwarder(EnrichSetup setup, ProcessorContext<byte[], byte[]> context, ThreadLimits limits) {
        this.setup = setup;
        this.context = context;
        this.limits = limits;
    }

    /**
     * Forwards the answer to a pending request.
     *
     * @throws IllegalStateException if it has no outcome
     */
    void forward(Pending pending) {
        Outcome<Segment> outcome = pending.outcome();
        if (outcome == null) {
            throw new IllegalStateException("A request was to be answered without an outcome");
        }
        forward(pending.arrival(), pending.headers(), outcome, pending.asked());
    }

    /**
     * Forwards an answer.
     *
     * @param reading the headers that report how the prompt was read
     * @param loaded the outcome with all customers found; those who may not be disclosed are left out here
     * @param answer the answer of the source, null if the source was not called
     */
    void forward(
            Arrival arrival, ReadingHeaders reading, Outcome<Segment> loaded, SegmentSource.@Nullable Answer answer) {
        Outcome<Segment> outcome = setup.disclosure().permitted(loaded);
        if (outcome instanceof Outcome.Failed<Segment> failed) {
            LOG.atDebug()
                    .addKeyValue("stage", failed.failure().stage().word())
                    .addKeyValue("reason", failed.failure().reason().word())
                    .addKeyValue("partition", arrival.partition())
                    .addKeyValue("offset", arrival.offset())
                    .log("request refused");
        }
        SegmentSource.CacheUse cacheUse = answer == null ? null : answer.cacheUse();
        long ageMillis = setup.clock().millis() - arrival.timestamp();
        if (setup.exactlyOnce() && !arrival.replayed() && ageMillis < FRESH.toMillis()) {
            limits.answeredUrgently();
        }
        setup.listener().answered(outcome, cacheUse, arrival.replayed(), ageMillis);
        context.forward(
                setup.writer().write(arrival, reading, outcome, cacheUse, setup.clock()),
                outcome instanceof Outcome.Ok ? Enrichment.RESULTS : Enrichment.ERRORS);
        Audit audit = setup.audit();
        if (audit != null) {
            context.forward(audit.of(arrival, reading, outcome), Enrichment.AUDIT);
        }
    }
}
