package io.customersegment.failure;

import io.customersegment.app.SegmentService;
import io.customersegment.config.ClientProperties;
import io.customersegment.config.Settings;
import io.customersegment.wire.Arrival;
import io.customersegment.wire.HeaderNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * All requests on the requests topic and all answers to them, read from the beginning. An answer belongs to the request that its header
 * names; it is a stranger if there is no such request, or if that has another key.
 *
 * <p><i>Threads:</i> one.
 */
final class Ledger implements AutoCloseable {

    private static final Duration AT_MOST = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Settings settings;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, String> keysByRequest = new HashMap<>();
    private final Map<String, List<String>> keysByAnswered = new HashMap<>();
    private final List<String> errors = new ArrayList<>();
    private int answers;

    private Ledger(Settings settings, IsolationLevel isolation) {
        this.settings = settings;
        Map<String, Object> properties = ClientProperties.of(settings.kafka());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.toString());
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        Settings.Topics topics = settings.topics();
        consumer.assign(List.of(topics.requests(), topics.results(), topics.errors()).stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
    }

    /** Returns a ledger of the committed answers, which are those that count. */
    static Ledger committed(Settings settings) {
        return new Ledger(settings, IsolationLevel.READ_COMMITTED);
    }

    /** Returns a ledger of all answers that were ever sent, including aborted ones. */
    static Ledger sent(Settings settings) {
        return new Ledger(settings, IsolationLevel.READ_UNCOMMITTED);
    }

    /** Reads until the given number of requests have an answer. */
    Ledger awaitAnswers(int count) {
        Awaitility.await(count + " requests to be answered")
                .atMost(AT_MOST)
                .pollInterval(Duration.ofMillis(1))
                .until(
                        () -> {
                            poll();
                            return keysByAnswered.size();
                        },
                        answered -> answered >= count);
        return this;
    }

    /** Reads until all requests but these have an answer. */
    void awaitAnswersToAllBut(Set<String> lost) {
        readToTheEnd();
        Awaitility.await("every request to be answered, but " + lost.size())
                .atMost(AT_MOST)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    poll();
                    return lost.containsAll(missing());
                });
    }

    /** Reads to the current end of the topics; waits for transactions that are open there to end. */
    Ledger readToTheEnd() {
        Map<TopicPartition, Long> ends = ends();
        Awaitility.await("the end of the topics")
                .atMost(AT_MOST)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    poll();
                    return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
                });
        return this;
    }

    private Map<TopicPartition, Long> ends() {
        try (Admin admin = SegmentService.admin(settings.kafka())) {
            return Offsets.ends(admin, consumer.assignment());
        }
    }

    private void poll() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            if (record.topic().equals(settings.topics().requests())) {
                keysByRequest.put(Arrival.id(record.topic(), record.partition(), record.offset()), text(record.key()));
            } else {
                Header request = record.headers().lastHeader(HeaderNames.REQUEST);
                keysByAnswered
                        .computeIfAbsent(text(request == null ? null : request.value()), first -> new ArrayList<>())
                        .add(text(record.key()));
                answers++;
                if (record.topic().equals(settings.topics().errors())) {
                    errors.add(text(record.value()));
                }
            }
        }
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "null" : new String(bytes, StandardCharsets.UTF_8);
    }

    /** Returns the number of requests. */
    int requests() {
        return keysByRequest.size();
    }

    /** Returns the number of answers. */
    int answers() {
        return answers;
    }

    /** Returns the requests without an answer. */
    Set<String> missing() {
        Set<String> missing = new HashSet<>(keysByRequest.keySet());
        missing.removeAll(keysByAnswered.keySet());
        return missing;
    }

    /** Returns the requests with an answer. */
    Set<String> answered() {
        return Set.copyOf(keysByAnswered.keySet());
    }

    /** Returns the requests with more than one answer. */
    Set<String> doubled() {
        return keysByAnswered.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Returns the request ids of answers that match no request. */
    Set<String> strangers() {
        return keysByAnswered.entrySet().stream()
                .filter(entry ->
                        entry.getValue().stream().anyMatch(key -> !key.equals(keysByRequest.get(entry.getKey()))))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Returns the number of answers that are results. */
    int results() {
        return answers - errors.size();
    }

    /** Returns the error records, as they were read. */
    List<String> errors() {
        return List.copyOf(errors);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
