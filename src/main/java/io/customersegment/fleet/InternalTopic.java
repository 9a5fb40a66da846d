package io.customersegment.fleet;

import io.customersegment.config.ClientProperties;
import io.customersegment.config.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A topic of one partition that the instances of one application share. Like the changelog, it belongs to the application and not
 * to its users: its name begins with the application's, and the first instance creates it.
 *
 * @param kafka the cluster
 * @param name the topic's name
 * @param config its configuration where this instance creates it
 */
record InternalTopic(Settings.Kafka kafka, String name, Map<String, String> config) {

    private static final int ADMIN_SECONDS = 10;

    InternalTopic {
        config = Map.copyOf(config);
    }

    /** Returns the application's topic whose name ends in the given suffix. */
    static InternalTopic of(Settings.Kafka kafka, String suffix, Map<String, String> config) {
        return new InternalTopic(kafka, kafka.applicationId() + "-" + suffix, config);
    }

    /** The topic's only partition. */
    TopicPartition partition() {
        return new TopicPartition(name, 0);
    }

    /**
     * Creates the topic unless it exists.
     *
     * @throws KafkaException if it cannot be created, or the cluster does not answer within ten seconds
     */
    void require(Admin admin) {
        try {
            Set<String> there = admin.listTopics().names().get(ADMIN_SECONDS, TimeUnit.SECONDS);
            if (!there.contains(name)) {
                NewTopic wanted = new NewTopic(name, Optional.of(1), Optional.empty()).configs(config);
                admin.createTopics(List.of(wanted)).all().get(ADMIN_SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException refused) {
            if (!(refused.getCause() instanceof TopicExistsException)) { // otherwise another instance was first
                throw new KafkaException("Topic " + name + " cannot be made", refused.getCause());
            }
        } catch (TimeoutException late) {
            throw new KafkaException("The cluster did not answer about topic " + name, late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while topic " + name + " was looked for", interrupted);
        }
    }

    /**
     * Returns the minimum time that it keeps records, in milliseconds, {@link Long#MAX_VALUE} if without limit; null if this
     * instance may not see that, or the cluster does not answer.
     */
    @Nullable
    Long keptMillis(Admin admin) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
        try {
            Config found = admin.describeConfigs(List.of(resource))
                    .all()
                    .get(ADMIN_SECONDS, TimeUnit.SECONDS)
                    .getOrDefault(resource, new Config(List.of()));
            ConfigEntry policy = found.get(TopicConfig.CLEANUP_POLICY_CONFIG);
            ConfigEntry kept = found.get(TopicConfig.RETENTION_MS_CONFIG);
            if (policy == null || kept == null) {
                return null;
            }
            boolean deletes = policy.value().contains(TopicConfig.CLEANUP_POLICY_DELETE);
            long millis = Long.parseLong(kept.value());
            return deletes && millis >= 0 ? millis : Long.MAX_VALUE;
        } catch (ExecutionException | TimeoutException unseen) {
            return null;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** Returns the cause of a client's fault, or the fault itself if it has none. */
    static Throwable cause(Exception fault) {
        Throwable cause = fault.getCause();
        return cause == null ? fault : cause;
    }

    /** Creates an admin client of the cluster; the caller must close it. */
    Admin admin() {
        Map<String, Object> properties = ClientProperties.of(kafka);
        properties.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_SECONDS * 1000);
        properties.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ADMIN_SECONDS * 500);
        return Admin.create(properties);
    }

    /**
     * Creates a consumer of the partition, in no group; the caller must seek to set its position, and close it. If the record at
     * its position has been deleted, it continues with the oldest that exists.
     *
     * @param own its properties besides the address of the cluster
     */
    Consumer<byte[], byte[]> consumer(Map<String, Object> own) {
        Map<String, Object> properties = new HashMap<>(ClientProperties.of(kafka));
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.putAll(own);
        Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(List.of(partition()));
        return consumer;
    }

    /**
     * Creates a producer; the caller must close it.
     *
     * @param own its properties besides the address of the cluster
     */
    Producer<byte[], byte[]> producer(Map<String, Object> own) {
        Map<String, Object> properties = new HashMap<>(ClientProperties.of(kafka));
        properties.putAll(own);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
