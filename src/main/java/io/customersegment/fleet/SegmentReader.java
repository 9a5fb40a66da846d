package io.customersegment.fleet;

import com.github.benmanes.caffeine.cache.Ticker;
import io.customersegment.enrich.OutcomeCodec;
import io.customersegment.enrich.OutcomeKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topic of shared segments into the store: first the young ones, then new ones as they come. After any failure it starts
 * over half a minute later.
 *
 * <p><i>Threads:</i> runs on a thread of its own, which {@link #close} ends; the other methods may be called by any thread.
 */
final class SegmentReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentReader.class);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration SHORT_POLL = Duration.ofMillis(5);
    private static final Duration STALLED_AFTER = Duration.ofSeconds(10);
    private static final Duration WARM_UP = Duration.ofSeconds(5);

    /** A fetch costs client and broker the same for one segment as for hundreds, and no request waits for one. */
    private static final Map<String, Object> LARGE_FETCHES = Map.of(
            ConsumerConfig.FETCH_MIN_BYTES_CONFIG, "262144",
            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "100");

    private static final long CLOSE_MILLIS = 500;

    private final InternalTopic topic;
    private final SharedStore store;
    private final SegmentWriter writer;
    private final Duration timeToLive;
    private final Pauses pauses;
    private final LongAdder broken;
    private final Clock clock;
    private final Ticker ticker;
    private final Thread thread = new Thread(this::run, "shared-segments");
    private final CountDownLatch young = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private volatile boolean joined;
    private boolean failureLogged;
    private long taken;

    /**
     * The intervals of this reader.
     *
     * @param betweenLooks between checks whether the topic still exists
     * @param beforeRetry after a failure
     */
    record Pauses(Duration betweenLooks, Duration beforeRetry) {

        static final Pauses USUAL = new Pauses(Duration.ofSeconds(10), Duration.ofSeconds(30));
    }

    /**
     * @param broken counts the records that cannot be read
     */
    SegmentReader(
            InternalTopic topic,
            SharedStore store,
            SegmentWriter writer,
            Duration timeToLive,
            Pauses pauses,
            LongAdder broken,
            Clock clock,
            Ticker ticker) {
        this.topic = topic;
        this.store = store;
        this.writer = writer;
        this.timeToLive = timeToLive;
        this.pauses = pauses;
        this.broken = broken;
        this.clock = clock;
        this.ticker = ticker;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Waits until the young segments have been read, or cannot be read; returns whether that happened in time. */
    boolean awaitYoung(long nanos) {
        try {
            return young.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether this instance reads what the others write. */
    boolean joined() {
        return joined;
    }

    private void run() {
        while (!closes()) {
            try (Consumer<byte[], byte[]> own = topic.consumer(LARGE_FETCHES)) {
                consumer = own;
                follow(own);
            } catch (WakeupException | InterruptException closed) {
                // Only close() causes this.
            } catch (RuntimeException fault) {
                onFailure(fault);
            }
            young.countDown();
            pause();
        }
    }

    private void follow(Consumer<byte[], byte[]> own) {
        long begun = ticker.read();
        taken = 0;
        if (own.partitionsFor(topic.name(), ANSWER_TIMEOUT).isEmpty()) {
            young.countDown(); // no instance has loaded anything
            make();
        }
        readYoung(own);
        young.countDown();
        long giveUp = ticker.read() + WARM_UP.toNanos();
        while (!closes() && !writer.opened() && ticker.read() - giveUp < 0) {
            take(own, SHORT_POLL);
        }
        join(ticker.read() - begun);
        long looked = ticker.read();
        boolean examined = false;
        while (!closes()) {
            take(own, POLL);
            if (ticker.read() - looked >= pauses.betweenLooks().toNanos()) {
                look(own);
                if (!examined) { // not before, because a start has more urgent work
                    examine();
                    examined = true;
                }
                looked = ticker.read();
            }
        }
    }

    /** Checks that the topic still exists, which a poll without records does not show. */
    private void look(Consumer<byte[], byte[]> own) {
        own.endOffsets(own.assignment(), ANSWER_TIMEOUT);
        writer.look();
        if (failureLogged) {
            failureLogged = false;
            LOG.atInfo().addKeyValue("topic", topic.name()).log("sharing segments with other instances again");
        }
    }

    /**
     * Warns if personal data stay on the topic for longer than they are useful: it may have been created by others, or with other
     * settings.
     */
    private void examine() {
        try (Admin admin = topic.admin()) {
            Long kept = topic.keptMillis(admin);
            String wanted = topic.config().get(TopicConfig.RETENTION_MS_CONFIG);
            if (kept != null && wanted != null && kept > Long.parseLong(wanted)) {
                LOG.atWarn()
                        .addKeyValue("topic", topic.name())
                        .addKeyValue("retention-ms", kept)
                        .log(
                                "the topic of shared segments keeps them for longer than they are of use: set its cleanup.policy to"
                                        + " compact,delete, and its retention.ms and segment.ms to " + wanted);
            }
        }
    }

    private void make() {
        try (Admin admin = topic.admin()) {
            topic.require(admin);
        }
    }

    private void readYoung(Consumer<byte[], byte[]> own) {
        TopicPartition partition = topic.partition();
        long end = own.endOffsets(own.assignment(), ANSWER_TIMEOUT).getOrDefault(partition, 0L);
        long oldest = clock.instant().minus(timeToLive).toEpochMilli();
        OffsetAndTimestamp first = end == 0
                ? null
                : own.offsetsForTimes(Map.of(partition, oldest), ANSWER_TIMEOUT).get(partition);
        own.seek(partition, first == null ? end : first.offset());
        writer.opened(); // which continues while the topic is read
        long at = own.position(partition, ANSWER_TIMEOUT);
        long moved = ticker.read();
        while (!closes() && at < end) {
            take(own, POLL);
            long next = own.position(partition, ANSWER_TIMEOUT);
            moved = next > at ? ticker.read() : moved;
            at = next;
            if (ticker.read() - moved > STALLED_AFTER.toNanos()) {
                throw new KafkaException("Topic " + topic.name() + " cannot be read");
            }
        }
    }

    private void take(Consumer<byte[], byte[]> own, Duration atMost) {
        for (ConsumerRecord<byte[], byte[]> polled : own.poll(atMost)) {
            taken += take(polled.key(), polled.value(), Instant.ofEpochMilli(polled.timestamp())) ? 1 : 0;
        }
    }

    /** Stores the record's outcome; returns whether it is young. */
    private boolean take(byte @Nullable [] key, byte @Nullable [] value, Instant appended) {
        OutcomeKey read = OutcomeKey.of(key);
        Instant asOf = value == null ? null : OutcomeCodec.asOf(value);
        if (read != null && value == null) {
            store.drop(read);
            return false;
        }
        if (read == null || value == null || asOf == null) {
            broken.increment();
            return false;
        }
        return store.take(read, value, asOf, appended);
    }

    private void join(long nanos) {
        joined = true;
        if (!failureLogged) {
            LOG.atInfo()
                    .addKeyValue("topic", topic.name())
                    .addKeyValue("young", taken)
                    .addKeyValue("took-ms", TimeUnit.NANOSECONDS.toMillis(nanos))
                    .log("sharing segments with other instances");
        }
    }

    private void onFailure(RuntimeException fault) {
        joined = false;
        writer.pause();
        if (!failureLogged) {
            failureLogged = true;
            Throwable cause = InternalTopic.cause(fault);
            LOG.atWarn()
                    .addKeyValue("topic", topic.name())
                    .addKeyValue("fault", cause.getClass().getSimpleName())
                    .log(
                            cause instanceof AuthorizationException
                                    ? "segments are not shared with other instances: allow Create, Read and Write on the topic, or set"
                                            + " enrich.cache.shared=false"
                                    : "segments are not shared with other instances for now");
        }
    }

    private boolean closes() {
        return closing.getCount() == 0;
    }

    private void pause() {
        try {
            if (closing.await(pauses.beforeRetry().toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            closing.countDown();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        joined = false;
        Consumer<byte[], byte[]> own = consumer;
        if (own != null) {
            own.wakeup();
        }
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
