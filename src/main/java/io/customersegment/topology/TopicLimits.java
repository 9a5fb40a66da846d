package io.customersegment.topology;

import java.time.Duration;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * The limits that a topic imposes on its records.
 *
 * @param maxBytes the maximum size of a record in bytes: the topic limits batches, and a batch may hold a single record
 * @param maxAgeMillis how far the timestamp of a record may lie before the broker's current time; {@link Long#MAX_VALUE} for any
 * @param maxLeadMillis how far it may lie after that time; {@link Long#MAX_VALUE} for any
 * @param keyRequired whether records without a key are refused, as they are where a topic is compacted
 */
public record TopicLimits(long maxBytes, long maxAgeMillis, long maxLeadMillis, boolean keyRequired) {

    /** The limits of a topic that accepts every record, or of which nothing is known. */
    public static final TopicLimits NONE = new TopicLimits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, false);

    /** The tolerance for the difference between the broker's clock and this one, and for the time that a record waits to be sent. */
    private static final long MARGIN_MILLIS = Duration.ofMinutes(5).toMillis();

    /** Returns the limits that the configuration of a topic specifies. */
    public static TopicLimits of(Config config) {
        boolean replaced = TimestampType.LOG_APPEND_TIME.name.equals(
                value(config, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TimestampType.CREATE_TIME.name));
        String policy = value(config, TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        return new TopicLimits(
                number(config, TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
                replaced ? Long.MAX_VALUE : number(config, TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG),
                replaced ? Long.MAX_VALUE : number(config, TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG),
                policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    private static long number(Config config, String key) {
        return Long.parseLong(value(config, key, Long.toString(Long.MAX_VALUE)));
    }

    /** Returns the value of the setting, or the given default where the broker does not know it; brokers before 3.6 lack some. */
    private static String value(Config config, String key, String otherwise) {
        ConfigEntry entry = config.get(key);
        return entry == null || entry.value() == null ? otherwise : entry.value();
    }

    /**
     * Returns why answers cannot be written to the topic, and what to change; null if they can.
     *
     * @param largest the size of the largest answer in bytes
     */
    public @Nullable String misfit(String topic, int largest) {
        if (maxBytes < largest) {
            return "Answers have up to " + largest + " bytes, but topic " + topic + " takes " + maxBytes
                    + ": raise its max.message.bytes, or lower kafka.producer.max.request.size";
        }
        if (keyRequired) {
            return "Topic " + topic + " is compacted, which refuses answers without a key and deletes all but"
                    + " the last of those with the same key: set its cleanup.policy to delete";
        }
        return null;
    }

    /** Whether the topic may refuse records because of their timestamp. */
    public boolean limitsTimestamps() {
        return maxAgeMillis != Long.MAX_VALUE || maxLeadMillis != Long.MAX_VALUE;
    }

    /**
     * Returns the timestamp nearest to the given one that the topic accepts. All times are in milliseconds since 1970.
     *
     * @param timestamp not negative
     */
    long nearest(long timestamp, long now) {
        long earliest = now - within(maxAgeMillis);
        long lead = within(maxLeadMillis);
        long latest = lead > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + lead;
        return Math.max(0, Math.max(earliest, Math.min(timestamp, latest)));
    }

    private static long within(long limit) {
        return limit == Long.MAX_VALUE ? limit : limit - Math.min(limit / 2, MARGIN_MILLIS);
    }
}
