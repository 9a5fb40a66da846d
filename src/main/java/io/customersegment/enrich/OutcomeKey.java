package io.customersegment.enrich;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The digest (SHA-256) of all that decides an outcome: what is asked, and what is the same for all questions of an instance. Instances
 * that have the same key for a question would get the same answer from Personalize.
 *
 * <p><i>Threads:</i> immutable.
 */
public final class OutcomeKey {

    /** How many bytes a key has. */
    public static final int BYTES = 32;

    private final byte[] digest;
    private final int hash;

    private OutcomeKey(byte[] digest) {
        this.digest = digest;
        this.hash = ByteBuffer.wrap(digest).getInt();
    }

    /** The key of these bytes, which are handed over; null if they are none. */
    public static @Nullable OutcomeKey of(byte @Nullable [] digest) {
        return digest == null || digest.length != BYTES ? null : new OutcomeKey(digest);
    }

    /** Its bytes; not to be changed. */
    public byte[] bytes() {
        return digest;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof OutcomeKey key && hash == key.hash && Arrays.equals(digest, key.digest));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** Without the digest, from which a wish could be guessed. */
    @Override
    public String toString() {
        return "OutcomeKey";
    }
}
