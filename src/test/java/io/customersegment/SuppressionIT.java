package io.customersegment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.customersegment.app.SegmentService;
import io.customersegment.client.Answer;
import io.customersegment.client.SegmentClient;
import io.customersegment.client.SuppressionList;
import io.customersegment.config.Settings;
import io.customersegment.local.broker.Broker;
import io.customersegment.local.broker.BrokerSettings;
import io.customersegment.local.data.SampleData;
import io.customersegment.wire.HeaderNames;
import io.customersegment.wire.Suppression;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Suppressions on a real broker: read at the start and from then on, by every instance. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SuppressionIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CAMRY = "CAMRY HYBRID ELEGANCE - 2024";

    private static final Instant DAY =
            SampleData.DAY.atStartOfDay(ZoneOffset.UTC).toInstant();
    private static final Map<String, String> FRESH = Map.of(HeaderNames.CACHE_CONTROL, HeaderNames.NO_CACHE);

    private final Broker broker = Broker.start(BrokerSettings.temporary());
    private final LocalParts parts = new LocalParts(broker.bootstrapServers());

    @AfterAll
    void stop() {
        parts.close();
        broker.close();
    }

    @Test
    void shouldLeaveOutWhoWasSuppressedBeforeTheStartAndWhoIsSinceFillingTheirPlaces() throws Exception {
        Settings settings = settings("suppressing");
        SuppressionList list = new SuppressionList(settings);
        List<String> before;
        try (SegmentService service = SegmentService.start(settings);
                SegmentClient client = new SegmentClient(settings.kafka(), settings.topics())) {
            service.awaitRunning();
            before = top(client, 10);

            list.publish(List.of(before.get(0)), new Suppression("objection", null));

            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(top(client, 10)).doesNotContain(before.get(0)));
            assertThat(top(client, 10)).hasSize(10).containsAll(before.subList(1, 10));
        }

        list.publish(List.of(before.get(1)), new Suppression("objection", null));
        try (SegmentService service = SegmentService.start(settings);
                SegmentClient client = new SegmentClient(settings.kafka(), settings.topics())) {
            service.awaitRunning();

            assertThat(top(client, 10)).hasSize(10).doesNotContain(before.get(0), before.get(1));

            list.publish(before.subList(0, 2), null);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(top(client, 10, FRESH)).isEqualTo(before));
        }
    }

    @Test
    void shouldAnswerNothingOnceTheSuppressionsCannotBeReadAndEverythingAfterwards() throws Exception {
        Settings settings = parts.settings(
                "unreadable", Map.of("suppression.topic", "unreadable-suppressions", "suppression.max.age.ms", "1000"));
        try (SegmentClient client = new SegmentClient(settings.kafka(), settings.topics())) {
            CompletableFuture<Answer> waiting;
            try (SegmentService service = SegmentService.start(settings);
                    Admin admin = SegmentService.admin(settings.kafka())) {
                service.awaitRunning();
                assertThat(top(client, 10)).hasSize(10);

                admin.deleteTopics(List.of(settings.topics().suppressions()))
                        .all()
                        .get();
                Awaitility.await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
                waiting = client.send(null, request(10), DAY, Map.of());
                Awaitility.await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
                assertThat(waiting).isNotDone();
            }
            LocalParts.createTopics(settings);
            try (SegmentService next = SegmentService.start(settings)) {
                next.awaitRunning();

                assertThat(waiting.get(30, TimeUnit.SECONDS).segment()).isTrue();
            }
        }
    }

    private Settings settings(String name) {
        return parts.settings(name, Map.of("suppression.topic", name + "-suppressions"));
    }

    private static List<String> top(SegmentClient client, int size) throws Exception {
        return top(client, size, Map.of());
    }

    private static List<String> top(SegmentClient client, int size, Map<String, String> headers) throws Exception {
        Answer answer = client.send(null, request(size), DAY, headers).get(30, TimeUnit.SECONDS);
        List<String> ids = new ArrayList<>();
        for (JsonNode row : JSON.readTree(answer.json()).path("data")) {
            ids.add(row.path("customer_id").asText());
        }
        return ids;
    }

    private static byte[] request(int size) {
        return ("{\"prompt\":\"top " + size + " by lifetime spend\",\"car_model\":\"" + CAMRY + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
