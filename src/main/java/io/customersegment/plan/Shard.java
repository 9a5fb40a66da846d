package io.customersegment.plan;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** The SHARD column: an even spread of the customers over a number range, by which segments are fetched in slices. */
public final class Shard {

    /** Shards are 0 to this, exclusive: 2^20. */
    public static final int COUNT = 1 << 20;

    private Shard() {}

    /** The shard that whoever imports customers into Personalize must give this one: the low 20 bits of CRC-32 (UTF-8). */
    public static int of(String customerId) {
        CRC32 crc = new CRC32();
        crc.update(customerId.getBytes(StandardCharsets.UTF_8));
        return (int) (crc.getValue() & (COUNT - 1));
    }
}
