package io.customersegment.failure;

import io.customersegment.LocalParts;
import io.customersegment.app.SegmentService;
import io.customersegment.config.ClientProperties;
import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A group of processors with topics of its own, the requests published to it and the calls made for them. Closing kills the processors that
 * are still running.
 */
final class Scene implements AutoCloseable {

    /** The maximum number of calls in flight of one processor. */
    static final int CAPACITY = 256;

    /** At least this amount was spent by 1 to 43 of the sample customers, so that each request is answered by one call. */
    private static final int LEAST_SPENT = 140_000;

    private static final String CAR_MODEL = "CAMRY HYBRID ELEGANCE - 2024";
    private static final Duration AT_MOST = Duration.ofSeconds(60);

    private final LocalParts parts;
    private final Mode mode;
    private final Map<String, String> flags;
    private final Settings settings;
    private final Path directory;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Processor> started = new ArrayList<>();
    private final long callsBefore;
    private int published;

    Scene(LocalParts parts, Mode mode, Map<String, String> more) {
        this.parts = parts;
        this.mode = mode;
        Map<String, String> own = new HashMap<>(Map.of(
                "enrich.capacity", String.valueOf(CAPACITY),
                "enrich.deadline.ms", "60000",
                "enrich.calls.per.second", "100000",
                "personalize.call.timeout.ms", "30000",
                "personalize.max.connections", "2048",
                "kafka.producer.transaction.timeout.ms", "3000"));
        own.putAll(mode.flags());
        own.putAll(more);
        flags = parts.flags("scene-" + UUID.randomUUID(), own);
        settings = SettingsReader.read(null, Map.of(), flags);
        LocalParts.createTopics(settings);
        try {
            directory = Files.createTempDirectory("scene");
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        producer = new KafkaProducer<>(
                ClientProperties.of(settings.kafka()), new ByteArraySerializer(), new ByteArraySerializer());
        callsBefore = parts.emulator().calls();
    }

    /** Returns the settings of its processors. */
    Settings settings() {
        return settings;
    }

    /** Starts a processor with this name; a restarted one with the same name reuses its directory. */
    Processor start(String name) {
        return start(name, Map.of());
    }

    /** Starts a processor with other settings. */
    Processor start(String name, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(flags);
        all.put("kafka.state.dir", directory.resolve(name).toString());
        all.putAll(more);
        Processor processor = Processor.start(name, all);
        started.add(processor);
        return processor;
    }

    /** Publishes the given number of requests, all with distinct prompts. */
    void publish(int requests) {
        for (int i = 0; i < requests; i++) {
            publish("r-" + published, request(published));
        }
        producer.flush();
    }

    /** Publishes a request; text is encoded as UTF-8. */
    void publish(@Nullable String key, @Nullable String value) {
        publish(new ProducerRecord<>(settings.topics().requests(), bytes(key), bytes(value)));
    }

    /** Publishes an arbitrary request. */
    void publish(ProducerRecord<byte[], byte[]> request) {
        published++;
        var unused = producer.send(request);
    }

    static String request(int number) {
        return "{\"prompt\": \"customers who spent at least " + (LEAST_SPENT + number) + "\", \"car_model\": \""
                + CAR_MODEL + "\"}";
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the number of published requests. */
    int published() {
        return published;
    }

    /** Returns the number of calls. */
    long calls() {
        return parts.emulator().calls() - callsBefore;
    }

    /** Waits until the given number of calls were made; otherwise fails with the end of the processors' output. */
    void awaitCalls(long count) {
        try {
            Awaitility.await(count + " calls")
                    .atMost(AT_MOST)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> calls() >= count);
        } catch (ConditionTimeoutException tooFew) {
            throw new AssertionError(
                    calls() + " calls instead of " + count + " after " + AT_MOST + "\n"
                            + started.stream().map(Processor::tail).collect(Collectors.joining("\n")),
                    tooFew);
        }
    }

    /** Waits until the offsets of all requests are committed, whether or not the requests are answered. */
    void awaitCommitted() {
        try (Admin admin = SegmentService.admin(settings.kafka())) {
            Awaitility.await(published + " requests to be started")
                    .atMost(AT_MOST)
                    .until(() -> Offsets.committed(admin, settings.kafka().applicationId()) == published);
        }
    }

    /** Waits until the given number of processors have tasks. */
    void awaitAtWork(int processors) {
        try (Admin admin = SegmentService.admin(settings.kafka())) {
            Awaitility.await(processors + " processors to have tasks")
                    .atMost(AT_MOST)
                    .until(() -> Offsets.membersAtWork(admin, settings.kafka().applicationId(), mode) == processors);
        }
    }

    /** Returns the number of processors that were started. */
    int starts() {
        return started.size();
    }

    @Override
    public void close() {
        started.forEach(Processor::close);
        producer.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
