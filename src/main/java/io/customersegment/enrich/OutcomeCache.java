package io.customersegment.enrich;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import io.customersegment.outcome.UnquotedFault;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Outcomes by key, of which at most one load is under way; of the failures only those are kept that it is told to keep. What is kept
 * can be loaded anew in the background while it goes on being served.
 *
 * <p><i>Threads:</i> called by any thread. Its futures are shared: hand out copies, or {@link #joined}, of those that are not done.
 */
final class OutcomeCache<K, V> {

    private static final Logger LOG = LoggerFactory.getLogger(OutcomeCache.class);

    private final AsyncCache<K, Outcome<V>> cache;
    private final ConcurrentMap<K, Load<V>> refreshes = new ConcurrentHashMap<>();
    private final Predicate<Reason> keeps;
    private final Ticker ticker;

    /**
     * @param keeps whether a failure for this reason is kept like a value
     * @param ticker what the age of outcomes is measured by
     */
    OutcomeCache(Caffeine<? super K, ? super Outcome<V>> limits, Predicate<Reason> keeps, Ticker ticker) {
        this.keeps = keeps;
        this.ticker = ticker;
        cache = limits.ticker(ticker).executor(Runnable::run).buildAsync();
    }

    /** A load, and once it is complete its outcome with its age. */
    private static final class Load<V> extends CompletableFuture<Outcome<V>> {

        private final AtomicBoolean refreshed = new AtomicBoolean();
        private volatile long since;
    }

    /** The key's outcome or the load under way, null if there is neither. */
    @Nullable
    CompletableFuture<Outcome<V>> present(K key) {
        return cache.getIfPresent(key);
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
            complete(mine, outcome);
        });
        return mine;
    }

    /**
     * Whether what is present is as old as that, and nobody has tried to load it anew.
     *
     * @param present a future of this cache that is done
     * @param age nanoseconds
     */
    boolean due(CompletableFuture<Outcome<V>> present, long age) {
        Load<V> load = (Load<V>) present;
        return ticker.read() - load.since >= age && !load.refreshed.get();
    }

    /**
     * Loads the key anew, unless that has been tried. Meanwhile, and if the load fails, what is present stays until its time to
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
            complete(mine, outcome);
        });
    }

    /** The load that {@link #refresh} started and that is under way, null if there is none. */
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
        } catch (RuntimeException | Error fault) { // else this key would wait for good
            then.accept(unexpected(fault));
        }
    }

    private boolean keeps(Outcome<V> outcome) {
        return outcome.fold(value -> true, failure -> keeps.test(failure.reason()));
    }

    private void complete(Load<V> load, Outcome<V> outcome) {
        load.since = ticker.read();
        load.complete(outcome);
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
