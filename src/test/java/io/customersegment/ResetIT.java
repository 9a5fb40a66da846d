package io.customersegment;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.app.SegmentService;
import io.customersegment.client.Answer;
import io.customersegment.client.SegmentClient;
import io.customersegment.config.Settings;
import io.customersegment.local.broker.Broker;
import io.customersegment.local.broker.BrokerSettings;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.tools.StreamsResetter;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Resets the application with Kafka's own tool, as {@code docker/README.md} describes. */
final class ResetIT {

    private static final byte[] REQUEST = "{\"prompt\": \"gold members\"}".getBytes(StandardCharsets.UTF_8);

    @Test
    void shouldGoOnBehindTheTopicsEndOrBeginAnewAfterReset() throws Exception {
        try (Broker broker = Broker.start(BrokerSettings.temporary());
                LocalParts parts = new LocalParts(broker.bootstrapServers());
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            Settings settings = parts.settings("reset", Map.of());
            CompletableFuture<Answer> first;
            CompletableFuture<Answer> missed;
            CompletableFuture<Answer> last;
            try (SegmentClient client = new SegmentClient(settings.kafka(), settings.topics())) {
                try (SegmentService service = SegmentService.start(settings)) {
                    service.awaitRunning();
                    first = client.send(null, REQUEST, null, Map.of());
                    first.get(30, TimeUnit.SECONDS);
                }
                missed = client.send(null, REQUEST, null, Map.of());
                awaitRequests(admin, 2);
                Set<String> before = admin.listTopics().names().get();

                int exitCode = reset(broker, "--to-latest");

                assertThat(exitCode).isZero();
                assertThat(before).contains("reset-pending-changelog");
                assertThat(admin.listTopics().names().get()).doesNotContain("reset-pending-changelog");
                try (SegmentService service = SegmentService.start(settings)) {
                    service.awaitRunning();
                    last = client.send(null, REQUEST, null, Map.of());
                    last.get(30, TimeUnit.SECONDS);
                }
                assertThat(missed).isNotDone();

                reset(broker, "--to-earliest");

                try (SegmentService service = SegmentService.start(settings)) {
                    service.awaitRunning();
                    assertThat(missed.get(30, TimeUnit.SECONDS).segment()).isTrue();
                }
            }
        }
    }

    private static void awaitRequests(Admin admin, long count) {
        Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, 4)
                .mapToObj(partition -> new TopicPartition("reset-requests", partition))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        Awaitility.await()
                .until(() -> admin.listOffsets(ends).all().get().values().stream()
                                .mapToLong(ListOffsetsResult.ListOffsetsResultInfo::offset)
                                .sum()
                        == count);
    }

    private static int reset(Broker broker, String to) {
        return new StreamsResetter().execute(new String[] {
            "--bootstrap-server",
            broker.bootstrapServers(),
            "--application-id",
            "reset",
            "--input-topics",
            "reset-requests",
            to,
            "--force"
        });
    }
}
