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
 * Supplies Kafka's own clients to Kafka Streams, with transactional ids that survive a crash. Kafka Streams generates a new id at every
 * start if no store is on disk ({@code StateDirectory.initializeProcessId} in 4.4.0); a transaction that a crash left open would then stay
 * open until it times out.
 *
 * @param inFlight whether answers are awaited
 * @param full whether the calling stream thread should take in no more records of a partition
 * @param polled receives all records that stream threads poll
 * @param refusals notified of every record that could not be sent. Kafka Streams' own handler is called only for the first record of a
 *     batch, which need not be the one that the broker refused
 * @param suppressionsAge notified when all suppressions were known
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

    /** Returns the id for the thread that is named at the end of the id that Kafka Streams generated. */
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
        // The consumer reads only one topic, so a long fetch delays no other partition.
        own.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, ConsumerConfig.DEFAULT_FETCH_MAX_WAIT_MS);
        return new SuppressionsConsumer(own, suppressionsAge);
    }
}
