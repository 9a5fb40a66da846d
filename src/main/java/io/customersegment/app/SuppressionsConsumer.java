package io.customersegment.app;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The consumer of the global stream thread, which reads the suppressions. Once a second it requests the end offsets of the topic from the
 * brokers, and confirms to {@link SuppressionsAge} that everything before them is known. An empty poll does not prove this, because a poll
 * is also empty while the partition has no leader.
 *
 * <p><i>Threads:</i> the global stream thread only.
 */
final class SuppressionsConsumer extends KafkaConsumer<byte[], byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(SuppressionsConsumer.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration LOOK_TIMEOUT = Duration.ofSeconds(1);

    /** The minimum timeout of a poll. A record ends the wait, so a longer timeout delays nothing. */
    private static final Duration LEAST_WAIT = Duration.ofMillis(100);

    /** After this many checks in which neither end nor position moved, no records are left in between: they were compacted away. */
    private static final int LOOKS_AT_A_GAP = 3;

    private final SuppressionsAge age;
    private long lookedAt = System.nanoTime() - LOOK_EVERY.toNanos();
    private Map<TopicPartition, Long> left = Map.of();
    private int looksAtTheSame;

    SuppressionsConsumer(Map<String, Object> config, SuppressionsAge age) {
        super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.age = age;
    }

    /** Checks the end offsets once a second. At this point, the records of earlier polls are in the table. */
    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        if (System.nanoTime() - lookedAt >= LOOK_EVERY.toNanos() || !age.known()) {
            look();
            lookedAt = System.nanoTime();
        }
        return super.poll(timeout.compareTo(LEAST_WAIT) < 0 ? LEAST_WAIT : timeout);
    }

    private void look() {
        long before = System.nanoTime();
        try {
            Map<TopicPartition, Long> behind = new HashMap<>();
            for (Map.Entry<TopicPartition, Long> end :
                    endOffsets(assignment(), LOOK_TIMEOUT).entrySet()) {
                long missing = end.getValue() - position(end.getKey(), LOOK_TIMEOUT);
                if (missing > 0) {
                    behind.put(end.getKey(), missing);
                }
            }
            looksAtTheSame = behind.equals(left) ? looksAtTheSame + 1 : 0;
            left = behind;
            if (behind.isEmpty() || looksAtTheSame >= LOOKS_AT_A_GAP) {
                age.confirmed(before);
            }
        } catch (KafkaException fault) { // faults worse than an unreachable broker are reported by the poll
            LOG.atDebug()
                    .addKeyValue("fault", fault.getClass().getName())
                    .log("the end of the suppressions is not known");
        }
    }
}
