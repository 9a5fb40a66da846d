package io.customersegment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.customersegment.LocalParts;
import io.customersegment.app.SegmentService;
import io.customersegment.config.ClientProperties;
import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import io.customersegment.local.broker.Broker;
import io.customersegment.local.broker.BrokerSettings;
import io.customersegment.local.data.Customer;
import io.customersegment.local.data.SampleData;
import io.customersegment.wire.HeaderNames;
import io.customersegment.wire.Pseudonyms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The data that leaves the application, end to end: consent, columns, pseudonyms, small segments, suppressions and the audit, also for
 * cached and replayed answers.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DisclosureIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "CwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCws=";
    private static final String GOLD = "gold members who bought at least twice";
    private static final Set<String> FIELDS = Set.of("customer_id", "purchase_count");

    private final Broker broker = Broker.start(BrokerSettings.temporary());
    private final LocalParts parts = new LocalParts(broker.bootstrapServers());

    @TempDir
    Path folder;

    @AfterAll
    void stop() {
        parts.close();
        broker.close();
    }

    @Test
    void shouldDiscloseNoMoreThanMayLeaveFromCacheAndReplayToo() throws Exception {
        Map<String, String> flags = flags("careful");
        Settings settings = settings(flags);
        try (SegmentService service = SegmentService.start(settings)) {
            service.awaitRunning();
            send(settings, "a", GOLD);
            read(settings, settings.topics().results(), 1);
            send(settings, "b", GOLD);
            read(settings, settings.topics().results(), 2);
            Invocation replayed = invoke(flags, "replay", "--from", "2024-12-01", "--to", "2024-12-02");
            List<ConsumerRecord<byte[], byte[]>> results =
                    read(settings, settings.topics().results(), 4);

            assertThat(replayed.exitCode()).as(replayed.err()).isZero();
            assertThat(results)
                    .extracting(result -> header(result, HeaderNames.CACHE))
                    .contains("miss", "hit");
            Set<String> consenting = consenting();
            for (ConsumerRecord<byte[], byte[]> result : results) {
                List<Map<String, String>> rows = rows(result);
                assertThat(rows).isNotEmpty().allSatisfy(row -> {
                    assertThat(row.keySet()).isEqualTo(FIELDS);
                    assertThat(consenting).contains(row.get("customer_id"));
                });
                assertThat(header(result, HeaderNames.CRITERIA)).contains("email_consent = yes");
                assertThat(header(result, HeaderNames.PSEUDONYM_KEY))
                        .isEqualTo(Objects.requireNonNull(Pseudonyms.from(new Settings.Pseudonym("", KEY)))
                                .keyId());
            }
            assertThat(results).extracting(DisclosureIT::rows).containsOnly(rows(results.get(0)));
        }
    }

    @Test
    void shouldAnswerSmallSegmentsAsNone() throws Exception {
        Map<String, String> flags = flags("small");
        Settings settings = settings(flags);
        try (SegmentService service = SegmentService.start(settings)) {
            service.awaitRunning();
            send(settings, "a", "top 3 " + GOLD);
            send(settings, "b", "families with more than ten children");

            List<String> messages = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> error :
                    read(settings, settings.topics().errors(), 2)) {
                JsonNode json = JSON.readTree(error.value());
                assertThat(json.path("error_type").asText()).isEqualTo("No Segments Found");
                messages.add(json.path("message").asText());
            }
            assertThat(messages.get(0)).isEqualTo(messages.get(1)).contains("Fewer than 5 customers");
        }
    }

    @Test
    void shouldLeaveOutWhoIsSuppressedByCommandUntilTheCommandLiftsIt() throws Exception {
        Map<String, String> flags = flags("commanded");
        Settings settings = settings(flags);
        String customer = parts.sample().customers().stream()
                .filter(one -> "gold".equals(one.values().get("loyalty_tier"))
                        && "yes".equals(one.values().get("email_consent"))
                        && (Double) Objects.requireNonNull(one.values().get("purchase_count")) >= 2
                        && one.interestedModels().contains("camry-hybrid-elegance-2024"))
                .map(Customer::id)
                .findFirst()
                .orElseThrow();
        Path file = Files.writeString(folder.resolve("ids"), customer + "\n\n");
        try (SegmentService service = SegmentService.start(settings)) {
            service.awaitRunning();
            assertThat(found(settings, "before")).contains(pseudonym(customer));

            Invocation suppressed = invoke(flags, "suppress", "--in", file.toString(), "--reason", "objection");
            assertThat(suppressed.lines()).containsExactly("1 customer is suppressed");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> !found(settings, "meanwhile").contains(pseudonym(customer)));
            Invocation listed = invoke(flags, "suppressed");
            Invocation asJson = invoke(flags, "suppressed", "--json", customer);
            Invocation stranger = invoke(flags, "suppressed", "C-1");

            Invocation lifted = invoke(flags, "unsuppress", customer, "C-1");
            Invocation nobody = invoke(flags, "suppressed");

            assertThat(listed.lines()).containsExactly(customer + "  permanent  objection");
            assertThat(asJson.lines())
                    .containsExactly("{\"customer_id\":\"" + customer
                            + "\",\"reason\":\"objection\",\"until\":null,\"in_force\":true}");
            assertThat(stranger.exitCode()).isEqualTo(3);
            assertThat(lifted.exitCode()).isEqualTo(3);
            assertThat(lifted.lines()).containsExactly("1 suppression is lifted", "C-1 was not suppressed");
            assertThat(nobody.lines()).containsExactly("Nobody is suppressed");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> found(settings, "after").contains(pseudonym(customer)));
        }
    }

    @Test
    void shouldRefuseToSuppressNobodyAndWhatNoCustomerIsCalled() {
        assertThat(invoke(Map.of(), "suppress").err()).contains("Name customers by ids");
        assertThat(invoke(Map.of(), "suppress", "x".repeat(257)).err())
                .contains("ID 1 of the command line is not a customer id");
        assertThat(invoke(Map.of(), "suppress", "C1", "--until", "2020-01-01").err())
                .contains("--until is over");
        assertThat(invoke(Map.of(), "suppress", "C1", "--until", "soon").err()).contains("--until must be a day");
        assertThat(invoke(Map.of("suppression.topic", ""), "suppressed").err()).contains("suppression.topic is empty");
    }

    @Test
    void shouldKeepOneRecordAnAnswerOfWhoAskedForWhat() throws Exception {
        Map<String, String> flags = flags("audited");
        Settings settings = settings(flags);
        try (SegmentService service = SegmentService.start(settings)) {
            service.awaitRunning();
            send(settings, "a", GOLD);
            send(settings, "b", "people who like jazz");
            List<ConsumerRecord<byte[], byte[]>> records =
                    read(settings, settings.topics().audit(), 2);

            Map<String, JsonNode> byOutcome = new HashMap<>();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                JsonNode json = JSON.readTree(record.value());
                byOutcome.put(json.path("outcome").asText(), json);
            }
            JsonNode result = Objects.requireNonNull(byOutcome.get("result"));
            int customers =
                    rows(read(settings, settings.topics().results(), 1).get(0)).size();
            assertThat(result.path("sender").asText()).isEqualTo("the test");
            assertThat(result.path("customers").asInt()).isEqualTo(customers);
            assertThat(result.path("criteria").asText()).contains("email_consent = yes", "loyalty_tier = gold");
            assertThat(byOutcome).containsKey("Invalid Prompt");
        }
    }

    private Set<String> found(Settings settings, String key) throws IOException {
        int before = read(settings, settings.topics().results(), 0).size();
        ProducerRecord<byte[], byte[]> request = request(settings, key, GOLD);
        request.headers().add(HeaderNames.CACHE_CONTROL, bytes(HeaderNames.NO_CACHE));
        send(settings, request);
        List<ConsumerRecord<byte[], byte[]>> results =
                read(settings, settings.topics().results(), before + 1);
        return results.stream()
                .filter(result -> key.equals(new String(result.key(), StandardCharsets.UTF_8)))
                .reduce((first, last) -> last)
                .map(DisclosureIT::rows)
                .orElseThrow()
                .stream()
                .map(row -> Objects.requireNonNull(row.get("customer_id")))
                .collect(Collectors.toSet());
    }

    private Set<String> consenting() {
        return parts.sample().customers().stream()
                .filter(customer -> "yes".equals(customer.values().get("email_consent")))
                .map(customer -> pseudonym(customer.id()))
                .collect(Collectors.toSet());
    }

    private static String pseudonym(String customer) {
        return Objects.requireNonNull(Pseudonyms.from(new Settings.Pseudonym("", KEY)))
                .naming()
                .apply(customer);
    }

    private Map<String, String> flags(String name) {
        try {
            Path catalogue = folder.resolve(name + ".yaml");
            Files.writeString(
                    catalogue, Files.readString(Path.of("config/catalogue.yaml")) + "\nalways: email_consent = yes\n");
            Files.writeString(folder.resolve(name + ".key"), KEY + "\n");
            return parts.flags(
                    name,
                    Map.of(
                            "catalogue.file",
                            catalogue.toString(),
                            "answer.columns",
                            "purchase_count, churn_risk",
                            "answer.min.customers",
                            "5",
                            "answer.pseudonym.key.file",
                            folder.resolve(name + ".key").toString(),
                            "audit.topic",
                            name + "-audit",
                            "request.sender.header",
                            "from",
                            "suppression.topic",
                            name + "-suppressions"));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static Settings settings(Map<String, String> flags) {
        Settings settings = SettingsReader.read(null, Map.of(), flags);
        LocalParts.createTopics(settings);
        return settings;
    }

    private static Invocation invoke(Map<String, String> flags, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        flags.forEach((key, value) -> all.addAll(List.of("--set", key + "=" + value)));
        return Invocation.of(all.toArray(String[]::new));
    }

    private static ProducerRecord<byte[], byte[]> request(Settings settings, String key, String prompt) {
        long day = SampleData.DAY.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        String json = "{\"prompt\":\"" + prompt + "\",\"car_model\":\"CAMRY HYBRID ELEGANCE - 2024\"}";
        ProducerRecord<byte[], byte[]> request =
                new ProducerRecord<>(settings.topics().requests(), null, day, bytes(key), bytes(json));
        request.headers().add("from", bytes("the test"));
        return request;
    }

    private static void send(Settings settings, String key, String prompt) {
        send(settings, request(settings, key, prompt));
    }

    private static void send(Settings settings, ProducerRecord<byte[], byte[]> request) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                ClientProperties.of(settings.kafka()), new ByteArraySerializer(), new ByteArraySerializer())) {
            var unused = producer.send(request);
        }
    }

    /** Returns all records of a topic, once it has at least the given number. */
    private static List<ConsumerRecord<byte[], byte[]>> read(Settings settings, String topic, int least) {
        Map<String, Object> properties = ClientProperties.of(settings.kafka());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Awaitility.await(least + " records of " + topic)
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> {
                        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                        return records.size() >= least
                                && consumer.endOffsets(partitions).entrySet().stream()
                                        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
                    });
        }
        return records;
    }

    private static List<Map<String, String>> rows(ConsumerRecord<byte[], byte[]> result) {
        try {
            List<Map<String, String>> rows = new ArrayList<>();
            for (JsonNode row : JSON.readTree(result.value()).path("data")) {
                Map<String, String> fields = new HashMap<>();
                row.properties()
                        .forEach(field ->
                                fields.put(field.getKey(), field.getValue().asText()));
                rows.add(fields);
            }
            return rows;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
