package io.customersegment.local.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 90, unit = TimeUnit.SECONDS)
final class BrokerIT {

    @Test
    void shouldHandOnARecordOfACommittedTransaction() throws Exception {
        try (Broker broker = Broker.start(BrokerSettings.temporary())) {
            broker.create(3, "greetings", "answers");

            sendInTransaction(broker, "greetings", "hello");

            assertThat(read(broker, "greetings", 1)).containsExactly("hello");
        }
    }

    @Test
    void shouldComeBackUnderItsAddressWithItsData(@TempDir Path directory) throws Exception {
        int port = freePort();
        try (Broker first = Broker.start(BrokerSettings.at(port, directory))) {
            first.create(1, "greetings");
            sendInTransaction(first, "greetings", "hello");
        }

        try (Broker second = Broker.start(BrokerSettings.at(port, directory))) {
            assertThat(second.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
            assertThat(read(second, "greetings", 1)).containsExactly("hello");
        }
    }

    @Test
    void shouldRefuseToCreateATopicTwice() {
        try (Broker broker =
                Broker.start(BrokerSettings.temporary().withOverrides(Map.of("log.retention.ms", "3600000")))) {
            broker.create(1, "greetings");

            assertThatThrownBy(() -> broker.create(1, "greetings")).hasCauseInstanceOf(TopicExistsException.class);
        }
    }

    @Test
    void shouldNotStartOnAPortThatIsTaken() {
        try (Broker first = Broker.start(BrokerSettings.temporary())) {
            String address = first.bootstrapServers();
            int taken = Integer.parseInt(address.substring(address.indexOf(':') + 1));

            assertThatThrownBy(() -> Broker.start(new BrokerSettings(taken, null, Map.of())))
                    .isInstanceOf(IllegalStateException.class)
                    .hasRootCauseInstanceOf(BindException.class);
        }
    }

    private static void sendInTransaction(Broker broker, String topic, String value) throws Exception {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "broker-it");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            var sent = producer.send(new ProducerRecord<>(topic, "key", value));
            producer.commitTransaction();
            assertThat(sent).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    private static List<String> read(Broker broker, String topic, int count) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG, "broker-it",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            while (values.size() < count) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    values.add(record.value());
                }
            }
        }
        return values;
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
