package io.customersegment.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.customersegment.config.Settings;
import io.customersegment.process.Child;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Counts answers: what a consumer of committed records gets of two topics, by the requests' numbers.
 *
 * <p><i>Threads:</i> used by one.
 */
final class Oracle implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int EXAMPLES = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Consumer<byte[], byte[]> consumer;
    private final String errorTopic;
    private final Listener listener;
    private final BitSet answered = new BitSet();
    private final Set<ByteBuffer> examples = new LinkedHashSet<>();
    private final Map<String, Integer> faults = new TreeMap<>();
    private int answers;
    private int errors;
    private int doubled;

    /** Told of the first answer to each request. */
    interface Listener {

        /** One that does not care. */
        Listener NONE = (number, result, answer) -> {};

        /** A request has its answer, which is a result or an error record. */
        void answered(int number, boolean result, byte[] answer);
    }

    private Oracle(String bootstrapServers, Settings.Topics topics, Map<String, Object> fetching, Listener listener) {
        this.errorTopic = topics.errors();
        this.listener = listener;
        Map<String, Object> properties = new HashMap<>(fetching);
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "10000");
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = Stream.of(topics.results(), topics.errors())
                .flatMap(topic ->
                        IntStream.range(0, Lab.PARTITIONS).mapToObj(number -> new TopicPartition(topic, number)))
                .toList();
        consumer.assign(partitions);
    }

    /** One whose fetches wait for 64 KiB or 20 ms, so that counting takes little from the machine that is measured. */
    static Oracle fetchingInBulk(String bootstrapServers, Settings.Topics topics, Listener listener) {
        return new Oracle(
                bootstrapServers,
                topics,
                Map.of(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, "65536", ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "20"),
                listener);
    }

    /** One that gets each answer as soon as there is one. */
    static Oracle fetchingAtOnce(String bootstrapServers, Settings.Topics topics, Listener listener) {
        return new Oracle(bootstrapServers, topics, Map.of(), listener);
    }

    /**
     * Reads until so many requests are answered.
     *
     * @throws IllegalStateException if no answer comes for a minute; it tells the end of what the contender printed
     */
    void awaitAnswers(int requests, Child contender) {
        if (!reaches(requests, contender)) {
            throw new IllegalStateException(
                    contender + " stopped after " + answers + " of " + requests + " answers:\n" + contender.tail());
        }
    }

    /** Reads until so many requests are answered; false if no answer comes for a minute, or the contender ended. */
    boolean reaches(int requests, Child contender) {
        return reaches(() -> answers >= requests, contender);
    }

    /** Reads until something is so; false if no answer comes for a minute, or the contender ended. */
    boolean reaches(BooleanSupplier what, Child contender) {
        long progress = System.nanoTime();
        while (!what.getAsBoolean()) {
            int before = answers;
            poll();
            if (answers > before) {
                progress = System.nanoTime();
            } else if (!contender.alive() || System.nanoTime() - progress > PATIENCE.toNanos()) {
                return false;
            }
        }
        return true;
    }

    /** Reads for so long. */
    void watch(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            poll();
        }
    }

    /** Reads what is committed by now. */
    void drain() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll();
        }
    }

    private void poll() {
        consumer.poll(POLL).forEach(this::count);
    }

    private void count(ConsumerRecord<byte[], byte[]> record) {
        int number = Wishes.number(record.key());
        if (answered.get(number)) {
            doubled++;
            return;
        }
        answered.set(number);
        answers++;
        boolean result = !record.topic().equals(errorTopic);
        if (!result) {
            errors++;
            faults.merge(fault(record.value()), 1, Integer::sum);
        } else if (examples.size() < EXAMPLES) {
            examples.add(ByteBuffer.wrap(record.value()));
        }
        listener.answered(number, result, record.value());
    }

    /** How many requests have been answered. */
    int answers() {
        return answers;
    }

    /** How many of them with an error record. */
    int errors() {
        return errors;
    }

    /** How many error records said what. */
    Map<String, Integer> faults() {
        return faults;
    }

    private static String fault(byte[] errorRecord) {
        try {
            JsonNode error = JSON.readTree(errorRecord);
            return error.path("error_type").asText() + ": "
                    + error.path("message").asText();
        } catch (IOException broken) {
            return "no JSON";
        }
    }

    /** How many answers came for requests that were answered already. */
    int doubled() {
        return doubled;
    }

    /** The first results that came, {@value #EXAMPLES} different ones at most. */
    List<byte[]> examples() {
        return examples.stream().map(ByteBuffer::array).toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
