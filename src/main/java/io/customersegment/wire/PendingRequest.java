package io.customersegment.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A request without an answer yet, as it is kept in the changelog: the raw record and not its parsed form, so that a later release
 * parses it again.
 *
 * @param acceptedAt when it was first accepted, milliseconds since 1970
 * @param attempt how often it was accepted again after a crash or a rebalance, 0 for never
 */
public record PendingRequest(Arrival arrival, long acceptedAt, int attempt) {

    private static final int VERSION = 1;
    private static final int ABSENT = -1;

    /**
     * Returns the key under which a request is kept. Keys ascend with the offset; they include the timestamp so that a record of a
     * topic that was deleted and created again is not taken for an older one with the same offset.
     */
    public static Bytes key(Arrival arrival) {
        return Bytes.wrap(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(arrival.offset())
                .putLong(arrival.timestamp())
                .array());
    }

    /** Returns the offset in such a key. */
    public static long offset(byte[] key) {
        return ByteBuffer.wrap(key).getLong();
    }

    /** Returns a copy of this request with its attempt count incremented. */
    public PendingRequest again() {
        return new PendingRequest(arrival, acceptedAt, attempt + 1);
    }

    /** Encodes this request as bytes. */
    public byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            write(out, arrival.topic().getBytes(StandardCharsets.UTF_8));
            out.writeInt(arrival.partition());
            out.writeLong(arrival.offset());
            out.writeLong(arrival.timestamp());
            out.writeLong(acceptedAt);
            out.writeInt(attempt);
            out.writeInt(arrival.headers().size());
            for (Header header : arrival.headers()) {
                write(out, header.key().getBytes(StandardCharsets.UTF_8));
                write(out, header.value());
            }
            write(out, arrival.key());
            write(out, arrival.value());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /**
     * Decodes a request.
     *
     * @throws IllegalArgumentException if the bytes have a version that this release does not know, or were not written by
     *     {@link #encode}
     */
    public static PendingRequest decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "A pending request has version " + version + ", this release reads " + VERSION);
            }
            String topic = text(in);
            int partition = in.readInt();
            long offset = in.readLong();
            long timestamp = in.readLong();
            long acceptedAt = in.readLong();
            int attempt = in.readInt();
            int count = length(in);
            List<Header> headers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                headers.add(new RecordHeader(text(in), read(in)));
            }
            byte[] key = read(in);
            byte[] value = read(in);
            if (in.read() >= 0) {
                throw new IllegalArgumentException("A pending request has more bytes than its parts");
            }
            return new PendingRequest(
                    new Arrival(topic, partition, offset, timestamp, key, value, headers), acceptedAt, attempt);
        } catch (IOException truncated) {
            throw new IllegalArgumentException("A pending request is cut short or not as it was written", truncated);
        }
    }

    private static void write(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
        out.writeInt(bytes == null ? ABSENT : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    private static byte @Nullable [] read(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length == ABSENT ? null : bytes(in, length);
    }

    private static String text(DataInputStream in) throws IOException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes(in, length(in))))
                .toString();
    }

    private static int length(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            throw new IllegalArgumentException("A pending request has a part of negative length");
        }
        return length;
    }

    /** Reads the given number of bytes, and allocates no more memory than there are bytes left. */
    private static byte[] bytes(DataInputStream in, int length) throws IOException {
        if (length < 0 || length > in.available()) {
            throw new EOFException();
        }
        return in.readNBytes(length);
    }
}
