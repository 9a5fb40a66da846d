package io.customersegment.benchmark;

/**
 * Whether a target was met.
 *
 * @param what what was measured
 * @param target what it should be
 * @param measured what it is
 */
record Verdict(String what, String target, String measured, boolean passed) {

    /** That it is at least so much. */
    static Verdict atLeast(String what, double target, double measured) {
        return new Verdict(what, "≥ " + decimal(target), decimal(measured), measured >= target);
    }

    /** That it is at most so much. */
    static Verdict atMost(String what, double target, double measured) {
        return new Verdict(what, "≤ " + decimal(target), decimal(measured), measured <= target);
    }

    /** That there are exactly so many. */
    static Verdict exactly(String what, long target, long measured) {
        return new Verdict(what, Long.toString(target), Long.toString(measured), measured == target);
    }

    /** That there are at least so many. */
    static Verdict noFewerThan(String what, long target, long measured) {
        return new Verdict(what, "≥ " + target, Long.toString(measured), measured >= target);
    }

    /** That there are at most so many. */
    static Verdict noMoreThan(String what, long target, long measured) {
        return new Verdict(what, "≤ " + target, Long.toString(measured), measured <= target);
    }

    private static String decimal(double value) {
        return Table.number(value, 2);
    }
}
