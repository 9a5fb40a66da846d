package io.customersegment.app;

import io.customersegment.config.Settings;
import io.customersegment.topology.SegmentTopology;
import io.customersegment.topology.StreamsProperties;
import io.customersegment.topology.TopicLimits;
import io.customersegment.topology.TopicRefusals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the topics of the cluster with what the processor needs: at the start, twice a minute, and when a stream thread has died. It
 * reports the limits of the topics to {@link TopicRefusals} and adjusts the changelog, which must accept every request and have as many
 * partitions as the requests topic. Topics that it may not describe are assumed to fit.
 *
 * <p><i>Threads:</i> safe to use from any thread; checks the topics on its own thread.
 */
final class TopicWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final int ANSWER_SECONDS = 5;

    private final Settings settings;
    private final TopicRefusals refusals;
    private final Admin admin;
    private final String changelog;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "topic-watch");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable String obstacle;

    private TopicWatch(Settings settings, TopicRefusals refusals) {
        this.settings = settings;
        this.refusals = refusals;
        this.admin = SegmentService.admin(settings.kafka());
        this.changelog = SegmentTopology.changelogTopic(settings);
    }

    /**
     * Checks the topics, and repeats the check until it is closed.
     *
     * @throws KafkaException if the cluster cannot be reached, or no processor can run with its topics; it names the topic and the required
     *     change
     */
    static TopicWatch open(Settings settings, TopicRefusals refusals) {
        TopicWatch watch = new TopicWatch(settings, refusals);
        try {
            watch.requireTopics();
            watch.look();
            watch.requireFitting();
        } catch (RuntimeException refused) {
            watch.close();
            throw refused;
        }
        var unused =
                watch.timer.scheduleWithFixedDelay(watch::look, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
        return watch;
    }

    private void requireTopics() {
        List<String> missing = TopicDeclarations.named(settings.topics()).missingFrom(admin);
        if (!missing.isEmpty()) {
            throw new KafkaException("The cluster " + settings.kafka().bootstrapServers() + " has no topic "
                    + String.join(", ", missing)
                    + ": let `run --create-topics` create it, or `topics apply` with the same settings");
        }
    }

    private void requireFitting() {
        int largest = StreamsProperties.maxRecordBytes(settings);
        for (String topic : outputs()) {
            String misfit = refusals.limits(topic).misfit(topic, largest);
            if (misfit != null) {
                throw new KafkaException(misfit);
            }
        }
        if (obstacle != null) {
            throw new KafkaException(obstacle);
        }
    }

    private List<String> outputs() {
        Settings.Topics topics = settings.topics();
        return topics.audits()
                ? List.of(topics.results(), topics.errors(), topics.audit())
                : List.of(topics.results(), topics.errors());
    }

    /** Determines whether the topics are related to the death of a stream thread; takes some seconds at most. */
    ThreadReplacement.Diagnosis diagnose() {
        boolean repaired = look();
        boolean newRefusals = refusals.pollNewRefusals();
        if (obstacle() != null) {
            return ThreadReplacement.Diagnosis.UNRECOVERABLE;
        }
        return repaired || newRefusals ? ThreadReplacement.Diagnosis.REPAIRED : ThreadReplacement.Diagnosis.UNCHANGED;
    }

    private synchronized @Nullable String obstacle() {
        return obstacle;
    }

    /** Checks the topics, and returns whether anything has changed. */
    private synchronized boolean look() {
        Map<String, Config> configs = configs();
        boolean different = false;
        for (String topic : outputs()) {
            Config config = configs.get(topic);
            different |= config != null && refusals.limit(topic, TopicLimits.of(config));
        }
        Config kept = configs.get(changelog);
        different |= kept != null && widenChangelog(TopicLimits.of(kept));
        different |= extendChangelog();
        return different;
    }

    /** Makes the changelog accept every request, whatever its timestamp, and returns whether anything has changed. */
    private boolean widenChangelog(TopicLimits limits) {
        Map<String, String> declared = StreamsProperties.changelog(settings);
        List<AlterConfigOp> changes = new ArrayList<>();
        if (limits.limitsTimestamps()) {
            changes.add(set(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, declared));
        }
        if (limits.maxBytes() < StreamsProperties.maxRecordBytes(settings)) {
            changes.add(set(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, declared));
        }
        if (changes.isEmpty()) {
            return refusals.limit(changelog, limits);
        }
        Throwable refused = failure(admin.incrementalAlterConfigs(Map.of(resource(changelog), changes))
                .all());
        if (refused == null) {
            LOG.atInfo().addKeyValue("topic", changelog).log("changelog takes every request now");
            return refusals.limit(changelog, TopicLimits.NONE);
        }
        boolean different = refusals.limit(changelog, limits);
        if (different) {
            LOG.atWarn()
                    .addKeyValue("topic", changelog)
                    .addKeyValue("fault", refused.getClass().getSimpleName())
                    .log("the changelog refuses requests for their time or size: set "
                            + changes.stream()
                                    .map(change -> change.configEntry().name() + "="
                                            + change.configEntry().value())
                                    .collect(Collectors.joining(", ")));
        }
        return different;
    }

    private static AlterConfigOp set(String key, Map<String, String> declared) {
        return new AlterConfigOp(new ConfigEntry(key, declared.get(key)), AlterConfigOp.OpType.SET);
    }

    /**
     * Gives the changelog as many partitions as the requests topic, and returns whether anything has changed. Requests of partition N are
     * kept in partition N, so existing records need not move.
     */
    private boolean extendChangelog() {
        String requests = settings.topics().requests();
        Map<String, Integer> partitions = partitions();
        Integer wanted = partitions.get(requests);
        Integer kept = partitions.get(changelog);
        if (wanted == null || kept == null || wanted.equals(kept)) {
            obstacle = null;
            return false;
        }
        String mismatch =
                "Topic " + requests + " has " + wanted + " partitions, but its changelog " + changelog + " has " + kept;
        if (kept > wanted) {
            hinder(mismatch + ": reset the application, as docker/README.md says under Operations");
            return false;
        }
        Throwable refused = failure(admin.createPartitions(Map.of(changelog, NewPartitions.increaseTo(wanted)))
                .all());
        if (refused == null || refused instanceof InvalidPartitionsException) { // another instance was first
            awaitPartitions(wanted);
            LOG.atInfo()
                    .addKeyValue("topic", changelog)
                    .addKeyValue("partitions", wanted)
                    .log("changelog has as many partitions as the requests topic now");
            obstacle = null;
            return true;
        }
        hinder(mismatch + " and cannot be extended (" + refused.getClass().getSimpleName()
                + "): add partitions to it, or allow this application Alter on it");
        return false;
    }

    /**
     * Waits until the brokers know the new partitions. A broker learns of them a moment after the controller created them, and a thread
     * that starts earlier dies.
     */
    private void awaitPartitions(Integer wanted) {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(ANSWER_SECONDS);
        while (!wanted.equals(partitions().get(changelog)) && System.nanoTime() - giveUp < 0) {
            Thread.onSpinWait();
        }
    }

    private void hinder(String reason) {
        if (!reason.equals(obstacle)) {
            LOG.error(reason);
        }
        obstacle = reason;
    }

    /** Returns the settings of the topics that are written to, without topics that do not exist or may not be described. */
    private Map<String, Config> configs() {
        List<ConfigResource> resources = new ArrayList<>();
        outputs().forEach(topic -> resources.add(resource(topic)));
        resources.add(resource(changelog));
        Map<String, Config> configs = new HashMap<>();
        admin.describeConfigs(resources)
                .values()
                .forEach((resource, future) ->
                        answered(future).ifPresent(config -> configs.put(resource.name(), config)));
        return configs;
    }

    /** Returns the partition counts of the requests topic and the changelog, without topics that do not exist or may not be described. */
    private Map<String, Integer> partitions() {
        Map<String, Integer> partitions = new HashMap<>();
        admin.describeTopics(List.of(settings.topics().requests(), changelog))
                .topicNameValues()
                .forEach((topic, future) -> answered(future)
                        .ifPresent(described ->
                                partitions.put(topic, described.partitions().size())));
        return partitions;
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    /** Returns the cluster's answer, empty if it refuses or takes too long. */
    private static <T> Optional<T> answered(KafkaFuture<T> future) {
        Throwable failure = failure(future);
        if (failure != null) {
            LOG.atDebug().addKeyValue("fault", failure.getClass().getName()).log("a topic cannot be looked at");
            return Optional.empty();
        }
        return Optional.of(future.toCompletionStage().toCompletableFuture().join());
    }

    /** Waits for the cluster's answer. Returns why there is none, or null if there is one. */
    private static @Nullable Throwable failure(KafkaFuture<?> future) {
        try {
            future.get(ANSWER_SECONDS, TimeUnit.SECONDS);
            return null;
        } catch (ExecutionException refused) {
            return refused.getCause();
        } catch (TimeoutException late) {
            return late;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return interrupted;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        admin.close(Duration.ZERO);
    }
}
