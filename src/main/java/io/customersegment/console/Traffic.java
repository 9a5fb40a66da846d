package io.customersegment.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.client.ReplaySelection;
import io.customersegment.client.SegmentClient;
import io.customersegment.client.TopicTail;
import io.customersegment.config.Settings;
import io.customersegment.wire.HeaderNames;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Counts the records on the topics per second, and keeps the last errors.
 *
 * <p><i>Threads:</i> safe to use from any.
 */
final class Traffic implements TopicTail.Listener {

    private static final int SECONDS = 120;
    private static final int FAILURES = 50;
    /** Limits the errors published per second; an outage causes thousands, too many to read. */
    private static final int MOST_TOLD = 10;

    private static final int MOST_LATENCIES = 10_000;

    private final Settings.Topics topics;
    private final Clock clock;
    private final Events events;
    private final Deque<ObjectNode> seconds = new ArrayDeque<>();
    private final Deque<Failure> failures = new ArrayDeque<>();
    private Current current;

    /**
     * An error record.
     *
     * @param request the position of its request on the topic, null if the record does not contain it
     */
    private record Failure(ObjectNode json, ReplaySelection.@Nullable OffsetRange request) {

        // Not a compact constructor, because javac 17 omits the parameters' @Nullable from its class file.
        Failure(ObjectNode json, ReplaySelection.@Nullable OffsetRange request) {
            this.json = json;
            this.request = request;
        }

        /** Omits the error, which quotes its prompt, so that it can be logged. */
        @Override
        public String toString() {
            return "Failure[" + request + "]";
        }
    }

    /** The counts of the current second. */
    private static final class Current {
        private final long second;
        private int requests;
        private int results;
        private final Map<String, Integer> errors = new TreeMap<>();
        private final Map<String, Integer> uses = new TreeMap<>();
        private final Deque<ObjectNode> failures = new ArrayDeque<>();
        private long[] latencies = new long[16];
        private int latencyCount;

        Current(long second) {
            this.second = second;
        }

        void latency(long millis) {
            if (latencyCount < MOST_LATENCIES) {
                if (latencyCount == latencies.length) {
                    latencies = Arrays.copyOf(latencies, 2 * latencyCount);
                }
                latencies[latencyCount] = millis;
                latencyCount++;
            }
        }

        ObjectNode json() {
            Arrays.sort(latencies, 0, latencyCount);
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("at", Instant.ofEpochSecond(second).toString());
            json.put("requests", requests);
            json.put("results", results);
            ObjectNode types = json.putObject("errors");
            errors.forEach(types::put);
            json.put("hits", uses.getOrDefault("hit", 0));
            json.put("joined", uses.getOrDefault("joined", 0));
            json.put("misses", uses.getOrDefault("miss", 0));
            json.put("p50_ms", percentile(50));
            return json.put("p99_ms", percentile(99));
        }

        private @Nullable Long percentile(int percent) {
            return latencyCount == 0 ? null : latencies[Math.min(latencyCount - 1, latencyCount * percent / 100)];
        }
    }

    Traffic(Settings.Topics topics, Clock clock, Events events) {
        this.topics = topics;
        this.clock = clock;
        this.events = events;
        this.current = new Current(clock.instant().getEpochSecond());
    }

    @Override
    public synchronized void record(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(topics.requests())) {
            current.requests++;
            return;
        }
        if (record.headers().lastHeader(HeaderNames.REPLAY) == null) {
            current.latency(Math.max(0, clock.millis() - record.timestamp()));
        }
        if (record.topic().equals(topics.results())) {
            current.results++;
            current.uses.merge(SegmentClient.text(record.headers(), HeaderNames.CACHE), 1, Integer::sum);
        } else {
            failure(record);
        }
    }

    private void failure(ConsumerRecord<byte[], byte[]> record) {
        JsonNode error =
                ErrorJson.parsed(record.value() == null ? "" : new String(record.value(), StandardCharsets.UTF_8));
        ObjectNode json = ErrorJson.common(error);
        current.errors.merge(json.path("error_type").asText(), 1, Integer::sum);
        json.put("id", record.partition() + "-" + record.offset());
        json.put("at", failedAt(error).toString());
        JsonNode prompt = error.path("request").path("prompt");
        json.put("prompt", prompt.isTextual() ? prompt.textValue() : null);
        JsonNode source = error.path("source");
        boolean named =
                source.path("partition").isInt() && source.path("offset").isIntegralNumber();
        Failure failure = new Failure(
                json,
                named
                        ? new ReplaySelection.OffsetRange(
                                source.path("partition").intValue(),
                                source.path("offset").longValue(),
                                source.path("offset").longValue())
                        : null);
        failures.addFirst(failure);
        if (failures.size() > FAILURES) {
            failures.removeLast();
        }
        current.failures.addLast(json);
        if (current.failures.size() > MOST_TOLD) {
            current.failures.removeFirst();
        }
    }

    private Instant failedAt(JsonNode error) {
        try {
            return Instant.parse(error.path("failed_at").asText());
        } catch (DateTimeParseException malformed) {
            return clock.instant();
        }
    }

    @Override
    public synchronized void polled() {
        long now = clock.instant().getEpochSecond();
        // If the clock was set back or far ahead, the counts so far would be shown at wrong times.
        if (now < current.second || now - current.second > SECONDS) {
            current = new Current(now);
            seconds.clear();
        }
        while (current.second < now) {
            ObjectNode second = current.json();
            seconds.addLast(second);
            if (seconds.size() > SECONDS) {
                seconds.removeFirst();
            }
            current.failures.forEach(failure -> events.publish("failure", failure));
            events.publish("second", second);
            current = new Current(current.second + 1);
        }
    }

    /** Returns the counts of the last seconds, oldest first. */
    synchronized ArrayNode seconds() {
        return JsonNodeFactory.instance.arrayNode().addAll(seconds);
    }

    /** Returns the last errors, newest first. */
    synchronized ArrayNode failures() {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        failures.forEach(failure -> all.add(failure.json()));
        return all;
    }

    /**
     * Returns the position of the request that was answered with this error.
     *
     * @throws Problem if there is no such error here, or it does not contain the position
     */
    synchronized ReplaySelection.OffsetRange requestOf(String id) {
        return failures.stream()
                .filter(failure -> failure.json().path("id").asText().equals(id))
                .findFirst()
                .map(Failure::request)
                .orElseThrow(() -> new Problem(
                        404,
                        "There is no such error here, or it does not say which request it is of;"
                                + " the console keeps the last " + FAILURES));
    }
}
