package io.customersegment.topology;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.customersegment.ManualClock;
import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.Intent;
import io.customersegment.criteria.Order;
import io.customersegment.enrich.Segment;
import io.customersegment.enrich.SegmentSource;
import io.customersegment.enrich.Suppressions;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.PromptRefusal;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import io.customersegment.plan.Query;
import io.customersegment.prompt.PromptInterpreter;
import io.customersegment.prompt.Reading;
import io.customersegment.request.RequestValidator;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** A harness of the real topology with real serdes and the real store, in front of a source that the test controls. */
final class TopologyHarness implements AutoCloseable {

    /** Reads {@code top N (remark) [unread]}, of which the last two parts are optional, and nothing else. */
    static final PromptInterpreter TOP_N = TopologyHarness::read;

    static final String CATALOGUE = "0123456789ab";

    /** A flag of this harness alone: the id of the key with which the source's pseudonyms were created. */
    static final String PSEUDONYM_KEY_ID = "pseudonym key id";

    private static final Pattern PROMPT = Pattern.compile("top (\\d+)(?: \\((.*)\\))?(?: \\[(.*)])?");

    /** The default of the setting that limits the size of a request. */
    static final int MAX_BYTES = 65_536;

    static final RequestReader READER =
            new RequestReader(RequestValidator.builtIn(2000), TOP_N, TopologyHarness::plan, MAX_BYTES);

    private static final ObjectMapper JSON = new ObjectMapper();

    final ManualSource source = new ManualSource();
    final ManualClock clock = new ManualClock();
    final TopicRefusals refusals;
    final TopologyTestDriver driver;
    final SegmentTopology topology;
    final TestInputTopic<byte[], byte[]> requests;
    private final TestInputTopic<byte[], byte[]> suppressions;

    /** The rate of calls, of which each sender has a share. */
    double callsPerSecond = 400;

    /** The number of calls that a load takes, as far as it is known. */
    double callsPerLoad = 1;

    /** Whether the topology may regard its suppressions as complete. */
    boolean suppressionsCurrent = true;

    private final TestOutputTopic<byte[], byte[]> results;
    private final TestOutputTopic<byte[], byte[]> errors;
    private final TestOutputTopic<byte[], byte[]> changelog;

    /** The notifications of the topology's listener: result or reason, use of the cache, age in milliseconds. */
    final List<String> told = new ArrayList<>();

    private TopologyHarness(
            Path folder,
            Map<String, String> flags,
            RequestReader reader,
            @Nullable SegmentSource other,
            BackpressureWait backpressureWait) {
        Settings settings = settings(folder, flags);
        refusals = new TopicRefusals(settings);
        topology = new SegmentTopology(
                settings,
                reader,
                CATALOGUE,
                other == null ? source : other,
                Senders.of(settings, () -> callsPerSecond, () -> callsPerLoad, clock),
                new Disclosure(
                        new Suppressions(clock),
                        () -> suppressionsCurrent,
                        settings.disclosure().minCustomers(),
                        flags.get(PSEUDONYM_KEY_ID)),
                clock,
                backpressureWait,
                refusals,
                this::tell);
        driver = new TopologyTestDriver(topology.build(), StreamsProperties.of(settings), clock.instant());
        requests = driver.createInputTopic(
                "customer-segment-requests", new ByteArraySerializer(), new ByteArraySerializer());
        suppressions = driver.createInputTopic(
                "customer-segment-suppressions", new ByteArraySerializer(), new ByteArraySerializer());
        results = output("customer-segment-results");
        errors = output("customer-segment-errors");
        changelog = output("customer-segment-pending-changelog");
    }

    private static Outcome<Reading> read(String prompt, PromptInterpreter.Context context) {
        Matcher matcher = PROMPT.matcher(prompt);
        if (!matcher.matches()) {
            return Outcome.failed(new Failure(Stage.INTERPRET, Reason.NOT_UNDERSTOOD, "not understood: " + prompt));
        }
        String top = matcher.group(1);
        String unread = matcher.group(3);
        if (unread != null && !context.ignoreUnread()) {
            return Outcome.failed(new Failure(
                    Stage.INTERPRET,
                    Reason.PARTLY_UNDERSTOOD,
                    "not understood: " + unread,
                    new PromptRefusal("first " + top, List.of(unread), List.of("top " + top))));
        }
        List<String> ignored =
                Stream.of(matcher.group(2), unread).filter(Objects::nonNull).toList();
        return Outcome.ok(new Reading(criteria(Integer.parseInt(top)), List.of(), ignored, List.of()));
    }

    /** Returns the criteria that {@code top N} means. */
    static Criteria criteria(int size) {
        return new Criteria(Condition.everybody(), Order.BY_INTEREST, size);
    }

    private void tell(
            Outcome<Segment> outcome, SegmentSource.@Nullable CacheUse cacheUse, boolean replayed, long ageMillis) {
        told.add(outcome.fold(segment -> "result", failure -> failure.reason().word()) + " " + cacheUse + " "
                + (replayed ? "replayed " : "") + ageMillis);
    }

    static TopologyHarness atLeastOnce(Path folder) {
        return with(folder, Map.of());
    }

    static TopologyHarness with(Path folder, Map<String, String> flags) {
        return new TopologyHarness(folder, flags, READER, null, BackpressureWait.waiting());
    }

    static TopologyHarness with(Path folder, Map<String, String> flags, BackpressureWait backpressureWait) {
        return new TopologyHarness(folder, flags, READER, null, backpressureWait);
    }

    static TopologyHarness around(Path folder, SegmentSource source) {
        return new TopologyHarness(folder, Map.of(), READER, source, BackpressureWait.waiting());
    }

    static TopologyHarness reading(Path folder, PromptInterpreter interpreter) {
        return new TopologyHarness(
                folder,
                Map.of(),
                new RequestReader(RequestValidator.builtIn(2000), interpreter, TopologyHarness::plan, MAX_BYTES),
                null,
                BackpressureWait.waiting());
    }

    static Settings settings(Path folder, Map<String, String> flags) {
        Map<String, String> all = new HashMap<>();
        all.put("kafka.state.dir", folder.toString());
        all.put("processing.guarantee", "at_least_once");
        all.put("enrich.deadline.ms", "2000");
        all.putAll(flags);
        all.remove(PSEUDONYM_KEY_ID);
        return SettingsReader.read(null, Map.of(), all);
    }

    static Outcome<Query> plan(Intent intent) {
        return Outcome.ok(new Query(intent.carModel(), intent.criteria(), List.of(), List.of(), List.of(), 1, 500));
    }

    /** Returns a request for the given number of customers, by which the source identifies the request. */
    static byte[] top(int size) {
        return prompt("top " + size);
    }

    /** Returns a request with the prompt, in which no character may need an escape. */
    static byte[] prompt(String prompt) {
        return ("{\"prompt\": \"" + prompt + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    void send(@Nullable String key, byte @Nullable [] value) {
        send(key, value, new RecordHeaders());
    }

    void send(@Nullable String key, byte @Nullable [] value, Headers headers) {
        requests.pipeInput(new TestRecord<>(
                key == null ? null : key.getBytes(StandardCharsets.UTF_8), value, headers, ManualClock.START));
    }

    /** Publishes a suppression, or a tombstone. */
    void suppress(@Nullable String customer, @Nullable String value) {
        suppressions.pipeInput(
                customer == null ? null : customer.getBytes(StandardCharsets.UTF_8),
                value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    /** Advances the time by a millisecond, which runs the punctuators. */
    void tick() {
        advance(Duration.ofMillis(1));
    }

    void advance(Duration duration) {
        clock.advance(duration);
        driver.advanceWallClockTime(duration);
    }

    List<TestRecord<byte[], byte[]>> results() {
        return results.readRecordsToList();
    }

    List<TestRecord<byte[], byte[]>> errors() {
        return errors.readRecordsToList();
    }

    /** Returns the records written to the changelog since the last call. */
    List<TestRecord<byte[], byte[]>> changelog() {
        return changelog.readRecordsToList();
    }

    /** Returns the id of the first customer of each result since the last call. */
    List<String> customers() {
        return results().stream()
                .map(result -> json(result).at("/data/0/customer_id").asText())
                .toList();
    }

    /** Returns the types of the errors since the last call. */
    List<String> errorTypes() {
        return errors().stream()
                .map(error -> json(error).path("error_type").asText())
                .toList();
    }

    static JsonNode json(TestRecord<byte[], byte[]> record) {
        try {
            return JSON.readTree(new String(record.value(), StandardCharsets.UTF_8));
        } catch (JsonProcessingException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    static @Nullable String header(TestRecord<byte[], byte[]> record, String name) {
        return record.headers().lastHeader(name) == null
                ? null
                : new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    static Instant start() {
        return ManualClock.START;
    }

    private TestOutputTopic<byte[], byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        driver.close();
    }
}
