package io.customersegment.benchmark;

import static io.customersegment.benchmark.Contender.HAND_WRITTEN_AT_LEAST_ONCE;
import static io.customersegment.benchmark.Contender.HAND_WRITTEN_EXACTLY_ONCE;
import static io.customersegment.benchmark.Contender.IDENTITY_AT_LEAST_ONCE;
import static io.customersegment.benchmark.Contender.IDENTITY_EXACTLY_ONCE;
import static io.customersegment.benchmark.Contender.OURS_AT_LEAST_ONCE;
import static io.customersegment.benchmark.Contender.OURS_EXACTLY_ONCE;
import static io.customersegment.benchmark.Contender.UNREAD_AT_LEAST_ONCE;
import static io.customersegment.benchmark.Contender.UNREAD_EXACTLY_ONCE;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Few distinct queries, so that almost every answer comes from the cache; compared with Kafka Streams with the same properties that writes
 * answers and headers of the same length, and does nothing else.
 *
 * <p>With short prompts the first 2,000,000 requests warm up the process, with real ones, whose answers are longer, 500,000. Only the
 * requests that follow are timed, for all contenders alike: {@link Distinct} shows the cost of compilation. Two runs of customer-segment,
 * which are not counted, come first: they warm up the broker, and the identity topology uses the answers of the second.
 */
final class Hot {

    private static final int DISTINCT = 200;
    private static final int PROBES = 1;
    private static final int IN_FLIGHT = 512;
    private static final List<Contender> WITH_SHORT_PROMPTS =
            List.of(OURS_AT_LEAST_ONCE, IDENTITY_AT_LEAST_ONCE, OURS_EXACTLY_ONCE, IDENTITY_EXACTLY_ONCE);
    private static final List<Contender> WITH_REAL_PROMPTS = List.of(
            OURS_AT_LEAST_ONCE,
            HAND_WRITTEN_AT_LEAST_ONCE,
            UNREAD_AT_LEAST_ONCE,
            IDENTITY_AT_LEAST_ONCE,
            OURS_EXACTLY_ONCE,
            HAND_WRITTEN_EXACTLY_ONCE,
            UNREAD_EXACTLY_ONCE,
            IDENTITY_EXACTLY_ONCE);
    private static final double TO_LOOP = 1.0;

    private static final Sizes SHORT = new Sizes(2_000_000, 1_000_000, 0.9, WITH_SHORT_PROMPTS);
    private static final Sizes REAL = new Sizes(500_000, 500_000, 0.8, WITH_REAL_PROMPTS);

    private Hot() {}

    /**
     * The parameters of a load.
     *
     * @param toIdentity the target ratio of throughput to that of the identity topology
     */
    private record Sizes(int warming, int counted, double toIdentity, List<Contender> inTurn) {}

    static Findings run(Load load, Effort effort, Consumer<String> progress) {
        Sizes sizes = load == Load.SHORT ? SHORT : REAL;
        int warming = effort.requests(sizes.warming());
        int all = warming + effort.requests(sizes.counted());
        Runs runs = new Runs();
        try (Lab lab = Lab.open(load.standIn())) {
            Path answers = lab.file("answers");
            lab.publish(all, number -> load.value(number / Lab.PARTITIONS % DISTINCT));
            progress.accept("hot, " + load + ": warming up");
            for (Contender contender : List.of(OURS_EXACTLY_ONCE, OURS_AT_LEAST_ONCE)) {
                Run.of(contender, lab, Lab.inFlight(IN_FLIGHT), List.of(all), answers)
                        .writeAnswers(answers);
            }
            for (int turn = 1; turn <= effort.repeat(); turn++) {
                for (Contender contender : sizes.inTurn()) {
                    progress.accept(
                            "hot, " + load + ": " + contender.title() + ", run " + turn + " of " + effort.repeat());
                    runs.add(Run.of(contender, lab, Lab.inFlight(IN_FLIGHT), List.of(warming, all), answers));
                }
            }
        }
        return new Findings(
                "hot, " + load + ": " + (all - warming) + " requests over " + DISTINCT + " distinct queries, after "
                        + warming + " of the same",
                table(sizes.inTurn(), runs),
                verdicts(load, sizes, runs));
    }

    private static Table table(List<Contender> inTurn, Runs runs) {
        Table table = new Table(
                "contender",
                "requests/s",
                "of those before",
                "CPU s per 1,000 requests",
                "of the broker",
                "peak memory MB",
                "calls",
                "errors",
                "CPU used by others");
        for (Contender contender : inTurn) {
            Medians counted = runs.stretch(contender, 1);
            table.add(
                    contender.title(),
                    counted.of(Stretch::answersPerSecond, 0),
                    runs.stretch(contender, 0).of(Stretch::answersPerSecond, 0),
                    counted.of(Stretch::contenderMillis, 4),
                    counted.of(Stretch::brokerMillis, 4),
                    Long.toString(runs.peakMegabytes(contender)),
                    Long.toString(runs.mostCalls(contender)),
                    Long.toString(runs.errors(contender)),
                    counted.of(one -> one.foreignShare() * 100, 0) + " %");
        }
        return table;
    }

    private static List<Verdict> verdicts(Load load, Sizes sizes, Runs runs) {
        List<Verdict> verdicts = new ArrayList<>();
        compare(runs, OURS_AT_LEAST_ONCE, IDENTITY_AT_LEAST_ONCE, sizes.toIdentity(), verdicts);
        compare(runs, OURS_EXACTLY_ONCE, IDENTITY_EXACTLY_ONCE, sizes.toIdentity(), verdicts);
        if (sizes.inTurn().contains(HAND_WRITTEN_AT_LEAST_ONCE)) {
            compare(runs, OURS_AT_LEAST_ONCE, HAND_WRITTEN_AT_LEAST_ONCE, TO_LOOP, verdicts);
            compare(runs, OURS_EXACTLY_ONCE, HAND_WRITTEN_EXACTLY_ONCE, TO_LOOP, verdicts);
        }
        for (Contender ours : List.of(OURS_AT_LEAST_ONCE, OURS_EXACTLY_ONCE)) {
            verdicts.add(
                    load == Load.SHORT
                            ? Verdict.exactly(ours.title() + ": calls", DISTINCT + PROBES, runs.mostCalls(ours))
                            : Verdict.noMoreThan(
                                    ours.title() + ": calls, at most the hand-written loop's",
                                    runs.mostCalls(HAND_WRITTEN_AT_LEAST_ONCE),
                                    runs.mostCalls(ours)));
            verdicts.add(Verdict.exactly(ours.title() + ": errors", 0, runs.errors(ours)));
        }
        return verdicts;
    }

    private static void compare(Runs runs, Contender ours, Contender theirs, double target, List<Verdict> verdicts) {
        verdicts.add(Verdict.atLeast(
                "throughput to the " + theirs.title(),
                target,
                runs.stretch(ours, 1).of(Stretch::answersPerSecond)
                        / runs.stretch(theirs, 1).of(Stretch::answersPerSecond)));
    }
}
