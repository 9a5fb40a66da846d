package io.customersegment.enrich;

import java.util.Arrays;

/**
 * How many calls a second an instance could make, by what it made of what it was allowed to. Told twice a second.
 *
 * <p>Calls are counted over the last second, so the least that was allowed within it is what they are held against: an instance that has
 * just been given more would otherwise seem to have no use for it. And what it could use it can use again after a moment in which it could
 * not, because its processor was taken or its memory cleaned up: what it loses it loses at once, and gets back only after seconds.
 *
 * <p><i>Threads:</i> used by one.
 */
final class Demand {

    /** The share of what it is allowed that an instance makes at least which could make more: bursts wait for the rate, too. */
    private static final double USED_UP = 0.9;

    /** How much more than it makes an instance could soon make. */
    private static final double HEADROOM = 1.25;

    /** How many reports a demand is held for. */
    private static final int KEPT = 6;

    /** How many reports fall into the second that calls are counted over. */
    private static final int COUNTED = 3;

    private final double[] allowed = new double[COUNTED];
    private final double[] wanted = new double[KEPT];
    private int told;

    /** Nothing was wanted or allowed yet. */
    Demand() {
        Arrays.fill(allowed, Double.MAX_VALUE);
    }

    /**
     * The demand now, in calls a second; {@link Double#MAX_VALUE} for no end of them.
     *
     * @param sent calls a second that were made within the last second
     * @param allowedNow calls a second that may be made
     * @param held whether any had to wait for that
     */
    double at(double sent, double allowedNow, boolean held) {
        allowed[told % COUNTED] = allowedNow;
        double least = Arrays.stream(allowed).min().orElse(0);
        wanted[told % KEPT] = held && sent >= USED_UP * least ? Double.MAX_VALUE : HEADROOM * sent;
        told++;
        return Arrays.stream(wanted).max().orElse(0);
    }
}
