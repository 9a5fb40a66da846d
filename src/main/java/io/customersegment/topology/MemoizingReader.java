package io.customersegment.topology;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.wire.Arrival;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests with a {@link RequestReader} and caches the results by all that a result depends on: the bytes of the record, the day
 * of the request, and whether unreadable parts of the prompt are ignored. {@link ReadAhead} may have a request read before a stream
 * thread reaches it.
 *
 * <p><i>Threads:</i> shared by all stream threads and the thread that reads ahead; a thread that needs a request that another is
 * reading blocks until that is done.
 */
final class MemoizingReader {

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final long REMEMBERED_BYTES = 16L << 20;

    /** The maximum number of requests read ahead that no stream thread has reached. */
    private static final int MOST_AHEAD = 512;

    private static final Duration AHEAD_PATIENCE = Duration.ofMillis(100);

    /** The estimated size of a cached result in bytes, without the part that grows with the request. */
    private static final int OVERHEAD_BYTES = 4096;

    /** The estimated growth for each byte of the request: the byte itself, criteria, their text and the ignored pieces. */
    private static final int GROWTH = 4;

    private final RequestReader reader;
    private final Cache<CacheKey, Memo> remembered = Caffeine.newBuilder()
            .maximumWeight(REMEMBERED_BYTES)
            .<CacheKey, Memo>weigher((key, memo) -> OVERHEAD_BYTES + GROWTH * key.value.length)
            .executor(Runnable::run)
            .build();

    /** Requests that were read ahead and that no stream thread has reached, oldest first; guarded by itself. */
    private final Map<CacheKey, Memo> ahead = new LinkedHashMap<>();

    /** The offset of the last request that a stream thread has reached, by partition. */
    private final Map<Integer, AtomicLong> passed = new ConcurrentHashMap<>();

    MemoizingReader(RequestReader reader) {
        this.reader = reader;
    }

    /** Returns why the request is refused unread, null if its size is acceptable. */
    @Nullable
    Failure tooLarge(Arrival arrival) {
        return reader.tooLarge(arrival);
    }

    /** Returns the result of reading a request that a stream thread has reached; reads it only if no equal request is cached. */
    ParsedRequest read(Arrival arrival) {
        passed.computeIfAbsent(arrival.partition(), first -> new AtomicLong(-1)).setRelease(arrival.offset());
        Outcome<Instant> askedAt = reader.askedAt(arrival);
        CacheKey key = key(arrival, askedAt);
        return key == null
                ? reader.read(arrival, askedAt)
                : remembered.get(key, this::taken).get(() -> reader.read(arrival, askedAt));
    }

    /**
     * Reads a request before a stream thread reaches it. Waits briefly while the maximum number of requests is read ahead.
     *
     * @return whether there was something to do: no stream thread has reached the request, and no equal one is cached
     */
    boolean readAhead(Arrival arrival) throws InterruptedException {
        Outcome<Instant> askedAt = reader.askedAt(arrival);
        CacheKey key = key(arrival, askedAt);
        if (key == null || hasCome(arrival) || remembered.getIfPresent(key) != null) {
            return false;
        }
        Memo memo = new Memo();
        synchronized (ahead) {
            if (ahead.size() >= MOST_AHEAD) {
                ahead.wait(AHEAD_PATIENCE.toMillis());
            }
            if (hasCome(arrival) || ahead.putIfAbsent(key, memo) != null) {
                return false;
            }
            if (ahead.size() > MOST_AHEAD) { // requests that went to another instance
                ahead.remove(ahead.keySet().iterator().next());
            }
        }
        memo.get(() -> reader.read(arrival, askedAt));
        return true;
    }

    private boolean hasCome(Arrival arrival) {
        AtomicLong last = passed.get(arrival.partition());
        return last != null && arrival.offset() <= last.getAcquire();
    }

    /** Returns the cache key of a request, null if it has no value or is refused unread. */
    private static @Nullable CacheKey key(Arrival arrival, Outcome<Instant> askedAt) {
        byte[] value = arrival.value();
        return value != null && askedAt instanceof Outcome.Ok<Instant> known
                ? new CacheKey(value, Math.floorDiv(known.value().toEpochMilli(), DAY_MILLIS), arrival.ignoresUnread())
                : null;
    }

    /** Removes and returns the memo of a request that was read ahead, or returns an empty one. */
    private Memo taken(CacheKey key) {
        synchronized (ahead) {
            Memo read = ahead.remove(key);
            ahead.notifyAll();
            return read == null ? new Memo() : read;
        }
    }

    /** A request that is read by the first thread that needs it. */
    private static final class Memo {

        private volatile @Nullable ParsedRequest parsed;

        ParsedRequest get(Supplier<ParsedRequest> reading) {
            ParsedRequest known = parsed;
            return known == null ? first(reading) : known;
        }

        private synchronized ParsedRequest first(Supplier<ParsedRequest> reading) {
            ParsedRequest made = parsed == null ? reading.get() : parsed;
            parsed = made;
            return made;
        }
    }

    /** The cache key of a request. */
    private static final class CacheKey {

        private final byte[] value;
        private final long day;
        private final boolean ignoreUnread;
        private final int hash;

        CacheKey(byte[] value, long day, boolean ignoreUnread) {
            this.value = value;
            this.day = day;
            this.ignoreUnread = ignoreUnread;
            // Arrays.hashCode, which goes byte by byte on Java 17, took a twentieth of the time of a hit.
            CRC32C checksum = new CRC32C();
            checksum.update(value);
            this.hash = 31 * (31 * (int) checksum.getValue() + Long.hashCode(day)) + Boolean.hashCode(ignoreUnread);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof CacheKey key
                    && day == key.day
                    && ignoreUnread == key.ignoreUnread
                    && hash == key.hash
                    && Arrays.equals(value, key.value);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
