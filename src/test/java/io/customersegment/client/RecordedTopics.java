package io.customersegment.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** A consumer of topics with one partition each, all of whose records exist from the beginning. */
final class RecordedTopics extends MockConsumer<byte[], byte[]> {

    private final Map<String, List<ConsumerRecord<byte[], byte[]>>> records;

    RecordedTopics(Map<String, List<ConsumerRecord<byte[], byte[]>>> records) {
        super("earliest");
        this.records = records;
        records.forEach((topic, there) -> {
            TopicPartition partition = new TopicPartition(topic, 0);
            updatePartitions(topic, List.of(new PartitionInfo(topic, 0, null, null, null)));
            updateBeginningOffsets(Map.of(partition, 0L));
            updateEndOffsets(Map.of(partition, (long) there.size()));
        });
    }

    /** Creates a record as a consumer receives it from a broker. */
    static ConsumerRecord<byte[], byte[]> record(String topic, long offset, long timestamp, byte @Nullable [] value) {
        return new ConsumerRecord<>(
                topic,
                0,
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                null,
                value,
                new RecordHeaders(),
                Optional.empty());
    }

    @Override
    public synchronized void assign(Collection<TopicPartition> partitions) {
        super.assign(partitions);
        for (TopicPartition partition : partitions) {
            new ArrayList<>(records.getOrDefault(partition.topic(), List.of())).forEach(this::addRecord);
        }
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> wanted) {
        Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
        wanted.forEach((partition, time) -> records.getOrDefault(partition.topic(), List.of()).stream()
                .filter(record -> record.timestamp() >= time)
                .findFirst()
                .ifPresent(
                        record -> found.put(partition, new OffsetAndTimestamp(record.offset(), record.timestamp()))));
        return found;
    }
}
