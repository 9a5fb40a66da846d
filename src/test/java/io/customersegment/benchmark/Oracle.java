package io.customersegment.benchmark;

import io.customersegment.config.Settings;
import io.customersegment.process.Child;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
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
 * <p>Fetches wait for 64 KiB or 20 ms, so that counting takes little from the machine that is measured. <i>Threads:</i> used by one.
 */
final class Oracle implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Consumer<byte[], byte[]> consumer;
    private final String errorTopic;
    private final BitSet answered = new BitSet();
    private int answers;
    private int errors;
    private int doubled;
    private byte[] example = {};

    Oracle(String bootstrapServers, Settings.Topics topics) {
        this.errorTopic = topics.errors();
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "10000",
                        ConsumerConfig.FETCH_MIN_BYTES_CONFIG, "65536",
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "20"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = Stream.of(topics.results(), topics.errors())
                .flatMap(topic ->
                        IntStream.range(0, Lab.PARTITIONS).mapToObj(number -> new TopicPartition(topic, number)))
                .toList();
        consumer.assign(partitions);
    }

    /** Reads until so many requests are answered. */
    void awaitAnswers(int requests, Child contender) {
        long progress = System.nanoTime();
        while (answers < requests) {
            int before = answers;
            consumer.poll(POLL).forEach(this::count);
            if (answers > before) {
                progress = System.nanoTime();
            } else if (!contender.alive() || System.nanoTime() - progress > PATIENCE.toNanos()) {
                throw new IllegalStateException(
                        contender + " stopped after " + answers + " of " + requests + " answers:\n" + contender.tail());
            }
        }
    }

    private void count(ConsumerRecord<byte[], byte[]> record) {
        int number = Wishes.number(record.key());
        if (answered.get(number)) {
            doubled++;
            return;
        }
        answered.set(number);
        answers++;
        if (record.topic().equals(errorTopic)) {
            errors++;
        } else if (example.length == 0) {
            example = record.value();
        }
    }

    /** How many requests have been answered. */
    int answers() {
        return answers;
    }

    /** How many of them with an error record. */
    int errors() {
        return errors;
    }

    /** How many answers came for requests that were answered already. */
    int doubled() {
        return doubled;
    }

    /** The first result that came, empty if none did. */
    byte[] example() {
        return example;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
