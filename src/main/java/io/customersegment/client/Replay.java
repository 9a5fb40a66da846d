package io.customersegment.client;

import io.customersegment.config.ClientProperties;
import io.customersegment.config.Settings;
import io.customersegment.wire.Arrival;
import io.customersegment.wire.HeaderNames;
import io.customersegment.wire.RefusedRequest;
import io.customersegment.wire.RequestDigest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes requests again, with their key, value and headers. The header {@value HeaderNames#REPLAY} names the request that each repeats,
 * and {@value HeaderNames#ASKED_AT} has the time of that request, so that its prompt is read with the same dates as the first time. As any
 * producer can set the first header, an answer counts as one to the named request only if {@link RequestDigest} confirms it. The record's
 * timestamp is the present, because otherwise the request or its answer could exceed the retention of the topics on arrival.
 *
 * <p>Longer than 300 lines because selection, confirmation and publication of one run share what was scanned and what is in flight.
 *
 * <p><i>Threads:</i> used by one thread, for one {@link #run}.
 */
public final class Replay implements AutoCloseable {

    /** Receives the progress of a replay. */
    @FunctionalInterface
    public interface Listener {

        /**
         * Called after more records were read.
         *
         * @param topic the topic that is being read
         * @param done offsets passed, of the {@code all} that lay ahead at the beginning
         * @param chosen requests chosen so far
         */
        void progress(String topic, long done, long all, long chosen);
    }

    /** The maximum difference between the clocks of the machines that take part. */
    private static final Duration CLOCK_SKEW = Duration.ofHours(1);

    private final Settings.Topics topics;
    private final Listener listener;
    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
    private final @Nullable Producer<byte[], byte[]> producer;
    private final long interval;
    private final AtomicReference<@Nullable Exception> fault = new AtomicReference<>();
    private final Map<ReplayReport.Refusal, Long> refusals = new HashMap<>();
    private long nextAt = System.nanoTime();
    private long chosen;
    private long copies;
    private long answered;
    private long incomplete;

    /**
     * Connects to the cluster.
     *
     * @param perSecond the maximum number of requests published per second; 0 for a dry run, which publishes none
     */
    public Replay(Settings.Kafka kafka, Settings.Topics topics, int perSecond, Listener listener) {
        this(
                topics,
                new KafkaConsumer<>(
                        SegmentClient.consumerSettings(ClientProperties.of(kafka)),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer()),
                perSecond == 0
                        ? null
                        : new KafkaProducer<>(
                                SegmentClient.producerSettings(ClientProperties.of(kafka)),
                                new ByteArraySerializer(),
                                new ByteArraySerializer()),
                perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond,
                listener);
    }

    /**
     * Creates a replay that uses the given clients and closes them.
     *
     * @param producer null for a dry run
     * @param interval the time between two requests, in nanoseconds
     */
    Replay(
            Settings.Topics topics,
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
            @Nullable Producer<byte[], byte[]> producer,
            long interval,
            Listener listener) {
        this.topics = topics;
        this.consumer = consumer;
        this.producer = producer;
        this.interval = interval;
        this.listener = listener;
    }

    /**
     * Publishes the selected requests that exist now.
     *
     * @throws KafkaException if the cluster cannot be read or refuses a request; it reports how many were published before
     */
    public ReplayReport run(ReplaySelection selection) {
        try {
            if (selection instanceof ReplaySelection.Times times) {
                replay(times);
            } else if (selection instanceof ReplaySelection.Places places) {
                replay(places);
            } else if (selection instanceof ReplaySelection.Refused refused) {
                replay(refused);
            }
            if (producer != null) {
                producer.flush();
            }
            failIfRefused();
        } catch (KafkaException failed) {
            throw new KafkaException(
                    "The replay broke off after " + chosen + " requests: " + failed.getMessage(), failed);
        }
        return new ReplayReport(chosen, refusals, copies, answered, incomplete);
    }

    private void replay(ReplaySelection.Times times) {
        scan(topics.requests(), TopicScan.since(consumer, topics.requests(), times.from()), record -> {
            if (times.contains(Instant.ofEpochMilli(record.timestamp()))) {
                if (Arrival.origin(record.headers()) != null) {
                    copies++;
                } else {
                    publish(record, place(record), record.timestamp(), record.value());
                }
            }
        });
    }

    private void replay(ReplaySelection.Places places) {
        scan(topics.requests(), TopicScan.over(consumer, topics.requests(), places.ranges()), record -> {
            if (places.ranges().stream().anyMatch(range -> range.contains(record.partition(), record.offset()))) {
                publish(record, origin(record, place(record)), record.timestamp(), record.value());
            }
        });
    }

    /**
     * Reads the errors topic twice, the first time for the last error of each request; only digests are kept in between. It is read from
     * its beginning, because its records have the timestamps of the requests, which indicate little about when these were refused.
     */
    private void replay(ReplaySelection.Refused selection) {
        Map<String, Refusals> refused = new HashMap<>();
        Map<String, Instant> others = new HashMap<>();
        scan(topics.errors(), TopicScan.since(consumer, topics.errors(), null), record -> {
            RefusedRequest request = RefusedRequest.read(record.value());
            if (request == null) {
                return;
            }
            String digest = digest(record, request);
            if (selection.contains(request)) {
                Refusals one = new Refusals(place(record), request.failedAt(), request.failedAt());
                copies += refused.containsKey(digest) ? 1 : 0;
                refused.merge(digest, one, Refusals::and);
            } else if (Arrival.origin(record.headers()) != null
                    && !selection.errorTypes().contains(request.errorType())) {
                others.merge(digest, request.failedAt(), Replay::later);
            }
        });
        if (refused.isEmpty()) {
            return;
        }
        Set<String> settled = settled(refused, others);
        answered = settled.size();
        refused.keySet().removeAll(settled);
        Set<String> places = refused.values().stream().map(Refusals::place).collect(Collectors.toSet());
        scan(topics.errors(), TopicScan.since(consumer, topics.errors(), null), record -> {
            RefusedRequest request = places.contains(place(record)) ? RefusedRequest.read(record.value()) : null;
            if (request == null) {
                return;
            }
            if (request.complete()
                    && record.headers().lastHeader(HeaderNames.HEADERS_DROPPED) == null
                    && record.headers().lastHeader(HeaderNames.KEY_DROPPED) == null) {
                publish(record, origin(record, request.source()), request.timestamp(), request.value());
                refusals.merge(new ReplayReport.Refusal(request.errorType(), request.retryable()), 1L, Long::sum);
            } else {
                incomplete++;
            }
        });
    }

    /**
     * Returns the requests for which a replay has brought a result or, later than the last of the selected errors, an error of another
     * type.
     *
     * @param refused requests with a selected error, by their digests; not empty
     * @param others when a replay of a request brought an error of a type that is not selected, by their digests
     */
    private Set<String> settled(Map<String, Refusals> refused, Map<String, Instant> others) {
        Set<String> settled = new HashSet<>();
        refused.forEach((digest, refusals) -> {
            if (others.getOrDefault(digest, Instant.MIN).isAfter(refusals.last())) {
                settled.add(digest);
            }
        });
        Instant firstReplay = refused.values().stream()
                .map(Refusals::first)
                .min(Comparator.naturalOrder())
                .orElseThrow()
                .minus(CLOCK_SKEW);
        scan(topics.results(), TopicScan.since(consumer, topics.results(), firstReplay), record -> {
            String digest = SegmentClient.text(record.headers(), HeaderNames.DIGEST);
            if (refused.containsKey(digest)) {
                settled.add(digest);
            }
        });
        return settled;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private void scan(String topic, TopicScan scan, Consumer<ConsumerRecord<byte[], byte[]>> action) {
        long all = scan.left();
        scan.run(action, () -> listener.progress(topic, all - scan.left(), all, chosen));
    }

    /**
     * @param record contains the request's key and headers
     * @param timestamp the request's, milliseconds since 1970; negative if it had none
     */
    private void publish(
            ConsumerRecord<byte[], byte[]> record, String origin, long timestamp, byte @Nullable [] value) {
        if (producer != null) {
            awaitTurn();
            failIfRefused();
            ProducerRecord<byte[], byte[]> again = new ProducerRecord<>(topics.requests(), record.key(), value);
            for (Header header : record.headers()) {
                if (!HeaderNames.OF_ANSWERS.contains(header.key())
                        && !header.key().equals(HeaderNames.REPLAY)) {
                    again.headers().add(header);
                }
            }
            again.headers().add(HeaderNames.REPLAY, origin.getBytes(StandardCharsets.UTF_8));
            if (timestamp >= 0 && again.headers().lastHeader(HeaderNames.ASKED_AT) == null) {
                String askedAt = Instant.ofEpochMilli(timestamp).toString();
                again.headers().add(HeaderNames.ASKED_AT, askedAt.getBytes(StandardCharsets.UTF_8));
            }
            var unused = producer.send(again, (metadata, refusal) -> fault.compareAndSet(null, refusal));
        }
        chosen++;
    }

    private void awaitTurn() {
        for (long now = System.nanoTime(); now - nextAt < 0; now = System.nanoTime()) {
            LockSupport.parkNanos(nextAt - now);
            if (Thread.currentThread().isInterrupted()) {
                throw new KafkaException("Interrupted");
            }
        }
        nextAt = Math.max(nextAt, System.nanoTime() - interval) + interval;
    }

    private void failIfRefused() {
        Exception refusal = fault.get();
        if (refusal != null) {
            throw new KafkaException("The cluster refused a request: " + refusal.getMessage(), refusal);
        }
    }

    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return Arrival.id(record.topic(), record.partition(), record.offset());
    }

    private static String origin(ConsumerRecord<byte[], byte[]> record, String ifNone) {
        String origin = Arrival.origin(record.headers());
        return origin == null ? ifNone : origin;
    }

    /** Returns the digest that the processor wrote, or computes it for an error record of an earlier release, which has none. */
    private static String digest(ConsumerRecord<byte[], byte[]> record, RefusedRequest request) {
        String digest = SegmentClient.text(record.headers(), HeaderNames.DIGEST);
        return digest.isEmpty()
                ? RequestDigest.of(
                        origin(record, request.source()),
                        record.key(),
                        record.headers(),
                        request.timestamp(),
                        request.value())
                : digest;
    }

    @Override
    public void close() {
        consumer.close();
        if (producer != null) {
            producer.close();
        }
    }

    /**
     * The selected errors of one request.
     *
     * @param place the place of the last error record
     */
    private record Refusals(String place, Instant first, Instant last) {

        Refusals and(Refusals other) {
            Refusals later = last.isAfter(other.last) ? this : other;
            return new Refusals(later.place, first.isBefore(other.first) ? first : other.first, later.last);
        }
    }
}
