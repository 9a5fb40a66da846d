package io.customersegment.client;

import io.customersegment.config.ClientProperties;
import io.customersegment.config.Settings;
import io.customersegment.wire.Arrival;
import io.customersegment.wire.HeaderNames;
import io.customersegment.wire.ReadingHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes requests and matches answers to them: by a header that the processor copies like every other, and by the name of the request,
 * which the processor writes itself. The name is needed because anyone who can read this client's requests can copy the header.
 *
 * <p><i>Threads:</i> may be used by several threads; one thread of its own reads the answers and completes the futures.
 */
public final class SegmentClient implements AutoCloseable {

    /** The header that correlates an answer with its request. */
    public static final String CORRELATION_HEADER = "segment-client-request";

    /** The name of a request if the cluster does not return its offset, as without acknowledgements. */
    private static final String UNKNOWN = "";

    private static final int CONNECT_MILLIS = 15_000;
    private static final Duration POLL = Duration.ofMillis(100);

    private final Settings.Topics topics;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String session = UUID.randomUUID().toString();
    private final AtomicLong sent = new AtomicLong();
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final Thread reader;

    /**
     * Connects and seeks to the end of the answer topics.
     *
     * @throws KafkaException if the cluster cannot be reached or has no such topics
     */
    public SegmentClient(Settings.Kafka kafka, Settings.Topics topics) {
        this.topics = topics;
        Map<String, Object> common = ClientProperties.of(kafka);
        this.consumer =
                new KafkaConsumer<>(consumerSettings(common), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            takePlace();
            this.producer =
                    new KafkaProducer<>(producerSettings(common), new ByteArraySerializer(), new ByteArraySerializer());
        } catch (TimeoutException fault) {
            consumer.close();
            throw unreachable(kafka, fault);
        } catch (RuntimeException fault) {
            consumer.close();
            throw fault;
        }
        this.reader = new Thread(this::read, "segment-client");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Publishes a request.
     *
     * @param key the record's key, null for none
     * @param value the request's bytes
     * @param askedAt the time from which the dates in the prompt count, null for now
     * @param headers additional headers
     * @return the answer; completes exceptionally with a {@link KafkaException} if the request cannot be published or no answer can be
     *     read. A caller that completes it gives up
     */
    public CompletableFuture<Answer> send(
            byte @Nullable [] key, byte @Nullable [] value, @Nullable Instant askedAt, Map<String, String> headers) {
        String id = session + "-" + sent.incrementAndGet();
        Waiting request = new Waiting(new CompletableFuture<>(), new CompletableFuture<>());
        await(id, request);
        if (!isReading()) {
            request.answer().completeExceptionally(new KafkaException("The answers can no longer be read"));
            return request.answer();
        }
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topics.requests(), key, value);
        record.headers().add(CORRELATION_HEADER, id.getBytes(StandardCharsets.UTF_8));
        if (askedAt != null) {
            record.headers().add(HeaderNames.ASKED_AT, askedAt.toString().getBytes(StandardCharsets.UTF_8));
        }
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));

        var unused = producer.send(record, (metadata, fault) -> {
            if (fault != null) {
                request.answer().completeExceptionally(fault);
            } else {
                request.name().complete(metadata.hasOffset() ? name(metadata) : UNKNOWN);
            }
        });
        return request.answer();
    }

    /** Keeps a request until its future completes, also if its caller gives up. */
    private void await(String id, Waiting request) {
        waiting.put(id, request);
        var unused = request.answer().whenComplete((answer, fault) -> waiting.remove(id));
    }

    /** Whether answers are being read. Reading ends permanently if the cluster refuses it. */
    public boolean isReading() {
        return reader.isAlive();
    }

    @Override
    public void close() {
        open.set(false);
        producer.close(Duration.ofSeconds(5));
        try {
            reader.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void takePlace() {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : List.of(topics.results(), topics.errors())) {
            List<PartitionInfo> found = consumer.partitionsFor(topic);
            if (found.isEmpty()) {
                throw new KafkaException("The cluster has no topic " + topic);
            }
            found.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        consumer.assign(partitions.stream().distinct().toList());
        consumer.seekToEnd(consumer.assignment());
        consumer.assignment().forEach(consumer::position);
    }

    private void read() {
        try (consumer) {
            while (open.get()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    String id = text(record.headers(), CORRELATION_HEADER);
                    Waiting request = waiting.get(id);
                    if (request != null) {
                        // The answer may arrive before the producer knows the offset of the request.
                        var unused = request.name().thenAccept(name -> take(name, request, record));
                    }
                }
            }
        } catch (KafkaException fault) {
            waiting.values().forEach(request -> request.answer().completeExceptionally(fault));
        }
    }

    private void take(String name, Waiting request, ConsumerRecord<byte[], byte[]> record) {
        if (name.equals(UNKNOWN) || name.equals(text(record.headers(), HeaderNames.REQUEST))) {
            request.answer().complete(answer(record));
        }
    }

    private static String name(RecordMetadata metadata) {
        return Arrival.id(metadata.topic(), metadata.partition(), metadata.offset());
    }

    private Answer answer(ConsumerRecord<byte[], byte[]> record) {
        Headers headers = record.headers();
        return new Answer(
                record.topic().equals(topics.results()),
                new String(record.value(), StandardCharsets.UTF_8),
                text(headers, HeaderNames.TRUNCATED).equals("true"),
                text(headers, HeaderNames.CACHE),
                text(headers, HeaderNames.AS_OF),
                headers.lastHeader(HeaderNames.PSEUDONYM_KEY) != null,
                text(headers, HeaderNames.CRITERIA),
                ReadingHeaders.ignored(text(headers, HeaderNames.IGNORED)),
                ReadingHeaders.ignoredLeftOut(text(headers, HeaderNames.IGNORED_LEFT_OUT)));
    }

    /** Returns the text of the header, empty if the header is missing. */
    public static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** Returns the exception that says what to do where the cluster does not answer in time. */
    static KafkaException unreachable(Settings.Kafka kafka, TimeoutException fault) {
        return new KafkaException(
                "The cluster " + kafka.bootstrapServers()
                        + " does not answer; check bootstrap.servers, the network, and the security settings (kafka.*)",
                fault);
    }

    static Map<String, Object> consumerSettings(Map<String, Object> common) {
        Map<String, Object> settings = new HashMap<>(common);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CONNECT_MILLIS);
        return settings;
    }

    static Map<String, Object> producerSettings(Map<String, Object> common) {
        Map<String, Object> settings = new HashMap<>(common);
        settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, CONNECT_MILLIS);
        return settings;
    }

    /**
     * A request without an answer yet.
     *
     * @param name completes with the request's name, {@code topic-partition@offset}, once it is published
     */
    private record Waiting(CompletableFuture<String> name, CompletableFuture<Answer> answer) {}
}
