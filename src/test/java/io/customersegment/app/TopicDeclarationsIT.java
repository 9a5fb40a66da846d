package io.customersegment.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import io.customersegment.local.broker.Broker;
import io.customersegment.local.broker.BrokerSettings;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class TopicDeclarationsIT {

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

    private static void create(Settings settings) {
        try (Admin admin = SegmentService.admin(settings.kafka())) {
            TopicDeclarations.named(settings.topics()).create(admin, Map.of());
        }
    }
}
