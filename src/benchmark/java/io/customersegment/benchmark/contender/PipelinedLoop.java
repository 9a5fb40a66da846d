package io.customersegment.benchmark.contender;

import io.customersegment.config.Settings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * At least once: keeps calls in flight across polls, sends each answer from its completion, and commits every second up to the lowest
 * request whose answer the broker has not acknowledged.
 *
 * <p><i>Threads:</i> one runs it; completions send, and record acknowledgements.
 */
final class PipelinedLoop {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration BETWEEN_COMMITS = Duration.ofSeconds(1);

    private final Settings settings;
    private final Answering answering;
    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final Semaphore free;
    private final Map<TopicPartition, Deque<InFlight>> inFlight = new HashMap<>();
    private volatile @Nullable Exception fault;

    PipelinedLoop(
            Settings settings,
            Answering answering,
            Consumer<byte[], byte[]> consumer,
            Producer<byte[], byte[]> producer) {
        this.settings = settings;
        this.answering = answering;
        this.consumer = consumer;
        this.producer = producer;
        this.free = new Semaphore(settings.node().capacity());
    }

    void run() throws InterruptedException {
        consumer.subscribe(List.of(settings.topics().requests()), new Forgetting());
        long committed = System.nanoTime();
        while (fault == null) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                free.acquire();
                start(record);
            }
            if (System.nanoTime() - committed >= BETWEEN_COMMITS.toNanos()) {
                commit();
                committed = System.nanoTime();
            }
        }
        throw new KafkaException("An answer could not be sent", fault);
    }

    private void start(ConsumerRecord<byte[], byte[]> record) {
        InFlight started = new InFlight(record.offset());
        inFlight.computeIfAbsent(new TopicPartition(record.topic(), record.partition()), key -> new ArrayDeque<>())
                .addLast(started);
        var unused = HandWrittenMain.answer(settings, answering, record).thenAccept(answer -> {
            free.release();
            var unusedToo = producer.send(answer, (metadata, refused) -> {
                if (refused == null) {
                    started.acknowledged = true;
                } else {
                    fault = refused;
                }
            });
        });
    }

    private void commit() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        inFlight.forEach((partition, requests) -> {
            while (!requests.isEmpty() && requests.peekFirst().acknowledged) {
                offsets.put(partition, new OffsetAndMetadata(requests.removeFirst().offset + 1));
            }
        });
        if (!offsets.isEmpty()) {
            consumer.commitAsync(offsets, null);
        }
    }

    private static final class InFlight {

        private final long offset;
        private volatile boolean acknowledged;

        InFlight(long offset) {
            this.offset = offset;
        }
    }

    /** Drops the state of partitions on a rebalance, as revoked partitions can no longer be committed. */
    private final class Forgetting implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            commit();
            partitions.forEach(inFlight::remove);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            partitions.forEach(inFlight::remove);
        }
    }
}
