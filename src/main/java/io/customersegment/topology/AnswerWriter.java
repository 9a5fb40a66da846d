package io.customersegment.topology;

import io.customersegment.enrich.Segment;
import io.customersegment.enrich.SegmentSource.CacheUse;
import io.customersegment.outcome.Outcome;
import io.customersegment.wire.Arrival;
import io.customersegment.wire.ErrorRecord;
import io.customersegment.wire.HeaderNames;
import io.customersegment.wire.ReadingHeaders;
import io.customersegment.wire.RecordSize;
import io.customersegment.wire.RequestDigest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Builds the record that answers a request, never larger than its topic accepts: a result is cut, an error record omits the request,
 * and where the request's own headers or key leave no room, the largest of them are dropped and a header reports it. Its timestamp is
 * the timestamp of the request, or the nearest that the topic accepts.
 *
 * <p><i>Threads:</i> shared by all stream threads.
 */
final class AnswerWriter {

    private static final Map<CacheUse, Header> CACHE = new EnumMap<>(CacheUse.class);

    static {
        for (CacheUse use : CacheUse.values()) {
            CACHE.put(use, header(HeaderNames.CACHE, use.word()));
        }
    }

    /** The minimum space for a result that must be cut, in bytes. */
    private static final int LEAST_CUT = 8192;

    private final long maxBytes;
    private final Header catalogue;
    private final @Nullable Header pseudonymKey;
    private final TopicRefusals refusals;

    /**
     * @param maxBytes the maximum size of a record that the producer accepts, in bytes with its key and headers
     * @param catalogueVersion the version of the catalogue that prompts are read with
     * @param pseudonymKeyId the id of the key that customers' pseudonyms are made with, null if answers contain customer ids
     * @param refusals the records that the topics do not accept
     */
    AnswerWriter(long maxBytes, String catalogueVersion, @Nullable String pseudonymKeyId, TopicRefusals refusals) {
        this.maxBytes = maxBytes;
        this.catalogue = header(HeaderNames.CATALOGUE, catalogueVersion);
        this.pseudonymKey = pseudonymKeyId == null ? null : header(HeaderNames.PSEUDONYM_KEY, pseudonymKeyId);
        this.refusals = refusals;
    }

    /** The maximum size of a record that the producer accepts, in bytes with its key and headers. */
    long maxBytes() {
        return maxBytes;
    }

    /**
     * Returns the record that answers a request.
     *
     * @param reading the headers that report how the prompt was read
     * @param cacheUse how the cache took part, null if it was not queried
     * @param clock provides the time of a failure, and the current time to which the topics' timestamp limits are relative
     */
    Record<byte[], byte[]> write(
            Arrival arrival,
            ReadingHeaders reading,
            Outcome<Segment> outcome,
            @Nullable CacheUse cacheUse,
            Clock clock) {
        return outcome.fold(
                segment -> result(arrival, reading, segment, cacheUse, clock.millis()),
                failure -> error(arrival, reading, new ErrorRecord(failure, arrival, clock.instant())));
    }

    private Record<byte[], byte[]> result(
            Arrival arrival, ReadingHeaders reading, Segment segment, @Nullable CacheUse cacheUse, long now) {
        TopicLimits limits = refusals.results();
        Frame frame =
                frame(arrival, reading, arrival.replayed(), Math.min(segment.json().length, LEAST_CUT), most(limits));
        Segment fitting = segment.cutTo(frame.room());
        if (cacheUse != null) {
            frame.headers().add(CACHE.get(cacheUse));
        }
        frame.headers().add(new RecordHeader(HeaderNames.AS_OF, fitting.asOfText()));
        if (pseudonymKey != null) {
            frame.headers().add(pseudonymKey);
        }
        if (fitting.truncated()) {
            frame.headers().add(header(HeaderNames.TRUNCATED, "true"));
        }
        return frame.record(limits.nearest(arrival.timestamp(), now), fitting.json());
    }

    private Record<byte[], byte[]> error(Arrival arrival, ReadingHeaders reading, ErrorRecord error) {
        TopicLimits limits = refusals.errors();
        Frame frame = frame(arrival, reading, true, error.json(0).length, most(limits));
        long timestamp = limits.nearest(arrival.timestamp(), error.failedAt().toEpochMilli());
        return frame.record(timestamp, error.json(frame.room()));
    }

    /** Returns the maximum record size for the topic with these limits; below the least size nothing more can be left out. */
    private long most(TopicLimits limits) {
        return Math.min(maxBytes, Math.max(limits.maxBytes(), StreamsProperties.LEAST_REQUEST_SIZE));
    }

    /**
     * Builds key and headers of a record of at most {@code most} bytes that leave at least {@code least} bytes for its value.
     *
     * @param digested whether to add the digest of the request
     */
    private Frame frame(Arrival arrival, ReadingHeaders reading, boolean digested, int least, long most) {
        List<Header> copied = new ArrayList<>(arrival.headers().size());
        for (Header header : arrival.headers()) {
            if (!HeaderNames.OF_ANSWERS.contains(header.key())) {
                copied.add(header);
            }
        }
        byte[] key = arrival.key();
        Header request = header(HeaderNames.REQUEST, arrival.id());
        List<Header> own = digested
                ? List.of(request, catalogue, header(HeaderNames.DIGEST, RequestDigest.of(arrival)))
                : List.of(request, catalogue);
        long added = reading.size();
        for (Header header : own) {
            added += RecordSize.of(header);
        }
        long size = RecordSize.upperBound(key, copied, added);
        if (size + least <= most) {
            return frame(key, copied, own, reading, most - size);
        }
        Set<Header> dropped = largest(copied, size + least - most);
        copied.removeIf(dropped::contains);
        size = RecordSize.upperBound(key, copied, added);
        byte[] kept = size + least <= most ? key : null;
        Frame frame = frame(kept, copied, own, reading, most - RecordSize.upperBound(kept, copied, added));
        if (!dropped.isEmpty()) {
            frame.headers().add(header(HeaderNames.HEADERS_DROPPED, Integer.toString(dropped.size())));
        }
        if (key != null && kept == null) {
            frame.headers().add(header(HeaderNames.KEY_DROPPED, Integer.toString(key.length)));
        }
        return frame;
    }

    private static Frame frame(
            byte @Nullable [] key, List<Header> copied, List<Header> own, ReadingHeaders reading, long room) {
        Headers headers = new RecordHeaders(copied);
        own.forEach(headers::add);
        reading.headers().forEach(headers::add);
        return new Frame(key, headers, (int) room);
    }

    /** Returns the largest headers, as few as together free {@code excess} bytes, or all. */
    private static Set<Header> largest(List<Header> headers, long excess) {
        List<Header> bySize = new ArrayList<>(headers);
        bySize.sort(Comparator.comparingLong(RecordSize::of).reversed());
        Set<Header> largest = Collections.newSetFromMap(new IdentityHashMap<>());
        long freed = 0;
        for (Header header : bySize) {
            if (freed >= excess) {
                break;
            }
            largest.add(header);
            freed += RecordSize.of(header);
        }
        return largest;
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** A record without its value, and the number of bytes that the value may have. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Frame(byte @Nullable [] key, Headers headers, int room) {

        Record<byte[], byte[]> record(long timestamp, byte[] value) {
            return new Record<>(key, value, timestamp, headers);
        }

        /** Omits the sender's key and headers, so that it can be logged. */
        @Override
        public String toString() {
            return "Frame[" + room + " bytes left]";
        }
    }
}
