package io.customersegment.wire;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Estimates the size of a record for a producer, so that none is sent that is refused. Never less than Kafka's own estimate. */
public final class RecordSize {

    /** Batch and record overhead, and the bytes that compression may add to incompressible data. */
    private static final int OVERHEAD = 1024;

    private static final int LONGEST_VARINT = 5;

    private RecordSize() {}

    /** Returns an upper bound in bytes for a record with this key, these headers and a value of the given size. */
    public static long upperBound(byte @Nullable [] key, Iterable<Header> headers, long valueBytes) {
        long size = OVERHEAD + valueBytes + (key == null ? 0 : key.length);
        for (Header header : headers) {
            size += of(header);
        }
        return size;
    }

    /** Returns an upper bound in bytes for one header. */
    public static long of(Header header) {
        return 2L * LONGEST_VARINT
                + Utils.utf8Length(header.key())
                + (header.value() == null ? 0 : header.value().length);
    }
}
