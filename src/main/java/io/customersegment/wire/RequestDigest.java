package io.customersegment.wire;

import io.customersegment.request.StrictJson;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The digest that a request and everything that {@code replay} publishes of it have in common, and no other request has. A client
 * that writes to the requests topic can put another request's name into the header {@value HeaderNames#REPLAY}, but gets the digest
 * of that one only with its key, headers, time and value, and then it is the same request.
 */
public final class RequestDigest {

    private static final int BYTES = 16;

    private RequestDigest() {}

    /** Returns the digest of a request as it was received. */
    public static String of(Arrival arrival) {
        String origin = arrival.origin();
        return of(
                origin == null ? arrival.id() : origin,
                arrival.key(),
                arrival.headers(),
                arrival.timestamp(),
                arrival.value());
    }

    /**
     * Returns the digest of a request, which is the same for its copies.
     *
     * @param origin the name of the first of them, {@code topic-partition@offset}
     * @param headers of one of them or its answer
     * @param timestamp of its record, milliseconds since 1970; used if no header specifies when the request was made
     * @param value of one of them; the spaces around JSON and a schema registry's prefix are ignored, because an error record does
     *     not keep them
     */
    public static String of(
            String origin, byte @Nullable [] key, Iterable<Header> headers, long timestamp, byte @Nullable [] value) {
        MessageDigest digest = sha256();
        try (DataOutputStream out =
                new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
            write(out, origin.getBytes(StandardCharsets.UTF_8));
            write(out, key);
            boolean dated = false;
            for (Header header : headers) {
                if (!HeaderNames.OF_ANSWERS.contains(header.key())
                        && !header.key().equals(HeaderNames.REPLAY)) {
                    dated |= header.key().equals(HeaderNames.ASKED_AT);
                    write(out, header.key().getBytes(StandardCharsets.UTF_8));
                    write(out, header.value());
                }
            }
            if (!dated) {
                write(out, HeaderNames.ASKED_AT.getBytes(StandardCharsets.UTF_8));
                write(out, Instant.ofEpochMilli(timestamp).toString().getBytes(StandardCharsets.UTF_8));
            }
            write(out, normal(value));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), BYTES));
    }

    /** Writes a part with its length, so that no two lists of parts have the same encoding. */
    private static void write(DataOutputStream out, byte @Nullable [] part) throws IOException {
        out.writeInt(part == null ? -1 : part.length);
        if (part != null) {
            out.write(part);
        }
    }

    private static byte @Nullable [] normal(byte @Nullable [] value) {
        String text = StrictJson.text(value);
        var json = StrictJson.parse(text);
        return text == null || json == null || json.isNull()
                ? value
                : text.strip().getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
