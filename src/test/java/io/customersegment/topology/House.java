package io.customersegment.topology;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/** The real topology with real serdes and the real store, in front of a source that answers by hand. */
final class House implements AutoCloseable {

    /** Reads {@code top N (remark) [unread]}, of which the last two may be missing, and nothing else. */
    static final PromptInterpreter TOP_N = House::read;

    static final String CATALOGUE = "0123456789ab";

    /** A flag that only this house knows: the id of a key that the source's pseudonyms were made with. */
    static final String PSEUDONYM_KEY_ID = "pseudonym key id";

    private static final Pattern PROMPT = Pattern.compile("top (\\d+)(?: \\((.*)\\))?(?: \\[(.*)])?");

    /** The setting's default. */
    static final int MAX_BYTES = 65_536;

    static final Stages STAGES = new Stages(RequestValidator.builtIn(2000), TOP_N, House::plan, MAX_BYTES);

    private static final ObjectMapper JSON = new ObjectMapper();

    final HandSource source = new HandSource();
    final HandClock clock = new HandClock();
    final TopicRefusals refusals;
    final TopologyTestDriver driver;
    final SegmentTopology topology;
    final TestInputTopic<byte[], byte[]> requests;
    private final TestInputTopic<byte[], byte[]> suppressions;

    /** The rate of calls of which senders have a share. */
    double callsPerSecond = 400;

    /** How many calls a load takes, as far as is known. */
    double callsPerLoad = 1;

    /** Whether the topology may take its suppressions for complete. */
    boolean suppressionsCurrent = true;

    private final TestOutputTopic<byte[], byte[]> results;
    private final TestOutputTopic<byte[], byte[]> errors;
    private final TestOutputTopic<byte[], byte[]> changelog;

    /** What the topology's listener was told: result or reason, use of the cache, age in milliseconds. */
    final List<String> told = new ArrayList<>();

    private House(
            Path folder, Map<String, String> flags, Stages stages, @Nullable SegmentSource other, Patience patience) {
        Settings settings = settings(folder, flags);
        refusals = new TopicRefusals(settings);
        topology = new SegmentTopology(
                settings,
                stages,
                CATALOGUE,
                other == null ? source : other,
                Senders.of(settings, () -> callsPerSecond, () -> callsPerLoad, clock),
                new Disclosure(
                        new Suppressions(clock),
                        () -> suppressionsCurrent,
                        settings.disclosure().minCustomers(),
                        flags.get(PSEUDONYM_KEY_ID)),
                clock,
                patience,
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

    /** What {@code top N} means. */
    static Criteria criteria(int size) {
        return new Criteria(Condition.everybody(), Order.BY_INTEREST, size);
    }

    private void tell(
            Outcome<Segment> outcome, SegmentSource.@Nullable CacheUse cacheUse, boolean replayed, long ageMillis) {
        told.add(outcome.fold(segment -> "result", failure -> failure.reason().word()) + " " + cacheUse + " "
                + (replayed ? "replayed " : "") + ageMillis);
    }

    static House atLeastOnce(Path folder) {
        return with(folder, Map.of());
    }

    static House with(Path folder, Map<String, String> flags) {
        return new House(folder, flags, STAGES, null, Patience.waiting());
    }

    static House with(Path folder, Map<String, String> flags, Patience patience) {
        return new House(folder, flags, STAGES, null, patience);
    }

    static House around(Path folder, SegmentSource source) {
        return new House(folder, Map.of(), STAGES, source, Patience.waiting());
    }

    static House reading(Path folder, PromptInterpreter interpreter) {
        return new House(
                folder,
                Map.of(),
                new Stages(RequestValidator.builtIn(2000), interpreter, House::plan, MAX_BYTES),
                null,
                Patience.waiting());
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

    /** A request for so many, which is also how the source knows it. */
    static byte[] top(int size) {
        return prompt("top " + size);
    }

    /** A request with this prompt, in which nothing needs an escape. */
    static byte[] prompt(String prompt) {
        return ("{\"prompt\": \"" + prompt + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    void send(@Nullable String key, byte @Nullable [] value) {
        send(key, value, new RecordHeaders());
    }

    void send(@Nullable String key, byte @Nullable [] value, Headers headers) {
        requests.pipeInput(new TestRecord<>(
                key == null ? null : key.getBytes(StandardCharsets.UTF_8), value, headers, HandClock.START));
    }

    /** Publishes a suppression, or a tombstone. */
    void suppress(@Nullable String customer, @Nullable String value) {
        suppressions.pipeInput(
                customer == null ? null : customer.getBytes(StandardCharsets.UTF_8),
                value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    /** Lets the stream thread tick once. */
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

    /** What was written to the changelog since the last time. */
    List<TestRecord<byte[], byte[]>> changelog() {
        return changelog.readRecordsToList();
    }

    /** The ids of the customers in the results since the last time. */
    List<String> customers() {
        return results().stream()
                .map(result -> json(result).at("/data/0/customer_id").asText())
                .toList();
    }

    /** The types of the errors since the last time. */
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
        return HandClock.START;
    }

    private TestOutputTopic<byte[], byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        driver.close();
    }
}
