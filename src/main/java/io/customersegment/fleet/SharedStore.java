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
 * The outcomes of all instances that are young enough to be answers, in memory and bounded: of each key the newest.
 *
 * <p><i>Threads:</i> one thread writes, any thread reads.
 */
final class SharedStore {

    /** The memory of an entry, in addition to its bytes. */
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
     * Stores an outcome unless it is too old, or a newer one is present; returns whether it is young.
     *
     * @param loaded when it was an answer, by the clock of the instance that loaded it
     * @param appended when it was appended to the topic, by the broker's clock: it cannot have been loaded later, so a clock that
     *     is ahead does not make it younger than that
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

    /** Returns the newest outcome under the key, null if there is none that is young enough. */
    @Nullable
    Entry find(OutcomeKey key) {
        // Quietly, because every hit of the cache looks here; requested entries are in the cache, not here.
        Entry entry = policy.getIfPresentQuietly(key);
        return entry == null || ticker.read() - entry.since() >= timeToLive.toNanos() ? null : entry;
    }

    /** Drops the entry under the key. */
    void drop(OutcomeKey key) {
        entries.invalidate(key);
    }

    /** Drops the entry, unless another has replaced it. */
    void drop(OutcomeKey key, Entry entry) {
        entries.asMap().computeIfPresent(key, (same, present) -> present == entry ? null : present);
    }

    /** The approximate number of entries. */
    long size() {
        return entries.estimatedSize();
    }

    /** The approximate memory of the entries, in bytes. */
    long bytes() {
        return policy.eviction()
                .map(eviction -> eviction.weightedSize().orElse(0))
                .orElse(0L);
    }
}
