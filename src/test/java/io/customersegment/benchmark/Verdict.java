package io.customersegment.benchmark;

import java.util.Locale;

/**
 * Whether a target was met.
 *
 * @param what what was measured
 * @param target what it should be
 * @param measured what it is
 */
record Verdict(String what, String target, String measured, boolean passed) {

    /** That a ratio is at least so much. */
    static Verdict atLeast(String what, double target, double measured) {
        return new Verdict(what, "≥ " + ratio(target), ratio(measured), measured >= target);
    }

    /** That a ratio is at most so much. */
    static Verdict atMost(String what, double target, double measured) {
        return new Verdict(what, "≤ " + ratio(target), ratio(measured), measured <= target);
    }

    /** That there is none. */
    static Verdict none(String what, long measured) {
        return new Verdict(what, "0", Long.toString(measured), measured == 0);
    }

    private static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
