package io.customersegment.enrich;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 digest of everything that determines an outcome: what is requested, and what is the same for all requests of an
 * instance. Instances with the same key for a request would get the same answer from Personalize.
 *
 * <p><i>Threads:</i> immutable.
 */
public final class OutcomeKey {

    /** The length of a key in bytes. */
    public static final int BYTES = 32;

    private final byte[] digest;
    private final int hash;

    private OutcomeKey(byte[] digest) {
        this.digest = digest;
        this.hash = ByteBuffer.wrap(digest).getInt();
    }

    /** Returns the key with this digest, which is not copied; null if the digest is null or has another length. */
    public static @Nullable OutcomeKey of(byte @Nullable [] digest) {
        return digest == null || digest.length != BYTES ? null : new OutcomeKey(digest);
    }

    /** The digest; must not be modified. */
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

    /** Omits the digest, from which a request could be guessed. */
    @Override
    public String toString() {
        return "OutcomeKey";
    }
}
