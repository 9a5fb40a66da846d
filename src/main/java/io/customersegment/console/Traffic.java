package io.customersegment.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.client.TopicTail;
import io.customersegment.config.Settings;
import io.customersegment.wire.HeaderNames;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Counts what passes on the topics, second by second, and keeps the last errors.
 *
 * <p><i>Threads:</i> safe to use from any.
 */
final class Traffic implements TopicTail.Listener {

    private static final int SECONDS = 120;
    private static final int FAILURES = 50;
    private static final int MOST_LATENCIES = 10_000;

    private final Settings.Topics topics;
    private final Clock clock;
    private final Events events;
    private final Deque<ObjectNode> seconds = new ArrayDeque<>();
    private final Deque<ObjectNode> failures = new ArrayDeque<>();
    private Current current;

    /** What passed in the second that has not ended. */
    private static final class Current {
        private final long second;
        private int requests;
        private int results;
        private final Map<String, Integer> errors = new TreeMap<>();
        private final Map<String, Integer> uses = new TreeMap<>();
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
            current.uses.merge(header(record, HeaderNames.CACHE), 1, Integer::sum);
        } else {
            failure(record);
        }
    }

    private void failure(ConsumerRecord<byte[], byte[]> record) {
        JsonNode error =
                ErrorJson.parsed(record.value() == null ? "" : new String(record.value(), StandardCharsets.UTF_8));
        current.errors.merge(error.path("error_type").asText("unknown"), 1, Integer::sum);
        JsonNode source = error.path("source");
        ObjectNode failure = ErrorJson.common(error);
        failure.put(
                "id",
                source.path("partition").asInt() + "-" + source.path("offset").asLong());
        failure.put("at", error.path("failed_at").asText(clock.instant().toString()));
        JsonNode prompt = error.path("request").path("prompt");
        failure.put("prompt", prompt.isTextual() ? prompt.textValue() : null);
        failures.addFirst(failure);
        if (failures.size() > FAILURES) {
            failures.removeLast();
        }
        events.publish("failure", failure);
    }

    @Override
    public synchronized void polled() {
        long now = clock.instant().getEpochSecond();
        // A clock that was set by minutes begins anew.
        if (Math.abs(now - current.second) > SECONDS) {
            current = new Current(now);
            seconds.clear();
        }
        while (current.second < now) {
            ObjectNode second = current.json();
            seconds.addLast(second);
            if (seconds.size() > SECONDS) {
                seconds.removeFirst();
            }
            events.publish("second", second);
            current = new Current(current.second + 1);
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** The last seconds, oldest first. */
    synchronized ArrayNode seconds() {
        return JsonNodeFactory.instance.arrayNode().addAll(seconds);
    }

    /** The last errors, newest first. */
    synchronized ArrayNode failures() {
        return JsonNodeFactory.instance.arrayNode().addAll(failures);
    }
}
