package io.customersegment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.customersegment.app.SegmentService;
import io.customersegment.client.Answer;
import io.customersegment.client.SegmentClient;
import io.customersegment.config.Settings;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** The processor against the broker that people run: Apache's own image. Where no Docker answers it is skipped and says so. */
final class ContainerIT {

    private static final String IMAGE = "apache/kafka:4.3.1";

    @Test
    void shouldAnswerFromABrokerInAContainer() throws Exception {
        assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "no Docker answers here, so " + IMAGE + " is not tried");
        try (KafkaContainer kafka = new KafkaContainer(IMAGE)) {
            kafka.start();
            try (LocalParts parts = new LocalParts(kafka.getBootstrapServers())) {
                Settings settings = parts.settings("container", Map.of());
                try (SegmentService service = SegmentService.start(settings);
                        SegmentClient client = new SegmentClient(settings.kafka(), settings.topics())) {
                    service.awaitRunning();

                    Answer answer = client.send(
                                    null,
                                    "{\"prompt\": \"gold members\"}".getBytes(StandardCharsets.UTF_8),
                                    null,
                                    Map.of())
                            .get(60, TimeUnit.SECONDS);

                    assertThat(answer.segment()).isTrue();
                    assertThat(answer.json()).contains("\"loyalty_tier\":\"gold\"");
                }
            }
        }
    }
}
