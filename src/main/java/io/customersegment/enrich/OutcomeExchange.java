package io.customersegment.enrich;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes that any instance of the application loaded, as bytes, available to all of them. The port to the shared topic.
 *
 * <p><i>Threads:</i> called by any thread; never blocks, never throws.
 */
public interface OutcomeExchange {

    /** Shares nothing. */
    OutcomeExchange NONE = new OutcomeExchange() {
        @Override
        public @Nullable Entry find(OutcomeKey key) {
            return null;
        }

        @Override
        public void discard(OutcomeKey key, Entry entry) {
            // No entry exists.
        }

        @Override
        public void publish(OutcomeKey key, byte[] value) {
            // No other instance takes part.
        }
    };

    /** Returns the latest outcome under the key, null if there is none that is young enough. */
    @Nullable
    Entry find(OutcomeKey key);

    /** Drops an entry that {@link #find} returned and that cannot be read. */
    void discard(OutcomeKey key, Entry entry);

    /**
     * Publishes an outcome to the other instances, if that is possible without waiting.
     *
     * @param value as {@link OutcomeCodec} writes it; not copied
     */
    void publish(OutcomeKey key, byte[] value);

    /** An outcome with its age. */
    final class Entry {

        private final byte[] value;
        private final Instant asOf;
        private final long since;

        /**
         * @param value as {@link OutcomeCodec} writes it, or any other bytes on the topic; not copied
         * @param asOf when Personalize gave the outcome
         * @param since the same time as a reading of this instance's ticker, in nanoseconds
         */
        public Entry(byte[] value, Instant asOf, long since) {
            this.value = value;
            this.asOf = asOf;
            this.since = since;
        }

        /** The encoded outcome; must not be modified. */
        public byte[] value() {
            return value;
        }

        /** When Personalize gave the outcome, which determines the order of the outcomes under a key. */
        public Instant asOf() {
            return asOf;
        }

        /** The same time as a reading of this instance's ticker, in nanoseconds. */
        public long since() {
            return since;
        }
    }
}
