package io.customersegment.benchmark.contender;

import io.customersegment.app.Wiring;
import io.customersegment.benchmark.contender.Answering.Answer;
import io.customersegment.config.ClientProperties;
import io.customersegment.config.Settings;
import io.customersegment.wire.Arrival;
import io.customersegment.wire.HeaderNames;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A good hand-written implementation: one consumer thread, the SDK's asynchronous client, and a producer called from completions. */
public final class HandWrittenMain {

    private HandWrittenMain() {}

    /** Runs until killed. */
    public static void main(String[] arguments) throws InterruptedException {
        Settings settings = SettingsArguments.read(Arrays.asList(arguments));
        Wiring wiring = Wiring.from(settings);
        run(settings, new Answering(settings, wiring, new OurReading(wiring)));
    }

    /** Runs until killed. */
    static void run(Settings settings, Answering answering) throws InterruptedException {
        boolean exactlyOnce = settings.kafka().guarantee() == Settings.Guarantee.EXACTLY_ONCE_V2;
        try (Consumer<byte[], byte[]> consumer = consumer(settings, exactlyOnce);
                Producer<byte[], byte[]> producer = producer(settings, exactlyOnce)) {
            if (exactlyOnce) {
                new TransactionalLoop(settings, answering, consumer, producer).run();
            } else {
                new PipelinedLoop(settings, answering, consumer, producer).run();
            }
        }
    }

    /** Returns the record that answers this one. */
    static CompletableFuture<ProducerRecord<byte[], byte[]>> answer(
            Settings settings, Answering answering, ConsumerRecord<byte[], byte[]> record) {
        Arrival arrival = new Arrival(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.key(),
                record.value(),
                List.of());
        return answering.answer(arrival).thenApply(answer -> record(settings, arrival, answer));
    }

    private static ProducerRecord<byte[], byte[]> record(Settings settings, Arrival arrival, Answer answer) {
        String topic =
                answer.found() ? settings.topics().results() : settings.topics().errors();
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, null, arrival.timestamp(), arrival.key(), answer.value());
        record.headers().add(HeaderNames.REQUEST, arrival.id().getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private static Consumer<byte[], byte[]> consumer(Settings settings, boolean exactlyOnce) {
        Map<String, Object> properties = ClientProperties.of(settings.kafka());
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.kafka().applicationId());
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.node().capacity());
        if (exactlyOnce) {
            properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        }
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Producer<byte[], byte[]> producer(Settings settings, boolean exactlyOnce) {
        Map<String, Object> properties = ClientProperties.of(settings.kafka());
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "2");
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(64 * 1024));
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        if (exactlyOnce) {
            properties.put(
                    ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.kafka().applicationId());
        }
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
