package io.customersegment.enrich;

import java.util.Arrays;

/**
 * Estimates how many calls per second an instance could make, from how much of its allowance it used. Updated twice a second.
 *
 * <p>Calls are counted over the last second, so they are compared with the least allowance within it: an instance that has just
 * been given more would otherwise seem to have no use for it. A demand is held for some reports, because an instance that could not
 * make calls for a moment, while its processor was busy or its memory was collected, can make them again afterwards; but a share is
 * lost at once and regained only after seconds.
 *
 * <p><i>Threads:</i> used by one thread.
 */
final class DemandEstimate {

    /**
     * The least share of its allowance that an instance makes if it could make more; having waited is not enough, as bursts wait
     * for the rate, too.
     */
    private static final double USED_UP = 0.9;

    /** The factor by which an instance could soon exceed its present rate. */
    private static final double HEADROOM = 1.25;

    /** The number of reports for which a demand is held. */
    private static final int KEPT = 6;

    /** The number of reports within the second that calls are counted over. */
    private static final int COUNTED = 3;

    private final double[] allowed = new double[COUNTED];
    private final double[] wanted = new double[KEPT];
    private int told;

    DemandEstimate() {
        Arrays.fill(allowed, Double.MAX_VALUE);
    }

    /**
     * Returns the current demand in calls per second; {@link Double#MAX_VALUE} if unlimited.
     *
     * @param sent calls per second made within the last second
     * @param allowedNow calls per second that may be made
     * @param held whether any call had to wait for the rate
     */
    double at(double sent, double allowedNow, boolean held) {
        allowed[told % COUNTED] = allowedNow;
        double least = Arrays.stream(allowed).min().orElse(0);
        wanted[told % KEPT] = held && sent >= USED_UP * least ? Double.MAX_VALUE : HEADROOM * sent;
        told++;
        return Arrays.stream(wanted).max().orElse(0);
    }
}
