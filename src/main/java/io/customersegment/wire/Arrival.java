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

    private static final Instant LATEST = Instant.ofEpochMilli(Long.MAX_VALUE);

    /** What {@link #id(String, int, long)} can be, with the letters that Kafka has in names of topics. */
    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9._-]+-[0-9]+@[0-9]+");

    private static final int LONGEST_ID = 249 + 32;
    private static final int LONGEST_SENDER = 256;

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

    /** An upper bound of its record in bytes, with key and headers; that of the bytes that keep it in the changelog as well. */
    public long size() {
        return RecordSize.upperBound(key, headers, value == null ? 0 : value.length);
    }

    /** The request's name, {@code topic-partition@offset}. */
    public String id() {
        return id(topic, partition, offset);
    }

    /** The name of the request with these coordinates, by which a client finds its answer. */
    public static String id(String topic, int partition, long offset) {
        return topic + "-" + partition + "@" + offset;
    }

    /**
     * The time from which the dates in the prompt count: that of the header {@value HeaderNames#ASKED_AT}, without it the record's
     * timestamp. A failure where the header is not an instant that a record could have as its timestamp.
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
            // refused like one that no timestamp could be
        }
        return Outcome.failed(new Failure(
                Stage.VALIDATE,
                Reason.SCHEMA_VIOLATED,
                "The header " + HeaderNames.ASKED_AT
                        + " must be an instant like 2024-12-01T09:30:00Z, not before 1970"));
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
        return value.equalsIgnoreCase(text(name));
    }

    /** Whether it says that it repeats another, as those do that {@code replay} publishes. */
    public boolean replayed() {
        return origin() != null;
    }

    /** The name of the request that it says it repeats, null if it says none. */
    public @Nullable String origin() {
        return origin(headers);
    }

    /** The name of the request that a record with these headers says it, or what it answers, repeats; null if it says none. */
    public static @Nullable String origin(Iterable<Header> headers) {
        String name = text(headers, HeaderNames.REPLAY);
        return name == null || name.length() > LONGEST_ID || !ID.matcher(name).matches() ? null : name;
    }

    /**
     * Who sent it, as the first header of this name says, which nobody checks. Empty for all without one, and for those whose header is no
     * UTF-8 text or longer than {@value #LONGEST_SENDER} bytes.
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

    /** The text of the first header of this name, empty if the header has no value, null if there is none. */
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

    /** Without the payload, so that an arrival can be logged. */
    @Override
    public String toString() {
        return id();
    }
}
