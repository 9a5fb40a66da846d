package io.customersegment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.LocalParts;
import io.customersegment.app.SegmentService;
import io.customersegment.config.ClientProperties;
import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import io.customersegment.local.broker.Broker;
import io.customersegment.local.broker.BrokerSettings;
import io.customersegment.local.data.SampleData;
import io.customersegment.local.emulator.Fault;
import io.customersegment.local.emulator.Faults;
import io.customersegment.wire.HeaderNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code replay} against a broker, with a processor that answers the replayed requests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReplayCommandIT {

    private static final Instant DAY =
            SampleData.DAY.atStartOfDay(ZoneOffset.UTC).toInstant();
    private static final List<String> PROMPTS = List.of(
            "customers who purchased in the last 6 months",
            "gold members in the North",
            "dormant VIPs",
            "top 20 by lifetime spend among retirees",
            "who engaged with our emails this year",
            "people who like jazz");
    private static final Map<String, String> FAILING_AT_ONCE =
            Map.of("enrich.retry.attempts", "1", "enrich.on.outage", "fail");
    private static final byte[] NO_JSON = {(byte) 0xff, 0, 7};

    private final Broker broker = Broker.start(BrokerSettings.temporary());
    private final LocalParts parts = new LocalParts(broker.bootstrapServers());

    @AfterAll
    void stop() {
        parts.close();
        broker.close();
    }

    @AfterEach
    void behave() {
        parts.emulator().faults(Faults.none());
    }

    @Test
    void shouldBringTheDaysAnswersAgainByteForByte() {
        Map<String, String> flags = flags("day", Map.of("enrich.cache.time.to.live.ms", "1"));
        Settings settings = settings(flags);
        Instant start = Instant.now();
        int requests = 3 * PROMPTS.size();
        try (SegmentService service = SegmentService.start(settings)) {
            service.awaitRunning();
            for (int i = 0; i < requests; i++) {
                Instant at = DAY.plus(Duration.ofMinutes(70L * i)).minus(Duration.ofDays(400L * (i / PROMPTS.size())));
                send(settings, "k" + i, request(PROMPTS.get(i % PROMPTS.size())), at);
            }
            Map<String, ConsumerRecord<byte[], byte[]>> first = byName(answers(settings, requests), false);
            List<String> onTheDay = first.values().stream()
                    .filter(answer -> answer.timestamp() >= DAY.toEpochMilli())
                    .map(answer -> text(answer, HeaderNames.REQUEST))
                    .sorted()
                    .toList();

            Invocation counted = replay(flags, "--from", "2024-12-01", "--to", "2024-12-02", "--dry-run");
            Invocation replayed = replay(flags, "--from", "2024-12-01", "--to", "2024-12-02", "--rate", "1000");
            Map<String, ConsumerRecord<byte[], byte[]>> second =
                    byName(answers(settings, requests + onTheDay.size()), true);
            Invocation again = replay(flags, "--from", "2024-12-01", "--to", "2024-12-02", "--dry-run", "--json");
            Invocation copies = replay(flags, "--from", start.toString(), "--dry-run");

            assertThat(onTheDay).hasSize(PROMPTS.size());
            assertThat(counted.lines()).containsExactly(onTheDay.size() + " requests would be replayed");
            assertThat(replayed.exitCode()).as(replayed.err()).isZero();
            assertThat(replayed.lines()).containsExactly(onTheDay.size() + " requests replayed");
            assertThat(again.out().strip())
                    .isEqualTo(
                            "{\"would_be_replayed\":6,\"copies\":0,\"answered\":0,\"incomplete\":0,\"refusals\":[]}");
            assertThat(copies.lines())
                    .containsExactly(
                            "0 requests would be replayed", "6 left out: a copy that an earlier replay published");
            assertThat(second.keySet()).containsExactlyInAnyOrderElementsOf(onTheDay);
            second.forEach((origin, answer) -> {
                ConsumerRecord<byte[], byte[]> before = Objects.requireNonNull(first.get(origin));
                assertThat(answer.topic()).isEqualTo(before.topic());
                assertThat(answer.key()).isEqualTo(before.key());
                assertThat(answer.timestamp()).isGreaterThanOrEqualTo(start.toEpochMilli());
                assertThat(text(answer, HeaderNames.ASKED_AT))
                        .isEqualTo(Instant.ofEpochMilli(before.timestamp()).toString());
                assertThat(text(answer, HeaderNames.CRITERIA)).isEqualTo(text(before, HeaderNames.CRITERIA));
                assertThat(text(answer, "trace")).isEqualTo(text(before, "trace"));
                if (answer.topic().equals(settings.topics().results())) {
                    assertThat(answer.value()).isEqualTo(before.value());
                }
            });
            assertThat(second.values().stream().map(ConsumerRecord::topic))
                    .filteredOn(settings.topics().results()::equals)
                    .hasSizeGreaterThan(3);
        }
    }

    @Test
    void shouldReplayWhatWasRefusedUntilThereIsAResult() {
        Map<String, String> flags = flags("refused", FAILING_AT_ONCE);
        Settings settings = settings(flags);
        try (SegmentService service = SegmentService.start(settings)) {
            service.awaitRunning();
            parts.emulator().faults(Faults.none().withProbability(Fault.INTERNAL_FAILURE, 1));
            send(settings, "a", request("gold members"), DAY);
            send(settings, "b", request("silver members"), DAY);
            send(settings, "c", request("people who like jazz"), DAY);
            send(settings, "d", NO_JSON, DAY);
            answers(settings, 4);

            Invocation inVain = replay(flags, "--errors");
            answers(settings, 6);
            parts.emulator().faults(Faults.none());
            Invocation helped = replay(flags, "--errors");
            List<ConsumerRecord<byte[], byte[]>> answers = answers(settings, 8);
            Invocation nothingLeft = replay(flags, "--errors", "personalize-error");
            Invocation unreadable = replay(flags, "--errors", "Invalid Prompt");
            answers(settings, 10);

            assertThat(inVain.lines()).containsExactly("2 requests replayed", "  2 Personalize Error, retryable");
            assertThat(helped.lines())
                    .containsExactly(
                            "2 requests replayed",
                            "  2 Personalize Error, retryable",
                            "2 left out: another error of the same request");
            assertThat(answers.stream()
                            .filter(answer ->
                                    answer.topic().equals(settings.topics().results()))
                            .map(answer -> new String(answer.key(), StandardCharsets.UTF_8)))
                    .containsExactlyInAnyOrder("a", "b");
            assertThat(nothingLeft.lines())
                    .containsExactly(
                            "0 requests replayed",
                            "2 left out: another error of the same request",
                            "2 left out: an earlier replay brought a result, or another error");
            assertThat(unreadable.lines()).first().isEqualTo("2 requests replayed");
            assertThat(read(settings, List.of(settings.topics().requests()), 10).stream()
                            .filter(request -> Arrays.equals(request.value(), NO_JSON))
                            .map(request -> text(request, HeaderNames.ASKED_AT)))
                    .containsExactlyInAnyOrder("", DAY.toString());
        }
    }

    @Test
    void shouldReplayWhatAMissingPermissionRefusedButNoPromptThatIsWrong() {
        Map<String, String> flags = flags("permission", FAILING_AT_ONCE);
        Settings settings = settings(flags);
        try (SegmentService service = SegmentService.start(settings)) {
            service.awaitRunning();
            send(settings, "a", request("families with more than ten children"), DAY);
            answers(settings, 1);
            Instant start = Instant.now();
            parts.emulator().faults(Faults.none().withProbability(Fault.ACCESS_DENIED, 1));
            send(settings, "b", request("gold members"), DAY);
            send(settings, "c", request("people who like jazz"), DAY);
            answers(settings, 3);
            parts.emulator().faults(Faults.none().withProbability(Fault.INTERNAL_FAILURE, 1));
            send(settings, "d", request("silver members"), DAY);
            answers(settings, 4);
            parts.emulator().faults(Faults.none());

            Invocation counted = replay(flags, "--errors", "--from", start.toString(), "--dry-run");
            Invocation asJson = replay(flags, "--errors", "--from", start.toString(), "--dry-run", "--json");
            Invocation before = replay(flags, "--errors", "--to", start.toString(), "--dry-run");
            Invocation replayed = replay(flags, "--errors", "--from", start.toString());
            List<ConsumerRecord<byte[], byte[]>> answers = answers(settings, 6);

            assertThat(counted.lines())
                    .containsExactly(
                            "2 requests would be replayed",
                            "  1 Personalize Error, refused again until the cause is corrected",
                            "  1 Personalize Error, retryable");
            assertThat(asJson.out().strip())
                    .isEqualTo("{\"would_be_replayed\":2,\"copies\":0,\"answered\":0,\"incomplete\":0,\"refusals\":["
                            + "{\"error_type\":\"Personalize Error\",\"retryable\":false,\"count\":1},"
                            + "{\"error_type\":\"Personalize Error\",\"retryable\":true,\"count\":1}]}");
            assertThat(before.lines()).containsExactly("0 requests would be replayed");
            assertThat(replayed.lines()).first().isEqualTo("2 requests replayed");
            assertThat(answers.stream()
                            .filter(answer ->
                                    answer.topic().equals(settings.topics().results()))
                            .map(answer -> new String(answer.key(), StandardCharsets.UTF_8)))
                    .containsExactlyInAnyOrder("b", "d");
        }
    }

    @Test
    void shouldNotReplayOnceMoreWhatAReplayHasBroughtAnotherError() {
        Map<String, String> flags = flags("other", FAILING_AT_ONCE);
        Settings settings = settings(flags);
        try (SegmentService service = SegmentService.start(settings)) {
            service.awaitRunning();
            parts.emulator().faults(Faults.none().withProbability(Fault.INTERNAL_FAILURE, 1));
            send(settings, "a", request("families with more than ten children"), DAY);
            answers(settings, 1);
            parts.emulator().faults(Faults.none());

            Invocation replayed = replay(flags, "--errors");
            answers(settings, 2);
            Invocation settled = replay(flags, "--errors");
            Invocation asked = replay(flags, "--errors", "no-segments-found", "--dry-run");

            assertThat(replayed.lines()).first().isEqualTo("1 request replayed");
            assertThat(settled.lines())
                    .containsExactly(
                            "0 requests replayed", "1 left out: an earlier replay brought a result, or another error");
            assertThat(asked.lines()).first().isEqualTo("1 request would be replayed");
        }
    }

    /** Every client with write access to the requests topic can set this header, with any request in it. */
    @Test
    void shouldReplayARequestThatOthersSayTheyRepeat() {
        Map<String, String> flags = flags("forged", FAILING_AT_ONCE);
        Settings settings = settings(flags);
        try (SegmentService service = SegmentService.start(settings)) {
            service.awaitRunning();
            parts.emulator().faults(Faults.none().withProbability(Fault.INTERNAL_FAILURE, 1));
            send(settings, "a", request("gold members"), DAY);
            String victim = text(answers(settings, 1).get(0), HeaderNames.REQUEST);
            sendAsCopyOf(victim, settings, "a later error of the same type", request("silver members"));
            answers(settings, 2);
            parts.emulator().faults(Faults.none());
            sendAsCopyOf(victim, settings, "an error of another type", request("people who like jazz"));
            sendAsCopyOf(victim, settings, "a result", request("gold members"));
            answers(settings, 4);

            Invocation replayed = replay(flags, "--errors");
            List<ConsumerRecord<byte[], byte[]>> answers = answers(settings, 6);
            Invocation nothingLeft = replay(flags, "--errors");

            assertThat(replayed.lines()).containsExactly("2 requests replayed", "  2 Personalize Error, retryable");
            assertThat(answers.stream()
                            .filter(answer ->
                                    answer.topic().equals(settings.topics().results()))
                            .map(answer -> new String(answer.key(), StandardCharsets.UTF_8)))
                    .containsExactlyInAnyOrder("a", "a later error of the same type", "a result");
            assertThat(nothingLeft.lines())
                    .containsExactly(
                            "0 requests replayed", "2 left out: an earlier replay brought a result, or another error");
        }
    }

    @Test
    void shouldTakeAHeaderThatNamesNoRequestForNone() {
        Map<String, String> flags = flags("nameless", Map.of());
        Settings settings = settings(flags);
        sendAsCopyOf("yes", settings, "a", request("gold members"));
        sendAsCopyOf("nameless-requests-0@7" + "7".repeat(1000), settings, "b", request("gold members"));

        Invocation counted = replay(flags, "--from", DAY.toString(), "--dry-run");

        assertThat(counted.lines()).containsExactly("2 requests would be replayed");
    }

    /** Retention deletes by record timestamp, and an answer has the timestamp of its request. */
    @Test
    void shouldReplaySoThatRequestsAndAnswersOutliveTheRetentionOfTheirTopics() throws Exception {
        Instant tenDaysAgo = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofDays(10));
        Map<String, String> sweeping =
                Map.of("log.retention.check.interval.ms", "100", "log.initial.task.delay.ms", "100");
        try (Broker swept = Broker.start(BrokerSettings.temporary().withOverrides(sweeping));
                LocalParts local = new LocalParts(swept.bootstrapServers())) {
            Map<String, String> flags = local.flags("swept", FAILING_AT_ONCE);
            Settings settings = settings(flags);
            local.emulator().faults(Faults.none().withProbability(Fault.INTERNAL_FAILURE, 1));
            try (SegmentService service = SegmentService.start(settings)) {
                service.awaitRunning();
                for (int i = 1; i <= 8; i++) {
                    send(settings, "k" + i, request("top " + i + " by lifetime spend"), tenDaysAgo);
                }
                answers(settings, 8);
            }
            local.emulator().faults(Faults.none());

            Invocation replayed = replay(flags, "--errors");
            sweep(settings, Duration.ofDays(7));
            try (SegmentService service = SegmentService.start(settings)) {
                service.awaitRunning();
                answers(settings, 16);
            }
            sweep(settings, Duration.ofDays(7));

            assertThat(replayed.lines()).first().isEqualTo("8 requests replayed");
            assertThat(read(settings, List.of(settings.topics().results()), 8))
                    .allSatisfy(result ->
                            assertThat(text(result, HeaderNames.ASKED_AT)).isEqualTo(tenDaysAgo.toString()));
        }
    }

    @Test
    void shouldReplayTheOffsetsThatAreNamed() {
        Map<String, String> flags = flags("offsets", Map.of());
        Settings settings = settings(flags);
        for (int i = 0; i < 5; i++) {
            sendTo(settings, 1, "k" + i, request("gold members"));
        }

        Invocation replayed = replay(flags, "--offsets", "1:0,1:3-");
        Invocation copies = replay(flags, "--offsets", "1:1-2,1:1-1", "--dry-run");
        Invocation wrong = replay(flags, "--offsets", "9:1");

        assertThat(replayed.lines()).containsExactly("3 requests replayed");
        assertThat(read(settings, List.of(settings.topics().requests()), 8).stream()
                        .filter(request -> !text(request, HeaderNames.REPLAY).isEmpty())
                        .map(request -> new String(request.key(), StandardCharsets.UTF_8) + " "
                                + text(request, HeaderNames.REPLAY)))
                .containsExactlyInAnyOrder(
                        "k0 offsets-requests-1@0", "k3 offsets-requests-1@3", "k4 offsets-requests-1@4");
        assertThat(copies.lines()).containsExactly("2 requests would be replayed");
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.err()).contains("no partition 9");
    }

    @Test
    void shouldKeepTheTimeOfTheFirstRequestHoweverOftenItIsReplayed() {
        Map<String, String> flags = flags("again", Map.of());
        Settings settings = settings(flags);
        send(settings, "a", request("gold members"), DAY);
        ProducerRecord<byte[], byte[]> dated =
                new ProducerRecord<>(settings.topics().requests(), 1, bytes("b"), request("gold members"));
        dated.headers().add(HeaderNames.ASKED_AT, bytes("2023-05-06T07:08:09Z"));
        send(settings, dated);

        for (int i = 0; i < 3; i++) {
            Invocation replayed = replay(flags, "--offsets", "0:0-,1:0-,2:0-,3:0-");
            assertThat(replayed.exitCode()).as(replayed.err()).isZero();
        }

        List<ConsumerRecord<byte[], byte[]>> copies = read(
                        settings, List.of(settings.topics().requests()), 16)
                .stream()
                .filter(request -> !text(request, HeaderNames.REPLAY).isEmpty())
                .toList();
        assertThat(copies).hasSize(14).allSatisfy(copy -> {
            String first = Arrays.equals(copy.key(), bytes("a")) ? DAY.toString() : "2023-05-06T07:08:09Z";
            assertThat(copy.headers().headers(HeaderNames.ASKED_AT))
                    .extracting(header -> new String(header.value(), StandardCharsets.UTF_8))
                    .containsExactly(first);
        });
    }

    @Test
    void shouldSayWhichRequestsWereTooLargeForTheirErrorRecord() {
        Map<String, String> flags = flags("large", Map.of("kafka.producer.max.request.size", "65536"));
        Settings settings = settings(flags);
        try (SegmentService service = SegmentService.start(settings)) {
            service.awaitRunning();
            send(settings, "a", request("gold members" + " please".repeat(20_000)), DAY);
            answers(settings, 1);

            Invocation left = replay(flags, "--errors", "Invalid Prompt");

            assertThat(left.exitCode()).isEqualTo(3);
            assertThat(left.lines())
                    .containsExactly(
                            "0 requests replayed", "1 left out: too large to stand in its error record; see --offsets");
        }
    }

    private Map<String, String> flags(String name, Map<String, String> more) {
        return parts.flags(name, more);
    }

    private static Settings settings(Map<String, String> flags) {
        Settings settings = SettingsReader.read(null, Map.of(), flags);
        LocalParts.createTopics(settings);
        return settings;
    }

    private static Invocation replay(Map<String, String> flags, String... arguments) {
        List<String> all = new ArrayList<>(List.of("replay"));
        all.addAll(List.of(arguments));
        flags.forEach((key, value) -> all.addAll(List.of("--set", key + "=" + value)));
        return Invocation.of(all.toArray(String[]::new));
    }

    private static byte[] request(String prompt) {
        return ("{\"prompt\":\"" + prompt + "\",\"car_model\":\"CAMRY HYBRID ELEGANCE - 2024\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void send(Settings settings, String key, byte[] value, Instant at) {
        send(settings, new ProducerRecord<>(settings.topics().requests(), null, at.toEpochMilli(), bytes(key), value));
    }

    private static void sendAsCopyOf(String origin, Settings settings, String key, byte[] value) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(settings.topics().requests(), null, DAY.toEpochMilli(), bytes(key), value);
        record.headers().add(HeaderNames.REPLAY, bytes(origin));
        send(settings, record);
    }

    private static void sendTo(Settings settings, int partition, String key, byte[] value) {
        send(settings, new ProducerRecord<>(settings.topics().requests(), partition, bytes(key), value));
    }

    private static void send(Settings settings, ProducerRecord<byte[], byte[]> record) {
        record.headers().add("trace", record.key());
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                ClientProperties.of(settings.kafka()), new ByteArraySerializer(), new ByteArraySerializer())) {
            var unused = producer.send(record);
        }
    }

    /** Sets a retention for requests and results and waits until the broker has deleted all older records. */
    private static void sweep(Settings settings, Duration retention) throws Exception {
        try (Admin admin = Admin.create(ClientProperties.of(settings.kafka()))) {
            AlterConfigOp limit = new AlterConfigOp(
                    new ConfigEntry("retention.ms", Long.toString(retention.toMillis())), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Stream.of(
                                    settings.topics().requests(),
                                    settings.topics().results())
                            .collect(Collectors.toMap(
                                    topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic),
                                    topic -> List.of(limit))))
                    .all()
                    .get();
        }
        // a sweep in progress may already have passed these topics, so only the end of a later one is conclusive
        awaitSweep(settings, retention);
        awaitSweep(settings, retention);
        awaitSweep(settings, retention);
    }

    /** Waits until an expired record has been deleted from a topic of its own. */
    private static void awaitSweep(Settings settings, Duration retention) throws Exception {
        String topic = "sentinel-" + UUID.randomUUID();
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Admin admin = Admin.create(ClientProperties.of(settings.kafka()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1)
                            .configs(Map.of("retention.ms", Long.toString(retention.toMillis())))))
                    .all()
                    .get();
            Instant tooOld = Instant.now().minus(retention).minus(Duration.ofDays(1));
            send(settings, new ProducerRecord<>(topic, 0, tooOld.toEpochMilli(), bytes("k"), bytes("v")));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> admin.listOffsets(Map.of(partition, OffsetSpec.earliest()))
                                    .partitionResult(partition)
                                    .get()
                                    .offset()
                            == 1);
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> answers(Settings settings, int count) {
        return read(
                settings, List.of(settings.topics().results(), settings.topics().errors()), count);
    }

    /** Returns all records of the topics, once they have the given number. */
    private static List<ConsumerRecord<byte[], byte[]>> read(Settings settings, List<String> topics, int count) {
        Map<String, Object> properties = ClientProperties.of(settings.kafka());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList());
            consumer.seekToBeginning(consumer.assignment());
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                return records.size() >= count;
            });
        }
        assertThat(records).hasSize(count);
        return records;
    }

    /** Returns the answers to either live or replayed requests, by the id of the original request. */
    private static Map<String, ConsumerRecord<byte[], byte[]>> byName(
            List<ConsumerRecord<byte[], byte[]>> answers, boolean replayed) {
        Map<String, ConsumerRecord<byte[], byte[]>> byName = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> answer : answers) {
            String origin = text(answer, HeaderNames.REPLAY);
            if (origin.isEmpty() != replayed) {
                byName.put(origin.isEmpty() ? text(answer, HeaderNames.REQUEST) : origin, answer);
            }
        }
        return byName;
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, String header) {
        return record.headers().lastHeader(header) == null
                ? ""
                : new String(record.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
    }
}
