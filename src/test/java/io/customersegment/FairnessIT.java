package io.customersegment;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.app.SegmentService;
import io.customersegment.client.SegmentClient;
import io.customersegment.config.Settings;
import io.customersegment.local.broker.Broker;
import io.customersegment.local.broker.BrokerSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One sender's bulk beside the single requests of others, in answers of the bulk that come before theirs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FairnessIT {

    private static final int CALLS_PER_SECOND = 50;
    private static final int BULK = 2_000;
    private static final int SMALL = 10;

    /** So much and more was spent by few of the sample customers: a wish is answered by one call. */
    private static final int LEAST_SPENT = 140_000;

    private final Broker broker = Broker.start(BrokerSettings.temporary());
    private final LocalParts parts = new LocalParts(broker.bootstrapServers());
    private final AtomicInteger bulkAnswered = new AtomicInteger();
    private int wishes;

    @AfterAll
    void stop() {
        parts.close();
        broker.close();
    }

    @Test
    void shouldAnswerSmallSendersBeforeTheBulkThatCameBeforeThem() throws Exception {
        Settings settings = settings("in-turn", Map.of("enrich.deadline.ms", "6000"));
        try (SegmentClient client = new SegmentClient(settings.kafka(), settings.topics())) {
            publishBulk(client);
            List<CompletableFuture<Integer>> small = publishSmall(client);

            try (SegmentService service = SegmentService.start(settings)) {
                service.awaitRunning();

                // In flight may be what the rate of calls takes in half of the deadline, 150 requests.
                assertThat(answeredBefore(small)).allMatch(count -> count < 200);
            }
        }
    }

    @Test
    void shouldLeaveSmallSendersTheCallsThatTheBulkMayNotTake() throws Exception {
        Settings settings = settings("share", Map.of("enrich.sender.percent", "40"));
        try (SegmentClient client = new SegmentClient(settings.kafka(), settings.topics());
                SegmentService service = SegmentService.start(settings)) {
            service.awaitRunning();
            publishBulk(client);
            Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> bulkAnswered.get() >= 60);

            int before = bulkAnswered.get();
            List<CompletableFuture<Integer>> small = publishSmall(client);

            assertThat(answeredBefore(small)).allMatch(count -> count - before < 60);
        }
    }

    private Settings settings(String name, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(Map.of(
                "enrich.calls.per.second", String.valueOf(CALLS_PER_SECOND), "personalize.call.timeout.ms", "6000"));
        all.putAll(more);
        return parts.settings(name, all);
    }

    private void publishBulk(SegmentClient client) {
        bulkAnswered.set(0);
        for (int i = 0; i < BULK; i++) {
            var unused = send(client, "bulk").thenAccept(answer -> bulkAnswered.incrementAndGet());
        }
    }

    /** For each small request how many answers the bulk had when its own came. */
    private List<CompletableFuture<Integer>> publishSmall(SegmentClient client) {
        List<CompletableFuture<Integer>> small = new ArrayList<>();
        for (int i = 0; i < SMALL; i++) {
            small.add(send(client, "small " + i).thenApply(answer -> bulkAnswered.get()));
        }
        return small;
    }

    private static List<Integer> answeredBefore(List<CompletableFuture<Integer>> small) {
        CompletableFuture.allOf(small.toArray(CompletableFuture[]::new))
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
        return small.stream().map(CompletableFuture::join).toList();
    }

    /** Sends a wish that nobody had before. */
    private CompletableFuture<?> send(SegmentClient client, String sender) {
        String wish = "{\"prompt\": \"customers who spent at least " + (LEAST_SPENT + wishes++)
                + "\", \"car_model\": \"CAMRY HYBRID ELEGANCE - 2024\"}";
        return client.send(null, wish.getBytes(StandardCharsets.UTF_8), null, Map.of("segment-sender", sender));
    }
}
