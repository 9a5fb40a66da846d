package io.customersegment.wire;

import io.customersegment.config.Settings;
import io.customersegment.text.ReadFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Names customers by pseudonyms: HMAC-SHA-256 (RFC 2104) of the id under a secret key, in Base64 for URLs without padding, 43
 * characters. With the key, the pseudonym of a known id can be computed; the id cannot be computed from a pseudonym.
 *
 * <p><i>Threads:</i> immutable.
 */
public final class Pseudonyms {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int LEAST_KEY_BYTES = 32;
    private static final int KEY_ID_BYTES = 6;

    private final SecretKeySpec key;
    private final String keyId;

    private Pseudonyms(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
        this.keyId = keyId(key);
    }

    /**
     * Returns the pseudonyms of the settings, null if customers keep their ids.
     *
     * @throws ConfigException if the key cannot be read or is too short; the message does not quote it
     */
    public static @Nullable Pseudonyms from(Settings.Pseudonym settings) {
        String inline = settings.key();
        String file = settings.keyFile();
        if (inline.isEmpty() && file.isEmpty()) {
            return null;
        }
        if (!inline.isEmpty() && !file.isEmpty()) {
            throw new ConfigException("Set one of answer.pseudonym.key and answer.pseudonym.key.file, not both");
        }
        return inline.isEmpty() ? fromFile(Path.of(file)) : new Pseudonyms(decoded(inline, "answer.pseudonym.key"));
    }

    private static Pseudonyms fromFile(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.US_ASCII);
            return new Pseudonyms(decoded(text, "The file of answer.pseudonym.key.file, " + file + ","));
        } catch (IOException fault) {
            throw new ConfigException(
                    "The file of answer.pseudonym.key.file, " + file + ", cannot be read: " + ReadFault.words(fault));
        }
    }

    private static byte[] decoded(String text, String where) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException notBase64) {
            key = new byte[0];
        }
        if (key.length < LEAST_KEY_BYTES) {
            throw new ConfigException(where + " must hold at least " + LEAST_KEY_BYTES
                    + " random bytes in Base64, as `openssl rand -base64 32` prints them");
        }
        return key;
    }

    /** Identifies the key without revealing anything of it, to distinguish the pseudonyms of one key from those of the next. */
    public String keyId() {
        return keyId;
    }

    /** Returns a function from ids to pseudonyms; to be used by one thread. */
    public UnaryOperator<String> naming() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
            return id -> base64.encodeToString(mac.doFinal(id.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java runtime has HMAC-SHA-256", impossible);
        }
    }

    private static String keyId(byte[] key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
            return HexFormat.of().formatHex(hash, 0, KEY_ID_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }

    /** Omits the key. */
    @Override
    public String toString() {
        return "Pseudonyms[" + keyId + "]";
    }
}
