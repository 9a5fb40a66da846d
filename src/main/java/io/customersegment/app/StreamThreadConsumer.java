package io.customersegment.app;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The consumer of a stream thread. While answers are awaited it polls only briefly, because otherwise the thread would not notice that an
 * answer has arrived. It returns no records of partitions that are full.
 *
 * <p>During a poll it pauses the full partitions that Kafka Streams has not paused itself, and resumes them afterwards, so that Kafka
 * Streams always finds the partitions as it left them.
 *
 * <p><i>Threads:</i> its stream thread only.
 */
final class StreamThreadConsumer extends KafkaConsumer<byte[], byte[]> {

    private static final Duration SHORT = Duration.ofMillis(1);

    private final BooleanSupplier inFlight;
    private final Predicate<TopicPartition> full;
    private final Consumer<ConsumerRecords<byte[], byte[]>> polled;
    private final Set<TopicPartition> pausedByStreams = new HashSet<>();

    /**
     * @param inFlight whether answers are awaited
     * @param full whether the calling thread should take in no more records of a partition
     * @param polled receives all records
     */
    StreamThreadConsumer(
            Map<String, Object> config,
            BooleanSupplier inFlight,
            Predicate<TopicPartition> full,
            Consumer<ConsumerRecords<byte[], byte[]>> polled) {
        super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.inFlight = inFlight;
        this.full = full;
        this.polled = polled;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        Duration wait = timeout.compareTo(SHORT) > 0 && inFlight.getAsBoolean() ? SHORT : timeout;
        Set<TopicPartition> held = full();
        if (held.isEmpty()) {
            return take(wait);
        }
        pausedByStreams.clear();
        super.pause(held);
        try {
            return take(wait);
        } finally {
            held.retainAll(assignment()); // a rebalance may have happened during the poll
            held.removeAll(pausedByStreams);
            super.resume(held);
        }
    }

    /** Returns the full partitions that are not paused. */
    private Set<TopicPartition> full() {
        Set<TopicPartition> held = new HashSet<>();
        Set<TopicPartition> paused = paused();
        for (TopicPartition partition : assignment()) {
            if (full.test(partition) && !paused.contains(partition)) {
                held.add(partition);
            }
        }
        return held;
    }

    private ConsumerRecords<byte[], byte[]> take(Duration wait) {
        ConsumerRecords<byte[], byte[]> records = super.poll(wait);
        polled.accept(records);
        return records;
    }

    /** Called by Kafka Streams, also from a rebalance within {@link #poll}. */
    @Override
    public void pause(Collection<TopicPartition> partitions) {
        pausedByStreams.addAll(partitions);
        super.pause(partitions);
    }

    /** Called by Kafka Streams, also from a rebalance within {@link #poll}. */
    @Override
    public void resume(Collection<TopicPartition> partitions) {
        partitions.forEach(pausedByStreams::remove);
        super.resume(partitions);
    }

    /**
     * Always leaves the group. Otherwise a stream thread that has died would remain a member, and keep its partitions from the thread that
     * replaces it until the session times out.
     */
    @Override
    public void close(CloseOptions options) {
        super.close(options.withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }
}
