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
import io.customersegment.wire.HeaderNames;
import io.customersegment.wire.Suppression;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Several instances of one application, each with a partition of the requests: a segment that one instance loads answers for all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SharedSegmentsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PARTITIONS = 4;
    private static final int REQUESTS = 200;
    private static final Map<String, String> FRESH = Map.of(HeaderNames.CACHE_CONTROL, HeaderNames.NO_CACHE);

    private final Broker broker = Broker.start(BrokerSettings.temporary());
    private final LocalParts parts = new LocalParts(broker.bootstrapServers());
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    private final List<SegmentService> services = new ArrayList<>();

    @TempDir
    private Path folder = Path.of("unset");

    @AfterEach
    void stopServices() {
        services.forEach(SegmentService::close);
        services.clear();
    }

    @AfterAll
    void stop() {
        admin.close();
        parts.close();
        broker.close();
    }

    @Test
    void shouldMakeEachCallOnceForAllInstancesAndNoneAfterARestart() throws Exception {
        Settings settings = settings("fleet", Map.of());
        try (SegmentClient client = new SegmentClient(settings.kafka(), settings.topics())) {
            start("fleet", PARTITIONS, Map.of());
            long before = parts.emulator().calls();

            Map<String, Integer> uses = new HashMap<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                ask(client, partition, uses);
                settle();
            }

            assertThat(parts.emulator().calls() - before).isBetween((long) REQUESTS, REQUESTS + 1L);
            assertThat(uses).containsEntry("miss", REQUESTS).containsEntry("hit", (PARTITIONS - 1) * REQUESTS);

            stopServices();
            start("fleet", 1, Map.of());
            long restarted = parts.emulator().calls();
            ask(client, 0, uses);

            assertThat(parts.emulator().calls() - restarted).isZero();
            assertThat(uses).containsEntry("hit", PARTITIONS * REQUESTS);
        }
    }

    @Test
    void shouldMakeTheCallsOfEachInstanceWhereNothingIsShared() throws Exception {
        Map<String, String> alone = Map.of("enrich.cache.shared", "false");
        Settings settings = settings("alone", alone);
        try (SegmentClient client = new SegmentClient(settings.kafka(), settings.topics())) {
            start("alone", 2, alone);
            long before = parts.emulator().calls();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                send(client, partition, request(0), Map.of());
            }

            assertThat(parts.emulator().calls() - before).isEqualTo(4);
            assertThat(admin.listTopics().names().get()).doesNotContain("alone-segments");
        }
    }

    @Test
    void shouldGiveTheFreshAnswerOfOneInstanceToAllWithItsAsOf() throws Exception {
        Settings settings = settings("fresh", Map.of());
        try (SegmentClient client = new SegmentClient(settings.kafka(), settings.topics())) {
            start("fresh", 2, Map.of());
            Set<String> uses = new HashSet<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                uses.add(send(client, partition, request(0), Map.of()).cacheUse());
                settle();
            }
            assertThat(uses).contains("hit");
            long before = parts.emulator().calls();

            assertThat(send(client, 0, request(0), FRESH).cacheUse()).isEqualTo("miss");
            settle();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                assertThat(send(client, partition, request(0), Map.of()).cacheUse())
                        .isEqualTo("hit");
            }

            assertThat(parts.emulator().calls() - before).isEqualTo(1);
        }
    }

    @Test
    void shouldGoOnAnsweringWhereTheTopicIsDeleted() throws Exception {
        Settings settings = settings("deleted", Map.of());
        try (SegmentClient client = new SegmentClient(settings.kafka(), settings.topics())) {
            start("deleted", 1, Map.of());
            assertThat(send(client, 0, request(0), Map.of()).cacheUse()).isEqualTo("miss");

            admin.deleteTopics(List.of("deleted-segments")).all().get();

            for (int number = 0; number < 50; number++) {
                assertThat(send(client, number % PARTITIONS, request(number), Map.of())
                                .segment())
                        .isTrue();
            }
        }
    }

    @Test
    void shouldLeaveOutOfAllAnswersWhoWasSuppressedAfterTheSegmentWasShared() throws Exception {
        Map<String, String> suppressing = Map.of("suppression.topic", "suppressed-suppressions");
        Settings settings = settings("suppressed", suppressing);
        String prompt = "{\"prompt\":\"top 10 by lifetime spend\",\"car_model\":\"CAMRY HYBRID ELEGANCE - 2024\"}";
        try (SegmentClient client = new SegmentClient(settings.kafka(), settings.topics())) {
            start("suppressed", 2, suppressing);
            List<String> before = ids(send(client, 0, prompt, Map.of()));

            new SuppressionList(settings).publish(List.of(before.get(0)), new Suppression("objection", null));

            for (int partition = 0; partition < PARTITIONS; partition++) {
                int asked = partition;
                Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThat(ids(send(client, asked, prompt, Map.of())))
                                .doesNotContain(before.get(0)));
                assertThat(ids(send(client, asked, prompt, Map.of())))
                        .hasSize(10)
                        .containsAll(before.subList(1, 10));
            }
            stopServices();
            start("suppressed", 1, suppressing);

            assertThat(ids(send(client, 0, prompt, Map.of()))).hasSize(10).doesNotContain(before.get(0));
        }
    }

    private Settings settings(String name, Map<String, String> more) {
        return parts.settings(name, more);
    }

    /** Starts the given number of instances, each with an identity of its own, which divide the partitions among them. */
    private void start(String name, int instances, Map<String, String> more) throws Exception {
        for (int i = 0; i < instances; i++) {
            Map<String, String> own = new HashMap<>(more);
            own.put(
                    "kafka.state.dir",
                    folder.resolve(name + "-" + services.size()).toString());
            SegmentService service = SegmentService.start(parts.settings(name, own));
            services.add(service);
            service.awaitRunning();
        }
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> assigned(name) == instances);
    }

    private long assigned(String group) throws Exception {
        return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                .flatMap(described -> described.members().stream())
                .map(MemberDescription::assignment)
                .filter(assignment -> assignment.topicPartitions().size() >= PARTITIONS / Math.max(1, services.size()))
                .count();
    }

    /**
     * Sends all distinct requests at once: the cache is expected to be filled by other instances, not by earlier ones of these requests.
     */
    private void ask(SegmentClient client, int partition, Map<String, Integer> uses) throws Exception {
        List<CompletableFuture<Answer>> answers = IntStream.range(0, REQUESTS)
                .mapToObj(number -> client.send(key(partition), bytes(request(number)), null, Map.of()))
                .toList();
        for (CompletableFuture<Answer> answer : answers) {
            Answer given = answer.get(60, TimeUnit.SECONDS);
            assertThat(given.segment()).isTrue();
            uses.merge(given.cacheUse(), 1, Integer::sum);
        }
    }

    private static Answer send(SegmentClient client, int partition, String request, Map<String, String> headers)
            throws Exception {
        return client.send(key(partition), bytes(request), null, headers).get(60, TimeUnit.SECONDS);
    }

    /** Waits until published segments have reached all instances, which takes some milliseconds. */
    private static void settle() {
        Awaitility.await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
    }

    private static String request(int number) {
        return "{\"prompt\":\"top 10 customers who visited the website at least " + (1 + number % 4)
                + " times and are over " + (18 + number / 4) + "\",\"car_model\":\"CAMRY HYBRID ELEGANCE - 2024\"}";
    }

    /** Returns a key whose records go to the partition. */
    private static byte[] key(int partition) {
        return IntStream.range(0, 1000)
                .mapToObj(number -> bytes("key-" + number))
                .filter(key -> BuiltInPartitioner.partitionForKey(key, PARTITIONS) == partition)
                .findFirst()
                .orElseThrow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> ids(Answer answer) throws Exception {
        List<String> ids = new ArrayList<>();
        for (JsonNode row : JSON.readTree(answer.json()).path("data")) {
            ids.add(row.path("customer_id").asText());
        }
        return ids;
    }
}
