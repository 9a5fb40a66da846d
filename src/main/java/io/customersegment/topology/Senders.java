package io.customersegment.topology;

import io.customersegment.config.Settings;
import io.customersegment.wire.Arrival;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * Who sent a request, and whether that sender may cause more calls now: the share of the rate of calls that one sender may have is a
 * token bucket, filled at that share of the rate in force and emptied by the calls of the loads that the sender's requests start. A
 * load is charged by what loads usually take when it starts, and by what it took when it ends.
 *
 * <p><i>Threads:</i> safe to use from any; shared by all stream threads.
 */
public final class Senders {

    private static final double MILLIS_PER_SECOND = 1000;
    private static final int ALL = 100;

    /** How many milliseconds' share a sender that has not used it may use at once; more would be a burst that others wait behind. */
    private static final double BURST_MILLIS = 100;

    /** From how many buckets on those that are full again are looked for, for they say nothing. */
    private static final int MANY = 1024;

    private final String header;
    private final double share;
    private final DoubleSupplier callsPerSecond;
    private final DoubleSupplier callsPerLoad;
    private final Clock clock;
    private final Map<String, Bucket> buckets = new HashMap<>();
    private int sweepAt = MANY;

    /**
     * @param header the header of requests that says who sent them
     * @param percent share of the calls that one sender may have; 100 for no limit
     * @param callsPerSecond the rate in force
     * @param callsPerLoad how many calls a load takes, as far as is known
     */
    Senders(String header, int percent, DoubleSupplier callsPerSecond, DoubleSupplier callsPerLoad, Clock clock) {
        this.header = header;
        this.share = (double) percent / ALL;
        this.callsPerSecond = callsPerSecond;
        this.callsPerLoad = callsPerLoad;
        this.clock = clock;
    }

    /**
     * Senders by the settings.
     *
     * @param callsPerSecond the rate in force in this instance
     * @param callsPerLoad how many calls a load takes, as far as is known
     */
    public static Senders of(
            Settings settings, DoubleSupplier callsPerSecond, DoubleSupplier callsPerLoad, Clock clock) {
        return new Senders(
                settings.request().senderHeader(),
                settings.node().senderPercent(),
                callsPerSecond,
                callsPerLoad,
                clock);
    }

    /** Whether senders have a share at all; otherwise nothing is counted here. */
    boolean limited() {
        return share < 1;
    }

    /** Who sent the request, empty for all who do not say. */
    String of(Arrival arrival) {
        return arrival.sender(header);
    }

    /** The time by which shares are counted, in milliseconds. */
    long now() {
        return clock.millis();
    }

    /** Whether the sender may start a load now. */
    boolean open(String sender) {
        if (!limited()) {
            return true;
        }
        synchronized (buckets) {
            Bucket bucket = buckets.get(sender);
            return bucket == null || filled(bucket) > 0;
        }
    }

    /**
     * The sender has started a load.
     *
     * @return what it was charged for, in calls
     */
    double started(String sender) {
        if (!limited()) {
            return 0;
        }
        double estimate = callsPerLoad.getAsDouble();
        synchronized (buckets) {
            Bucket bucket = buckets.get(sender);
            if (bucket == null) {
                sweep();
                bucket = new Bucket(most(), clock.millis());
                buckets.put(sender, bucket);
            }
            bucket.calls = filled(bucket) - estimate;
        }
        return estimate;
    }

    /**
     * A load that the sender had started has ended.
     *
     * @param charged what {@link #started} said
     * @param made how many calls it took
     */
    void ended(String sender, double charged, double made) {
        if (!limited()) {
            return;
        }
        synchronized (buckets) {
            Bucket bucket = buckets.get(sender);
            if (bucket != null) {
                bucket.calls = filled(bucket) + charged - made;
            } else if (made > charged) {
                buckets.put(sender, new Bucket(most() + charged - made, clock.millis()));
            }
        }
    }

    /** Of how many senders something is known. */
    int known() {
        synchronized (buckets) {
            return buckets.size();
        }
    }

    /** What is in the bucket now. */
    private double filled(Bucket bucket) {
        long now = clock.millis();
        long elapsed = Math.max(0, now - bucket.at); // a clock may jump
        bucket.at = now;
        bucket.calls = Math.min(most(), bucket.calls + elapsed * perMilli());
        return bucket.calls;
    }

    private void sweep() {
        if (buckets.size() < sweepAt) {
            return;
        }
        double most = most();
        buckets.values().removeIf(bucket -> filled(bucket) >= most);
        sweepAt = Math.max(MANY, 2 * buckets.size());
    }

    /** A full bucket: a load may always start in the end, however many calls it takes. */
    private double most() {
        return Math.max(1, BURST_MILLIS * perMilli());
    }

    private double perMilli() {
        return share * callsPerSecond.getAsDouble() / MILLIS_PER_SECOND;
    }

    private static final class Bucket {

        private double calls;
        private long at;

        Bucket(double calls, long at) {
            this.calls = calls;
            this.at = at;
        }
    }
}
