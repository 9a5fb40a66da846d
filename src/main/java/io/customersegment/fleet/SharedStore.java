package io.customersegment.fleet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import com.github.benmanes.caffeine.cache.Ticker;
import io.customersegment.enrich.OutcomeExchange.Entry;
import io.customersegment.enrich.OutcomeKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of all instances that are young enough to answer, in memory and bounded: of each key the newest.
 *
 * <p><i>Threads:</i> one writes, any reads.
 */
final class SharedStore {

    /** What an entry takes beside its bytes. */
    private static final int OVERHEAD_BYTES = 256;

    private final Cache<OutcomeKey, Entry> entries;
    private final Policy<OutcomeKey, Entry> policy;
    private final Duration timeToLive;
    private final Clock clock;
    private final Ticker ticker;

    SharedStore(long maxBytes, Duration timeToLive, Clock clock, Ticker ticker) {
        this.entries = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((OutcomeKey key, Entry entry) -> entry.value().length + OVERHEAD_BYTES)
                .expireAfterWrite(timeToLive)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
        this.policy = entries.policy();
        this.timeToLive = timeToLive;
        this.clock = clock;
        this.ticker = ticker;
    }

    /**
     * Takes an outcome in unless it is too old, or a newer one is there; whether it is young.
     *
     * @param loaded when it was an answer, by the clock of who loaded it
     * @param appended when it came to the topic, by the broker's: one cannot have been loaded later, so a clock that is ahead makes nothing
     *     younger than that
     */
    boolean take(OutcomeKey key, byte[] value, Instant loaded, Instant appended) {
        Instant asOf = loaded.isBefore(appended) ? loaded : appended;
        Duration age = Duration.between(asOf, clock.instant());
        if (age.compareTo(timeToLive) >= 0) {
            return false;
        }
        long since = ticker.read() - Math.max(0, age.toNanos());
        Entry entry = new Entry(value, asOf, since);
        var unused = entries.asMap()
                .merge(key, entry, (present, next) -> present.asOf().isAfter(next.asOf()) ? present : next);
        return true;
    }

    /** The newest outcome under the key, null if there is none that is young enough. */
    @Nullable
    Entry find(OutcomeKey key) {
        // Quietly: it is asked at every hit, and those who were asked for are in the cache, not here.
        Entry entry = policy.getIfPresentQuietly(key);
        return entry == null || ticker.read() - entry.since() >= timeToLive.toNanos() ? null : entry;
    }

    /** Drops what is under the key. */
    void drop(OutcomeKey key) {
        entries.invalidate(key);
    }

    /** Drops the entry, unless another has taken its place. */
    void drop(OutcomeKey key, Entry entry) {
        entries.asMap().computeIfPresent(key, (same, present) -> present == entry ? null : present);
    }

    /** How many there are, about. */
    long size() {
        return entries.estimatedSize();
    }

    /** How many bytes they take, about. */
    long bytes() {
        return policy.eviction()
                .map(eviction -> eviction.weightedSize().orElse(0))
                .orElse(0L);
    }
}
