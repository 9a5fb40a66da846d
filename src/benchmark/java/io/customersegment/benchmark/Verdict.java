package io.customersegment.benchmark;

/**
 * The comparison of a measurement with its target.
 *
 * @param what the name of the measurement
 * @param target the required value
 * @param measured the measured value
 */
record Verdict(String what, String target, String measured, boolean passed) {

    /** Requires at least the target. */
    static Verdict atLeast(String what, double target, double measured) {
        return new Verdict(what, "≥ " + decimal(target), decimal(measured), measured >= target);
    }

    /** Requires at most the target. */
    static Verdict atMost(String what, double target, double measured) {
        return new Verdict(what, "≤ " + decimal(target), decimal(measured), measured <= target);
    }

    /** Requires exactly the target count. */
    static Verdict exactly(String what, long target, long measured) {
        return new Verdict(what, Long.toString(target), Long.toString(measured), measured == target);
    }

    /** Requires at least the target count. */
    static Verdict noFewerThan(String what, long target, long measured) {
        return new Verdict(what, "≥ " + target, Long.toString(measured), measured >= target);
    }

    /** Requires at most the target count. */
    static Verdict noMoreThan(String what, long target, long measured) {
        return new Verdict(what, "≤ " + target, Long.toString(measured), measured <= target);
    }

    private static String decimal(double value) {
        return Table.number(value, 2);
    }
}
