package io.customersegment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customersegment.app.SegmentService;
import io.customersegment.client.Answer;
import io.customersegment.client.SegmentClient;
import io.customersegment.config.Settings;
import io.customersegment.local.broker.Broker;
import io.customersegment.local.broker.BrokerSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Partitions are added to the requests topic, which then has more than the changelog. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PartitionsIT {

    private static final int MORE = 7;

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
    @ValueSource(strings = {"classic", "streams"})
    void shouldAnswerFromPartitionsThatWereAddedWhileNoProcessorRan(String protocol) throws Exception {
        Settings settings = settings("added-before-" + protocol, Map.of("kafka.group.protocol", protocol));
        try (SegmentService service = SegmentService.start(settings)) {
            service.awaitRunning();
            answerAll(settings);
        }
        addPartitions(settings);

        try (SegmentService service = SegmentService.start(settings)) {
            service.awaitRunning();
            answerAll(settings);
        }
    }

    /** The sooner consumers detect the new partitions, the more likely a thread dies before the changelog is extended. */
    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void shouldAnswerFromPartitionsThatAreAddedWhileItRuns(String protocol) throws Exception {
        answerFromPartitionsThatAreAdded(protocol, Duration.ofMillis(500));
    }

    @Test
    @EnabledIf("io.customersegment.failure.Chaos#on")
    void shouldAnswerFromAddedPartitionsThatConsumersDetectAfterTheTopicWatch() throws Exception {
        answerFromPartitionsThatAreAdded("classic", Duration.ofSeconds(35));
    }

    private void answerFromPartitionsThatAreAdded(String protocol, Duration detection) throws Exception {
        String maxAge = Long.toString(detection.toMillis());
        Settings settings = settings(
                "added-while-" + protocol + "-" + maxAge,
                Map.of("kafka.group.protocol", protocol, "kafka.metadata.max.age.ms", maxAge));
        try (SegmentService service = SegmentService.start(settings)) {
            service.awaitRunning();
            answerAll(settings);

            addPartitions(settings);

            answerAll(settings);
        }
    }

    @Test
    void shouldRefuseToStartWhereTheChangelogHasMorePartitions() throws Exception {
        Settings settings = settings("too-many", Map.of());
        NewTopic changelog = new NewTopic("too-many-pending-changelog", Optional.of(MORE), Optional.empty());
        admin.createTopics(List.of(changelog)).all().get();
        awaitPartitions(changelog.name());

        assertThatThrownBy(() -> SegmentService.start(settings))
                .isInstanceOf(KafkaException.class)
                .hasMessage(
                        "Topic too-many-requests has 4 partitions, but its changelog too-many-pending-changelog has 7:"
                                + " reset the application, as docker/README.md says under Operations");
    }

    /** Returns settings with long timeouts, since the speed of the machine is not under test. */
    private Settings settings(String name, Map<String, String> more) {
        Map<String, String> all =
                new HashMap<>(Map.of("enrich.deadline.ms", "60000", "personalize.call.timeout.ms", "30000"));
        all.putAll(more);
        return parts.settings(name, all);
    }

    private void addPartitions(Settings settings) throws Exception {
        String topic = settings.topics().requests();
        admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(MORE)))
                .all()
                .get();
        awaitPartitions(topic);
    }

    private void awaitPartitions(String topic) {
        Awaitility.await("the broker knows what the controller has accepted")
                .ignoreExceptionsInstanceOf(ExecutionException.class)
                .until(() -> admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                        .allMatch(described -> described.partitions().size() == MORE));
    }

    /** Publishes requests to all current partitions, and waits for their answers. */
    private static void answerAll(Settings settings) throws Exception {
        try (SegmentClient client = new SegmentClient(settings.kafka(), settings.topics())) {
            List<CompletableFuture<Answer>> answers = IntStream.range(0, 60)
                    .mapToObj(number -> client.send(
                            ("key-" + number).getBytes(StandardCharsets.UTF_8),
                            "{\"prompt\": \"gold members\"}".getBytes(StandardCharsets.UTF_8),
                            null,
                            Map.of()))
                    .toList();
            for (CompletableFuture<Answer> answer : answers) {
                assertThat(answer.get(90, TimeUnit.SECONDS).segment()).isTrue();
            }
        }
    }
}
