package io.customersegment.client;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One pass through a topic, from an offset of each partition to its current end.
 *
 * <p><i>Threads:</i> used by one thread.
 */
final class TopicScan {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final Map<TopicPartition, Long> ends;

    private TopicScan(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {
        this.consumer = consumer;
        this.next.putAll(starts);
        this.ends = Map.copyOf(ends);
    }

    /**
     * Returns a scan from the first record of the given time on, or from the beginning. Timestamps need not ascend, so earlier records are
     * included.
     *
     * @param from null for the beginning
     */
    static TopicScan since(Consumer<byte[], byte[]> consumer, String topic, @Nullable Instant from) {
        List<TopicPartition> partitions = partitions(consumer, topic);
        Map<TopicPartition, Long> starts = new HashMap<>(consumer.beginningOffsets(partitions));
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        if (from != null) {
            long timestamp = Math.max(0, from.toEpochMilli());
            Map<TopicPartition, Long> wanted = new HashMap<>();
            partitions.forEach(partition -> wanted.put(partition, timestamp));
            Map<TopicPartition, @Nullable OffsetAndTimestamp> found = consumer.offsetsForTimes(wanted);
            starts.replaceAll((partition, beginning) -> {
                OffsetAndTimestamp first = found.get(partition);
                return first == null ? ends.getOrDefault(partition, beginning) : Long.valueOf(first.offset());
            });
        }
        return new TopicScan(consumer, starts, ends);
    }

    /** Returns a scan from the first to the last of the given offsets in each partition, including records between the ranges. */
    static TopicScan over(Consumer<byte[], byte[]> consumer, String topic, List<ReplaySelection.OffsetRange> ranges) {
        Map<TopicPartition, Long> starts = new HashMap<>();
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (ReplaySelection.OffsetRange range : ranges) {
            TopicPartition partition = new TopicPartition(topic, range.partition());
            starts.merge(partition, range.first(), Long::min);
            ends.merge(partition, range.last() == Long.MAX_VALUE ? range.last() : range.last() + 1, Long::max);
        }
        List<TopicPartition> there = partitions(consumer, topic);
        for (TopicPartition partition : starts.keySet()) {
            if (!there.contains(partition)) {
                throw new KafkaException("Topic " + topic + " has no partition " + partition.partition());
            }
        }
        consumer.beginningOffsets(starts.keySet())
                .forEach((partition, beginning) -> starts.merge(partition, beginning, Long::max));
        consumer.endOffsets(ends.keySet()).forEach((partition, end) -> ends.merge(partition, end, Long::min));
        return new TopicScan(consumer, starts, ends);
    }

    private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer, String topic) {
        List<PartitionInfo> found = consumer.partitionsFor(topic);
        if (found.isEmpty()) {
            throw new KafkaException("The cluster has no topic " + topic);
        }
        return found.stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    /** Returns the number of offsets between the current position and the end; some of them may not be records. */
    long left() {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - next.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    /**
     * Reads to the end and passes each record to the action.
     *
     * @param progress called after every batch
     * @throws KafkaException if nothing arrives for a minute
     */
    void run(java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> action, Runnable progress) {
        consumer.assign(next.keySet());
        next.forEach(consumer::seek);
        long leftBefore = left();
        long since = System.nanoTime();
        while (left() > 0) {
            if (left() < leftBefore) {
                leftBefore = left();
                since = System.nanoTime();
            } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
                throw new KafkaException("The cluster sent nothing for " + PATIENCE.toSeconds() + " s, with "
                        + leftBefore + " records still to come");
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                if (record.offset() < ends.getOrDefault(partition, 0L)) {
                    action.accept(record);
                }
            }
            next.replaceAll((partition, before) -> consumer.position(partition));
            progress.run();
        }
    }
}
