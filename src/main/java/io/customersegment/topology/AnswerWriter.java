package io.customersegment.topology;

import io.customersegment.enrich.Segment;
import io.customersegment.enrich.SegmentSource.CacheUse;
import io.customersegment.outcome.Outcome;
import io.customersegment.wire.Arrival;
import io.customersegment.wire.ErrorRecord;
import io.customersegment.wire.HeaderNames;
import io.customersegment.wire.ReadingHeaders;
import io.customersegment.wire.RecordSize;
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
 * Makes the record that answers a request, never larger than a producer takes: a result is cut, an error record leaves the request
 * out, and where the request's own headers or key leave no room, the largest of them are missing and a header says so.
 *
 * <p><i>Threads:</i> immutable.
 */
final class AnswerWriter {

    private static final Map<CacheUse, Header> CACHE = new EnumMap<>(CacheUse.class);

    static {
        for (CacheUse use : CacheUse.values()) {
            CACHE.put(use, header(HeaderNames.CACHE, use.word()));
        }
    }

    /** A result that must be cut has at least N bytes. */
    private static final int LEAST_CUT = 8192;

    private final long maxBytes;
    private final Header catalogue;

    /**
     * @param maxBytes the largest record, with its key and headers
     * @param catalogueVersion the version of the catalogue that prompts are read with
     */
    AnswerWriter(long maxBytes, String catalogueVersion) {
        this.maxBytes = maxBytes;
        this.catalogue = header(HeaderNames.CATALOGUE, catalogueVersion);
    }

    /** The largest record, with its key and headers. */
    long maxBytes() {
        return maxBytes;
    }

    /**
     * The answer.
     *
     * @param reading what it says about how the prompt was read
     * @param cacheUse how the cache took part, null if it was not asked
     * @param clock tells what an error record has as the time of the failure
     */
    Record<byte[], byte[]> write(
            Arrival arrival,
            ReadingHeaders reading,
            Outcome<Segment> outcome,
            @Nullable CacheUse cacheUse,
            Clock clock) {
        return outcome.fold(
                segment -> result(arrival, reading, segment, cacheUse),
                failure -> error(arrival, reading, new ErrorRecord(failure, arrival, clock.instant())));
    }

    private Record<byte[], byte[]> result(
            Arrival arrival, ReadingHeaders reading, Segment segment, @Nullable CacheUse cacheUse) {
        Frame frame = frame(arrival, reading, Math.min(segment.json().length, LEAST_CUT));
        Segment fitting = segment.cutTo(frame.room());
        if (cacheUse != null) {
            frame.headers().add(CACHE.get(cacheUse));
        }
        frame.headers().add(new RecordHeader(HeaderNames.AS_OF, fitting.asOfText()));
        if (fitting.truncated()) {
            frame.headers().add(header(HeaderNames.TRUNCATED, "true"));
        }
        return frame.record(arrival, fitting.json());
    }

    private Record<byte[], byte[]> error(Arrival arrival, ReadingHeaders reading, ErrorRecord error) {
        Frame frame = frame(arrival, reading, error.json(0).length);
        return frame.record(arrival, error.json(frame.room()));
    }

    /** Key and headers that leave room for a value of N bytes. */
    private Frame frame(Arrival arrival, ReadingHeaders reading, int least) {
        List<Header> copied = new ArrayList<>(arrival.headers().size());
        for (Header header : arrival.headers()) {
            if (!HeaderNames.OF_ANSWERS.contains(header.key())) {
                copied.add(header);
            }
        }
        byte[] key = arrival.key();
        Header request = header(HeaderNames.REQUEST, arrival.id());
        long added = RecordSize.of(request) + RecordSize.of(catalogue) + reading.size();
        long size = RecordSize.upperBound(key, copied, added);
        if (size + least <= maxBytes) {
            return frame(key, copied, request, reading, size);
        }
        Set<Header> dropped = largest(copied, size + least - maxBytes);
        copied.removeIf(dropped::contains);
        size = RecordSize.upperBound(key, copied, added);
        byte[] kept = size + least <= maxBytes ? key : null;
        Frame frame = frame(kept, copied, request, reading, RecordSize.upperBound(kept, copied, added));
        if (!dropped.isEmpty()) {
            frame.headers().add(header(HeaderNames.HEADERS_DROPPED, Integer.toString(dropped.size())));
        }
        if (key != null && kept == null) {
            frame.headers().add(header(HeaderNames.KEY_DROPPED, Integer.toString(key.length)));
        }
        return frame;
    }

    private Frame frame(byte @Nullable [] key, List<Header> copied, Header request, ReadingHeaders reading, long size) {
        Headers headers = new RecordHeaders(copied).add(request).add(catalogue);
        reading.headers().forEach(headers::add);
        return new Frame(key, headers, (int) (maxBytes - size));
    }

    /** The largest headers, as few as together free N bytes, or all. */
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

    /** All of a record but its value, and how many bytes that may have. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Frame(byte @Nullable [] key, Headers headers, int room) {

        Record<byte[], byte[]> record(Arrival arrival, byte[] value) {
            return new Record<>(key, value, arrival.timestamp(), headers);
        }
    }
}
