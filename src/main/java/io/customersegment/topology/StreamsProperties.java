package io.customersegment.topology;

import io.customersegment.config.Settings;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler;
import org.jspecify.annotations.Nullable;

/**
 * Configures Kafka Streams: defaults for a node with hundreds of calls in flight, overridden by the settings under {@code kafka.}.
 * Overrides that would break a guarantee are rejected.
 */
public final class StreamsProperties {

    private static final Map<String, String> OWN = Map.of(
            StreamsConfig.APPLICATION_ID_CONFIG, "application.id",
            StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "bootstrap.servers",
            StreamsConfig.PROCESSING_GUARANTEE_CONFIG, "processing.guarantee",
            StreamsConfig.NUM_STREAM_THREADS_CONFIG, "stream.threads");
    private static final Map<String, String> HANDLERS = Map.of(
            StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
            LogAndFailProcessingExceptionHandler.class.getName(),
            StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
            SendFailure.class.getName(),
            "default.production.exception.handler",
            SendFailure.class.getName());
    private static final String GLOBAL_HANDLER = "processing.exception.handler.global.enabled";
    private static final String GROUP_INSTANCE_ID = ConsumerConfig.GROUP_INSTANCE_ID_CONFIG;
    private static final String ACKS = ProducerConfig.ACKS_CONFIG;
    /** The lower bound of the maximum record size, in bytes: large enough for an error record without its request. */
    static final int LEAST_REQUEST_SIZE = 64 * 1024;

    private static final int DEFAULT_REQUEST_SIZE = 1024 * 1024;
    private static final int DEFAULT_BUFFER_MEMORY = 32 * 1024 * 1024;

    private StreamsProperties() {}

    /**
     * Returns the properties for Kafka Streams.
     *
     * @throws ConfigException if a key under {@code kafka.} has a setting of its own, is misspelt or would break a guarantee
     */
    public static Properties of(Settings settings) {
        Settings.Kafka kafka = settings.kafka();
        check(kafka.overrides());
        boolean exactlyOnce = kafka.guarantee() == Settings.Guarantee.EXACTLY_ONCE_V2;
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, kafka.applicationId());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        properties.put(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG, kafka.guarantee().word());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, Integer.toString(kafka.threads()));
        properties.put(StreamsConfig.POLL_MS_CONFIG, "5");
        String commitInterval = exactlyOnce ? "100" : "1000";
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval);
        properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, "500");
        // A task has a single input partition, so there is no other to wait for; with the default each record pays for
        // the check.
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, Long.toString(StreamsConfig.MAX_TASK_IDLE_MS_DISABLED));
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, Integer.toString(16 * 1024 * 1024));
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, "-1");
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, "0");
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, "true");
        properties.put(
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                LogAndFailProcessingExceptionHandler.class.getName());
        properties.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, SendFailure.class.getName());
        properties.put(GLOBAL_HANDLER, "true"); // also covers the suppression table
        // Client keys have no prefix: with one they would take precedence over keys that a user sets without it.
        // Half of the broker's cost of an answer is the cost of its batch, which is worth an unnoticeable delay.
        // Under exactly once no answer is visible before the commit, which sends all lingering records.
        properties.put(ProducerConfig.LINGER_MS_CONFIG, exactlyOnce ? commitInterval : "1");
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(64 * 1024));
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "500");
        // A broker answers a connection's requests in order: while it waits for records of empty partitions, those just
        // assigned or resumed wait too. With 500 ms a start took up to one second longer.
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "100");
        if (exactlyOnce) {
            properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, "10000");
        } else {
            // With more, a new leader may take a partition's second batch before its first, which it then refuses until
            // the delivery times out (KAFKA-14359): two minutes without answers. Transactions are safe (KIP-890).
            properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");
        }
        if (!isStreamsProtocol(kafka.overrides().get(StreamsConfig.GROUP_PROTOCOL_CONFIG))) {
            properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "15000");
        }
        properties.putAll(kafka.overrides());
        return properties;
    }

    /**
     * Sets this instance's {@code group.instance.id}, so that the group takes it back after a crash without waiting for its session to
     * time out. Does nothing if an id is set already, or with the newer {@code streams} protocol, where instances are not static
     * members.
     *
     * @param instance a name that stays the same across crashes and that no other instance has
     */
    public static void addMember(Properties properties, String instance) {
        boolean named = properties.stringPropertyNames().stream().anyMatch(key -> key.endsWith(GROUP_INSTANCE_ID));
        if (!named && !isStreamsProtocol(properties.getProperty(StreamsConfig.GROUP_PROTOCOL_CONFIG))) {
            properties.put(StreamsConfig.consumerPrefix(GROUP_INSTANCE_ID), instance);
        }
    }

    private static boolean isStreamsProtocol(@Nullable String protocol) {
        return "streams".equalsIgnoreCase(protocol);
    }

    /** Whether stream threads use a {@code StreamThreadConsumer}, which pauses partitions; not with the {@code streams} protocol. */
    static boolean pausesPartitions(Settings settings) {
        return !isStreamsProtocol(settings.kafka().overrides().get(StreamsConfig.GROUP_PROTOCOL_CONFIG));
    }

    /** The maximum size of a record that the producer accepts, in bytes with its key and headers. */
    public static int maxRecordBytes(Settings settings) {
        Map<String, String> overrides = settings.kafka().overrides();
        return Math.min(
                producer(overrides, ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DEFAULT_REQUEST_SIZE),
                producer(overrides, ProducerConfig.BUFFER_MEMORY_CONFIG, DEFAULT_BUFFER_MEMORY));
    }

    /**
     * The configuration of the changelog topic: small segments, soon compacted, and never deleted by age. Its records have the
     * timestamps of requests, which a topic validates unless it replaces them. Replacing them is better than any limit: segments are
     * rolled and compacted by timestamp, and a timestamp in the far future would delay that.
     */
    public static Map<String, String> changelog(Settings settings) {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                TimestampType.LOG_APPEND_TIME.name,
                TopicConfig.SEGMENT_BYTES_CONFIG,
                Integer.toString(16 * 1024 * 1024),
                TopicConfig.SEGMENT_MS_CONFIG,
                "600000",
                TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
                "0.1",
                TopicConfig.DELETE_RETENTION_MS_CONFIG,
                "60000",
                TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
                "900000",
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(maxRecordBytes(settings)));
    }

    private static void check(Map<String, String> overrides) {
        overrides.keySet().forEach(KafkaKeys::requireKnown);
        OWN.forEach((key, setting) -> {
            if (overrides.containsKey(key)) {
                throw new ConfigException("kafka." + key + " is not to be set; set " + setting);
            }
        });
        HANDLERS.forEach((key, only) -> {
            if (!overrides.getOrDefault(key, only).equals(only)) {
                throw new ConfigException("kafka." + key + " must stay " + only
                        + ": a handler that goes on after a failed send loses that record or another");
            }
        });
        for (String key : List.of(ACKS, StreamsConfig.producerPrefix(ACKS))) {
            String acks = overrides.getOrDefault(key, "all");
            if (!acks.equals("all") && !acks.equals("-1")) {
                throw new ConfigException("kafka." + key + " must stay all: an answer that one broker has can be lost");
            }
        }
        for (String key : List.of(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, ProducerConfig.BUFFER_MEMORY_CONFIG)) {
            if (producer(overrides, key, DEFAULT_REQUEST_SIZE) < LEAST_REQUEST_SIZE) {
                throw new ConfigException(
                        "kafka." + key + " must be at least " + LEAST_REQUEST_SIZE + ": an error record must fit");
            }
        }
    }

    private static int producer(Map<String, String> overrides, String key, int standard) {
        String prefixed = StreamsConfig.producerPrefix(key);
        String name = overrides.containsKey(prefixed) ? prefixed : key;
        String value = overrides.getOrDefault(name, Integer.toString(standard)).strip();
        try {
            return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(value));
        } catch (NumberFormatException broken) {
            throw new ConfigException("kafka." + name + " must be a number of bytes, not " + value);
        }
    }
}
