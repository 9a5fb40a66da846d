package io.customersegment.topology;

import io.customersegment.enrich.Segment;
import io.customersegment.outcome.Outcome;
import io.customersegment.wire.Arrival;
import io.customersegment.wire.AuditRecord;
import io.customersegment.wire.ReadingHeaders;
import java.time.Clock;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Builds the audit record, which states who requested what. It is sent with the answer: in the same transaction under
 * {@code exactly_once_v2}.
 *
 * <p><i>Threads:</i> shared by all stream threads.
 *
 * @param senderHeader the request header that names the sender
 * @param clock provides the time of an answer
 */
record Audit(String senderHeader, String catalogueVersion, Clock clock) {

    /**
     * Returns the audit record of an answer. Its timestamp is the current time, which a topic accepts whatever the timestamp of the
     * request is.
     */
    Record<byte[], byte[]> of(Arrival arrival, ReadingHeaders reading, Outcome<Segment> outcome) {
        AuditRecord record = new AuditRecord(
                arrival,
                arrival.text(senderHeader),
                reading,
                outcome instanceof Outcome.Failed<Segment> failed ? failed.failure() : null,
                outcome.fold(Segment::customers, failure -> 0),
                catalogueVersion,
                clock.instant());
        return new Record<>(record.key(), record.json(), clock.millis());
    }
}
