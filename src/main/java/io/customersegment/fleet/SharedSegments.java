package io.customersegment.fleet;

import com.github.benmanes.caffeine.cache.Ticker;
import io.customersegment.config.Settings;
import io.customersegment.enrich.OutcomeExchange;
import io.customersegment.enrich.OutcomeKey;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segments and top scores that the instances of one application share, over the topic {@code APPLICATION-segments}: each
 * instance writes those that it loads, and reads those that all loaded. Without the topic an instance works alone, and looks for
 * the topic twice a minute.
 *
 * <p><i>Threads:</i> thread-safe; the topic is read by a thread of its own.
 */
public final class SharedSegments implements OutcomeExchange, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SharedSegments.class);
    private static final String TOPIC = "segments";
    private static final Duration READING_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LEAST_KEPT = Duration.ofMinutes(1);
    private static final int SEGMENT_BYTES = 16 * 1024 * 1024;
    private static final long LEAST_RETAINED_BYTES = 4L * SEGMENT_BYTES;

    private final SharedStore store;
    private final SegmentWriter writer;
    private final SegmentReader reader;
    private final Ticker ticker;
    private final long started;
    private final LongAdder broken = new LongAdder();

    private SharedSegments(
            Settings settings, int maxRecordBytes, SegmentReader.Pauses pauses, Clock clock, Ticker ticker) {
        Settings.Cache cache = settings.cache();
        InternalTopic topic = InternalTopic.of(settings.kafka(), TOPIC, config(cache, maxRecordBytes));
        this.store = new SharedStore(cache.maxBytes(), cache.timeToLive(), clock, ticker);
        this.writer = new SegmentWriter(topic, maxRecordBytes);
        this.reader = new SegmentReader(topic, store, writer, cache.timeToLive(), pauses, broken, clock, ticker);
        this.ticker = ticker;
        this.started = ticker.read();
    }

    /** The topic's name. */
    public static String topic(Settings.Kafka kafka) {
        return InternalTopic.of(kafka, TOPIC, Map.of()).name();
    }

    /**
     * Starts to read the topic, and creates it if it does not exist; returns at once.
     *
     * @param maxRecordBytes the largest record, including its key, that is written
     * @param clock determines how old the outcomes of other instances are
     * @param ticker measures how much older they get here
     */
    public static SharedSegments start(Settings settings, int maxRecordBytes, Clock clock, Ticker ticker) {
        return start(settings, maxRecordBytes, SegmentReader.Pauses.USUAL, clock, ticker);
    }

    static SharedSegments start(
            Settings settings, int maxRecordBytes, SegmentReader.Pauses pauses, Clock clock, Ticker ticker) {
        SharedSegments shared = new SharedSegments(settings, maxRecordBytes, pauses, clock, ticker);
        shared.reader.start();
        return shared;
    }

    /**
     * Returns the topic's configuration where an instance creates it. The topic holds personal data that are useful for minutes, so
     * they are deleted soon: by the broker's time, because the clock of the loading instance may be years ahead. Replaced records
     * are deleted sooner. The topic's size is limited, because an instance that starts reads all of it that is young.
     */
    static Map<String, String> config(Settings.Cache cache, int maxRecordBytes) {
        String kept = Long.toString(Math.max(cache.timeToLive().toMillis(), LEAST_KEPT.toMillis()));
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                TimestampType.LOG_APPEND_TIME.name,
                TopicConfig.RETENTION_MS_CONFIG,
                kept,
                TopicConfig.RETENTION_BYTES_CONFIG,
                Long.toString(Math.max(LEAST_RETAINED_BYTES, cache.maxBytes())),
                TopicConfig.SEGMENT_MS_CONFIG,
                kept,
                TopicConfig.SEGMENT_BYTES_CONFIG,
                Integer.toString(SEGMENT_BYTES),
                TopicConfig.DELETE_RETENTION_MS_CONFIG,
                Long.toString(LEAST_KEPT.toMillis()),
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(maxRecordBytes));
    }

    /** Waits until the young segments have been read, or until ten seconds have passed since the start. */
    public void awaitYoung() {
        long left = READING_TIMEOUT.toNanos() - (ticker.read() - started);
        if (!reader.awaitYoung(left)) {
            LOG.atWarn()
                    .addKeyValue("read", store.size())
                    .log(
                            "the segments of other instances are not all read in time: the rest is read while requests are answered");
        }
    }

    /** Whether segments are shared at present. */
    boolean joined() {
        return reader.joined();
    }

    @Override
    public @Nullable Entry find(OutcomeKey key) {
        return store.find(key);
    }

    @Override
    public void discard(OutcomeKey key, Entry entry) {
        broken.increment();
        store.drop(key, entry);
    }

    @Override
    public void publish(OutcomeKey key, byte[] value) {
        writer.publish(key, value);
    }

    /** Registers meters of the shared segments. */
    public void meter(MeterRegistry meters) {
        Gauge.builder("segment.shared.up", reader, taking -> taking.joined() ? 1 : 0)
                .description("1 while this instance shares segments with the others, 0 while it is on its own")
                .strongReference(true)
                .register(meters);
        Gauge.builder("segment.shared.entries", store, SharedStore::size)
                .description("Segments and top scores of all instances that this one has at hand")
                .strongReference(true)
                .register(meters);
        Gauge.builder("segment.shared.bytes", store, SharedStore::bytes)
                .description("Memory that they take")
                .strongReference(true)
                .register(meters);
        FunctionCounter.builder("segment.shared.published", writer, SegmentWriter::published)
                .description("Segments and top scores that this instance gave to the others")
                .register(meters);
        FunctionCounter.builder("segment.shared.dropped", writer, SegmentWriter::dropped)
                .description("Those that it could not give: too large, no room, or the topic takes none")
                .register(meters);
        FunctionCounter.builder("segment.shared.broken", broken, LongAdder::sum)
                .description("Records of the topic that cannot be read and are passed over")
                .register(meters);
    }

    @Override
    public void close() {
        reader.close();
        writer.close();
    }
}
