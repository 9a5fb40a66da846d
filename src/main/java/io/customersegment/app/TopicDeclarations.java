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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/** The topics as {@code topics/} declares them, under the names that the settings give them. */
public final class TopicDeclarations {

    private static final List<String> FILES = List.of(
            "/topics/customer-segment-requests.yaml",
            "/topics/customer-segment-results.yaml",
            "/topics/customer-segment-errors.yaml");
    private static final long ADMIN_SECONDS = 30;

    private final List<NewTopic> topics;

    private TopicDeclarations(List<NewTopic> topics) {
        this.topics = List.copyOf(topics);
    }

    /** The declared topics, named as the settings say. */
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
                topics.add(new NewTopic(
                                name(names, declaration.path("setting").asText()),
                                Optional.of(declaration.path("partitions").asInt()),
                                Optional.empty())
                        .configs(config));
            } catch (IOException fault) {
                throw new IllegalStateException("The declaration " + file + " cannot be read", fault);
            }
        }
        return new TopicDeclarations(topics);
    }

    /** The declared topics that the cluster does not have. */
    public List<String> missingFrom(Admin admin) {
        Set<String> there = finished(() -> admin.listTopics().names().get(ADMIN_SECONDS, TimeUnit.SECONDS));
        return topics.stream()
                .map(NewTopic::name)
                .filter(name -> !there.contains(name))
                .toList();
    }

    /**
     * Creates the declared topics that the cluster does not have, and waits until it shows them.
     *
     * @param overrides topic settings that win over the declared ones
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
        while (!missingFrom(admin).isEmpty()) { // a broker learns of a new topic a moment after the controller made it
            if (System.nanoTime() - giveUp > 0) {
                throw new KafkaException("The cluster does not show the topics that it created");
            }
        }
    }

    /** Whether this call made the topic, and not another instance that starts at the same time. */
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
            default -> throw new IllegalStateException("No setting names a topic like " + setting);
        };
    }
}
