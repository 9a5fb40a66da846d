package io.customersegment.enrich;

/**
 * High-percentile estimate of how long a call takes: the mean of the latest plus four times their mean deviation, as TCP computes its
 * retransmission timeout (RFC 6298). Zero until the first call has been answered.
 *
 * <p><i>Threads:</i> safe to use from any.
 */
final class LatencyEstimate {

    private static final int MEMORY = 32;
    private static final int DEVIATIONS = 4;

    private int known;
    private double mean;
    private double deviation;

    /** Takes into account a call that was answered after N nanoseconds. */
    synchronized void answeredAfter(long nanos) {
        known = Math.min(MEMORY, known + 1);
        double difference = nanos - mean;
        mean += difference / known;
        double absolute = Math.abs(nanos - mean);
        deviation += (absolute - deviation) / known;
    }

    /** Takes into account a call that was abandoned after N nanoseconds, which is known only to have needed longer. */
    synchronized void abandonedAfter(long nanos) {
        if (nanos > nanos()) {
            answeredAfter(nanos);
        }
    }

    /** Nanoseconds. */
    synchronized long nanos() {
        return (long) (mean + DEVIATIONS * deviation);
    }
}
