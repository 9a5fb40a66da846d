package io.customersegment.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customersegment.config.ClientProperties;
import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import io.customersegment.local.broker.Broker;
import io.customersegment.local.broker.BrokerSettings;
import io.customersegment.wire.HeaderNames;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SegmentClientIT {

    @Test
    void shouldSayWhichTopicTheClusterLacks() {
        try (Broker broker = Broker.start(BrokerSettings.temporary())) {
            Settings settings =
                    SettingsReader.read(null, Map.of(), Map.of("bootstrap.servers", broker.bootstrapServers()));
            broker.create(1, settings.topics().results());

            assertThatThrownBy(() -> new SegmentClient(settings.kafka(), settings.topics()))
                    .isInstanceOf(KafkaException.class)
                    .hasMessageContaining(settings.topics().errors());
        }
    }

    /** A broker rejects a record from the day after tomorrow, and retention deletes one from last year. */
    @Test
    void shouldPublishARequestOfAnyDayWithThePresentAsItsTimestamp() {
        Instant start = Instant.now();
        try (Broker broker = Broker.start(BrokerSettings.temporary())) {
            Settings settings =
                    SettingsReader.read(null, Map.of(), Map.of("bootstrap.servers", broker.bootstrapServers()));
            Settings.Topics topics = settings.topics();
            broker.create(1, topics.requests(), topics.results(), topics.errors());
            try (SegmentClient client = new SegmentClient(settings.kafka(), topics)) {
                for (String askedAt : List.of("2001-02-03T00:00:00Z", "2999-12-31T00:00:00Z")) {
                    var unanswered = client.send(null, new byte[] {1}, Instant.parse(askedAt), Map.of());
                    assertThat(unanswered).isNotCompleted();
                }
            }

            List<ConsumerRecord<byte[], byte[]>> requests = all(settings, topics.requests());
            assertThat(requests)
                    .extracting(request -> SegmentClient.text(request.headers(), HeaderNames.ASKED_AT))
                    .containsExactly("2001-02-03T00:00:00Z", "2999-12-31T00:00:00Z");
            assertThat(requests)
                    .allSatisfy(request -> assertThat(Instant.ofEpochMilli(request.timestamp()))
                            .isBetween(start.truncatedTo(ChronoUnit.MILLIS), Instant.now()));
        }
    }

    /** The test takes the role of the processor. */
    @Test
    void shouldTakeNoAnswerToARequestOfOthersWhoCopiedItsHeader() throws Exception {
        try (Broker broker = Broker.start(BrokerSettings.temporary())) {
            Settings settings =
                    SettingsReader.read(null, Map.of(), Map.of("bootstrap.servers", broker.bootstrapServers()));
            Settings.Topics topics = settings.topics();
            broker.create(1, topics.requests(), topics.results(), topics.errors());
            try (SegmentClient client = new SegmentClient(settings.kafka(), topics)) {
                CompletableFuture<Answer> answer = client.send(null, bytes("{}"), null, Map.of());
                ConsumerRecord<byte[], byte[]> request = Awaitility.await()
                        .until(() -> all(settings, topics.requests()), found -> found.size() == 1)
                        .get(0);
                byte[] copied = request.headers()
                        .lastHeader(SegmentClient.CORRELATION_HEADER)
                        .value();

                answer(settings, copied, topics.requests() + "-0@4711", "of others");
                answer(settings, copied, topics.requests() + "-0@0", "own");

                assertThat(answer.get(30, TimeUnit.SECONDS).json()).isEqualTo("own");
            }
        }
    }

    private static void answer(Settings settings, byte[] client, String request, String value) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                ClientProperties.of(settings.kafka()), new ByteArraySerializer(), new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(settings.topics().results(), 0, null, bytes(value));
            record.headers().add(SegmentClient.CORRELATION_HEADER, client).add(HeaderNames.REQUEST, bytes(request));
            var unused = producer.send(record);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<ConsumerRecord<byte[], byte[]>> all(Settings settings, String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                ClientProperties.of(settings.kafka()), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicScan.since(consumer, topic, null).run(records::add, () -> {});
        }
        return records;
    }
}
