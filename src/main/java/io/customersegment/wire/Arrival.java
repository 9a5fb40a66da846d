package io.customersegment.wire;

import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was received from the requests topic. Every answer is made from it, and it is kept across a crash.
 *
 * <p><i>Threads:</i> immutable as long as its arrays, which are not copied, are not modified.
 *
 * @param timestamp the record's, milliseconds since 1970, not negative
 * @param headers in their order
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copying every request would be wasteful
public record Arrival(
        String topic,
        int partition,
        long offset,
        long timestamp,
        byte @Nullable [] key,
        byte @Nullable [] value,
        List<Header> headers) {

    private static final Instant LATEST = Instant.ofEpochMilli(Long.MAX_VALUE);

    /** The form of {@link #id(String, int, long)}, with the characters that Kafka allows in names of topics. */
    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9._-]+-[0-9]+@[0-9]+");

    private static final int LONGEST_ID = 249 + 32;
    private static final int LONGEST_SENDER = 256;

    // Explicit because javac 17 omits the parameters' @Nullable from a compact constructor's class file.
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

    /** An upper bound in bytes of its record, with key and headers, and of its encoding in the changelog. */
    public long size() {
        return RecordSize.upperBound(key, headers, value == null ? 0 : value.length);
    }

    /** The request's name, {@code topic-partition@offset}. */
    public String id() {
        return id(topic, partition, offset);
    }

    /** Returns the name of the request with these coordinates, by which a client finds its answer. */
    public static String id(String topic, int partition, long offset) {
        return topic + "-" + partition + "@" + offset;
    }

    /**
     * Returns the time from which the dates in the prompt count: that of the header {@value HeaderNames#ASKED_AT}, without it the
     * record's timestamp. A failure if the header is not an instant that a record could have as its timestamp.
     */
    public Outcome<Instant> askedAt() {
        String text = text(HeaderNames.ASKED_AT);
        if (text == null) {
            return Outcome.ok(Instant.ofEpochMilli(timestamp));
        }
        try {
            Instant askedAt = Instant.parse(text);
            if (!askedAt.isBefore(Instant.EPOCH) && !askedAt.isAfter(LATEST)) {
                return Outcome.ok(askedAt);
            }
        } catch (DateTimeParseException malformed) {
            // refused like an instant that no timestamp could be
        }
        return Outcome.failed(new Failure(
                Stage.VALIDATE,
                Reason.SCHEMA_VIOLATED,
                "The header " + HeaderNames.ASKED_AT
                        + " must be an instant like 2024-12-01T09:30:00Z, not before 1970"));
    }

    /** Whether the sender does not accept a cached answer. */
    public boolean fresh() {
        return says(HeaderNames.CACHE_CONTROL, HeaderNames.NO_CACHE);
    }

    /** Whether the sender requests that parts of the prompt that cannot be read be ignored. */
    public boolean ignoresUnread() {
        return says(HeaderNames.UNREAD, HeaderNames.IGNORE);
    }

    private boolean says(String name, String value) {
        return value.equalsIgnoreCase(text(name));
    }

    /** Whether this request claims to repeat another, as those published by {@code replay} do. */
    public boolean replayed() {
        return origin() != null;
    }

    /** The name of the request that this one claims to repeat, null if none. */
    public @Nullable String origin() {
        return origin(headers);
    }

    /** Returns the name of the request that a record with these headers, or the request that it answers, claims to repeat; null if none. */
    public static @Nullable String origin(Iterable<Header> headers) {
        String name = text(headers, HeaderNames.REPLAY);
        return name == null || name.length() > LONGEST_ID || !ID.matcher(name).matches() ? null : name;
    }

    /**
     * Returns the sender named by the first header of this name, which is not verified. Empty if there is no such header, or if it
     * is not UTF-8 text or longer than {@value #LONGEST_SENDER} bytes.
     */
    public String sender(String header) {
        for (Header one : headers) {
            if (one.key().equals(header)) {
                return sender(one.value());
            }
        }
        return "";
    }

    private static String sender(byte @Nullable [] name) {
        if (name == null || name.length > LONGEST_SENDER) {
            return "";
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(name))
                    .toString()
                    .strip();
        } catch (CharacterCodingException malformed) {
            return "";
        }
    }

    /** Returns the text of the first header of this name, empty if the header has no value, null if there is none. */
    public @Nullable String text(String name) {
        return text(headers, name);
    }

    private static @Nullable String text(Iterable<Header> headers, String name) {
        for (Header header : headers) {
            if (header.key().equals(name)) {
                return header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8).strip();
            }
        }
        return null;
    }

    /** Omits the payload, so that an arrival can be logged. */
    @Override
    public String toString() {
        return id();
    }
}
