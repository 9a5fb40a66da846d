package io.customersegment.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.customersegment.config.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/** The topics that {@code topics/} declares, under their configured names. */
public final class TopicDeclarations {

    private static final List<String> FILES = List.of(
            "/topics/customer-segment-requests.yaml",
            "/topics/customer-segment-results.yaml",
            "/topics/customer-segment-errors.yaml",
            "/topics/customer-segment-suppressions.yaml",
            "/topics/customer-segment-audit.yaml");
    private static final long ADMIN_SECONDS = 30;

    private final List<NewTopic> topics;

    private TopicDeclarations(List<NewTopic> topics) {
        this.topics = List.copyOf(topics);
    }

    /** The declared topics with their partitions and settings; the replication factor is the cluster's default. */
    public List<NewTopic> topics() {
        return topics;
    }

    /** Returns the declared topics under their configured names, without those that are not configured. */
    public static TopicDeclarations named(Settings.Topics names) {
        List<NewTopic> topics = new ArrayList<>();
        YAMLMapper yaml = new YAMLMapper();
        for (String file : FILES) {
            try (InputStream stream = TopicDeclarations.class.getResourceAsStream(file)) {
                JsonNode declaration = yaml.readTree(stream);
                Map<String, String> config = new HashMap<>();
                declaration
                        .path("config")
                        .properties()
                        .forEach(entry ->
                                config.put(entry.getKey(), entry.getValue().asText()));
                String name = name(names, declaration.path("setting").asText());
                if (name.isEmpty()) {
                    continue;
                }
                topics.add(new NewTopic(
                                name, Optional.of(declaration.path("partitions").asInt()), Optional.empty())
                        .configs(config));
            } catch (IOException fault) {
                throw new IllegalStateException("The declaration " + file + " cannot be read", fault);
            }
        }
        return new TopicDeclarations(topics);
    }

    /** Returns the names of the declared topics that the cluster does not have. */
    public List<String> missingFrom(Admin admin) {
        Set<String> there = finished(() -> admin.listTopics().names().get(ADMIN_SECONDS, TimeUnit.SECONDS));
        return topics.stream()
                .map(NewTopic::name)
                .filter(name -> !there.contains(name))
                .toList();
    }

    /**
     * Creates the declared topics that the cluster does not have, and waits until the cluster lists them.
     *
     * @param overrides topic settings that take precedence over the declared ones
     */
    public void create(Admin admin, Map<String, String> overrides) {
        List<String> missing = missingFrom(admin);
        for (NewTopic topic : topics) {
            if (!missing.contains(topic.name())) {
                continue;
            }
            Map<String, String> config = new HashMap<>(topic.configs());
            config.putAll(overrides);
            NewTopic wanted =
                    new NewTopic(topic.name(), Optional.of(topic.numPartitions()), Optional.empty()).configs(config);
            finished(() -> created(admin, wanted));
        }
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(ADMIN_SECONDS);
        while (!missingFrom(admin)
                .isEmpty()) { // a broker learns of a new topic a moment after the controller created it
            if (System.nanoTime() - giveUp > 0) {
                throw new KafkaException("The cluster does not show the topics that it created");
            }
        }
    }

    /**
     * Returns the differences between the cluster's topics and their declarations, in the order of the declarations.
     *
     * @throws KafkaException if the cluster cannot be queried
     */
    public List<TopicDifference> differences(Admin admin) {
        List<String> missing = missingFrom(admin);
        List<String> there = topics.stream()
                .map(NewTopic::name)
                .filter(name -> !missing.contains(name))
                .toList();
        Map<String, TopicDescription> described =
                finished(() -> admin.describeTopics(there).allTopicNames().get(ADMIN_SECONDS, TimeUnit.SECONDS));
        Map<ConfigResource, Config> configured = finished(() -> admin.describeConfigs(
                        there.stream().map(TopicDeclarations::resource).toList())
                .all()
                .get(ADMIN_SECONDS, TimeUnit.SECONDS));
        List<TopicDifference> differences = new ArrayList<>();
        for (NewTopic topic : topics) {
            TopicDescription description = described.get(topic.name());
            Config config = configured.get(resource(topic.name()));
            if (description == null || config == null) {
                differences.add(TopicDifference.missing(topic.name()));
                continue;
            }
            TopicDifference.ofPartitions(topic, description.partitions().size()).ifPresent(differences::add);
            new TreeMap<>(topic.configs()).forEach((key, declared) -> {
                ConfigEntry entry = config.get(key);
                TopicDifference.ofSetting(topic.name(), key, declared, entry == null ? null : entry.value())
                        .ifPresent(differences::add);
            });
        }
        return differences;
    }

    /**
     * Applies the differences that are not left to a person: creates topics, adds partitions, changes settings. Deletes and shrinks
     * nothing.
     *
     * @param done called for each change that was applied
     * @throws KafkaException if the cluster cannot be queried or refuses a change
     */
    public void apply(Admin admin, List<TopicDifference> differences, Consumer<TopicDifference> done) {
        create(admin, Map.of());
        differences.stream().filter(TopicDifference::isMissing).forEach(done);
        for (TopicDifference difference : differences) {
            if (difference.manualReason() == null && !difference.isMissing()) {
                finished(() -> change(admin, difference).get(ADMIN_SECONDS, TimeUnit.SECONDS));
                done.accept(difference);
            }
        }
    }

    private static KafkaFuture<Void> change(Admin admin, TopicDifference difference) {
        if (difference.what().equals(TopicDifference.PARTITIONS)) {
            NewPartitions wanted = NewPartitions.increaseTo(Integer.parseInt(difference.declared()));
            return admin.createPartitions(Map.of(difference.topic(), wanted)).all();
        }
        AlterConfigOp set =
                new AlterConfigOp(new ConfigEntry(difference.what(), difference.declared()), AlterConfigOp.OpType.SET);
        return admin.incrementalAlterConfigs(Map.of(resource(difference.topic()), List.of(set)))
                .all();
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    /** Whether this call created the topic, rather than another instance that starts at the same time. */
    private static boolean created(Admin admin, NewTopic topic)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            admin.createTopics(List.of(topic)).all().get(ADMIN_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException fault) {
            if (fault.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw fault;
        }
    }

    private interface AdminCall<T extends @Nullable Object> {
        T call() throws ExecutionException, InterruptedException, TimeoutException;
    }

    private static <T extends @Nullable Object> T finished(AdminCall<T> call) {
        try {
            return call.call();
        } catch (ExecutionException fault) {
            Throwable cause = fault.getCause();
            throw new KafkaException(
                    cause instanceof org.apache.kafka.common.errors.TimeoutException
                            ? "The cluster cannot be reached; see bootstrap.servers"
                            : "The cluster refused",
                    cause);
        } catch (TimeoutException fault) {
            throw new KafkaException("The cluster gave no answer within " + ADMIN_SECONDS + " s", fault);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while waiting for the cluster", interrupted);
        }
    }

    private static String name(Settings.Topics names, String setting) {
        return switch (setting) {
            case "request.topic" -> names.requests();
            case "result.topic" -> names.results();
            case "error.topic" -> names.errors();
            case "suppression.topic" -> names.suppressions();
            case "audit.topic" -> names.audit();
            default -> throw new IllegalStateException("No setting names a topic like " + setting);
        };
    }
}
