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
 * Counts answers: consumes the committed records of two topics, by request number.
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

    /** Notified of the first answer to each request. */
    interface Listener {

        /** A listener that does nothing. */
        Listener NONE = (number, result, answer) -> {};

        /** Called with the answer to a request, which is a result or an error record. */
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

    /** Returns an oracle whose fetches wait for 64 KiB or 20 ms, so that counting takes little from the machine that is measured. */
    static Oracle fetchingInBulk(String bootstrapServers, Settings.Topics topics, Listener listener) {
        return new Oracle(
                bootstrapServers,
                topics,
                Map.of(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, "65536", ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "20"),
                listener);
    }

    /** Returns an oracle that gets each answer as soon as it is available. */
    static Oracle fetchingAtOnce(String bootstrapServers, Settings.Topics topics, Listener listener) {
        return new Oracle(bootstrapServers, topics, Map.of(), listener);
    }

    /**
     * Reads until the given number of requests are answered.
     *
     * @throws IllegalStateException if no answer arrives for a minute, or the contender ended; its message has the end of the contender's
     *     output
     */
    void awaitAnswers(int requests, Child contender) {
        if (!reaches(requests, contender)) {
            throw new IllegalStateException(
                    contender + " stopped after " + answers + " of " + requests + " answers:\n" + contender.tail());
        }
    }

    /** Reads until the given number of requests are answered; false if no answer arrives for a minute, or the contender ended. */
    boolean reaches(int requests, Child contender) {
        return reaches(() -> answers >= requests, contender);
    }

    /** Reads until the condition holds; false if no answer arrives for a minute, or the contender ended. */
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

    /** Reads for the given time. */
    void watch(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            poll();
        }
    }

    /** Reads all records that are committed now. */
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
        int number = BenchmarkRequests.number(record.key());
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

    /** Returns the number of answered requests. */
    int answers() {
        return answers;
    }

    /** Returns the number of requests whose answer is an error record. */
    int errors() {
        return errors;
    }

    /** Returns the number of error records by type and message. */
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

    /** Returns the number of answers to requests that were answered already. */
    int doubled() {
        return doubled;
    }

    /** Returns the first results, at most {@value #EXAMPLES} distinct ones. */
    List<byte[]> examples() {
        return examples.stream().map(ByteBuffer::array).toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
