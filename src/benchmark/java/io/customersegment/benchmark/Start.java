package io.customersegment.benchmark;

import static io.customersegment.benchmark.Contender.HAND_WRITTEN_AT_LEAST_ONCE;
import static io.customersegment.benchmark.Contender.OURS_AT_LEAST_ONCE;
import static io.customersegment.benchmark.Contender.OURS_EXACTLY_ONCE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The time from the start of the process to the first answer, with the default settings, a running broker, one published request, and a new
 * application id, so that internal topics have to be created as well. The first run of each contender is not counted.
 */
final class Start {

    private static final int RUNS = 3;
    private static final double SECONDS = 3;
    private static final List<Contender> OURS = List.of(OURS_AT_LEAST_ONCE, OURS_EXACTLY_ONCE);
    private static final List<Contender> IN_TURN =
            List.of(OURS_AT_LEAST_ONCE, OURS_EXACTLY_ONCE, HAND_WRITTEN_AT_LEAST_ONCE);

    private Start() {}

    static Findings run(Effort effort, Consumer<String> progress) {
        int counted = Math.max(RUNS, effort.repeat());
        Runs runs = new Runs();
        try (Lab lab = Lab.open(List.of("--latency", "PT0.05S", "--items", "10"))) {
            lab.publish(1, BenchmarkRequests::value);
            for (int turn = 0; turn <= counted; turn++) {
                for (Contender contender : IN_TURN) {
                    progress.accept("start: " + contender.title() + ", run " + turn + " of " + counted);
                    Run run = Run.of(contender, lab, Map.of(), List.of(1), lab.file("answers"));
                    if (turn > 0) {
                        runs.add(run);
                    }
                }
            }
        }
        return new Findings("start: the first answer, median of " + counted, table(runs), verdicts(runs));
    }

    private static Table table(Runs runs) {
        Table table = new Table("contender", "seconds", "CPU s", "peak memory MB", "CPU used by others");
        for (Contender contender : IN_TURN) {
            Medians first = runs.stretch(contender, 0);
            table.add(
                    contender.title(),
                    first.of(Stretch::seconds, 2),
                    first.of(one -> one.contenderMillis() * one.answers() / 1000, 2),
                    Long.toString(runs.peakMegabytes(contender)),
                    first.of(one -> one.foreignShare() * 100, 0) + " %");
        }
        return table;
    }

    private static List<Verdict> verdicts(Runs runs) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Contender contender : OURS) {
            verdicts.add(Verdict.atMost(
                    contender.title() + ": seconds to the first answer",
                    SECONDS,
                    runs.stretch(contender, 0).of(Stretch::seconds)));
        }
        return verdicts;
    }
}
