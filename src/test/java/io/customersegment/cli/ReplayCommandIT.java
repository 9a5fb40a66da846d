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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code replay} against a broker, with a processor that answers what is replayed. */
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

            assertThat(onTheDay).hasSize(PROMPTS.size());
            assertThat(counted.lines()).containsExactly(onTheDay.size() + " requests would be replayed");
            assertThat(replayed.exitCode()).as(replayed.err()).isZero();
            assertThat(replayed.lines()).containsExactly(onTheDay.size() + " requests replayed");
            assertThat(again.out().strip())
                    .isEqualTo("{\"would_be_replayed\":6,\"copies\":6,\"answered\":0,\"incomplete\":0}");
            assertThat(second.keySet()).containsExactlyInAnyOrderElementsOf(onTheDay);
            second.forEach((origin, answer) -> {
                ConsumerRecord<byte[], byte[]> before = Objects.requireNonNull(first.get(origin));
                assertThat(answer.topic()).isEqualTo(before.topic());
                assertThat(answer.key()).isEqualTo(before.key());
                assertThat(answer.timestamp()).isEqualTo(before.timestamp());
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
        Map<String, String> flags = flags("refused", Map.of("enrich.retry.attempts", "1"));
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
            Invocation unreadable = replay(flags, "--errors", "Invalid Prompt", "--to", "2024-12-02");
            answers(settings, 10);

            assertThat(inVain.lines()).containsExactly("2 requests replayed");
            assertThat(helped.lines())
                    .containsExactly("2 requests replayed", "2 left out: another error of the same request");
            assertThat(answers.stream()
                            .filter(answer ->
                                    answer.topic().equals(settings.topics().results()))
                            .map(answer -> new String(answer.key(), StandardCharsets.UTF_8)))
                    .containsExactlyInAnyOrder("a", "b");
            assertThat(nothingLeft.lines())
                    .containsExactly(
                            "0 requests replayed",
                            "2 left out: another error of the same request",
                            "2 left out: an earlier replay brought a result");
            assertThat(unreadable.lines()).containsExactly("2 requests replayed");
            assertThat(read(settings, List.of(settings.topics().requests()), 10).stream()
                            .filter(request -> Arrays.equals(request.value(), NO_JSON)))
                    .hasSize(2)
                    .allMatch(request -> request.timestamp() == DAY.toEpochMilli());
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

    private void send(Settings settings, String key, byte[] value, Instant at) {
        send(new ProducerRecord<>(
                settings.topics().requests(), null, at.toEpochMilli(), key.getBytes(StandardCharsets.UTF_8), value));
    }

    private void sendTo(Settings settings, int partition, String key, byte[] value) {
        send(new ProducerRecord<>(
                settings.topics().requests(), partition, key.getBytes(StandardCharsets.UTF_8), value));
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        record.headers().add("trace", record.key());
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            var unused = producer.send(record);
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> answers(Settings settings, int count) {
        return read(
                settings, List.of(settings.topics().results(), settings.topics().errors()), count);
    }

    /** All records of the topics, once there are so many. */
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

    /** The answers to live or to replayed requests, by the name of the request that was there first. */
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
