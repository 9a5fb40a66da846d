package io.customersegment.app.doctor;

import io.customersegment.app.SegmentService;
import io.customersegment.app.TopicDeclarations;
import io.customersegment.app.TopicDifference;
import io.customersegment.config.Settings;
import io.customersegment.topology.StreamsProperties;
import io.customersegment.topology.TopicLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

/** The checks of the Kafka cluster. */
final class KafkaChecks implements AutoCloseable {

    private final Settings settings;
    private @Nullable Admin admin;

    KafkaChecks(Settings settings) {
        this.settings = settings;
    }

    /** Checks whether the cluster can be reached. */
    CheckResult broker() {
        Admin open = SegmentService.admin(settings.kafka());
        admin = open;
        DescribeClusterResult cluster = open.describeCluster();
        try {
            int brokers = finished(cluster.nodes()).size();
            return CheckResult.ok(settings.kafka().bootstrapServers() + " answers, " + brokers
                    + (brokers == 1 ? " broker" : " brokers"));
        } catch (KafkaException unreachable) {
            Throwable cause = unreachable.getCause();
            return CheckResult.fail(
                    settings.kafka().bootstrapServers() + " does not answer"
                            + (cause == null ? "" : " (" + cause.getClass().getSimpleName() + ")"),
                    "check bootstrap.servers, the network, and the security settings under kafka.");
        }
    }

    /** Checks whether the topics exist as declared. */
    CheckResult topics() {
        List<TopicDifference> differences =
                TopicDeclarations.named(settings.topics()).differences(admin());
        if (differences.isEmpty()) {
            return CheckResult.ok("all as declared");
        }
        String missing = differences.stream()
                .filter(TopicDifference::isMissing)
                .map(TopicDifference::topic)
                .collect(Collectors.joining(", "));
        return missing.isEmpty()
                ? CheckResult.warn(
                        differences.stream().map(TopicDifference::text).collect(Collectors.joining(", ")),
                        "where that is not meant, `customer-segment topics apply` brings them in line")
                : CheckResult.fail(
                        "missing or not to be seen: " + missing,
                        "`customer-segment topics apply` or `run --create-topics` creates them; if they are there, see"
                                + " permissions");
    }

    /** Checks, as a start does, whether the output topics accept all answers. */
    CheckResult messageSize() {
        int largest = StreamsProperties.maxRecordBytes(settings);
        Map<ConfigResource, Config> configs = finished(admin().describeConfigs(List.of(
                        resource(settings.topics().results()),
                        resource(settings.topics().errors())))
                .all());
        for (Map.Entry<ConfigResource, Config> topic : configs.entrySet()) {
            String misfit =
                    TopicLimits.of(topic.getValue()).misfit(topic.getKey().name(), largest);
            if (misfit != null) {
                return CheckResult.fail(misfit, null);
            }
        }
        return CheckResult.ok("answers are cut to " + largest + " bytes, which the output topics take");
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    /** Checks whether {@code run} has the permissions that it needs. */
    CheckResult permissions() {
        return new PermissionCheck(settings, admin()).result();
    }

    /** Checks whether the consumer group has members, and how many requests it is behind. */
    CheckResult group() {
        String id = settings.kafka().applicationId();
        Optional<GroupState> state = finished(admin().listGroups().valid()).stream()
                .filter(group -> group.groupId().equals(id))
                .findFirst()
                .flatMap(GroupListing::groupState);
        if (state.isEmpty()) {
            return CheckResult.ok("there is no group " + id + " yet: run has not been started");
        }
        String behind = ", " + lag(id) + " requests behind";
        return CheckResult.ok(
                state.get() == GroupState.EMPTY
                        ? "group " + id + " has no members: run is not running" + behind
                        : "group " + id + " is " + state.get() + behind);
    }

    private long lag(String group) {
        String requests = settings.topics().requests();
        Map<TopicPartition, OffsetAndMetadata> committed =
                finished(admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        List<TopicPartition> partitions = new ArrayList<>();
        finished(admin().describeTopics(List.of(requests)).allTopicNames())
                .values()
                .forEach(topic -> topic.partitions()
                        .forEach(partition -> partitions.add(new TopicPartition(requests, partition.partition()))));
        Map<TopicPartition, Long> begin = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> end = offsets(partitions, OffsetSpec.latest());
        long lag = 0;
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata read = committed.get(partition);
            long from = read == null ? begin.getOrDefault(partition, 0L) : read.offset();
            lag += Math.max(0, end.getOrDefault(partition, from) - from);
        }
        return lag;
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        finished(admin().listOffsets(wanted).all())
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    private Admin admin() {
        return Objects.requireNonNull(admin, "needs of a check were not met");
    }

    /** Waits for the cluster's answer without a limit, because the admin client has its own timeout. */
    static <T> T finished(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException fault) {
            throw new KafkaException("The cluster refused", fault.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while waiting for the cluster", interrupted);
        }
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
