package io.customersegment.failure;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** The end offsets of topics and the committed offsets of groups. */
final class Offsets {

    private static final long SECONDS = 30;

    private Offsets() {}

    /** Returns the partitions of the topics. */
    static Collection<TopicPartition> partitions(Admin admin, String... topics) {
        return finished(admin.describeTopics(List.of(topics)).allTopicNames()).values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
    }

    /** Returns the end offsets, including uncommitted records. */
    static Map<TopicPartition, Long> ends(Admin admin, Collection<TopicPartition> partitions) {
        return finished(admin.listOffsets(partitions.stream()
                                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest())))
                        .all())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    /** Returns the sum of the group's committed offsets over all its partitions. */
    static long committed(Admin admin, String group) {
        return finished(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()).values().stream()
                .mapToLong(offset -> offset == null ? 0 : offset.offset())
                .sum();
    }

    /** Returns the number of members of the group that have a task. */
    static long membersAtWork(Admin admin, String group, Mode mode) {
        if (mode.streamsProtocol()) {
            return finished(admin.describeStreamsGroups(List.of(group)).all()).values().stream()
                    .flatMap(described -> described.members().stream())
                    .filter(member -> !member.assignment().activeTasks().isEmpty())
                    .count();
        }
        return finished(admin.describeConsumerGroups(List.of(group)).all()).values().stream()
                .flatMap(described -> described.members().stream())
                .filter(member -> !member.assignment().topicPartitions().isEmpty())
                .count();
    }

    private static <T> T finished(KafkaFuture<T> future) {
        try {
            return future.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException fault) {
            throw new IllegalStateException("The cluster does not say", fault);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking the cluster", interrupted);
        }
    }
}
