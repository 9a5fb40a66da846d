package io.customersegment.topology;

import java.time.Duration;

/**
 * Which records a topic takes.
 *
 * @param maxBytes the largest record in bytes, for a batch may hold no other
 * @param maxAgeMillis how far a record's timestamp may lie before the broker's present; {@link Long#MAX_VALUE} for any
 * @param maxLeadMillis how far it may lie after it; {@link Long#MAX_VALUE} for any
 * @param keyRequired whether records without a key are refused, as they are where a topic is compacted
 */
public record TopicLimits(long maxBytes, long maxAgeMillis, long maxLeadMillis, boolean keyRequired) {

    /** Those of a topic that takes everything, or of which nothing is known. */
    public static final TopicLimits NONE = new TopicLimits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, false);

    /** How far the broker's clock may differ from this one, and how long a record may wait to be sent. */
    private static final long MARGIN_MILLIS = Duration.ofMinutes(5).toMillis();

    /** Whether records may be refused for their timestamp. */
    public boolean limitsTimestamps() {
        return maxAgeMillis != Long.MAX_VALUE || maxLeadMillis != Long.MAX_VALUE;
    }

    /**
     * The timestamp next to this one that the topic takes, all in milliseconds since 1970.
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
