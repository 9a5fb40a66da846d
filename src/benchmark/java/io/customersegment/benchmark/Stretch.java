package io.customersegment.benchmark;

import java.time.Duration;

/**
 * The part of a run between two readings.
 *
 * @param from the earlier
 * @param to the later
 */
record Stretch(Reading from, Reading to) {

    private static final double NANOS_PER_SECOND = 1e9;

    int answers() {
        return to.answers() - from.answers();
    }

    double seconds() {
        return (to.nanos() - from.nanos()) / NANOS_PER_SECOND;
    }

    double answersPerSecond() {
        return answers() / seconds();
    }

    long calls() {
        return to.tally().calls() - from.tally().calls();
    }

    /** Returns the share of the calls that the stand-in's rate limit refused, in percent. */
    double throttledPercent() {
        return 100.0 * (to.tally().throttled() - from.tally().throttled()) / calls();
    }

    /** Returns the contender's processor time per request in milliseconds, which equals seconds per thousand requests. */
    double contenderMillis() {
        return perRequest(from.contender(), to.contender());
    }

    double brokerMillis() {
        return perRequest(from.broker(), to.broker());
    }

    double standInMillis() {
        return perRequest(from.standIn(), to.standIn());
    }

    /** Returns the share of the machine's processor time that unrelated processes took. */
    double foreignShare() {
        double ours = seconds(from.contender(), to.contender())
                + seconds(from.broker(), to.broker())
                + seconds(from.standIn(), to.standIn())
                + seconds(from.own(), to.own());
        double all = seconds(from.machine(), to.machine());
        return Math.max(0, all - ours) / (seconds() * Runtime.getRuntime().availableProcessors());
    }

    private double perRequest(Duration before, Duration after) {
        return seconds(before, after) * 1000 / answers();
    }

    private static double seconds(Duration before, Duration after) {
        return after.minus(before).toNanos() / NANOS_PER_SECOND;
    }
}
