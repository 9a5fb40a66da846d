package io.customersegment.enrich;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Outcomes by key, of which at most one load is under way; of the failures only those are kept that it is told to keep.
 *
 * <p><i>Threads:</i> called by any thread. Its futures are shared: hand out copies, or {@link #joined}, of those that are not done.
 */
final class OutcomeCache<K, V> {

    private static final Logger LOG = LoggerFactory.getLogger(OutcomeCache.class);

    private final AsyncCache<K, Outcome<V>> cache;
    private final Predicate<Reason> keeps;

    /**
     * @param keeps whether a failure for this reason is kept like a value
     */
    OutcomeCache(Caffeine<? super K, ? super Outcome<V>> limits, Predicate<Reason> keeps) {
        this.keeps = keeps;
        cache = limits.executor(Runnable::run).buildAsync();
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
        CompletableFuture<Outcome<V>> mine = new CompletableFuture<>();
        boolean first = present == null
                ? cache.asMap().putIfAbsent(key, mine) == null
                : cache.asMap().replace(key, present, mine);
        if (!first) {
            return null;
        }
        try {
            var unused = load.get().whenComplete((outcome, fault) -> {
                if (fault != null) {
                    complete(key, mine, unexpected(fault));
                } else {
                    complete(key, mine, outcome);
                }
            });
        } catch (RuntimeException | Error fault) { // else this key would wait for good
            complete(key, mine, unexpected(fault));
        }
        return mine;
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

    private void complete(K key, CompletableFuture<Outcome<V>> mine, Outcome<V> outcome) {
        boolean keep = outcome.fold(value -> true, failure -> keeps.test(failure.reason()));
        if (!keep) {
            // Before it completes, so that nobody finds a failure that is done.
            cache.asMap().remove(key, mine);
        }
        mine.complete(outcome);
    }

    private Outcome<V> unexpected(Throwable fault) {
        String name = fault.getClass().getSimpleName();
        LOG.atError().addKeyValue("fault", name).log("a load ended in an exception, which is a bug");
        return Outcome.failed(
                new Failure(Stage.ENRICH, Reason.SOURCE_FAILING, "The segment could not be assembled: " + name));
    }
}
