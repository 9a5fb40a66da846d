package io.customersegment.client;

import io.customersegment.config.ClientProperties;
import io.customersegment.config.Settings;
import io.customersegment.wire.Suppression;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads all suppressions of a cluster from their topic, and publishes changes.
 *
 * <p><i>Threads:</i> used by one thread.
 */
public final class SuppressionList {

    private final Settings.Kafka kafka;
    private final String topic;

    /**
     * Creates a list over the configured topic; does not connect yet.
     *
     * @throws IllegalArgumentException if the settings name no topic
     */
    public SuppressionList(Settings settings) {
        if (!settings.topics().suppresses()) {
            throw new IllegalArgumentException("suppression.topic is empty: nobody is suppressed");
        }
        this.kafka = settings.kafka();
        this.topic = settings.topics().suppressions();
    }

    /**
     * Returns all suppressions by customer id, including those that are over.
     *
     * @throws KafkaException if the topic cannot be read
     */
    public Map<String, Suppression> all() {
        Map<String, Suppression> all = new TreeMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                SegmentClient.consumerSettings(ClientProperties.of(kafka)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicScan.since(consumer, topic, null)
                    .run(
                            record -> {
                                if (record.key() == null) {
                                    return;
                                }
                                String customer = new String(record.key(), StandardCharsets.UTF_8);
                                if (record.value() == null) {
                                    all.remove(customer);
                                } else {
                                    all.put(customer, Suppression.of(record.value()));
                                }
                            },
                            () -> {});
        } catch (TimeoutException fault) {
            throw SegmentClient.unreachable(kafka, fault);
        }
        return all;
    }

    /**
     * Suppresses customers, or lifts their suppressions, and waits until the cluster has stored the change.
     *
     * @param suppression null to lift
     * @throws KafkaException if the cluster refuses a record; records before the first refused one may have been published
     */
    public void publish(Collection<String> customers, @Nullable Suppression suppression) {
        byte[] value = suppression == null ? null : suppression.json();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                SegmentClient.producerSettings(ClientProperties.of(kafka)),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (String customer : customers) {
                sent.add(producer.send(new ProducerRecord<>(topic, customer.getBytes(StandardCharsets.UTF_8), value)));
            }
            producer.flush();
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (ExecutionException fault) {
            throw new KafkaException("The topic " + topic + " does not take the record", fault.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while waiting for the cluster", interrupted);
        }
    }
}
