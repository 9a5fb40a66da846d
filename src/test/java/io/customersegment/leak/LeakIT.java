package io.customersegment.leak;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.LocalParts;
import io.customersegment.app.SegmentService;
import io.customersegment.client.Answer;
import io.customersegment.client.SegmentClient;
import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import io.customersegment.local.broker.Broker;
import io.customersegment.local.broker.BrokerSettings;
import io.customersegment.local.data.SampleData;
import io.customersegment.local.emulator.Emulator;
import io.customersegment.local.emulator.Fault;
import io.customersegment.local.emulator.Faults;
import io.customersegment.local.emulator.Latency;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Tests the whole pipeline with marks in prompts, keys, headers, car models, customers, answers of Personalize and AWS secrets, on every
 * path that a request can take. No mark may occur in a log line, in a metric, in the name of a thread, a file or an MBean, or on the
 * standard streams.
 */
final class LeakIT {

    private static final Instant DAY =
            SampleData.DAY.atStartOfDay(ZoneOffset.UTC).toInstant();
    private static final Map<String, String> SECRETS = Map.of(
            "aws.accessKeyId", "AKIAIOSFODNN7EXAMPLE", "aws.secretAccessKey", Marks.WORD + "/secret/" + Marks.WORD);
    private static final Map<String, String> HEADERS = Map.of("trace", Marks.WORD, "x-" + Marks.WORD, Marks.WORD);
    private static final String MARKED =
            "members in the " + MarkedBusiness.REGION + " region who spent more than " + Marks.NUMBER;

    @TempDir
    private static Path folder = Path.of("unset");

    private static MarkedBusiness business;
    private static Emulator emulator;
    private static Broker broker;
    private static int asked;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        business = MarkedBusiness.in(folder);
        emulator = business.emulator();
        broker = Broker.start(BrokerSettings.temporary());
        SECRETS.forEach(System::setProperty);
    }

    @AfterAll
    static void stop() {
        SECRETS.keySet().forEach(System::clearProperty);
        emulator.close();
        broker.close();
    }

    @Test
    void shouldLeakNothingOfRequestsThatAreAnsweredOrRefused() throws Exception {
        try (LeakWatch watch = LeakWatch.start()) {
            Run run = new Run(watch, settings("answers", emulator.endpoint().toString(), Map.of()));
            try (SegmentService service = run.start();
                    SegmentClient client = run.client()) {
                service.awaitRunning();

                answers(run, client);
                refusals(run, client);
                run.look();
            }

            assertThat(watch.leaks()).isEmpty();
            assertThat(watch.loggers()).contains("io.customersegment.topology.AnswerForwarder");
            canary(watch);
        }
    }

    @Test
    void shouldLeakNothingWhateverPersonalizeDoesWrong() throws Exception {
        try (LeakWatch watch = LeakWatch.start()) {
            Map<String, String> impatient = Map.of(
                    "enrich.deadline.ms",
                    "3000",
                    "personalize.call.timeout.ms",
                    "1000",
                    "enrich.circuit.window.calls",
                    "2");
            Run run = new Run(watch, settings("faults", emulator.endpoint().toString(), impatient));
            try (SegmentService service = run.start();
                    SegmentClient client = run.client()) {
                service.awaitRunning();

                faults(run, client);
                run.look();
            }

            assertThat(watch.leaks()).isEmpty();
            assertThat(watch.loggers()).contains("io.customersegment.enrich.ResilientSource");
            canary(watch);
        }
    }

    @Test
    void shouldLeakNothingOfWhatPersonalizeQuotes() throws Exception {
        try (QuotingService quoting = QuotingService.start();
                LeakWatch watch = LeakWatch.start()) {
            Run run = new Run(watch, settings("quotes", quoting.endpoint(), Map.of("enrich.deadline.ms", "3000")));
            try (SegmentService service = run.start();
                    SegmentClient client = run.client()) {
                service.awaitRunning();

                for (QuotingService.Reply reply : QuotingService.Reply.values()) {
                    quoting.replies(reply);
                    Answer answer = run.answer(client, null, prompt(distinct()), Map.of());

                    assertThat(answer.segment())
                            .as("%s: %s", reply, answer.json())
                            .isFalse();
                }
                run.look();
            }

            assertThat(watch.leaks()).isEmpty();
            canary(watch);
        }
    }

    @Test
    void shouldLeakNothingWhileTopicsRefuseInstancesComeAndGoAndRequestsAreInFlight() throws Exception {
        try (LeakWatch watch = LeakWatch.start()) {
            Map<String, String> patient = Map.of(
                    "enrich.deadline.ms", "60000", "enrich.on.outage", "wait", "personalize.call.timeout.ms", "50000");
            Run run = new Run(watch, settings("moves", emulator.endpoint().toString(), patient));
            List<CompletableFuture<Answer>> waiting = new ArrayList<>();
            try (SegmentClient client = run.client()) {
                try (SegmentService service = run.start()) {
                    service.awaitRunning();
                    alter(run.settings.topics().results(), "cleanup.policy", "compact");
                    assertThat(run.answer(client, null, prompt(MARKED), HEADERS).json())
                            .contains("cleanup.policy");
                    alter(run.settings.topics().results(), "cleanup.policy", "delete");
                    emulator.faults(
                            Faults.none().withLatency(new Latency(Duration.ofSeconds(20), Duration.ofSeconds(20))));
                    for (int i = 0; i < 8; i++) {
                        waiting.add(client.send(bytes(Marks.WORD + i), prompt(distinct()), DAY, HEADERS));
                    }
                    Awaitility.await().until(() -> emulator.calls() > 8);
                    run.look();
                }
                emulator.faults(Faults.none());
                Run second =
                        new Run(watch, settings("moves", emulator.endpoint().toString(), patient));
                try (SegmentService service = run.start()) {
                    service.awaitRunning();
                    try (SegmentService another = second.start()) {
                        another.awaitRunning();
                        for (CompletableFuture<Answer> answer : waiting) {
                            assertThat(answer.get(60, TimeUnit.SECONDS).segment())
                                    .isTrue();
                        }
                        second.look();
                    }
                    run.look();
                }
            }

            assertThat(watch.leaks()).isEmpty();
            assertThat(watch.loggers()).contains("io.customersegment.app.ThreadReplacement");
            canary(watch);
        }
    }

    /** Sends requests that have an answer, on each of the ways in which an answer is found. */
    private void answers(Run run, SegmentClient client) throws Exception {
        byte[] key = bytes(Marks.WORD);
        Answer miss = run.answer(client, key, prompt(MARKED), HEADERS);
        assertThat(miss.json()).contains(Marks.WORD, String.valueOf(Marks.NUMBER));
        assertThat(miss.criteria()).contains(MarkedBusiness.REGION, String.valueOf(Marks.NUMBER));
        assertThat(run.answer(client, key, prompt(MARKED), HEADERS).cacheUse()).isEqualTo("hit");

        emulator.faults(Faults.none().withLatency(new Latency(Duration.ofMillis(300), Duration.ofMillis(300))));
        String slow = distinct();
        CompletableFuture<Answer> first = client.send(key, prompt(slow), DAY, HEADERS);
        CompletableFuture<Answer> second = client.send(key, prompt(slow), DAY, HEADERS);
        assertThat(List.of(
                        first.get(60, TimeUnit.SECONDS).cacheUse(),
                        second.get(60, TimeUnit.SECONDS).cacheUse()))
                .contains("joined");
        emulator.faults(Faults.none());

        Map<String, String> ignoring = new HashMap<>(HEADERS);
        ignoring.put("segment-unread", "ignore");
        ignoring.put("segment-replay", "answers-requests-0@0");
        Answer ignored = run.answer(client, key, prompt(Marks.WORD + "ish gold members"), ignoring);
        assertThat(ignored.ignored()).isNotEmpty();
        Answer model = run.answer(
                client,
                key,
                bytes("{\"prompt\": \"" + MARKED + "\", \"car_model\": \"" + MarkedBusiness.CAR_MODEL + "\"}"),
                HEADERS);
        assertThat(model.segment()).as(model.json()).isTrue();
        assertThat(run.answer(client, key, prompt("customers who spent more than 1" + Marks.NUMBER), HEADERS)
                        .json())
                .contains("No Segments Found");
    }

    /** Sends requests that are refused because of their content. */
    private void refusals(Run run, SegmentClient client) throws Exception {
        String word = Marks.WORD;
        Map<byte[], String> refused = Map.of(
                prompt("customers who " + word + " twice and spent " + Marks.NUMBER + " " + word + "s"),
                        "Invalid Prompt",
                bytes("{\"prompt\": \"gold members\", \"car_model\": \"" + word + " TRACTOR\"}"), "Model Not Found",
                bytes("{\"prompt\": \"" + word), "Invalid Prompt",
                bytes("{\"prompt\": {\"" + word + "\": " + Marks.NUMBER + "}}"), "Invalid Prompt",
                bytes("{\"" + word + "\": 1, \"" + word + "\": 2}"), "Invalid Prompt",
                bytes("{\"prompt\": \"gold members\", \"" + word + "\": \"" + word + "\"}"), "",
                bytes("{\"prompt\": \"gold members\", \"car_model\": [\"" + word + "\"]}"), "",
                invalidUtf8(), "Invalid Prompt",
                prompt((word + " ").repeat(2000)), "Invalid Prompt",
                bytes("[".repeat(200) + "\"" + word + "\"" + "]".repeat(200)), "Invalid Prompt");
        for (Map.Entry<byte[], String> request : refused.entrySet()) {
            Answer answer = run.answer(client, bytes(word), request.getKey(), HEADERS);

            assertThat(answer.json()).contains(request.getValue());
        }
        Map<String, String> malformed = new HashMap<>(HEADERS);
        malformed.put("segment-asked-at", word);
        assertThat(client.send(bytes(word), prompt(MARKED), null, malformed)
                        .get(60, TimeUnit.SECONDS)
                        .json())
                .contains("segment-asked-at");
        Map<String, String> huge = Map.of("trace", word.repeat(120_000));
        assertThat(run.answer(client, bytes(word.repeat(10)), prompt("gold members " + word), huge)
                        .segment())
                .isFalse();
        assertThat(run.answer(client, bytes(word), prompt((word + " ").repeat(130_980)), Map.of())
                        .json())
                .contains("request_left_out");
    }

    /** Sends requests with each kind of failure of Personalize. */
    private void faults(Run run, SegmentClient client) throws Exception {
        for (Fault fault : Fault.values()) {
            if (fault == Fault.CLOCK_SKEW) {
                continue; // changes the clock of this JVM, and the request is answered
            }
            emulator.faults(Faults.none().withProbability(fault, 1));

            Answer answer = run.answer(client, bytes(Marks.WORD), prompt(distinct()), HEADERS);

            assertThat(answer.segment()).as(fault.word()).isFalse();
        }
        emulator.faults(Faults.none().withProbability(Fault.INTERNAL_FAILURE, 1));
        List<CompletableFuture<Answer>> failing = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            failing.add(client.send(bytes(Marks.WORD), prompt(distinct()), DAY, HEADERS));
        }
        for (CompletableFuture<Answer> answer : failing) {
            assertThat(answer.get(60, TimeUnit.SECONDS).segment()).isFalse();
        }
        emulator.faults(Faults.none());
    }

    /** Checks that the watch would have found a mark up to the end. */
    private static void canary(LeakWatch watch) {
        LoggerFactory.getLogger("io.customersegment.Canary").trace("mark {}", Marks.WORD);
        LoggerFactory.getLogger("com.example.Canary").debug("mark {}", Marks.WORD);

        assertThat(watch.leaks()).hasSize(2);
    }

    /** Returns a prompt that no other request has. */
    private static String distinct() {
        return "top " + (10 + asked++) + " " + MARKED;
    }

    private static Settings settings(String name, String endpoint, Map<String, String> more) throws IOException {
        Map<String, String> flags = new HashMap<>(business.flags());
        flags.putAll(Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "personalize.endpoint",
                endpoint,
                "application.id",
                name,
                "request.topic",
                name + "-requests",
                "result.topic",
                name + "-results",
                "error.topic",
                name + "-errors",
                "personalize.call.timeout.ms",
                "10000",
                "enrich.deadline.ms",
                "30000",
                "enrich.on.outage",
                "fail",
                "http.port",
                String.valueOf(freePort())));
        flags.put(
                "kafka.state.dir",
                folder.resolve("state-" + name + "-" + flags.get("http.port")).toString());
        flags.putAll(more);
        Settings settings = SettingsReader.read(null, Map.of(), flags);
        LocalParts.createTopics(settings);
        return settings;
    }

    private static void alter(String topic, String key, String value) throws Exception {
        AlterConfigOp set = new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            admin.incrementalAlterConfigs(Map.of(resource, List.of(set))).all().get();
            Awaitility.await("the broker to know")
                    .until(() -> admin.describeConfigs(List.of(resource)).all().get().values().stream()
                            .anyMatch(config -> config.get(key).value().equals(value)));
        }
    }

    private static byte[] prompt(String prompt) {
        return bytes("{\"prompt\": \"" + prompt + "\"}");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] invalidUtf8() {
        byte[] bytes = prompt(Marks.WORD + "?");
        bytes[bytes.length - 3] = (byte) 0xff;
        return bytes;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** An instance of the service, and everything about it that is visible from outside. */
    private final class Run {

        private final LeakWatch watch;
        private final Settings settings;

        Run(LeakWatch watch, Settings settings) {
            this.watch = watch;
            this.settings = settings;
        }

        SegmentService start() {
            return SegmentService.start(settings);
        }

        SegmentClient client() {
            return new SegmentClient(settings.kafka(), settings.topics());
        }

        Answer answer(SegmentClient client, byte @Nullable [] key, byte[] value, Map<String, String> headers)
                throws Exception {
            return client.send(key, value, DAY, headers).get(60, TimeUnit.SECONDS);
        }

        /** Searches metrics, health, the JVM and the file names for marks. */
        void look() throws Exception {
            for (String path : List.of("/metrics", "/health/live", "/health/ready")) {
                String body = http.send(
                                HttpRequest.newBuilder(URI.create("http://localhost:"
                                                + settings.http().port() + path))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
                assertThat(body).isNotBlank();
                watch.look(path, body);
            }
            watch.lookAtTheJvm();
            watch.lookAtFileNames(folder);
            watch.lookAtFileNames(Path.of(System.getProperty("java.io.tmpdir")));
        }
    }
}
