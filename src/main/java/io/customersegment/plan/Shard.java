package io.customersegment.plan;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** The SHARD column: distributes the customers evenly over a number range, so that segments can be fetched in slices. */
public final class Shard {

    /** The number of shards, 2^20; they are numbered from 0. */
    public static final int COUNT = 1 << 20;

    private Shard() {}

    /**
     * Returns the shard of a customer: the low 20 bits of the CRC-32 of the id in UTF-8. An import into Personalize must store this
     * value.
     */
    public static int of(String customerId) {
        CRC32 crc = new CRC32();
        crc.update(customerId.getBytes(StandardCharsets.UTF_8));
        return (int) (crc.getValue() & (COUNT - 1));
    }
}
