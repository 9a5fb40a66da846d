package io.customersegment.enrich;

/**
 * What few calls take longer than, by the latest of them: their mean and four times their mean deviation, as TCP reckons its
 * retransmission timeout. Nothing at all until the first call has been answered.
 *
 * <p><i>Threads:</i> called by any thread.
 */
final class UsualTime {

    private static final int MEMORY = 32;
    private static final int DEVIATIONS = 4;

    private int known;
    private double mean;
    private double deviation;

    /** Takes a call that was answered into account. */
    synchronized void took(long nanos) {
        known = Math.min(MEMORY, known + 1);
        double surprise = nanos - mean;
        mean += surprise / known;
        double off = Math.abs(nanos - mean);
        deviation += (off - deviation) / known;
    }

    /** Takes a call into account that was abandoned after so long; only what is unusual says anything. */
    synchronized void tookMoreThan(long nanos) {
        if (nanos > nanos()) {
            took(nanos);
        }
    }

    /** Nanoseconds. */
    synchronized long nanos() {
        return (long) (mean + DEVIATIONS * deviation);
    }
}
