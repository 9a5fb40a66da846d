package io.customersegment.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record as it came in from the requests topic: what every answer is made from and what outlives a crash.
 *
 * <p><i>Threads:</i> immutable as long as nobody writes into its arrays, which are handed over and not copied.
 *
 * @param timestamp the record's, milliseconds since 1970, not negative
 * @param headers in their order
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copying every request would be a waste
public record Arrival(
        String topic,
        int partition,
        long offset,
        long timestamp,
        byte @Nullable [] key,
        byte @Nullable [] value,
        List<Header> headers) {

    // Written out because javac 17 forgets the parameters' @Nullable in a compact constructor's class file.
    public Arrival(
            String topic,
            int partition,
            long offset,
            long timestamp,
            byte @Nullable [] key,
            byte @Nullable [] value,
            List<Header> headers) {
        this.topic = topic;
        this.partition = partition;
        this.offset = offset;
        this.timestamp = timestamp;
        this.key = key;
        this.value = value;
        this.headers = List.copyOf(headers);
    }

    /** The request's name, {@code topic-partition@offset}. */
    public String id() {
        return id(topic, partition, offset);
    }

    /** The name of the request with these coordinates, by which a client finds its answer. */
    public static String id(String topic, int partition, long offset) {
        return topic + "-" + partition + "@" + offset;
    }

    /** Whether the sender does not want a cached answer. */
    public boolean fresh() {
        return says(HeaderNames.CACHE_CONTROL, HeaderNames.NO_CACHE);
    }

    /** Whether the sender wants what cannot be read in the prompt to be ignored. */
    public boolean ignoresUnread() {
        return says(HeaderNames.UNREAD, HeaderNames.IGNORE);
    }

    private boolean says(String name, String value) {
        for (Header header : headers) {
            if (header.key().equals(name) && header.value() != null) {
                return new String(header.value(), StandardCharsets.UTF_8)
                        .strip()
                        .equalsIgnoreCase(value);
            }
        }
        return false;
    }

    /** Whether it was published before and is so again, as {@code replay} does. */
    public boolean replayed() {
        for (Header header : headers) {
            if (header.key().equals(HeaderNames.REPLAY)) {
                return true;
            }
        }
        return false;
    }

    /** Without the payload, so that an arrival can be logged. */
    @Override
    public String toString() {
        return id();
    }
}
