package io.customersegment.enrich;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import io.customersegment.outcome.UnquotedFault;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Caches outcomes by key, with at most one load of each in progress. Of the failures, only those that the caller chooses are
 * cached. An entry can be refreshed in the background while it is still served. An outcome loaded by another instance counts as
 * loaded here, with its age.
 *
 * <p><i>Threads:</i> thread-safe. Its futures are shared: hand out copies of those that are not done.
 */
final class OutcomeCache<K, V> {

    private static final Logger LOG = LoggerFactory.getLogger(OutcomeCache.class);

    /** Another instance's outcome is due later by a random share, within these bounds, of the time left when one of our own is due. */
    private static final double MIN_REFRESH_DELAY_SHARE = 0.25;

    private static final double MAX_REFRESH_DELAY_SHARE = 0.75;

    private final AsyncCache<K, Outcome<V>> cache;
    private final ConcurrentMap<K, Load<V>> refreshes = new ConcurrentHashMap<>();
    private final Predicate<Reason> keeps;
    private final SharedOutcomes<K, V> shared;
    private final long timeToLive;
    private final Ticker ticker;

    /**
     * @param limits the size limits, without an expiry
     * @param timeToLive the maximum age of an outcome
     * @param keeps whether a failure for this reason is cached like a value
     * @param shared the outcomes that instances share: looked up on a miss, published after a load
     * @param ticker measures the age of outcomes
     */
    OutcomeCache(
            Caffeine<? super K, ? super Outcome<V>> limits,
            Duration timeToLive,
            Predicate<Reason> keeps,
            SharedOutcomes<K, V> shared,
            Ticker ticker) {
        this.keeps = keeps;
        this.shared = shared;
        this.timeToLive = timeToLive.toNanos();
        this.ticker = ticker;
        cache = limits.expireAfterWrite(timeToLive)
                .ticker(ticker)
                .executor(Runnable::run)
                .buildAsync();
    }

    /** A load and, once complete, its outcome with its age. */
    private static final class Load<V> extends CompletableFuture<Outcome<V>> {

        private final AtomicBoolean refreshed = new AtomicBoolean();
        private volatile long since;
        private volatile @Nullable Instant asOf;
        private volatile @Nullable OutcomeKey sharedKey;
        private volatile double refreshDelayShare;
    }

    /**
     * Returns the key's outcome or the load in progress, null if there is neither. If another instance has loaded an outcome since
     * the one here, returns the newer one.
     */
    @Nullable
    CompletableFuture<Outcome<V>> present(K key) {
        CompletableFuture<Outcome<V>> present = cache.getIfPresent(key);
        if (present != null && !present.isDone()) {
            return present;
        }
        Load<V> own = (Load<V>) present;
        if (own != null && ticker.read() - own.since >= timeToLive) { // it was not new when it was taken over
            cache.asMap().remove(key, own);
            own = null;
        }
        OutcomeKey known = own == null ? shared.key(key) : own.sharedKey;
        if (known == null) {
            return own;
        }
        SharedOutcomes.Shared<V> newer = shared.find(known, own == null ? null : own.asOf);
        return newer == null ? own : take(key, own, known, newer);
    }

    /** Returns the key's outcome or the load in progress in this instance, null if there is neither. */
    @Nullable
    CompletableFuture<Outcome<V>> presentHere(K key) {
        return cache.getIfPresent(key);
    }

    private @Nullable CompletableFuture<Outcome<V>> take(
            K key, @Nullable Load<V> own, OutcomeKey sharedKey, SharedOutcomes.Shared<V> newer) {
        Load<V> mine = new Load<>();
        mine.since = newer.since();
        mine.asOf = newer.asOf();
        mine.sharedKey = sharedKey;
        mine.refreshDelayShare =
                ThreadLocalRandom.current().nextDouble(MIN_REFRESH_DELAY_SHARE, MAX_REFRESH_DELAY_SHARE);
        mine.complete(newer.outcome());
        boolean first = own == null
                ? cache.asMap().putIfAbsent(key, mine) == null
                : cache.asMap().replace(key, own, mine);
        if (!first) {
            return cache.getIfPresent(key);
        }
        shared.took(newer.outcome());
        return mine;
    }

    /**
     * Starts a load that replaces the present entry, and returns its future, or null if another thread was faster and nothing was
     * started. The future completes normally whatever the load does.
     */
    @Nullable
    CompletableFuture<Outcome<V>> start(
            K key, @Nullable CompletableFuture<Outcome<V>> present, Supplier<CompletableFuture<Outcome<V>>> load) {
        Load<V> mine = new Load<>();
        boolean first = present == null
                ? cache.asMap().putIfAbsent(key, mine) == null
                : cache.asMap().replace(key, present, mine);
        if (!first) {
            return null;
        }
        run(load, outcome -> {
            if (!keeps(outcome)) {
                // Before it completes, so that no thread finds a completed failure.
                cache.asMap().remove(key, mine);
            }
            complete(key, mine, outcome);
        });
        return mine;
    }

    /**
     * Whether the present outcome has reached this age and no refresh of it was tried. An outcome of another instance is due later,
     * because that instance refreshes it, and at a different time in each instance, in case that instance is gone.
     *
     * @param present a future of this cache that is done
     * @param age in nanoseconds
     */
    boolean due(CompletableFuture<Outcome<V>> present, long age) {
        Load<V> load = (Load<V>) present;
        long refreshDelay = (long) (load.refreshDelayShare * (timeToLive - age));
        return ticker.read() - load.since >= age + refreshDelay && !load.refreshed.get();
    }

    /**
     * Refreshes the key, unless that has been tried. During the refresh, and if it fails, the present outcome stays until its time
     * to live ends.
     *
     * @param present a future of this cache that is done
     */
    void refresh(K key, CompletableFuture<Outcome<V>> present, Supplier<CompletableFuture<Outcome<V>>> load) {
        Load<V> old = (Load<V>) present;
        if (!old.refreshed.compareAndSet(false, true)) {
            return;
        }
        Load<V> mine = new Load<>();
        if (refreshes.putIfAbsent(key, mine) != null) {
            return;
        }
        run(load, outcome -> {
            if (keeps(outcome)) {
                cache.asMap().compute(key, (same, current) -> current == null || current == old ? mine : current);
            }
            refreshes.remove(key, mine);
            complete(key, mine, outcome);
        });
    }

    /** Returns the load in progress that {@link #refresh} started, null if there is none. */
    @Nullable
    CompletableFuture<Outcome<V>> refreshing(K key) {
        return refreshes.get(key);
    }

    AsyncCache<K, Outcome<V>> cache() {
        return cache;
    }

    private void run(Supplier<CompletableFuture<Outcome<V>>> load, Consumer<Outcome<V>> then) {
        try {
            var unused = load.get()
                    .whenComplete((outcome, fault) -> then.accept(fault == null ? outcome : unexpected(fault)));
        } catch (RuntimeException | Error fault) { // otherwise waiters would never complete
            then.accept(unexpected(fault));
        }
    }

    private boolean keeps(Outcome<V> outcome) {
        return outcome.fold(value -> true, failure -> keeps.test(failure.reason()));
    }

    /** Completes the load for those that wait for it, and then publishes the outcome to the other instances. */
    private void complete(K key, Load<V> load, Outcome<V> outcome) {
        Instant asOf = shared.asOf(outcome);
        load.since = ticker.read();
        load.asOf = asOf;
        load.complete(outcome);
        OutcomeKey sharedKey = keeps(outcome) ? shared.key(key) : null;
        if (sharedKey != null) {
            load.sharedKey = sharedKey;
            shared.publish(sharedKey, outcome, asOf);
        }
    }

    private Outcome<V> unexpected(Throwable fault) {
        String name = fault.getClass().getSimpleName();
        LOG.atError()
                .addKeyValue("fault", name)
                .setCause(LOG.isDebugEnabled() ? UnquotedFault.of(fault) : null)
                .log("a load ended in an exception, which is a bug");
        return Outcome.failed(
                new Failure(Stage.ENRICH, Reason.SOURCE_FAILING, "The segment could not be assembled: " + name));
    }
}
