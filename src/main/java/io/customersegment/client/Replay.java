package io.customersegment.client;

import io.customersegment.config.ClientProperties;
import io.customersegment.config.Settings;
import io.customersegment.wire.Arrival;
import io.customersegment.wire.HeaderNames;
import io.customersegment.wire.RefusedRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes requests once more, as they were: key, value, headers and timestamp, so that their prompts are read with the same dates
 * as the first time. The header {@value HeaderNames#REPLAY} names the request that each repeats.
 *
 * <p><i>Threads:</i> used by one; for one {@link #run}.
 */
public final class Replay implements AutoCloseable {

    /** Learns how far a replay is. */
    @FunctionalInterface
    public interface Listener {

        /**
         * Some more records were read.
         *
         * @param topic the one that is being read
         * @param done offsets passed of those {@code all} that lie ahead at the beginning
         * @param chosen requests chosen so far
         */
        void progress(String topic, long done, long all, long chosen);
    }

    private final Settings.Topics topics;
    private final Listener listener;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final @Nullable KafkaProducer<byte[], byte[]> producer;
    private final long interval;
    private final AtomicReference<@Nullable Exception> fault = new AtomicReference<>();
    private long nextAt = System.nanoTime();
    private long chosen;
    private long copies;
    private long answered;
    private long incomplete;

    /**
     * Connects.
     *
     * @param perSecond how many requests are published a second at most; 0 for a dry run that publishes none
     */
    public Replay(Settings.Kafka kafka, Settings.Topics topics, int perSecond, Listener listener) {
        this.topics = topics;
        this.listener = listener;
        this.interval = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
        Map<String, Object> common = ClientProperties.of(kafka);
        this.producer = perSecond == 0
                ? null
                : new KafkaProducer<>(
                        SegmentClient.producerSettings(common), new ByteArraySerializer(), new ByteArraySerializer());
        this.consumer = new KafkaConsumer<>(
                SegmentClient.consumerSettings(common), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Publishes the selected requests that are there by now.
     *
     * @throws KafkaException if the cluster cannot be read or refuses a request; it says how many were published before
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
        return new ReplayReport(chosen, copies, answered, incomplete);
    }

    private void replay(ReplaySelection.Times times) {
        scan(topics.requests(), TopicScan.since(consumer, topics.requests(), times), record -> {
            if (times.contains(record.timestamp())) {
                if (record.headers().lastHeader(HeaderNames.REPLAY) != null) {
                    copies++;
                } else {
                    publish(record, place(record), record.value());
                }
            }
        });
    }

    private void replay(ReplaySelection.Places places) {
        scan(topics.requests(), TopicScan.over(consumer, topics.requests(), places.ranges()), record -> {
            if (places.ranges().stream().anyMatch(range -> range.contains(record.partition(), record.offset()))) {
                publish(record, origin(record, place(record)), record.value());
            }
        });
    }

    /** The errors topic is read twice, first for the last error of each request, and what is kept meanwhile are names. */
    private void replay(ReplaySelection.Refused refused) {
        Set<String> results = new HashSet<>();
        scan(topics.results(), TopicScan.since(consumer, topics.results(), refused.times()), record -> {
            String origin = origin(record, "");
            if (!origin.isEmpty()) {
                results.add(origin);
            }
        });
        Map<String, String> last = new HashMap<>();
        scan(topics.errors(), TopicScan.since(consumer, topics.errors(), refused.times()), record -> {
            RefusedRequest request = selected(refused, record);
            if (request != null && last.put(origin(record, request.source()), place(record)) != null) {
                copies++;
            }
        });
        answered = last.keySet().stream().filter(results::contains).count();
        last.keySet().removeAll(results);
        scan(topics.errors(), TopicScan.since(consumer, topics.errors(), refused.times()), record -> {
            RefusedRequest request = selected(refused, record);
            if (request == null) {
                return;
            }
            String origin = origin(record, request.source());
            if (!place(record).equals(last.get(origin))) {
                return;
            }
            if (request.complete()
                    && record.headers().lastHeader(HeaderNames.HEADERS_DROPPED) == null
                    && record.headers().lastHeader(HeaderNames.KEY_DROPPED) == null) {
                publish(record, origin, request.value());
            } else {
                incomplete++;
            }
        });
    }

    private static @Nullable RefusedRequest selected(
            ReplaySelection.Refused refused, ConsumerRecord<byte[], byte[]> record) {
        if (!refused.times().contains(record.timestamp())) {
            return null;
        }
        RefusedRequest request = RefusedRequest.read(record.value());
        return request != null && refused.contains(request.errorType(), request.retryable()) ? request : null;
    }

    private void scan(String topic, TopicScan scan, Consumer<ConsumerRecord<byte[], byte[]>> action) {
        long all = scan.left();
        scan.run(action, () -> listener.progress(topic, all - scan.left(), all, chosen));
    }

    private void publish(ConsumerRecord<byte[], byte[]> record, String origin, byte @Nullable [] value) {
        if (producer != null) {
            awaitTurn();
            failIfRefused();
            Long timestamp = record.timestamp() < 0 ? null : record.timestamp();
            ProducerRecord<byte[], byte[]> again =
                    new ProducerRecord<>(topics.requests(), null, timestamp, record.key(), value);
            for (Header header : record.headers()) {
                if (!HeaderNames.OF_ANSWERS.contains(header.key())
                        && !header.key().equals(HeaderNames.REPLAY)) {
                    again.headers().add(header);
                }
            }
            again.headers().add(HeaderNames.REPLAY, origin.getBytes(StandardCharsets.UTF_8));
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
        String origin = SegmentClient.text(record.headers(), HeaderNames.REPLAY);
        return origin.isEmpty() ? ifNone : origin;
    }

    @Override
    public void close() {
        consumer.close();
        if (producer != null) {
            producer.close();
        }
    }
}
