package io.customersegment.enrich;

/**
 * High-percentile latency estimate: mean plus four mean deviations of the latest calls, as TCP computes its retransmission timeout
 * (RFC 6298). Zero until the first call has been answered.
 *
 * <p><i>Threads:</i> thread-safe.
 */
final class LatencyEstimate {

    private static final int MEMORY = 32;
    private static final int DEVIATIONS = 4;

    private int known;
    private double mean;
    private double deviation;

    /** Records a call that was answered after the given nanoseconds. */
    synchronized void answeredAfter(long nanos) {
        known = Math.min(MEMORY, known + 1);
        double difference = nanos - mean;
        mean += difference / known;
        double absolute = Math.abs(nanos - mean);
        deviation += (absolute - deviation) / known;
    }

    /** Records a call that was abandoned after the given nanoseconds, which is known only to have needed longer. */
    synchronized void abandonedAfter(long nanos) {
        if (nanos > nanos()) {
            answeredAfter(nanos);
        }
    }

    /** The estimate in nanoseconds. */
    synchronized long nanos() {
        return (long) (mean + DEVIATIONS * deviation);
    }
}
