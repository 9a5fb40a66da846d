package io.customersegment.benchmark;

import static io.customersegment.benchmark.Contender.HAND_WRITTEN_AT_LEAST_ONCE;
import static io.customersegment.benchmark.Contender.OURS_AT_LEAST_ONCE;
import static io.customersegment.benchmark.Contender.OURS_EXACTLY_ONCE;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A service that takes 500 calls a second and refuses the rest, and customer-segment told so. The requests are there before the
 * process starts; the first 10,000 warm it up, and the time counts from their last answer to the last of all. The hand-written loop,
 * which has the SDK's retries and no limit of its own, is there to be looked at.
 */
final class RateLimited {

    private static final int WARMING = 10_000;
    private static final int REQUESTS = 10_000;
    private static final int CALLS_PER_SECOND = 500;
    private static final int IN_FLIGHT = 512;
    private static final double TIME = 1.05;
    private static final double THROTTLED_PERCENT = 1;
    private static final List<String> STAND_IN =
            List.of("--latency", "PT0.05S", "--items", "10", "--calls-per-second", Integer.toString(CALLS_PER_SECOND));
    private static final List<Contender> OURS = List.of(OURS_AT_LEAST_ONCE, OURS_EXACTLY_ONCE);
    private static final List<Contender> IN_TURN =
            List.of(OURS_AT_LEAST_ONCE, OURS_EXACTLY_ONCE, HAND_WRITTEN_AT_LEAST_ONCE);

    private RateLimited() {}

    static Findings run(Effort effort, Consumer<String> progress) {
        int warming = effort.requests(WARMING);
        int requests = effort.requests(REQUESTS);
        Map<String, String> settings = new HashMap<>(Lab.inFlight(IN_FLIGHT));
        settings.put("enrich.calls.per.second", Integer.toString(CALLS_PER_SECOND));
        Runs runs = new Runs();
        try (Lab lab = Lab.open(STAND_IN)) {
            lab.publish(warming + requests, Wishes::value);
            for (int turn = 1; turn <= effort.repeat(); turn++) {
                for (Contender contender : IN_TURN) {
                    progress.accept("rate-limit: " + contender.title() + ", run " + turn + " of " + effort.repeat());
                    runs.add(Run.of(
                            contender, lab, settings, List.of(warming, warming + requests), lab.file("answers")));
                }
            }
        }
        return new Findings(
                "rate-limit: " + requests + " distinct requests, a service that takes " + CALLS_PER_SECOND
                        + " calls a second",
                table(runs),
                verdicts(runs));
    }

    private static Table table(Runs runs) {
        Table table =
                new Table("contender", "seconds", "answers/s", "calls", "throttled", "errors", "CPU used by others");
        for (Contender contender : IN_TURN) {
            Medians counted = runs.stretch(contender, 1);
            table.add(
                    contender.title(),
                    counted.of(Stretch::seconds, 1),
                    counted.of(Stretch::answersPerSecond, 0),
                    counted.of(Stretch::calls, 0),
                    Table.number(throttledPercent(counted), 2) + " %",
                    Long.toString(runs.errors(contender)),
                    counted.of(one -> one.foreignShare() * 100, 0) + " %");
        }
        return table;
    }

    private static List<Verdict> verdicts(Runs runs) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Contender contender : OURS) {
            Medians counted = runs.stretch(contender, 1);
            verdicts.add(Verdict.atMost(
                    contender.title() + ": time to that of " + CALLS_PER_SECOND + " a second",
                    TIME,
                    CALLS_PER_SECOND / counted.of(Stretch::answersPerSecond)));
            verdicts.add(Verdict.exactly(contender.title() + ": errors", 0, runs.errors(contender)));
            verdicts.add(Verdict.atMost(
                    contender.title() + ": throttled calls, in percent", THROTTLED_PERCENT, throttledPercent(counted)));
        }
        return verdicts;
    }

    private static double throttledPercent(Medians counted) {
        return counted.of(stretch -> 100.0 * stretch.throttled() / stretch.calls());
    }
}
