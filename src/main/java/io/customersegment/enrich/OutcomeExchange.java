package io.customersegment.enrich;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the instances of one application know together: the outcomes that any of them loaded, as bytes. The port behind which the topic
 * stands.
 *
 * <p><i>Threads:</i> called by any thread; never blocks, never throws.
 */
public interface OutcomeExchange {

    /** Nothing is shared. */
    OutcomeExchange NONE = new OutcomeExchange() {
        @Override
        public @Nullable Entry find(OutcomeKey key) {
            return null;
        }

        @Override
        public void discard(OutcomeKey key, Entry entry) {
            // There is none.
        }

        @Override
        public void publish(OutcomeKey key, byte[] value) {
            // There is nobody to tell.
        }
    };

    /** The latest outcome under the key, null if there is none that is young enough. */
    @Nullable
    Entry find(OutcomeKey key);

    /** Drops an entry that {@link #find} gave and that cannot be read. */
    void discard(OutcomeKey key, Entry entry);

    /**
     * Gives an outcome to the others, if that can be done at once.
     *
     * @param value as {@link OutcomeCodec} writes it; handed over, not copied
     */
    void publish(OutcomeKey key, byte[] value);

    /** An outcome with its age. */
    final class Entry {

        private final byte[] value;
        private final Instant asOf;
        private final long since;

        /**
         * @param value as {@link OutcomeCodec} writes it, or anything else that stands on the topic; handed over, not copied
         * @param asOf when it was an answer
         * @param since the same as a reading of this instance's ticker, in nanoseconds
         */
        public Entry(byte[] value, Instant asOf, long since) {
            this.value = value;
            this.asOf = asOf;
            this.since = since;
        }

        /** Its bytes; not to be changed. */
        public byte[] value() {
            return value;
        }

        /** When it was an answer, which orders the outcomes under a key. */
        public Instant asOf() {
            return asOf;
        }

        /** The same as a reading of this instance's ticker, in nanoseconds. */
        public long since() {
            return since;
        }
    }
}
