package io.customersegment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customersegment.app.SegmentService;
import io.customersegment.client.Answer;
import io.customersegment.client.SegmentClient;
import io.customersegment.config.Settings;
import io.customersegment.local.broker.Broker;
import io.customersegment.local.broker.BrokerSettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics that reject the processor's records, from its start or from a later moment on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RefusedAnswersIT {

    private static final String ANY_TIME = String.valueOf(Long.MAX_VALUE);
    private static final int ANSWERED_SECONDS = 60;

    private final Broker broker = Broker.start(BrokerSettings.temporary());
    private final LocalParts parts = new LocalParts(broker.bootstrapServers());
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));

    @AfterAll
    void stop() {
        admin.close();
        parts.close();
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exactly_once_v2", "at_least_once"})
    void shouldAnswerRequestsOfAnyTimestampThatTheirTopicTakes(String guarantee) throws Exception {
        String name = "any-time-" + guarantee.replace('_', '-');
        Settings settings = settings(name, Map.of("processing.guarantee", guarantee));
        alter(settings.topics().requests(), "message.timestamp.after.max.ms", ANY_TIME);
        alter(settings.topics().results(), "message.timestamp.before.max.ms", "86400000");
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        List<Instant> times = List.of(
                Instant.EPOCH,
                now.minus(Duration.ofDays(30)),
                now.plus(Duration.ofDays(1)),
                now.plus(Duration.ofDays(365_000)),
                Instant.ofEpochMilli(Long.MAX_VALUE),
                now);

        try (SegmentService service = SegmentService.start(settings)) {
            service.awaitRunning();

            publish(settings, times);

            assertThat(timestamps(settings.topics().results(), times.size()))
                    .contains(now)
                    .allSatisfy(time -> assertThat(time)
                            .isBetween(
                                    now.minus(Duration.ofDays(1)), Instant.now().plus(Duration.ofHours(1))));
        }
    }

    @Test
    void shouldCutWhatTheResultsTopicTakesNoLonger() throws Exception {
        Settings settings = settings("narrowed", Map.of());
        try (SegmentService service = SegmentService.start(settings);
                SegmentClient client = client(settings)) {
            service.awaitRunning();
            byte[] incompressible = new byte[300_000];
            new Random(1).nextBytes(incompressible);
            Map<String, String> header = Map.of("trace", Base64.getEncoder().encodeToString(incompressible));
            alter(settings.topics().results(), "max.message.bytes", "70000");

            List<CompletableFuture<Answer>> answers = Stream.of("gold members", "existing customers")
                    .map(prompt -> client.send(null, prompt(prompt), null, header))
                    .toList();

            for (CompletableFuture<Answer> answer : answers) {
                assertThat(answer.get(ANSWERED_SECONDS, TimeUnit.SECONDS).segment())
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exactly_once_v2", "at_least_once"})
    void shouldAnswerWithAnErrorRecordWhereTheResultsTopicWantsKeysFromSomeMomentOn(String guarantee) throws Exception {
        String name = "keyed-results-" + guarantee.replace('_', '-');
        Settings settings = settings(name, Map.of("processing.guarantee", guarantee));
        try (SegmentService service = SegmentService.start(settings);
                SegmentClient client = client(settings)) {
            service.awaitRunning();
            alter(settings.topics().results(), "cleanup.policy", "compact");

            Answer refused = answer(client, null, "gold members");
            Answer keyed = answer(client, "key", "gold members");
            Answer next = answer(client, null, "silver members");

            assertThat(refused.segment()).isFalse();
            assertThat(refused.json())
                    .contains(settings.topics().results(), "cleanup.policy", "\"retryable\":true")
                    .contains("\"request\":{\"prompt\": \"gold members\"}");
            assertThat(keyed.segment()).isTrue();
            assertThat(next.json()).contains("cleanup.policy");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exactly_once_v2", "at_least_once"})
    void shouldParkWhatNoTopicTakesAndAnswerTheOthers(String guarantee) throws Exception {
        int port = freePort();
        String name = "parked-" + guarantee.replace('_', '-');
        Settings settings =
                settings(name, Map.of("processing.guarantee", guarantee, "http.port", Integer.toString(port)));
        try (SegmentClient client = client(settings)) {
            CompletableFuture<Answer> parked;
            try (SegmentService service = SegmentService.start(settings)) {
                service.awaitRunning();
                alter(settings.topics().results(), "cleanup.policy", "compact");
                alter(settings.topics().errors(), "cleanup.policy", "compact");

                parked = client.send(null, prompt("gold members"), null, Map.of());
                Awaitility.await("the request to be parked")
                        .dontCatchUncaughtExceptions() // by stream threads that die in the process
                        .atMost(Duration.ofSeconds(ANSWERED_SECONDS))
                        .until(() -> metrics(port).contains("segment_parked 1.0"));
                for (int i = 0; i < 8; i++) {
                    assertThat(answer(client, "key-" + i, "gold members").segment())
                            .isTrue();
                }
                assertThat(parked).isNotDone();
                assertThat(metrics(port)).contains("segment_parked 1.0");
            }
            alter(settings.topics().results(), "cleanup.policy", "delete");
            alter(settings.topics().errors(), "cleanup.policy", "delete");

            try (SegmentService service = SegmentService.start(settings)) {
                service.awaitRunning();
                assertThat(parked.get(ANSWERED_SECONDS, TimeUnit.SECONDS).segment())
                        .isTrue();
            }
        }
    }

    /** With a session timeout of ten minutes, no answer would arrive in time if the dead thread remained a member of the group. */
    @Test
    void shouldTakeOverAtOnceWhenAThreadHasDied() throws Exception {
        Settings settings = settings("take-over", Map.of("kafka.consumer.session.timeout.ms", "600000"));
        try (SegmentService service = SegmentService.start(settings);
                SegmentClient client = client(settings)) {
            service.awaitRunning();
            alter(settings.topics().results(), "cleanup.policy", "compact");

            Answer refused = answer(client, null, "gold members");

            assertThat(refused.segment()).isFalse();
            Awaitility.await("the dead thread to have left the group")
                    .until(() -> admin.describeConsumerGroups(List.of("take-over")).all().get().values().stream()
                            .allMatch(group -> group.members().size() == 1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"results", "errors"})
    void shouldRefuseToStartWithACompactedOutputTopic(String output) throws Exception {
        Settings settings = settings("compacted-" + output, Map.of());
        String topic = "compacted-" + output + "-" + output;
        alter(topic, "cleanup.policy", "compact");

        assertThatThrownBy(() -> SegmentService.start(settings))
                .isInstanceOf(KafkaException.class)
                .hasMessage("Topic " + topic
                        + " is compacted, which refuses answers without a key and deletes all but the last of"
                        + " those with the same key: set its cleanup.policy to delete");
    }

    @Test
    void shouldBringAChangelogInLineThatWouldRefuseRequests() throws Exception {
        Settings settings = settings("old-changelog", Map.of());
        alter(settings.topics().requests(), "message.timestamp.after.max.ms", ANY_TIME);
        NewTopic changelog = new NewTopic("old-changelog-pending-changelog", Optional.of(4), Optional.empty())
                .configs(Map.of("cleanup.policy", "compact", "max.message.bytes", "100000"));
        admin.createTopics(List.of(changelog)).all().get();

        try (SegmentService service = SegmentService.start(settings)) {
            service.awaitRunning();

            publish(settings, List.of(Instant.now().plus(Duration.ofDays(1))));

            assertThat(timestamps(settings.topics().results(), 1)).hasSize(1);
            assertThat(setting(changelog.name(), "message.timestamp.type")).isEqualTo("LogAppendTime");
            assertThat(setting(changelog.name(), "max.message.bytes")).isEqualTo("1048576");
        }
    }

    /** Returns settings with long timeouts, since the speed of the machine is not under test. */
    private Settings settings(String name, Map<String, String> more) {
        Map<String, String> all =
                new HashMap<>(Map.of("enrich.deadline.ms", "60000", "personalize.call.timeout.ms", "30000"));
        all.putAll(more);
        return parts.settings(name, all);
    }

    private void alter(String topic, String key, String value) throws ExecutionException, InterruptedException {
        AlterConfigOp set = new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(set)))
                .all()
                .get();
        Awaitility.await("the broker knows what the controller has accepted")
                .until(() -> setting(topic, key).equals(value));
    }

    private String setting(String topic, String key) throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource)).all().get().values().stream()
                .map(config -> config.get(key).value())
                .findFirst()
                .orElseThrow();
    }

    private static SegmentClient client(Settings settings) {
        return new SegmentClient(settings.kafka(), settings.topics());
    }

    /** Publishes one request for each of these timestamps. */
    private static void publish(Settings settings, List<Instant> timestamps) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", settings.kafka().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < timestamps.size(); i++) {
                byte[] request = prompt("customers over " + (20 + i));
                var unused = producer.send(new ProducerRecord<>(
                        settings.topics().requests(), null, timestamps.get(i).toEpochMilli(), null, request));
            }
        }
    }

    private static Answer answer(SegmentClient client, @Nullable String key, String prompt) throws Exception {
        byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        return client.send(bytes, prompt(prompt), null, Map.of()).get(ANSWERED_SECONDS, TimeUnit.SECONDS);
    }

    private static byte[] prompt(String prompt) {
        return ("{\"prompt\": \"" + prompt + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the timestamps of the given number of committed records of a topic. */
    private List<Instant> timestamps(String topic, int count) {
        Map<String, Object> properties = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList());
            consumer.seekToBeginning(consumer.assignment());
            return Stream.generate(() -> consumer.poll(Duration.ofMillis(100)))
                    .flatMap(records ->
                            Stream.of(records.spliterator()).flatMap(all -> StreamSupport.stream(all, false)))
                    .limit(count)
                    .map(ConsumerRecord::timestamp)
                    .map(Instant::ofEpochMilli)
                    .collect(Collectors.toList());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String metrics(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/metrics"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
