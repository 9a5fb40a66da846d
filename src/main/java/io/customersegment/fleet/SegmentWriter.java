package io.customersegment.fleet;

import io.customersegment.enrich.OutcomeKey;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the outcomes that this instance loaded to the topic of shared segments. Those that cannot be written at once are dropped
 * and counted: another instance, or this one after a restart, then loads them itself.
 *
 * <p><i>Threads:</i> {@link #publish} is called by any thread and never blocks; the other methods are called by one thread.
 */
final class SegmentWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentWriter.class);
    private static final int BUFFER_BYTES = 8 * 1024 * 1024;
    private static final int RECORD_OVERHEAD_BYTES = 256;
    private static final Duration FLUSH_TIMEOUT = Duration.ofMillis(500);

    private final InternalTopic topic;
    private final int maxRecordBytes;
    private final LongAdder published = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private volatile @Nullable Producer<byte[], byte[]> producer;
    private volatile boolean open;
    private volatile @Nullable KafkaException fault;
    private boolean failing;

    /**
     * @param maxRecordBytes a larger record, including its key, is not written
     */
    SegmentWriter(InternalTopic topic, int maxRecordBytes) {
        this.topic = topic;
        this.maxRecordBytes = maxRecordBytes;
    }

    /** Connects; returns whether the topic can be written to now, which may take several attempts. */
    boolean opened() {
        Producer<byte[], byte[]> connected = producer;
        if (connected == null) {
            connected = topic.producer(properties());
            producer = connected;
        }
        try {
            open = !connected.partitionsFor(topic.name()).isEmpty();
        } catch (org.apache.kafka.common.errors.TimeoutException notYet) {
            open = false;
        }
        return open;
    }

    /** No call blocks, one without an answer fails soon, and a record may be lost with its broker. */
    private Map<String, Object> properties() {
        return Map.ofEntries(
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, "0"),
                Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, Integer.toString(BUFFER_BYTES)),
                Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(maxRecordBytes)),
                Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(64 * 1024)),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, "50"),
                Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                Map.entry(ProducerConfig.ACKS_CONFIG, "1"),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "false"),
                Map.entry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1"),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000"),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "10000"),
                // By default it would forget the topic after five minutes without a record, and drop the next one.
                Map.entry(
                        ProducerConfig.METADATA_MAX_IDLE_CONFIG,
                        Long.toString(Duration.ofDays(365).toMillis())));
    }

    /** Writes nothing until it is {@link #opened} again. */
    void pause() {
        open = false;
    }

    /** Writes an outcome unless that would block. */
    void publish(OutcomeKey key, byte[] value) {
        Producer<byte[], byte[]> connected = producer;
        if (!open || connected == null || value.length + RECORD_OVERHEAD_BYTES > maxRecordBytes) {
            dropped.increment();
            return;
        }
        try {
            var unused = connected.send(
                    new ProducerRecord<>(topic.name(), 0, key.bytes(), value),
                    (written, refused) -> completed(refused));
        } catch (RuntimeException refused) { // closed concurrently, or interrupted
            completed(refused);
        }
    }

    private void completed(@Nullable Exception refused) {
        if (refused == null) {
            published.increment();
            return;
        }
        dropped.increment();
        if (refused instanceof AuthorizationException) {
            open = false; // each attempt adds a line to the broker's log
        }
        fault = refused instanceof KafkaException known ? known : new KafkaException(refused);
    }

    /** Logs once if writing has failed since the last check, or works again. */
    void look() {
        KafkaException latest = fault;
        fault = null;
        if (latest != null && !failing) {
            LOG.atWarn()
                    .addKeyValue("topic", topic.name())
                    .addKeyValue("fault", latest.getClass().getSimpleName())
                    .addKeyValue("needs", "Write")
                    .log("segments are not given to other instances");
        } else if (latest == null && failing && open) {
            LOG.atInfo().addKeyValue("topic", topic.name()).log("segments are given to other instances again");
        }
        failing = latest != null || (failing && !open);
    }

    /** The number of records written. */
    long published() {
        return published.sum();
    }

    /** The number of records dropped. */
    long dropped() {
        return dropped.sum();
    }

    /** Sends the records that wait for a batch, within half a second. */
    @Override
    public void close() {
        open = false;
        Producer<byte[], byte[]> connected = producer;
        if (connected != null) {
            connected.close(FLUSH_TIMEOUT);
        }
    }
}
