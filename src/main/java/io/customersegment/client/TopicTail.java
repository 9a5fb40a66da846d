package io.customersegment.client;

import io.customersegment.config.ClientProperties;
import io.customersegment.config.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows topics from their current end, whatever happens to the cluster. Records that pass while it cannot be read are missed.
 *
 * <p><i>Threads:</i> one of its own, which calls the listener.
 */
public final class TopicTail implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration LOOK_FOR_PARTITIONS = Duration.ofSeconds(30);

    private final Settings.Kafka kafka;
    private final List<String> topics;
    private final Listener listener;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> reading;

    /** Receives every record. */
    public interface Listener {

        /** Called with a new record; those of a transaction arrive after its commit. */
        void record(ConsumerRecord<byte[], byte[]> record);

        /** Called after each attempt to read: several times a second, but rarely while the cluster cannot be reached. */
        void polled();
    }

    private TopicTail(Settings.Kafka kafka, List<String> topics, Listener listener) {
        this.kafka = kafka;
        this.topics = List.copyOf(topics);
        this.listener = listener;
        this.thread = new Thread(this::run, "topic-tail");
        thread.setDaemon(true);
    }

    /** Starts following the topics. */
    public static TopicTail start(Settings.Kafka kafka, List<String> topics, Listener listener) {
        TopicTail tail = new TopicTail(kafka, topics, listener);
        tail.thread.start();
        return tail;
    }

    private void run() {
        boolean goOn = true;
        while (goOn) {
            try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                    SegmentClient.consumerSettings(ClientProperties.of(kafka)),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer())) {
                reading = consumer;
                follow(consumer);
                goOn = false;
            } catch (WakeupException stopped) {
                goOn = false;
            } catch (KafkaException fault) {
                LOG.atWarn()
                        .addKeyValue("fault", fault.getClass().getName())
                        .log("topics cannot be read; it is tried again");
                goOn = awaitNextTry();
            }
        }
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) {
        Set<TopicPartition> known = new HashSet<>();
        long looked = System.nanoTime();
        boolean look = true;
        while (isOpen()) {
            if (look) {
                addPartitions(consumer, known);
                looked = System.nanoTime();
            }
            if (known.isEmpty()) {
                look = awaitNextTry();
            } else {
                consumer.poll(POLL).forEach(this::tell);
                listener.polled();
                look = System.nanoTime() - looked >= LOOK_FOR_PARTITIONS.toNanos();
            }
        }
    }

    /** Passes a record to the listener. Skips a record that the listener cannot handle, because any producer may have written it. */
    private void tell(ConsumerRecord<byte[], byte[]> record) {
        try {
            listener.record(record);
        } catch (RuntimeException fault) {
            LOG.atWarn()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("fault", fault.getClass().getName())
                    .log("a record was passed over");
        }
    }

    /** Adds new partitions: those that exist at the start are read from their end, later ones from their beginning. */
    private void addPartitions(KafkaConsumer<byte[], byte[]> consumer, Set<TopicPartition> known) {
        List<TopicPartition> added = new ArrayList<>();
        for (String topic : topics) {
            consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .filter(partition -> !known.contains(partition))
                    .forEach(added::add);
        }
        if (added.isEmpty()) {
            return;
        }
        boolean first = known.isEmpty();
        known.addAll(added);
        consumer.assign(known);
        if (first) {
            consumer.seekToEnd(added);
            added.forEach(consumer::position);
        } else {
            consumer.seekToBeginning(added);
        }
    }

    private boolean isOpen() {
        return closed.getCount() > 0;
    }

    /** Waits until the time of the next attempt. Returns false if the tail was closed during the wait. */
    private boolean awaitNextTry() {
        listener.polled();
        try {
            return !closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            return false;
        }
    }

    /** Stops following; waits some seconds at most. */
    @Override
    public void close() {
        closed.countDown();
        KafkaConsumer<byte[], byte[]> consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
