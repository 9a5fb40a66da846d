package io.customersegment.topology;

import io.customersegment.config.Settings;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import io.customersegment.wire.Arrival;
import io.customersegment.wire.HeaderNames;
import io.customersegment.wire.PendingRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The records that the application's output topics do not accept: by the topics' configurations, as far as these are known, and by the
 * records that they have refused permanently. A refusal is reported after the record was forwarded, so its stream thread dies and the
 * request is processed again; this class then determines that it ends differently from the first time.
 *
 * <p><i>Threads:</i> safe for use by any thread. Stream threads query, the threads of their producers report refused records.
 */
public final class TopicRefusals {

    private static final int MOST_REMEMBERED = 10_000;
    private static final String TIMESTAMP_SETTINGS = TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG + " and "
            + TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG;

    private final Settings.Topics topics;
    private final String changelogTopic;
    private final Map<Refused, String> remembered = new LinkedHashMap<>();
    private volatile Map<String, TopicLimits> limits = Map.of();
    private volatile boolean empty = true;
    private boolean newRefusals;

    /** Creates an instance without known limits or refusals. */
    public TopicRefusals(Settings settings) {
        this.topics = settings.topics();
        this.changelogTopic = SegmentTopology.changelogTopic(settings);
    }

    /**
     * A record that a topic refused.
     *
     * @param name the name of the request, or of the time at which the changelog refused a record
     */
    private record Refused(String topic, String name) {}

    /**
     * Sets the known limits of a topic. Its refusals under other limits are forgotten.
     *
     * @return whether the limits differ from those known before
     */
    public synchronized boolean limit(String topic, TopicLimits now) {
        if (now.equals(limits(topic))) {
            return false;
        }
        Map<String, TopicLimits> all = new LinkedHashMap<>(limits);
        all.put(topic, now);
        limits = Map.copyOf(all);
        remembered.keySet().removeIf(refused -> refused.topic().equals(topic));
        empty = remembered.isEmpty();
        return true;
    }

    /** Processes a failed send, and remembers its request if the topic refused that very record permanently. */
    public void failed(ProducerRecord<byte[], byte[]> record, Exception fault) {
        String settings = settings(fault);
        if (settings == null) {
            return;
        }
        String name = record.topic().equals(changelogTopic) ? pending(record, fault) : request(record);
        if (name != null) {
            remember(new Refused(record.topic(), name), settings);
        }
    }

    private synchronized void remember(Refused refused, String settings) {
        if (remembered.put(refused, settings) == null) {
            newRefusals = true;
            empty = false;
            if (remembered.size() > MOST_REMEMBERED) {
                remembered.remove(remembered.keySet().iterator().next());
            }
        }
    }

    /** Whether a refusal was remembered since the last call of this method, so that the next attempt ends differently. */
    public synchronized boolean pollNewRefusals() {
        boolean since = newRefusals;
        newRefusals = false;
        return since;
    }

    /** The limits of a topic, as far as its configuration is known. */
    public TopicLimits limits(String topic) {
        return limits.getOrDefault(topic, TopicLimits.NONE);
    }

    /** The limits of the results topic, as far as its configuration is known. */
    TopicLimits results() {
        return limits(topics.results());
    }

    /** The limits of the errors topic, as far as its configuration is known. */
    TopicLimits errors() {
        return limits(topics.errors());
    }

    /** The size of the largest request that the changelog accepts, in bytes, as far as it is known. */
    long changelogBytes() {
        return limits(changelogTopic).maxBytes();
    }

    /** Returns why the request cannot be answered with a result, null if no reason is known. */
    @Nullable
    Failure ofResult(Arrival arrival) {
        if (arrival.key() == null && results().keyRequired()) {
            return failure("answer", topics.results(), TopicConfig.CLEANUP_POLICY_CONFIG + ", which asks for a key");
        }
        String settings = settings(topics.results(), arrival);
        return settings == null ? null : failure("answer", topics.results(), settings);
    }

    /** Returns why the request cannot be stored until it is answered, null if no reason is known. */
    @Nullable
    Failure ofChangelog(Arrival arrival) {
        String settings = settings(changelogTopic, arrival);
        if (settings == null && !empty) {
            settings = settings(new Refused(changelogTopic, time(arrival.partition(), arrival.timestamp())));
        }
        return settings == null ? null : failure("request", changelogTopic, settings);
    }

    /** Whether the errors topic, which is the last resort, has refused the answer to a request that can be stored. */
    boolean mustPark(Arrival arrival) {
        return settings(topics.errors(), arrival) != null && ofChangelog(arrival) == null;
    }

    private @Nullable String settings(String topic, Arrival arrival) {
        return empty ? null : settings(new Refused(topic, arrival.id()));
    }

    private synchronized @Nullable String settings(Refused refused) {
        return remembered.get(refused);
    }

    private static Failure failure(String what, String topic, String settings) {
        return new Failure(
                Stage.ENRICH,
                Reason.TOPIC_REFUSED,
                "The topic " + topic + " does not take the " + what + "; see its " + settings);
    }

    /**
     * Returns the settings because of which a topic refuses such a record at every attempt; null if another attempt may succeed, or if
     * the record was only in the same batch as a refused one.
     */
    private static @Nullable String settings(Exception fault) {
        if (fault instanceof RecordTooLargeException) {
            return TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
        }
        if (fault instanceof RecordBatchTooLargeException) {
            return TopicConfig.SEGMENT_BYTES_CONFIG;
        }
        if (fault instanceof InvalidTimestampException) {
            return TIMESTAMP_SETTINGS;
        }
        // Also the exception of several records that are refused in one batch, whatever the reason.
        return fault instanceof InvalidRecordException
                ? TopicConfig.CLEANUP_POLICY_CONFIG + ", " + TIMESTAMP_SETTINGS
                : null;
    }

    private static @Nullable String request(ProducerRecord<byte[], byte[]> answer) {
        Header request = answer.headers().lastHeader(HeaderNames.REQUEST);
        return request == null ? null : new String(request.value(), StandardCharsets.UTF_8);
    }

    /**
     * Returns the name that a refused changelog record is remembered by. The record has the timestamp of the input record that was
     * being processed when it was written, which need not be the request that it contains. The refusal is therefore attributed to that
     * time, unless its cause is the size.
     */
    private String pending(ProducerRecord<byte[], byte[]> entry, Exception fault) {
        return fault instanceof InvalidTimestampException || fault instanceof InvalidRecordException
                ? time(entry.partition(), entry.timestamp())
                : Arrival.id(topics.requests(), entry.partition(), PendingRequest.offset(entry.key()));
    }

    private static String time(int partition, long timestamp) {
        return partition + " at " + timestamp;
    }
}
