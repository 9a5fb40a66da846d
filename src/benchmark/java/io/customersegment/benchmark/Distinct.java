package io.customersegment.benchmark;

import static io.customersegment.benchmark.Contender.BLOCKING;
import static io.customersegment.benchmark.Contender.HAND_WRITTEN_AT_LEAST_ONCE;
import static io.customersegment.benchmark.Contender.HAND_WRITTEN_EXACTLY_ONCE;
import static io.customersegment.benchmark.Contender.IDENTITY_AT_LEAST_ONCE;
import static io.customersegment.benchmark.Contender.OURS_AT_LEAST_ONCE;
import static io.customersegment.benchmark.Contender.OURS_EXACTLY_ONCE;
import static io.customersegment.benchmark.Contender.UNREAD_AT_LEAST_ONCE;
import static io.customersegment.benchmark.Contender.UNREAD_EXACTLY_ONCE;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * All requests are distinct, so each takes at least one call.
 *
 * <p><i>Cold</i> is from the start of the process until 20,000 requests are answered, <i>warm</i> from there until 100,000 more are; the
 * requests are published before the start. The blocking topology has one stream thread per partition and 2,000 requests, the first 400 of
 * which are its cold stretch. One whole run of customer-segment, exactly once, comes first and is not counted: it warms up the broker,
 * including its transactions, the stand-in and this process, which would otherwise count against the first contender.
 */
final class Distinct {

    private static final int COLD = 20_000;
    private static final int WARM = 100_000;
    private static final int BLOCKING_COLD = 400;
    private static final int BLOCKING_WARM = 1_600;
    private static final List<String> STRETCHES = List.of("cold", "warm");
    private static final double TO_BLOCKING = 12;
    private static final double BROKER_CPU = 1.3;
    private static final int IN_FLIGHT = 512;

    private static final Map<String, String> SETTINGS = Lab.inFlight(IN_FLIGHT);
    private static final Map<String, String> BLOCKING_SETTINGS =
            Map.of("stream.threads", Integer.toString(Lab.PARTITIONS));
    private static final List<Contender> WITH_SHORT_PROMPTS = List.of(
            OURS_AT_LEAST_ONCE,
            HAND_WRITTEN_AT_LEAST_ONCE,
            OURS_EXACTLY_ONCE,
            HAND_WRITTEN_EXACTLY_ONCE,
            BLOCKING,
            IDENTITY_AT_LEAST_ONCE);
    private static final List<Contender> WITH_REAL_PROMPTS = List.of(
            OURS_AT_LEAST_ONCE,
            HAND_WRITTEN_AT_LEAST_ONCE,
            UNREAD_AT_LEAST_ONCE,
            OURS_EXACTLY_ONCE,
            HAND_WRITTEN_EXACTLY_ONCE,
            UNREAD_EXACTLY_ONCE);

    /** The target ratios of throughput and processor time to those of another contender. */
    private record Target(double throughput, double cpu) {}

    private static final Target SHORT = new Target(1.2, 0.8);
    private static final List<Target> REAL_TO_LOOP = List.of(new Target(1.3, 0.75), new Target(1.2, 0.8));
    private static final List<Target> REAL_TO_UNREAD = List.of(new Target(1.1, 0.9), new Target(1.0, 0.95));

    private Distinct() {}

    static Findings run(Load load, Effort effort, Consumer<String> progress) {
        int cold = effort.requests(COLD);
        int all = cold + effort.requests(WARM);
        int blockingCold = effort.requests(BLOCKING_COLD);
        int blockingAll = blockingCold + effort.requests(BLOCKING_WARM);
        List<Contender> inTurn = load == Load.SHORT ? WITH_SHORT_PROMPTS : WITH_REAL_PROMPTS;
        Runs runs = new Runs();
        try (Lab lab = Lab.open(load.standIn())) {
            Path answers = lab.file("answers");
            lab.publish(all, load::value);
            progress.accept("distinct, " + load + ": warming up");
            Run.of(OURS_EXACTLY_ONCE, lab, SETTINGS, List.of(all), answers).writeAnswers(answers);
            for (int turn = 1; turn <= effort.repeat(); turn++) {
                for (Contender contender : inTurn) {
                    progress.accept("distinct, " + load + ": " + contender.title() + ", run " + turn + " of "
                            + effort.repeat());
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
                "distinct, " + load + ": every request is a call of 50 ms or more, " + IN_FLIGHT + " in flight, "
                        + Lab.PARTITIONS + " partitions, " + cold + " requests cold, " + (all - cold) + " warm",
                table(inTurn, runs),
                load == Load.SHORT ? shortVerdicts(runs) : realVerdicts(runs));
    }

    private static Table table(List<Contender> inTurn, Runs runs) {
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
        for (Contender contender : inTurn) {
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

    private static List<Verdict> shortVerdicts(Runs runs) {
        List<Verdict> verdicts = new ArrayList<>();
        for (int number = 0; number < STRETCHES.size(); number++) {
            compare(runs, number, OURS_AT_LEAST_ONCE, HAND_WRITTEN_AT_LEAST_ONCE, SHORT, verdicts);
            compare(runs, number, OURS_EXACTLY_ONCE, HAND_WRITTEN_EXACTLY_ONCE, SHORT, verdicts);
            verdicts.add(Verdict.atLeast(
                    STRETCHES.get(number) + ", exactly once: throughput to the blocking topology's when warm",
                    TO_BLOCKING,
                    runs.stretch(OURS_EXACTLY_ONCE, number).of(Stretch::answersPerSecond)
                            / runs.stretch(BLOCKING, 1).of(Stretch::answersPerSecond)));
        }
        verdicts.add(errors(WITH_SHORT_PROMPTS, runs));
        return verdicts;
    }

    private static List<Verdict> realVerdicts(Runs runs) {
        List<Verdict> verdicts = new ArrayList<>();
        for (int number = 0; number < STRETCHES.size(); number++) {
            Target toLoop = REAL_TO_LOOP.get(number);
            Target toUnread = REAL_TO_UNREAD.get(number);
            compare(runs, number, OURS_AT_LEAST_ONCE, HAND_WRITTEN_AT_LEAST_ONCE, toLoop, verdicts);
            compare(runs, number, OURS_AT_LEAST_ONCE, UNREAD_AT_LEAST_ONCE, toUnread, verdicts);
            compare(runs, number, OURS_EXACTLY_ONCE, HAND_WRITTEN_EXACTLY_ONCE, toLoop, verdicts);
            compare(runs, number, OURS_EXACTLY_ONCE, UNREAD_EXACTLY_ONCE, toUnread, verdicts);
        }
        verdicts.add(broker(runs, OURS_AT_LEAST_ONCE, HAND_WRITTEN_AT_LEAST_ONCE));
        verdicts.add(broker(runs, OURS_EXACTLY_ONCE, HAND_WRITTEN_EXACTLY_ONCE));
        verdicts.add(errors(WITH_REAL_PROMPTS, runs));
        return verdicts;
    }

    private static Verdict errors(List<Contender> inTurn, Runs runs) {
        return Verdict.exactly(
                "errors of all contenders",
                0,
                inTurn.stream().mapToLong(runs::errors).sum());
    }

    private static Verdict broker(Runs runs, Contender ours, Contender theirs) {
        return Verdict.atMost(
                "warm: the broker's CPU per request for " + ours.title() + " to that for the " + theirs.title(),
                BROKER_CPU,
                runs.stretch(ours, 1).of(Stretch::brokerMillis)
                        / runs.stretch(theirs, 1).of(Stretch::brokerMillis));
    }

    private static void compare(
            Runs runs, int number, Contender ours, Contender theirs, Target target, List<Verdict> verdicts) {
        Medians own = runs.stretch(ours, number);
        Medians other = runs.stretch(theirs, number);
        String which = STRETCHES.get(number) + ": %s to the " + theirs.title();
        verdicts.add(Verdict.atLeast(
                String.format(Locale.ROOT, which, "throughput"),
                target.throughput(),
                own.of(Stretch::answersPerSecond) / other.of(Stretch::answersPerSecond)));
        verdicts.add(Verdict.atMost(
                String.format(Locale.ROOT, which, "CPU per request"),
                target.cpu(),
                own.of(Stretch::contenderMillis) / other.of(Stretch::contenderMillis)));
    }
}
