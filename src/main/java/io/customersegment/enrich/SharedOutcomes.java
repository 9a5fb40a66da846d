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
 * <p><i>Threads:</i> thread-safe.
 */
final class SharedOutcomes<K, V> {

    private final OutcomeExchange exchange;
    private final @Nullable Function<K, OutcomeKey> keys;
    private final Form<V> form;
    private final Clock clock;
    private final LongAdder taken = new LongAdder();
    private final LongAdder callsSaved = new LongAdder();

    /**
     * @param keys derives the shared key from a cache's key, null if nothing is shared
     * @param clock supplies the time of outcomes that do not carry one
     */
    SharedOutcomes(OutcomeExchange exchange, @Nullable Function<K, OutcomeKey> keys, Form<V> form, Clock clock) {
        this.exchange = exchange;
        this.keys = keys;
        this.form = form;
        this.clock = clock;
    }

    /** The encoded form of outcomes of one kind, and their properties. */
    interface Form<V> {

        /** Encodes the outcome; null if it cannot be written. */
        byte @Nullable [] written(Outcome<V> outcome, Instant asOf);

        /** Decodes an outcome; null if it cannot be read. */
        @Nullable
        Outcome<V> read(byte[] value);

        /** Returns when Personalize gave an outcome that arrived at the given time. */
        default Instant asOf(Outcome<V> outcome, Instant now) {
            return now;
        }

        /** Returns the least number of calls that the outcome took. */
        default int calls(Outcome<V> outcome) {
            return 1;
        }
    }

    /**
     * An outcome that another instance loaded, or this one before a restart.
     *
     * @param asOf when Personalize gave it
     * @param since the same time as a reading of the ticker
     */
    record Shared<V>(Outcome<V> outcome, Instant asOf, long since) {

        /** Omits the outcome, so that it can be logged. */
        @Override
        public String toString() {
            return "Shared[" + asOf + "]";
        }
    }

    /** Returns the shared key of a cache's key, null if nothing is shared; takes some microseconds. */
    @Nullable
    OutcomeKey key(K asked) {
        return keys == null ? null : keys.apply(asked);
    }

    /**
     * Returns the outcome shared under the key, null if there is none.
     *
     * @param newerThan ignores an outcome that is not newer; null for any
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

    /** Returns when Personalize gave the outcome, which has just arrived. */
    Instant asOf(Outcome<V> outcome) {
        return form.asOf(outcome, clock.instant());
    }

    /** Counts an outcome that is used here without a load. */
    void took(Outcome<V> outcome) {
        taken.increment();
        callsSaved.add(form.calls(outcome));
    }

    /** Publishes an outcome to the other instances. */
    void publish(OutcomeKey key, Outcome<V> outcome, Instant asOf) {
        byte[] value = form.written(outcome, asOf);
        if (value != null) {
            exchange.publish(key, value);
        }
    }

    /** The number of outcomes used. */
    long taken() {
        return taken.sum();
    }

    /** The number of calls that they would have cost. */
    long callsSaved() {
        return callsSaved.sum();
    }
}
