package io.customersegment.enrich;

import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Encodes outcomes as bytes for other instances, and decodes them: segments, the failures that are answers, and top scores. Only
 * bytes written by this class are decoded; all others give null and no exception.
 *
 * <p>The layout: one byte each for the format and the kind, the as-of time as seconds (8 bytes) and nanoseconds (4), then the
 * fields of the kind. Counts and lengths have seven bits per byte, the lowest first.
 */
public final class OutcomeCodec {

    private static final byte FORMAT = 1;
    private static final byte SEGMENT = 1;
    private static final byte FAILURE = 2;
    private static final byte SCORE = 3;
    private static final int HEADER_BYTES = 2 + Long.BYTES + Integer.BYTES;
    private static final int MOST_VARINT_BYTES = 5;
    private static final int TRUNCATED = 1;
    private static final int FULL = 2;
    private static final char REPLACEMENT = '\uFFFD';

    /** The end of the year 9999. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private static final byte[] HEAD = "{\"data\":[".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TAIL = "]}".getBytes(StandardCharsets.US_ASCII);

    private OutcomeCodec() {}

    /** Encodes the segment, or the failure if it is an answer; null if it cannot be written. */
    static byte @Nullable [] ofSegment(Outcome<Segment> outcome, Instant asOf) {
        try {
            return outcome.fold(segment -> write(segment, asOf), failure -> write(failure, asOf));
        } catch (Unwritable unwritable) {
            return null;
        }
    }

    /** Encodes the top score; null if it is a failure. */
    static byte @Nullable [] ofScore(Outcome<Double> outcome, Instant asOf) {
        return outcome.fold(
                score -> header(SCORE, Long.BYTES, asOf).putDouble(score).array(), failure -> null);
    }

    /** Returns when Personalize gave the encoded outcome; null if the header is not that of an outcome. */
    public static @Nullable Instant asOf(byte[] value) {
        ByteBuffer bytes = ByteBuffer.wrap(value);
        if (value.length < HEADER_BYTES || bytes.get() != FORMAT) {
            return null;
        }
        byte kind = bytes.get();
        long seconds = bytes.getLong();
        int nanos = bytes.getInt();
        boolean sound = kind >= SEGMENT && kind <= SCORE && seconds >= 0 && seconds <= LAST_SECOND;
        return sound && nanos >= 0 && nanos < 1_000_000_000 ? Instant.ofEpochSecond(seconds, nanos) : null;
    }

    /** Decodes a segment or a failure; null if the bytes hold neither. */
    static @Nullable Outcome<Segment> segment(byte[] value) {
        return read(value, bytes -> {
            Instant asOf = asOf(value);
            byte kind = value[1];
            bytes.position(HEADER_BYTES);
            if (asOf == null || kind == SCORE) {
                return null;
            }
            return kind == SEGMENT ? Outcome.ok(segment(bytes, asOf)) : failure(bytes);
        });
    }

    /** Decodes a top score; null if the bytes hold none. */
    static @Nullable Outcome<Double> score(byte[] value) {
        return read(value, bytes -> {
            bytes.position(HEADER_BYTES);
            return asOf(value) == null || value[1] != SCORE ? null : Outcome.ok(bytes.getDouble());
        });
    }

    /** Decodes an outcome; null unless all bytes are used and none is missing. */
    private static <V> @Nullable Outcome<V> read(byte[] value, Function<ByteBuffer, @Nullable Outcome<V>> reader) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(value);
            Outcome<V> outcome = reader.apply(bytes);
            return bytes.hasRemaining() ? null : outcome;
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException broken) {
            return null;
        }
    }

    private static byte[] write(Segment segment, Instant asOf) {
        byte[] json = segment.json();
        List<byte[]> ids = new ArrayList<>(segment.customers());
        int idBytes = 0;
        for (String id : segment.ids()) {
            byte[] bytes = utf8(id);
            idBytes += bytes.length + MOST_VARINT_BYTES;
            ids.add(bytes);
        }
        int room = 1 + (3 + segment.customers()) * MOST_VARINT_BYTES + json.length + idBytes;
        ByteBuffer bytes = header(SEGMENT, room, asOf);
        bytes.put((byte) ((segment.truncated() ? TRUNCATED : 0) | (segment.full() ? FULL : 0)));
        varint(bytes, segment.calls());
        varint(bytes, json.length);
        bytes.put(json);
        varint(bytes, segment.customers());
        int from = HEAD.length;
        for (int row = 0; row < segment.customers(); row++) {
            int end = segment.rowEnd(row);
            varint(bytes, end - from);
            from = end + 1; // after the comma
        }
        for (byte[] id : ids) {
            varint(bytes, id.length);
            bytes.put(id);
        }
        return written(bytes);
    }

    private static Segment segment(ByteBuffer bytes, Instant asOf) {
        int flags = bytes.get();
        require((flags & ~(TRUNCATED | FULL)) == 0);
        int calls = varint(bytes);
        byte[] json = bytes(bytes);
        int[] rowEnds = new int[count(bytes)];
        require(rowEnds.length > 0 && json.length >= HEAD.length + TAIL.length);
        require(holds(json, 0, HEAD) && holds(json, json.length - TAIL.length, TAIL));
        int last = json.length - TAIL.length;
        int from = HEAD.length;
        for (int row = 0; row < rowEnds.length; row++) {
            int length = varint(bytes);
            require(length >= 2 && length <= last - from);
            int end = from + length;
            boolean ends = row == rowEnds.length - 1 ? end == last : end < last && json[end] == ',';
            require(ends && json[from] == '{' && json[end - 1] == '}');
            rowEnds[row] = end;
            from = end + 1;
        }
        List<String> ids = new ArrayList<>(rowEnds.length);
        for (int row = 0; row < rowEnds.length; row++) {
            ids.add(text(bytes));
        }
        return new Segment(json, rowEnds, ids, (flags & TRUNCATED) != 0, asOf).loaded(calls, (flags & FULL) != 0);
    }

    private static byte[] write(Failure failure, Instant asOf) {
        if (!failure.reason().cacheable() || failure.refusal() != null || failure.retryAfter() != null) {
            throw new Unwritable();
        }
        byte[] detail = utf8(failure.detail());
        byte[] stage = utf8(failure.stage().name());
        byte[] reason = utf8(failure.reason().name());
        int room = detail.length + stage.length + reason.length + 3 * MOST_VARINT_BYTES;
        ByteBuffer bytes = header(FAILURE, room, asOf);
        for (byte[] text : List.of(stage, reason, detail)) {
            varint(bytes, text.length);
            bytes.put(text);
        }
        return written(bytes);
    }

    private static Outcome<Segment> failure(ByteBuffer bytes) {
        Stage stage = Stage.valueOf(text(bytes));
        Reason reason = Reason.valueOf(text(bytes));
        require(reason.cacheable());
        return Outcome.failed(new Failure(stage, reason, text(bytes)));
    }

    private static ByteBuffer header(byte kind, int room, Instant asOf) {
        return ByteBuffer.allocate(HEADER_BYTES + room)
                .put(FORMAT)
                .put(kind)
                .putLong(asOf.getEpochSecond())
                .putInt(asOf.getNano());
    }

    private static byte[] written(ByteBuffer bytes) {
        byte[] written = new byte[bytes.position()];
        bytes.flip().get(written);
        return written;
    }

    private static void varint(ByteBuffer bytes, int number) {
        if (number < 0) {
            throw new Unwritable();
        }
        int left = number;
        while (left >= 0x80) {
            bytes.put((byte) (left | 0x80));
            left >>>= 7;
        }
        bytes.put((byte) left);
    }

    private static int varint(ByteBuffer bytes) {
        long number = 0;
        for (int i = 0; i < MOST_VARINT_BYTES; i++) {
            byte next = bytes.get();
            number |= (next & 0x7FL) << (7 * i);
            if (next >= 0) {
                require(number <= Integer.MAX_VALUE && (next != 0 || i == 0));
                return (int) number;
            }
        }
        throw new IllegalArgumentException();
    }

    /** Reads a count of elements that take at least one byte each. */
    private static int count(ByteBuffer bytes) {
        int count = varint(bytes);
        require(count <= bytes.remaining());
        return count;
    }

    private static byte[] bytes(ByteBuffer bytes) {
        byte[] read = new byte[count(bytes)];
        bytes.get(read);
        return read;
    }

    private static String text(ByteBuffer bytes) {
        byte[] read = bytes(bytes);
        String text = new String(read, StandardCharsets.UTF_8);
        // Invalid UTF-8 has become replacement characters, whose encoding differs from the bytes read.
        require(text.indexOf(REPLACEMENT) < 0 || Arrays.equals(read, text.getBytes(StandardCharsets.UTF_8)));
        return text;
    }

    /** Encodes as UTF-8; throws instead of writing a question mark, because an id that became another one could not be suppressed. */
    private static byte[] utf8(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (!new String(bytes, StandardCharsets.UTF_8).equals(text)) {
            throw new Unwritable();
        }
        return bytes;
    }

    private static boolean holds(byte[] json, int from, byte[] part) {
        for (int i = 0; i < part.length; i++) {
            if (json[from + i] != part[i]) {
                return false;
            }
        }
        return true;
    }

    private static void require(boolean sound) {
        if (!sound) {
            throw new IllegalArgumentException();
        }
    }

    /** Thrown for a value that has no exact encoding. */
    private static final class Unwritable extends RuntimeException {

        private static final long serialVersionUID = 1;

        Unwritable() {
            super(null, null, false, false);
        }
    }
}
