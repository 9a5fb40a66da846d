package io.customersegment.benchmark;

import static io.customersegment.benchmark.Contender.IDENTITY_AT_LEAST_ONCE;
import static io.customersegment.benchmark.Contender.IDENTITY_EXACTLY_ONCE;
import static io.customersegment.benchmark.Contender.OURS_AT_LEAST_ONCE;
import static io.customersegment.benchmark.Contender.OURS_EXACTLY_ONCE;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Few different wishes, so that almost every answer comes out of the cache; against Kafka Streams with the same properties that writes
 * answers as long, with headers as long, and does nothing else.
 *
 * <p>From the start of the process 2,000,000 requests warm it up; what counts is the time of the 1,000,000 after those, for all
 * alike: what compilation costs is shown by {@link Distinct}. Two runs of ours, which are not counted, come first: they warm up the
 * broker, and the answers of the second are those that the identity topology gives.
 */
final class Hot {

    private static final int WARMING = 2_000_000;
    private static final int COUNTED = 1_000_000;
    private static final int DISTINCT = 200;
    private static final int PROBES = 1;
    private static final int IN_FLIGHT = 512;
    private static final double TO_IDENTITY = 0.9;
    private static final String LATENCY = "PT0.05S";
    private static final String ITEMS = "10";
    private static final List<Contender> IN_TURN =
            List.of(OURS_AT_LEAST_ONCE, IDENTITY_AT_LEAST_ONCE, OURS_EXACTLY_ONCE, IDENTITY_EXACTLY_ONCE);

    private Hot() {}

    static Findings run(Effort effort, Consumer<String> progress) {
        int warming = effort.requests(WARMING);
        int all = warming + effort.requests(COUNTED);
        Runs runs = new Runs();
        try (Lab lab = Lab.open(List.of("--latency", LATENCY, "--items", ITEMS))) {
            Path answers = lab.file("answers");
            lab.publish(all, number -> Wishes.value(number / Lab.PARTITIONS % DISTINCT));
            progress.accept("hot: warming up");
            for (Contender contender : List.of(OURS_EXACTLY_ONCE, OURS_AT_LEAST_ONCE)) {
                Run.of(contender, lab, Lab.inFlight(IN_FLIGHT), List.of(all), answers)
                        .writeAnswers(answers);
            }
            for (int turn = 1; turn <= effort.repeat(); turn++) {
                for (Contender contender : IN_TURN) {
                    progress.accept("hot: " + contender.title() + ", run " + turn + " of " + effort.repeat());
                    runs.add(Run.of(contender, lab, Lab.inFlight(IN_FLIGHT), List.of(warming, all), answers));
                }
            }
        }
        return new Findings(
                "hot: " + (all - warming) + " requests over " + DISTINCT + " distinct wishes, after " + warming
                        + " of the same",
                table(runs),
                verdicts(runs));
    }

    private static Table table(Runs runs) {
        Table table = new Table(
                "contender",
                "requests/s",
                "CPU s per 1,000 requests",
                "of the broker",
                "peak memory MB",
                "calls",
                "errors",
                "CPU used by others");
        for (Contender contender : IN_TURN) {
            Medians counted = runs.stretch(contender, 1);
            table.add(
                    contender.title(),
                    counted.of(Stretch::answersPerSecond, 0),
                    counted.of(Stretch::contenderMillis, 4),
                    counted.of(Stretch::brokerMillis, 4),
                    Long.toString(runs.peakMegabytes(contender)),
                    Long.toString(runs.mostCalls(contender)),
                    Long.toString(runs.errors(contender)),
                    counted.of(one -> one.foreignShare() * 100, 0) + " %");
        }
        return table;
    }

    private static List<Verdict> verdicts(Runs runs) {
        List<Verdict> verdicts = new ArrayList<>();
        compare(runs, "at least once", OURS_AT_LEAST_ONCE, IDENTITY_AT_LEAST_ONCE, verdicts);
        compare(runs, "exactly once", OURS_EXACTLY_ONCE, IDENTITY_EXACTLY_ONCE, verdicts);
        return verdicts;
    }

    private static void compare(
            Runs runs, String guarantee, Contender ours, Contender identity, List<Verdict> verdicts) {
        verdicts.add(Verdict.atLeast(
                guarantee + ": throughput to the identity topology's",
                TO_IDENTITY,
                runs.stretch(ours, 1).of(Stretch::answersPerSecond)
                        / runs.stretch(identity, 1).of(Stretch::answersPerSecond)));
        verdicts.add(Verdict.exactly(guarantee + ": calls", DISTINCT + PROBES, runs.mostCalls(ours)));
        verdicts.add(Verdict.exactly(guarantee + ": errors", 0, runs.errors(ours)));
    }
}
