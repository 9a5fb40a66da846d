package io.customersegment.client;

import io.customersegment.config.ClientProperties;
import io.customersegment.config.Settings;
import io.customersegment.wire.RefusedRequest;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the error records that are on the topic now, without a consumer group and without leaving a trace.
 *
 * <p><i>Threads:</i> used by one thread.
 */
public final class RefusedRecords implements AutoCloseable {

    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /** Connects to the cluster. */
    public RefusedRecords(Settings.Kafka kafka, Settings.Topics topics) {
        this.topic = topics.errors();
        this.consumer = new KafkaConsumer<>(
                SegmentClient.consumerSettings(ClientProperties.of(kafka)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /**
     * Passes on the value of each record whose request was refused within the given times. Reads the topic from its beginning, because its
     * records have the timestamps of the requests, which indicate little about when these were refused.
     *
     * @param progress receives the share of the topic that was read, in percent
     * @throws KafkaException if the cluster cannot be read
     */
    public void read(ReplaySelection.Times times, Consumer<byte[]> action, LongConsumer progress) {
        TopicScan scan = TopicScan.since(consumer, topic, null);
        long all = scan.left();
        scan.run(
                record -> {
                    byte @Nullable [] value = record.value();
                    RefusedRequest request = RefusedRequest.read(value);
                    if (value != null && request != null && times.contains(request.failedAt())) {
                        action.accept(value);
                    }
                },
                () -> progress.accept(all == 0 ? 100 : 100 * (all - scan.left()) / all));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
