package io.customersegment.topology;

import io.customersegment.enrich.Segment;
import io.customersegment.enrich.SegmentSource.CacheUse;
import io.customersegment.outcome.Outcome;
import io.customersegment.wire.Arrival;
import io.customersegment.wire.ErrorRecord;
import io.customersegment.wire.HeaderNames;
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
 * @param maxBytes the largest record, with its key and headers
 */
record AnswerWriter(long maxBytes) {

    private static final Map<CacheUse, Header> CACHE = new EnumMap<>(CacheUse.class);

    static {
        for (CacheUse use : CacheUse.values()) {
            CACHE.put(use, header(HeaderNames.CACHE, use.word()));
        }
    }

    /** A result that must be cut has at least so many bytes. */
    private static final int LEAST_CUT = 8192;

    /**
     * The answer.
     *
     * @param cacheUse how the cache took part, null if it was not asked
     * @param clock tells what an error record has as the time of the failure
     */
    Record<byte[], byte[]> write(Arrival arrival, Outcome<Segment> outcome, @Nullable CacheUse cacheUse, Clock clock) {
        return outcome.fold(
                segment -> result(arrival, segment, cacheUse),
                failure -> error(arrival, new ErrorRecord(failure, arrival, clock.instant())));
    }

    private Record<byte[], byte[]> result(Arrival arrival, Segment segment, @Nullable CacheUse cacheUse) {
        Frame frame = frame(arrival, Math.min(segment.json().length, LEAST_CUT));
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

    private Record<byte[], byte[]> error(Arrival arrival, ErrorRecord error) {
        Frame frame = frame(arrival, error.json(0).length);
        return frame.record(arrival, error.json(frame.room()));
    }

    /** Key and headers that leave room for a value of so many bytes. */
    private Frame frame(Arrival arrival, int least) {
        List<Header> copied = new ArrayList<>(arrival.headers().size());
        for (Header header : arrival.headers()) {
            if (!HeaderNames.OF_ANSWERS.contains(header.key())) {
                copied.add(header);
            }
        }
        byte[] key = arrival.key();
        Header request = header(HeaderNames.REQUEST, arrival.id());
        long size = RecordSize.upperBound(key, copied, RecordSize.of(request));
        if (size + least <= maxBytes) {
            return new Frame(key, copied, request, (int) (maxBytes - size));
        }
        Set<Header> dropped = largest(copied, size + least - maxBytes);
        copied.removeIf(dropped::contains);
        size = RecordSize.upperBound(key, copied, RecordSize.of(request));
        byte[] kept = size + least <= maxBytes ? key : null;
        Frame frame = new Frame(
                kept, copied, request, (int) (maxBytes - RecordSize.upperBound(kept, copied, RecordSize.of(request))));
        if (!dropped.isEmpty()) {
            frame.headers().add(header(HeaderNames.HEADERS_DROPPED, Integer.toString(dropped.size())));
        }
        if (key != null && kept == null) {
            frame.headers().add(header(HeaderNames.KEY_DROPPED, Integer.toString(key.length)));
        }
        return frame;
    }

    /** The largest headers, as few as together free so many bytes, or all. */
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

        Frame(byte @Nullable [] key, List<Header> copied, Header request, int room) {
            this(key, new RecordHeaders(copied).add(request), room);
        }

        Record<byte[], byte[]> record(Arrival arrival, byte[] value) {
            return new Record<>(key, value, arrival.timestamp(), headers);
        }
    }
}
