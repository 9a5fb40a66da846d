package io.customersegment.benchmark;

import java.time.Duration;

/**
 * What happened between two readings of a run.
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

    /** The share of the calls that the stand-in refused by its rate limit, in percent. */
    double throttledPercent() {
        return 100.0 * (to.tally().throttled() - from.tally().throttled()) / calls();
    }

    /** Processor time of the contender for each request, in milliseconds: seconds for each thousand. */
    double contenderMillis() {
        return perRequest(from.contender(), to.contender());
    }

    double brokerMillis() {
        return perRequest(from.broker(), to.broker());
    }

    double standInMillis() {
        return perRequest(from.standIn(), to.standIn());
    }

    /** The share of the machine's processor time that processes took which have nothing to do with the benchmark. */
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
