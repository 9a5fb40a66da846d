package io.customersegment.enrich;

import io.customersegment.outcome.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of one kind that the instances of the application share: a cache's view of the {@link OutcomeExchange}.
 *
 * <p><i>Threads:</i> used by any thread.
 */
final class SharedOutcomes<K, V> {

    private final OutcomeExchange exchange;
    private final @Nullable Function<K, OutcomeKey> keys;
    private final Form<V> form;
    private final Clock clock;
    private final LongAdder taken = new LongAdder();
    private final LongAdder callsSaved = new LongAdder();

    /**
     * @param keys makes the key of what is asked, null if nothing is shared
     * @param clock says when what does not say it itself was an answer
     */
    SharedOutcomes(OutcomeExchange exchange, @Nullable Function<K, OutcomeKey> keys, Form<V> form, Clock clock) {
        this.exchange = exchange;
        this.keys = keys;
        this.form = form;
        this.clock = clock;
    }

    /** How outcomes of one kind are written, and what is known of them. */
    interface Form<V> {

        /** Null if it cannot be written. */
        byte @Nullable [] written(Outcome<V> outcome, Instant asOf);

        /** Null if it cannot be read. */
        @Nullable
        Outcome<V> read(byte[] value);

        /** When the outcome was an answer, if it came now. */
        default Instant asOf(Outcome<V> outcome, Instant now) {
            return now;
        }

        /** How many calls it took at least. */
        default int calls(Outcome<V> outcome) {
            return 1;
        }
    }

    /**
     * An outcome that another instance loaded, or this one before a restart.
     *
     * @param asOf when it was an answer
     * @param since the same as a reading of the ticker
     */
    record Shared<V>(Outcome<V> outcome, Instant asOf, long since) {

        /** Without the outcome, so that it can be logged. */
        @Override
        public String toString() {
            return "Shared[" + asOf + "]";
        }
    }

    /** The key of what is asked, null if nothing is shared; costs some microseconds. */
    @Nullable
    OutcomeKey key(K asked) {
        return keys == null ? null : keys.apply(asked);
    }

    /**
     * What is shared under the key, null if nothing is.
     *
     * @param newerThan what is not newer counts as nothing; null for any
     */
    @Nullable
    Shared<V> find(OutcomeKey key, @Nullable Instant newerThan) {
        OutcomeExchange.Entry entry = exchange.find(key);
        if (entry == null || (newerThan != null && !entry.asOf().isAfter(newerThan))) {
            return null;
        }
        Outcome<V> outcome = form.read(entry.value());
        if (outcome == null) {
            exchange.discard(key, entry);
            return null;
        }
        return new Shared<>(outcome, entry.asOf(), entry.since());
    }

    /** When the outcome, which came just now, was an answer. */
    Instant asOf(Outcome<V> outcome) {
        return form.asOf(outcome, clock.instant());
    }

    /** Counts an outcome that answers here without a load. */
    void took(Outcome<V> outcome) {
        taken.increment();
        callsSaved.add(form.calls(outcome));
    }

    /** Gives an outcome to the other instances. */
    void publish(OutcomeKey key, Outcome<V> outcome, Instant asOf) {
        byte[] value = form.written(outcome, asOf);
        if (value != null) {
            exchange.publish(key, value);
        }
    }

    /** How many outcomes were taken. */
    long taken() {
        return taken.sum();
    }

    /** How many calls they would have cost. */
    long callsSaved() {
        return callsSaved.sum();
    }
}
