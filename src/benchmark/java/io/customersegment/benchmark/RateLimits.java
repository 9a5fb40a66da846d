package io.customersegment.benchmark;

import static io.customersegment.benchmark.Contender.HAND_WRITTEN_AT_LEAST_ONCE;
import static io.customersegment.benchmark.Contender.OURS_AT_LEAST_ONCE;
import static io.customersegment.benchmark.Contender.OURS_EXACTLY_ONCE;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A service that accepts 500 calls a second and throttles the rest, and customer-segment with settings that match that rate, and with
 * others that do not. The requests are published before the process starts; the first of them warm it up, and the time is measured from
 * their last answer to the last of all. The hand-written loop, which has the SDK's retries and no limit of its own, is included for
 * comparison only.
 */
final class RateLimits {

    /** The calls that the service accepts. */
    static final int CALLS_PER_SECOND = 500;

    /** A stand-in with that limit. */
    static final List<String> STAND_IN =
            List.of("--latency", "PT0.05S", "--items", "10", "--calls-per-second", Integer.toString(CALLS_PER_SECOND));

    private static final String SETTING = "enrich.calls.per.second";
    private static final int WARMING = 2_000;
    private static final int REQUESTS = 10_000;
    private static final int UNLIMITED = 100_000;
    private static final List<Integer> SETTINGS = List.of(400, CALLS_PER_SECOND, 1_000, UNLIMITED);
    private static final double TIME = 1.1;
    private static final double THROTTLED_PERCENT = 2;
    private static final double THROTTLED_PERCENT_BEYOND = 10;
    private static final List<Contender> OURS = List.of(OURS_AT_LEAST_ONCE, OURS_EXACTLY_ONCE);

    private RateLimits() {}

    static Findings run(Effort effort, Consumer<String> progress) {
        int warming = effort.requests(WARMING);
        int all = warming + effort.requests(REQUESTS);
        Map<Integer, Runs> bySetting = new LinkedHashMap<>();
        Runs handWritten = new Runs();
        try (Lab lab = Lab.open(STAND_IN)) {
            lab.publish(all, BenchmarkRequests::value);
            for (int turn = 1; turn <= effort.repeat(); turn++) {
                for (int setting : SETTINGS) {
                    for (Contender contender : OURS) {
                        progress.accept("limits: " + contender.title() + ", " + setting + " calls a second, run " + turn
                                + " of " + effort.repeat());
                        bySetting
                                .computeIfAbsent(setting, first -> new Runs())
                                .add(run(contender, lab, Map.of(SETTING, Integer.toString(setting)), warming, all));
                    }
                }
                progress.accept(
                        "limits: " + HAND_WRITTEN_AT_LEAST_ONCE.title() + ", run " + turn + " of " + effort.repeat());
                handWritten.add(run(HAND_WRITTEN_AT_LEAST_ONCE, lab, Map.of(), warming, all));
            }
        }
        return new Findings(
                "limits: " + (all - warming) + " distinct requests, a service that takes " + CALLS_PER_SECOND
                        + " calls a second",
                table(bySetting, handWritten),
                verdicts(bySetting));
    }

    private static Run run(Contender contender, Lab lab, Map<String, String> settings, int warming, int all) {
        return Run.of(contender, lab, settings, List.of(warming, all), lab.file("answers"));
    }

    private static Table table(Map<Integer, Runs> bySetting, Runs handWritten) {
        Table table = new Table(
                "contender", SETTING, "seconds", "answers/s", "calls", "throttled", "errors", "CPU used by others");
        bySetting.forEach((setting, runs) -> OURS.forEach(contender -> add(table, contender, words(setting), runs)));
        add(table, HAND_WRITTEN_AT_LEAST_ONCE, "none", handWritten);
        return table;
    }

    private static void add(Table table, Contender contender, String setting, Runs runs) {
        Medians counted = runs.stretch(contender, 1);
        table.add(
                contender.title(),
                setting,
                counted.of(Stretch::seconds, 1),
                counted.of(Stretch::answersPerSecond, 0),
                counted.of(Stretch::calls, 0),
                counted.of(Stretch::throttledPercent, 2) + " %",
                Long.toString(runs.errors(contender)),
                counted.of(one -> one.foreignShare() * 100, 0) + " %");
    }

    private static List<Verdict> verdicts(Map<Integer, Runs> bySetting) {
        List<Verdict> verdicts = new ArrayList<>();
        bySetting.forEach((setting, runs) -> {
            int possible = Math.min(setting, CALLS_PER_SECOND);
            for (Contender contender : OURS) {
                Medians counted = runs.stretch(contender, 1);
                String which = contender.title() + ", " + words(setting) + ": ";
                verdicts.add(Verdict.exactly(which + "errors", 0, runs.errors(contender)));
                verdicts.add(Verdict.atMost(
                        which + "time to that of " + possible + " a second",
                        TIME,
                        possible / counted.of(Stretch::answersPerSecond)));
                verdicts.add(Verdict.atMost(
                        which + "throttled calls, in percent",
                        setting > CALLS_PER_SECOND ? THROTTLED_PERCENT_BEYOND : THROTTLED_PERCENT,
                        counted.of(Stretch::throttledPercent)));
            }
        });
        return verdicts;
    }

    private static String words(int setting) {
        return setting == UNLIMITED ? "unlimited" : Integer.toString(setting);
    }
}
