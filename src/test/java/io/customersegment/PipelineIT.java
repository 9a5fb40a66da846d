package io.customersegment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.customersegment.app.SegmentService;
import io.customersegment.app.Wiring;
import io.customersegment.client.Answer;
import io.customersegment.client.SegmentClient;
import io.customersegment.config.ClientProperties;
import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import io.customersegment.criteria.Condition;
import io.customersegment.local.broker.Broker;
import io.customersegment.local.broker.BrokerSettings;
import io.customersegment.local.data.Customer;
import io.customersegment.local.data.SampleData;
import io.customersegment.local.emulator.Fault;
import io.customersegment.local.emulator.Faults;
import io.customersegment.local.emulator.Latency;
import io.customersegment.outcome.Outcome;
import io.customersegment.prompt.PromptInterpreter;
import io.customersegment.prompt.Reading;
import io.customersegment.request.CarModel;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkGlobalTime;

/** End to end: a real broker, the real SDK, real HTTP to the emulator. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PipelineIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant DAY =
            SampleData.DAY.atStartOfDay(ZoneOffset.UTC).toInstant();
    private static final String CAMRY = "CAMRY HYBRID ELEGANCE - 2024";

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
    void shouldAnswerTheActionsExamplesInTheirShape() throws Exception {
        Map<List<String>, List<String>> columnsByExample = Map.of(
                List.of("Find customers who have made multiple purchases in the last 6 months", CAMRY),
                List.of("purchase_count", "total_value"),
                List.of("Identify potential first-time car buyers", "YARIS CROSS HYBRID - 2021"),
                List.of("age_group", "interest_score"),
                List.of(
                        "Find customers who engaged with our emails but haven't purchased",
                        "COROLLA CROSS PREMIUM - 2022"),
                List.of("email_opens", "last_engagement"));
        Settings settings = parts.settings("examples", Map.of());
        try (SegmentService service = SegmentService.start(settings);
                SegmentClient client = new SegmentClient(settings.kafka(), settings.topics())) {
            service.awaitRunning();

            for (Map.Entry<List<String>, List<String>> example : columnsByExample.entrySet()) {
                String prompt = example.getKey().get(0);
                Answer answer = send(client, prompt, example.getKey().get(1)).get(30, TimeUnit.SECONDS);

                assertThat(answer.segment()).as(prompt).isTrue();
                List<String> columns = new ArrayList<>();
                JSON.readTree(answer.json()).path("data").path(0).fieldNames().forEachRemaining(columns::add);
                assertThat(columns).as(prompt).startsWith("customer_id").containsAll(example.getValue());
            }
        }
    }

    @Test
    void shouldCutWhatTheProducerWouldRefuseAndGoOn() throws Exception {
        Settings settings = parts.settings("oversized", Map.of("kafka.producer.max.request.size", "65536"));
        Map<String, String> largeHeader = Map.of("trace", "x".repeat(40_000));
        Map<String, String> hugeHeader = Map.of("trace", "x".repeat(900_000));
        try (SegmentService service = SegmentService.start(settings);
                SegmentClient client = new SegmentClient(settings.kafka(), settings.topics())) {
            service.awaitRunning();

            Answer cut = client.send(null, request("existing customers", CAMRY), DAY, largeHeader)
                    .get(30, TimeUnit.SECONDS);
            Answer refused = client.send(null, request("gold members", "TRACTOR"), DAY, hugeHeader)
                    .get(30, TimeUnit.SECONDS);
            Answer next = send(client, "platinum members", CAMRY).get(30, TimeUnit.SECONDS);

            assertThat(cut.truncated()).isTrue();
            assertThat(cut.json().length()).isBetween(1000, 65_536 - 40_000);
            assertThat(JSON.readTree(cut.json()).path("data")).isNotEmpty();
            assertThat(refused.json()).contains("Model Not Found");
            assertThat(next.segment()).isTrue();
        }
    }

    @Test
    void shouldServeMetricsAndHealthAndNoCustomer() throws Exception {
        int port = freePort();
        Settings settings = parts.settings(
                "metrics",
                Map.of(
                        "http.port",
                        Integer.toString(port),
                        "enrich.circuit.window.calls",
                        "2",
                        "enrich.circuit.open.ms",
                        "2000"));
        String customer;
        try (SegmentService service = SegmentService.start(settings);
                SegmentClient client = new SegmentClient(settings.kafka(), settings.topics())) {
            service.awaitRunning();
            Awaitility.await().until(() -> get(port, "/health/ready").statusCode() == 200);
            Answer answer = send(client, "platinum members", CAMRY).get(30, TimeUnit.SECONDS);
            send(client, "platinum members", CAMRY).get(30, TimeUnit.SECONDS);
            send(client, "gold members", "TRACTOR").get(30, TimeUnit.SECONDS);
            customer = JSON.readTree(answer.json()).at("/data/0/customer_id").asText();

            String metrics = get(port, "/metrics").body();

            assertThat(metrics)
                    .contains(
                            "segment_answers_total{outcome=\"result\",reason=\"none\"} 2.0",
                            "segment_answers_total{outcome=\"Model Not Found\",reason=\"unknown-car-model\"} 1.0",
                            "segment_cache_requests_total{use=\"hit\"} 1.0",
                            "segment_cache_requests_total{use=\"miss\"} 1.0",
                            "cache_size{cache=\"segments\"} 1.0",
                            "segment_slices_count 1",
                            "segment_calls_saved_total ",
                            "segment_cache_bytes ",
                            "segment_answer_latency_seconds_count 3",
                            "segment_pending{state=\"in-flight\"} 0.0",
                            "personalize_calls_seconds_bucket{outcome=\"ok\"",
                            "personalize_circuit_open 0.0",
                            "kafka_stream_thread_",
                            "jvm_memory_used_bytes")
                    .doesNotContain(customer)
                    .doesNotContainIgnoringCase("platinum");

            List<String> scrape = metrics.lines().toList();
            assertThat(Monitoring.expressions())
                    .hasSizeGreaterThan(20)
                    .allSatisfy(expression -> assertThat(Monitoring.selectors(expression))
                            .as(expression)
                            .isNotEmpty()
                            .allMatch(selector -> selector.metric().equals("up") || selector.found(scrape)));

            parts.emulator().faults(Faults.none().withProbability(Fault.INTERNAL_FAILURE, 1));
            var gold = send(client, "gold members", CAMRY);
            var silver = send(client, "silver members", CAMRY);
            Awaitility.await().until(() -> get(port, "/health/ready").statusCode() == 503);

            assertThat(get(port, "/health/ready").body()).contains("\"circuit\":\"open\"");
            assertThat(get(port, "/health/live").statusCode()).isEqualTo(200);
            assertThat(get(port, "/metrics").body())
                    .contains("personalize_circuit_open 1.0", "personalize_errors_avoided_total{cause=\"fault\"} 0.0");

            parts.emulator().faults(Faults.none());
            assertThat(gold.get(30, TimeUnit.SECONDS).segment()).isTrue();
            assertThat(silver.get(30, TimeUnit.SECONDS).segment()).isTrue();
            assertThat(get(port, "/metrics").body()).contains("personalize_circuit_open 0.0");
        }
    }

    @Test
    void shouldBlameThePersonalizeThatAnswersNonsenseAndNotTheCustomers() throws Exception {
        Map<Fault, String> named = Map.of(
                Fault.NO_METADATA, "enableMetadataWithRecommendations",
                Fault.NO_LIST, "itemList",
                Fault.HTML, "text/html",
                Fault.ENDLESS, "longer than");
        Settings settings = parts.settings("nonsense", Map.of());
        try (SegmentService service = SegmentService.start(settings);
                SegmentClient client = new SegmentClient(settings.kafka(), settings.topics())) {
            service.awaitRunning();

            for (Map.Entry<Fault, String> nonsense : named.entrySet()) {
                parts.emulator().faults(Faults.none().withProbability(nonsense.getKey(), 1));
                String json = send(client, "gold members", CAMRY)
                        .get(30, TimeUnit.SECONDS)
                        .json();

                assertThat(json).contains("\"Personalize Error\"", "\"retryable\":false", nonsense.getValue());
            }
            parts.emulator().faults(Faults.none().withProbability(Fault.CLOCK_SKEW, 1));
            Answer corrected = send(client, "gold members", CAMRY).get(30, TimeUnit.SECONDS);

            assertThat(corrected.segment()).isTrue();
        } finally {
            SdkGlobalTime.setGlobalTimeOffset(0);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void shouldRefuseToStartWithoutItsTopicsAndNameThem() {
        Settings settings = SettingsReader.read(
                null, Map.of(), Map.of("bootstrap.servers", broker.bootstrapServers(), "result.topic", "nowhere"));

        assertThatThrownBy(() -> SegmentService.start(settings))
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("--create-topics");
    }

    @Test
    void shouldRefuseToStartWhereAnAnswerWouldNotFitItsTopic() throws Exception {
        Settings settings = parts.settings("narrow", Map.of());
        try (Admin admin = SegmentService.admin(settings.kafka())) {
            AlterConfigOp narrow =
                    new AlterConfigOp(new ConfigEntry("max.message.bytes", "100000"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(
                            Map.of(new ConfigResource(ConfigResource.Type.TOPIC, "narrow-results"), List.of(narrow)))
                    .all()
                    .get();
            Awaitility.await("the broker knows what the controller has accepted")
                    .until(() -> maxMessageBytes(admin, "narrow-results").equals("100000"));
        }

        assertThatThrownBy(() -> SegmentService.start(settings))
                .isInstanceOf(KafkaException.class)
                .hasMessage("Answers have up to 1048576 bytes, but topic narrow-results takes 100000: raise its"
                        + " max.message.bytes, or lower kafka.producer.max.request.size");
    }

    private static String maxMessageBytes(Admin admin, String topic) throws InterruptedException, ExecutionException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource)).all().get().values().stream()
                .map(config -> config.get("max.message.bytes").value())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldBringExactlyTheCustomersThatMatch() throws Exception {
        List<String> prompts = List.of(
                "gold or platinum members",
                "customers in the North or the East who opened our emails",
                "families at risk",
                "people aged 30 to 39 who took a test drive",
                "customers who have not purchased in the last two years",
                "under 25 or over 65, in the West",
                "everyone except platinum members",
                "overdue for service");
        Settings settings = parts.settings("exact", Map.of());
        Wiring wiring = Wiring.from(settings);
        try (SegmentService service = SegmentService.start(settings);
                SegmentClient client = new SegmentClient(settings.kafka(), settings.topics())) {
            service.awaitRunning();
            List<CompletableFuture<Answer>> answers =
                    prompts.stream().map(prompt -> send(client, prompt, CAMRY)).toList();

            for (int i = 0; i < prompts.size(); i++) {
                Answer answer = answers.get(i).get(30, TimeUnit.SECONDS);
                List<String> expected = matching(wiring, prompts.get(i));
                List<String> found = new ArrayList<>();
                JSON.readTree(answer.json())
                        .path("data")
                        .forEach(row -> found.add(row.path("customer_id").asText()));
                assertThat(expected).as(prompts.get(i)).isNotEmpty();
                if (answer.truncated()) {
                    assertThat(found).as(prompts.get(i)).hasSize(500).isSubsetOf(expected);
                } else {
                    assertThat(found).as(prompts.get(i)).containsExactlyInAnyOrderElementsOf(expected);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exactly_once_v2", "at_least_once"})
    void shouldAnswerEveryKeyOnceAmongGarbage(String guarantee) throws Exception {
        int requests = 20_000;
        Settings settings =
                parts.settings("flood-" + guarantee.replace('_', '-'), Map.of("processing.guarantee", guarantee));
        parts.emulator().faults(Faults.none().withLatency(Latency.fixed(Duration.ofMillis(20))));
        try (SegmentService service = SegmentService.start(settings)) {
            service.awaitRunning();

            try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                    ClientProperties.of(settings.kafka()), new StringSerializer(), new ByteArraySerializer())) {
                for (int i = 0; i < requests; i++) {
                    byte[] value = i % 100 == 0 ? garbage(i / 100) : request(prompt(i), CAMRY);
                    var unused = producer.send(new ProducerRecord<>(
                            settings.topics().requests(), null, DAY.toEpochMilli(), "k" + i, value));
                }
            }

            Map<String, Long> answers = answersByKey(settings, requests);
            assertThat(answers).hasSize(requests);
            assertThat(answers.values()).allMatch(count -> count == 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exactly_once_v2", "at_least_once"})
    void shouldTakeUpWhatWasInFlightWhenItStopped(String guarantee) throws Exception {
        int requests = 100;
        Settings settings =
                parts.settings("stop-" + guarantee.replace('_', '-'), Map.of("processing.guarantee", guarantee));
        parts.emulator().faults(Faults.none().withLatency(Latency.fixed(Duration.ofMillis(1500))));
        long before = parts.emulator().calls();
        try (SegmentService first = SegmentService.start(settings);
                KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                        ClientProperties.of(settings.kafka()), new StringSerializer(), new ByteArraySerializer())) {
            first.awaitRunning();
            for (int i = 0; i < requests; i++) {
                var unused = producer.send(new ProducerRecord<>(
                        settings.topics().requests(), null, DAY.toEpochMilli(), "k" + i, request(prompt(i), CAMRY)));
            }
            producer.flush();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> parts.emulator().calls() >= before + 50);
        }

        parts.emulator().faults(Faults.none());
        try (SegmentService second = SegmentService.start(settings)) {
            second.awaitRunning();

            Map<String, Long> answers = answersByKey(settings, requests);
            assertThat(answers).hasSize(requests);
            assertThat(answers.values()).allMatch(count -> count == 1);
        }
    }

    private List<String> matching(Wiring wiring, String prompt) {
        Outcome<Reading> reading = wiring.interpreter()
                .interpret(prompt, new PromptInterpreter.Context(SampleData.DAY, new CarModel(CAMRY), false));
        Condition condition = reading.fold(read -> read.criteria().condition(), failure -> {
            throw new AssertionError(prompt + ": " + failure.detail());
        });
        return parts.sample().interestedIn(new CarModel(CAMRY)).stream()
                .filter(condition::matches)
                .map(Customer::id)
                .toList();
    }

    private static String prompt(int i) {
        return "customers who visited the website at least " + (1 + i % 40) + " times and are over " + (20 + i % 7);
    }

    private static byte[] garbage(int i) {
        return switch (i % 6) {
            case 0 -> new byte[0];
            case 1 -> "{\"prompt\": ".getBytes(StandardCharsets.UTF_8);
            case 2 -> new byte[] {(byte) 0xff, (byte) 0xfe, 0x00, (byte) 0xc3};
            case 3 -> "[1, 2, 3]".getBytes(StandardCharsets.UTF_8);
            case 4 -> "{\"prompt\": 42}".getBytes(StandardCharsets.UTF_8);
            default -> ("{\"prompt\": \"" + "x".repeat(100_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        };
    }

    private static CompletableFuture<Answer> send(SegmentClient client, String prompt, String carModel) {
        return client.send(null, request(prompt, carModel), DAY, Map.of());
    }

    private static byte[] request(String prompt, String carModel) {
        return JSON.createObjectNode()
                .put("prompt", prompt)
                .put("car_model", carModel)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Reads committed records of both answer topics until the expected number has arrived and no more follow for a while. */
    private static Map<String, Long> answersByKey(Settings settings, int expected) {
        Map<String, Object> properties = ClientProperties.of(settings.kafka());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(
                ConsumerConfig.GROUP_ID_CONFIG, "oracle-" + settings.kafka().applicationId());
        Map<String, Long> counts = new HashMap<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(
                    List.of(settings.topics().results(), settings.topics().errors()));
            Instant giveUp = Instant.now().plusSeconds(120);
            int quiet = 0;
            while (Instant.now().isBefore(giveUp) && (counts.size() < expected || quiet < 10)) {
                int polled = 0;
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    counts.merge(record.key(), 1L, Long::sum);
                    polled++;
                }
                quiet = polled == 0 ? quiet + 1 : 0;
            }
        }
        return counts;
    }
}
