package io.customersegment.topology;

import io.customersegment.config.Settings;
import io.customersegment.wire.Arrival;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * Determines the sender of a request, and whether that sender may cause more calls now. The share of the calls that one sender may have
 * is a token bucket, refilled at that share of the rate in force and drained by the calls of the loads that the sender's requests
 * start. A load is charged with the usual number of calls when it starts, and corrected to the actual number when it ends.
 *
 * <p><i>Threads:</i> safe for use by any thread; shared by all stream threads.
 */
public final class Senders {

    private static final double MILLIS_PER_SECOND = 1000;
    private static final int ALL = 100;

    /** The capacity of a bucket, as the number of milliseconds that fill it; other senders would wait behind a larger burst. */
    private static final double BURST_MILLIS = 100;

    /** The number of buckets from which on full ones are removed, because they carry no information. */
    private static final int MANY = 1024;

    private final String header;
    private final double share;
    private final DoubleSupplier callsPerSecond;
    private final DoubleSupplier callsPerLoad;
    private final Clock clock;
    private final Map<String, Bucket> buckets = new HashMap<>();
    private int sweepAt = MANY;

    /**
     * @param header the request header that names the sender
     * @param percent the share of the calls that one sender may have; 100 for no limit
     * @param callsPerSecond the rate in force
     * @param callsPerLoad the number of calls that a load takes, as far as it is known
     */
    Senders(String header, int percent, DoubleSupplier callsPerSecond, DoubleSupplier callsPerLoad, Clock clock) {
        this.header = header;
        this.share = (double) percent / ALL;
        this.callsPerSecond = callsPerSecond;
        this.callsPerLoad = callsPerLoad;
        this.clock = clock;
    }

    /**
     * Returns senders as specified by the settings.
     *
     * @param callsPerSecond the rate in force in this instance
     * @param callsPerLoad the number of calls that a load takes, as far as it is known
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

    /** Whether senders are limited to a share of the calls; otherwise nothing is counted here. */
    boolean limited() {
        return share < 1;
    }

    /** Returns the sender of the request, empty for all requests that do not name one. */
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
     * Charges the sender for a load that it has started.
     *
     * @return the number of calls charged
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
     * Corrects the charge for a load of the sender that has ended.
     *
     * @param charged the value that {@link #started} returned
     * @param made the number of calls that the load took
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

    /** The number of senders with a bucket. */
    int known() {
        synchronized (buckets) {
            return buckets.size();
        }
    }

    /** Refills the bucket up to now and returns its content. */
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

    /** The content of a full bucket: at least one call, so that a load can always start eventually, however many calls it takes. */
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
