package io.customersegment.app;

import io.customersegment.topology.TopicRefusals;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Kafka's own clients for Kafka Streams, with transactional ids that outlive a crash. Kafka Streams makes up a new one at every
 * start where no store is on disk ({@code StateDirectory.initializeProcessId} in 4.4.0), and then nobody ends the transaction that a
 * crash left open before it times out.
 *
 * @param inFlight whether answers are awaited
 * @param full whether the calling stream thread should take in no more records of a partition
 * @param polled learns of all records that stream threads poll
 * @param refusals learns of every record that could not be sent. Kafka Streams' own handler of such is called for the first of a batch
 *     alone, which need not be the one that the broker refused
 * @param suppressionsAge learns when all suppressions were known
 */
record StreamsClients(
        String applicationId,
        String instance,
        BooleanSupplier inFlight,
        Predicate<TopicPartition> full,
        java.util.function.Consumer<ConsumerRecords<byte[], byte[]>> polled,
        TopicRefusals refusals,
        SuppressionsAge suppressionsAge)
        implements KafkaClientSupplier {

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        Map<String, Object> own = new HashMap<>(config);
        own.computeIfPresent(ProducerConfig.TRANSACTIONAL_ID_CONFIG, (key, id) -> transactionalId(id.toString()));
        return new KafkaProducer<>(own, new ByteArraySerializer(), new ByteArraySerializer()) {
            @Override
            public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
                return super.send(record, (metadata, fault) -> {
                    if (fault != null) {
                        refusals.failed(record, fault);
                    }
                    callback.onCompletion(metadata, fault);
                });
            }
        };
    }

    /** The id for the thread that is named at the end of the one that Kafka Streams made up. */
    private String transactionalId(String madeUp) {
        return applicationId + "-" + instance + madeUp.substring(madeUp.lastIndexOf('-'));
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new StreamThreadConsumer(config, inFlight, full, polled);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        Map<String, Object> own = new HashMap<>(config);
        // There is one topic, so no other partition waits for this one.
        own.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, ConsumerConfig.DEFAULT_FETCH_MAX_WAIT_MS);
        return new SuppressionsConsumer(own, suppressionsAge);
    }
}
