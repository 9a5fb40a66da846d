package io.customersegment.benchmark;

import static io.customersegment.benchmark.Contender.BLOCKING;
import static io.customersegment.benchmark.Contender.HAND_WRITTEN_AT_LEAST_ONCE;
import static io.customersegment.benchmark.Contender.HAND_WRITTEN_EXACTLY_ONCE;
import static io.customersegment.benchmark.Contender.IDENTITY_AT_LEAST_ONCE;
import static io.customersegment.benchmark.Contender.OURS_AT_LEAST_ONCE;
import static io.customersegment.benchmark.Contender.OURS_EXACTLY_ONCE;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * No two requests ask the same, so each is a call.
 *
 * <p><i>Cold</i> is from the start of the process until 20,000 requests are answered, <i>warm</i> from there until 100,000 more are;
 * the requests are there before the start. The blocking topology gets as many stream threads as there are partitions and 2,000
 * requests, the first 400 of which are its cold stretch. One whole run of ours, exactly once, comes first and is not counted: it
 * warms up the broker, with its transactions, the stand-in and this process, which else would count against who comes first.
 */
final class Distinct {

    private static final int COLD = 20_000;
    private static final int WARM = 100_000;
    private static final int BLOCKING_COLD = 400;
    private static final int BLOCKING_WARM = 1_600;
    private static final List<String> STRETCHES = List.of("cold", "warm");
    private static final double THROUGHPUT = 1.2;
    private static final double CPU = 0.8;
    private static final double TO_BLOCKING = 12;
    private static final int IN_FLIGHT = 512;
    private static final String LATENCY = "PT0.05S";
    private static final String ITEMS = "10";

    private static final Map<String, String> SETTINGS = Lab.inFlight(IN_FLIGHT);
    private static final Map<String, String> BLOCKING_SETTINGS =
            Map.of("stream.threads", Integer.toString(Lab.PARTITIONS));
    private static final List<Contender> IN_TURN = List.of(
            OURS_AT_LEAST_ONCE,
            HAND_WRITTEN_AT_LEAST_ONCE,
            OURS_EXACTLY_ONCE,
            HAND_WRITTEN_EXACTLY_ONCE,
            BLOCKING,
            IDENTITY_AT_LEAST_ONCE);

    private Distinct() {}

    static Findings run(Effort effort, Consumer<String> progress) {
        int cold = effort.requests(COLD);
        int all = cold + effort.requests(WARM);
        int blockingCold = effort.requests(BLOCKING_COLD);
        int blockingAll = blockingCold + effort.requests(BLOCKING_WARM);
        Runs runs = new Runs();
        try (Lab lab = Lab.open(List.of("--latency", LATENCY, "--items", ITEMS))) {
            Path answers = lab.file("answers");
            lab.publish(all, Wishes::value);
            progress.accept("distinct: warming up");
            Run.of(OURS_EXACTLY_ONCE, lab, SETTINGS, List.of(all), answers).writeAnswers(answers);
            for (int turn = 1; turn <= effort.repeat(); turn++) {
                for (Contender contender : IN_TURN) {
                    progress.accept("distinct: " + contender.title() + ", run " + turn + " of " + effort.repeat());
                    runs.add(
                            contender == BLOCKING
                                    ? Run.of(
                                            contender,
                                            lab,
                                            BLOCKING_SETTINGS,
                                            List.of(blockingCold, blockingAll),
                                            answers)
                                    : Run.of(contender, lab, SETTINGS, List.of(cold, all), answers));
                }
            }
        }
        return new Findings(
                "distinct: every request is a call of 50 ms, " + IN_FLIGHT + " in flight, " + Lab.PARTITIONS
                        + " partitions, " + cold + " requests cold, " + (all - cold) + " warm",
                table(runs),
                verdicts(runs));
    }

    private static Table table(Runs runs) {
        Table table = new Table(
                "contender",
                "stretch",
                "requests/s",
                "CPU s per 1,000 requests",
                "of the broker",
                "of the stand-in",
                "peak memory MB",
                "calls",
                "errors",
                "CPU used by others");
        for (Contender contender : IN_TURN) {
            for (int number = 0; number < STRETCHES.size(); number++) {
                Medians stretch = runs.stretch(contender, number);
                table.add(
                        contender.title(),
                        STRETCHES.get(number),
                        stretch.of(Stretch::answersPerSecond, 0),
                        stretch.of(Stretch::contenderMillis, 3),
                        stretch.of(Stretch::brokerMillis, 3),
                        stretch.of(Stretch::standInMillis, 3),
                        Long.toString(runs.peakMegabytes(contender)),
                        stretch.of(Stretch::calls, 0),
                        Long.toString(runs.errors(contender)),
                        stretch.of(one -> one.foreignShare() * 100, 0) + " %");
            }
        }
        return table;
    }

    private static List<Verdict> verdicts(Runs runs) {
        List<Verdict> verdicts = new ArrayList<>();
        for (int number = 0; number < STRETCHES.size(); number++) {
            compare(runs, number, "at least once", OURS_AT_LEAST_ONCE, HAND_WRITTEN_AT_LEAST_ONCE, verdicts);
            compare(runs, number, "exactly once", OURS_EXACTLY_ONCE, HAND_WRITTEN_EXACTLY_ONCE, verdicts);
            verdicts.add(Verdict.atLeast(
                    STRETCHES.get(number) + ", exactly once: throughput to the blocking topology's when warm",
                    TO_BLOCKING,
                    runs.stretch(OURS_EXACTLY_ONCE, number).of(Stretch::answersPerSecond)
                            / runs.stretch(BLOCKING, 1).of(Stretch::answersPerSecond)));
        }
        verdicts.add(Verdict.exactly(
                "errors of all contenders",
                0,
                IN_TURN.stream().mapToLong(runs::errors).sum()));
        return verdicts;
    }

    private static void compare(
            Runs runs, int number, String guarantee, Contender ours, Contender theirs, List<Verdict> verdicts) {
        Medians own = runs.stretch(ours, number);
        Medians other = runs.stretch(theirs, number);
        String which = STRETCHES.get(number) + ", " + guarantee;
        verdicts.add(Verdict.atLeast(
                which + ": throughput to the hand-written loop's",
                THROUGHPUT,
                own.of(Stretch::answersPerSecond) / other.of(Stretch::answersPerSecond)));
        verdicts.add(Verdict.atMost(
                which + ": CPU per request to the hand-written loop's",
                CPU,
                own.of(Stretch::contenderMillis) / other.of(Stretch::contenderMillis)));
    }
}
