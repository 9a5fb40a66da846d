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
 * Outcomes by key, of which at most one load is in progress; of the failures only those are kept that the caller chooses. What is kept
 * can be refreshed in the background while it goes on being served. What another instance loaded counts as loaded here, with its age.
 *
 * <p><i>Threads:</i> called by any thread. Its futures are shared: hand out copies, or {@link #joined}, of those that are not done.
 */
final class OutcomeCache<K, V> {

    private static final Logger LOG = LoggerFactory.getLogger(OutcomeCache.class);

    /** Shares of the time that is left when an outcome of this instance's own is due. */
    private static final double LEAST_PATIENCE = 0.25;

    private static final double MOST_PATIENCE = 0.75;

    private final AsyncCache<K, Outcome<V>> cache;
    private final ConcurrentMap<K, Load<V>> refreshes = new ConcurrentHashMap<>();
    private final Predicate<Reason> keeps;
    private final SharedOutcomes<K, V> shared;
    private final long timeToLive;
    private final Ticker ticker;

    /**
     * @param limits how much is kept, but for how long
     * @param timeToLive how old an outcome may be
     * @param keeps whether a failure for this reason is kept like a value
     * @param shared the outcomes that instances share: looked up at a miss, published after a load
     * @param ticker what the age of outcomes is measured by
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

    /** A load, and once it is complete its outcome with its age. */
    private static final class Load<V> extends CompletableFuture<Outcome<V>> {

        private final AtomicBoolean refreshed = new AtomicBoolean();
        private volatile long since;
        private volatile @Nullable Instant asOf;
        private volatile @Nullable OutcomeKey sharedKey;
        private volatile double patience;
    }

    /**
     * The key's outcome or the load in progress, null if there is neither. Of an outcome that is here and one that another instance has
     * loaded since it is the newer.
     */
    @Nullable
    CompletableFuture<Outcome<V>> present(K key) {
        CompletableFuture<Outcome<V>> present = cache.getIfPresent(key);
        if (present != null && !present.isDone()) {
            return present;
        }
        Load<V> own = (Load<V>) present;
        if (own != null && ticker.read() - own.since >= timeToLive) { // it was not new when it was taken
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

    /** The key's outcome or the load in progress in this instance, null if there is neither. */
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
        mine.patience = ThreadLocalRandom.current().nextDouble(LEAST_PATIENCE, MOST_PATIENCE);
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
     * The future of a new load that takes the place of what was present, or null if another thread was faster and nothing was
     * started. It completes normally whatever the load does.
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
                // Before it completes, so that nobody finds a failure that is done.
                cache.asMap().remove(key, mine);
            }
            complete(key, mine, outcome);
        });
        return mine;
    }

    /**
     * Whether what is present is as old as that, and nobody has tried to refresh it. What another instance loaded is due later, for
     * that one is to refresh it, and each of those who took it at another time, should it have gone.
     *
     * @param present a future of this cache that is done
     * @param age nanoseconds
     */
    boolean due(CompletableFuture<Outcome<V>> present, long age) {
        Load<V> load = (Load<V>) present;
        long patience = (long) (load.patience * (timeToLive - age));
        return ticker.read() - load.since >= age + patience && !load.refreshed.get();
    }

    /**
     * Refreshes the key, unless that has been tried. Meanwhile, and if the load fails, what is present stays until its time to
     * live ends.
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

    /** The load that {@link #refresh} started and that is in progress, null if there is none. */
    @Nullable
    CompletableFuture<Outcome<V>> refreshing(K key) {
        return refreshes.get(key);
    }

    /**
     * The caller's own future of a load that another caller started, with another deadline: where that has passed, the outcome
     * of what comes {@code next}, unless the caller gave up before.
     */
    static <V> CompletableFuture<Outcome<V>> joined(
            CompletableFuture<Outcome<V>> load, Supplier<CompletableFuture<Outcome<V>>> next) {
        return load.thenCompose(outcome -> {
            boolean late = outcome.fold(value -> false, failure -> failure.reason() == Reason.DEADLINE_PASSED);
            return late ? next.get() : CompletableFuture.completedFuture(outcome);
        });
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

    /** Who waits for the outcome gets it first, and then the other instances. */
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
