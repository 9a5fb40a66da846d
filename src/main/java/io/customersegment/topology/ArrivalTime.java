package io.customersegment.topology;

import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Extracts the time of a request, which is the timestamp of its record. Kafka Streams drops a record with a negative timestamp, which
 * only very old clients produce; such a record gets the partition time instead, or the current time if there is none.
 */
record ArrivalTime(Clock clock) implements TimestampExtractor {

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        if (record.timestamp() >= 0) {
            return record.timestamp();
        }
        return partitionTime >= 0 ? partitionTime : clock.millis();
    }
}
