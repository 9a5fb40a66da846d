package io.customersegment.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.customersegment.local.broker.Broker;
import io.customersegment.local.broker.BrokerSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 90, unit = TimeUnit.SECONDS)
class StreamThreadConsumerIT {

    private static final TopicPartition FIRST = new TopicPartition("requests", 0);
    private static final TopicPartition SECOND = new TopicPartition("requests", 1);
    private static final Set<TopicPartition> BOTH = Set.of(FIRST, SECOND);
    private static final Duration POLL = Duration.ofMillis(100);

    private static Broker broker;
    private Set<TopicPartition> full = Set.of();

    @BeforeAll
    static void start() throws Exception {
        broker = Broker.start(BrokerSettings.temporary());
        broker.create(2, "requests");
        Map<String, Object> config = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("requests", 0, null, new byte[1]))
                    .get();
            producer.send(new ProducerRecord<>("requests", 1, null, new byte[1]))
                    .get();
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void shouldLeaveRecordsWhereTheyAreWhileTheThreadIsFull() {
        try (StreamThreadConsumer consumer = consumer()) {
            full = BOTH;
            for (int i = 0; i < 10; i++) {
                assertThat(consumer.poll(POLL)).isEmpty();
                assertThat(consumer.paused()).isEmpty();
            }

            full = Set.of();

            assertThat(polled(consumer, 2)).containsExactlyInAnyOrder(FIRST, SECOND);
        }
    }

    @Test
    void shouldGoOnReadingThePartitionsThatAreNotFull() {
        try (StreamThreadConsumer consumer = consumer()) {
            full = Set.of(FIRST);

            assertThat(polled(consumer, 1)).containsExactly(SECOND);
            assertThat(consumer.poll(POLL)).isEmpty();
            assertThat(consumer.paused()).isEmpty();
            full = Set.of();
            assertThat(polled(consumer, 1)).containsExactly(FIRST);
        }
    }

    @Test
    void shouldLeavePausedWhatKafkaStreamsHasPaused() {
        try (StreamThreadConsumer consumer = consumer()) {
            consumer.pause(List.of(FIRST));
            full = BOTH;
            consumer.poll(POLL);
            assertThat(consumer.paused()).containsExactly(FIRST);

            full = Set.of();
            assertThat(polled(consumer, 1)).containsExactly(SECOND);
            full = BOTH;
            consumer.poll(POLL);
            consumer.resume(List.of(FIRST));
            full = Set.of();

            assertThat(polled(consumer, 1)).containsExactly(FIRST);
        }
    }

    private static List<TopicPartition> polled(StreamThreadConsumer consumer, int records) {
        List<TopicPartition> from = new ArrayList<>();
        await().until(() -> {
            consumer.poll(POLL).forEach(record -> from.add(new TopicPartition(record.topic(), record.partition())));
            return from.size() >= records;
        });
        return from;
    }

    private StreamThreadConsumer consumer() {
        StreamThreadConsumer consumer = new StreamThreadConsumer(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker.bootstrapServers(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                () -> false,
                partition -> full.contains(partition),
                records -> {});
        consumer.assign(List.of(FIRST, SECOND));
        return consumer;
    }
}
