package io.customersegment.app;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The consumer of a stream thread. While answers are awaited it polls for a moment only, because nothing else lets the thread see that
 * one has come; while the thread is full it leaves records where they are.
 *
 * <p>A poll of a full thread pauses what Kafka Streams has not paused itself, and resumes it afterwards, so that Kafka Streams never
 * finds a partition other than as it left it.
 *
 * <p><i>Threads:</i> its stream thread only.
 */
final class StreamThreadConsumer extends KafkaConsumer<byte[], byte[]> {

    private static final Duration SHORT = Duration.ofMillis(1);

    private final BooleanSupplier inFlight;
    private final BooleanSupplier full;
    private final Consumer<ConsumerRecords<byte[], byte[]>> polled;
    private final Set<TopicPartition> pausedByStreams = new HashSet<>();

    /**
     * @param inFlight whether answers are awaited
     * @param full whether the calling thread should take in no more records
     * @param polled learns of all records
     */
    StreamThreadConsumer(
            Map<String, Object> config,
            BooleanSupplier inFlight,
            BooleanSupplier full,
            Consumer<ConsumerRecords<byte[], byte[]>> polled) {
        super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.inFlight = inFlight;
        this.full = full;
        this.polled = polled;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        Duration wait = timeout.compareTo(SHORT) > 0 && inFlight.getAsBoolean() ? SHORT : timeout;
        if (!full.getAsBoolean()) {
            ConsumerRecords<byte[], byte[]> records = super.poll(wait);
            polled.accept(records);
            return records;
        }
        Set<TopicPartition> held = new HashSet<>(assignment());
        held.removeAll(paused());
        pausedByStreams.clear();
        super.pause(held);
        try {
            return super.poll(wait);
        } finally {
            held.retainAll(assignment()); // a rebalance may have come between
            held.removeAll(pausedByStreams);
            super.resume(held);
        }
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
     * Leaves the group in any case. A stream thread that has died would stay a member, and keep its partitions from the thread that
     * replaces it until the session times out.
     */
    @Override
    public void close(CloseOptions options) {
        super.close(options.withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }
}
