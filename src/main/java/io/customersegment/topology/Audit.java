package io.customersegment.topology;

import io.customersegment.enrich.Segment;
import io.customersegment.outcome.Outcome;
import io.customersegment.wire.Arrival;
import io.customersegment.wire.AuditRecord;
import io.customersegment.wire.ReadingHeaders;
import java.time.Clock;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Makes the record of who asked for what, which goes out with the answer: in the same transaction under {@code exactly_once_v2}.
 *
 * <p><i>Threads:</i> shared by all stream threads.
 *
 * @param senderHeader the header of requests that says who sent them
 * @param clock tells when an answer was given
 */
record Audit(String senderHeader, String catalogueVersion, Clock clock) {

    /** The record about an answer. Its timestamp is the present, which a topic takes whatever that of the request. */
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
