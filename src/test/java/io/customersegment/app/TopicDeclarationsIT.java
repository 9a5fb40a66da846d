package io.customersegment.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import io.customersegment.local.broker.Broker;
import io.customersegment.local.broker.BrokerSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicDeclarationsIT {

    private static final int UNPACKED_BYTES = 8 << 20;

    @Test
    void shouldLetSeveralInstancesCreateTheTopicsAtTheSameTime() {
        try (Broker broker = Broker.start(BrokerSettings.temporary())) {
            Settings settings =
                    SettingsReader.read(null, Map.of(), Map.of("bootstrap.servers", broker.bootstrapServers()));

            ExecutorService threads = Executors.newFixedThreadPool(4);

            CompletableFuture.allOf(IntStream.range(0, 4)
                            .mapToObj(instance -> CompletableFuture.runAsync(() -> create(settings), threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
            threads.shutdown();

            try (Admin admin = SegmentService.admin(settings.kafka())) {
                assertThat(TopicDeclarations.named(settings.topics()).missingFrom(admin))
                        .isEmpty();
            }
        }
    }

    /** A record of eight times the topic's limit, in a compressed batch far below it. */
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "snappy", "lz4", "zstd"})
    void shouldLetTheBrokerRefuseWhatUnpacksToMoreThanTheTopicTakes(String codec) {
        try (Broker broker = Broker.start(BrokerSettings.temporary())) {
            Settings settings =
                    SettingsReader.read(null, Map.of(), Map.of("bootstrap.servers", broker.bootstrapServers()));
            create(settings);
            Map<String, Object> properties = Map.of(
                    "bootstrap.servers",
                    broker.bootstrapServers(),
                    "compression.type",
                    codec,
                    "max.request.size",
                    2 * UNPACKED_BYTES,
                    "buffer.memory",
                    4L * UNPACKED_BYTES);
            try (KafkaProducer<byte[], byte[]> producer =
                    new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
                ProducerRecord<byte[], byte[]> bomb =
                        new ProducerRecord<>(settings.topics().requests(), new byte[UNPACKED_BYTES]);

                assertThat(producer.send(bomb))
                        .failsWithin(Duration.ofSeconds(30))
                        .withThrowableThat()
                        .withCauseInstanceOf(RecordTooLargeException.class);
            }
        }
    }

    private static void create(Settings settings) {
        try (Admin admin = SegmentService.admin(settings.kafka())) {
            TopicDeclarations.named(settings.topics()).create(admin, Map.of());
        }
    }
}
