package io.customersegment.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import io.customersegment.local.broker.Broker;
import io.customersegment.local.broker.BrokerSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

final class TopicTailIT {

    private final List<String> seen = new CopyOnWriteArrayList<>();

    @Test
    void shouldFollowTopicsThatAreMadeLaterAndPassOverWhatItsListenerCannotTake() throws Exception {
        Broker broker = Broker.start(BrokerSettings.temporary());
        TopicTail tail = TopicTail.start(kafka(broker.bootstrapServers()), List.of("late"), new Listening());
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            broker.create(1, "late");
            await().atMost(Duration.ofSeconds(40)).until(() -> {
                producer.send(new ProducerRecord<>("late", "first")).get();
                return seen.contains("first");
            });
            producer.send(new ProducerRecord<>("late", "broken")).get();
            producer.send(new ProducerRecord<>("late", "last")).get();

            await().atMost(Duration.ofSeconds(20)).until(() -> seen.contains("last"));
            assertThat(seen).doesNotContain("broken");
        } finally {
            tail.close();
            broker.close();
        }
    }

    private static Settings.Kafka kafka(String bootstrapServers) {
        return SettingsReader.read(null, Map.of(), Map.of("bootstrap.servers", bootstrapServers))
                .kafka();
    }

    private final class Listening implements TopicTail.Listener {

        @Override
        public void record(ConsumerRecord<byte[], byte[]> record) {
            String text = new String(record.value(), StandardCharsets.UTF_8);
            if (text.equals("broken")) {
                throw new IllegalStateException("on purpose");
            }
            seen.add(text);
        }

        @Override
        public void polled() {}
    }
}
