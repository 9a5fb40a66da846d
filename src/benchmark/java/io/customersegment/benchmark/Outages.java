package io.customersegment.benchmark;

import static io.customersegment.benchmark.Contender.OURS_EXACTLY_ONCE;

import io.customersegment.benchmark.standin.Outage;
import io.customersegment.benchmark.standin.Tally;
import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import io.customersegment.process.Child;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * The service is unavailable for 20 s, under a backlog of which a fifth is answered by then: once it responds with errors, once not at all.
 * With a deadline longer than the outage every request must be answered. With the default deadline requests fail, but each time that it
 * passes no more than are in flight.
 */
final class Outages {

    private static final int REQUESTS = 5_000;
    private static final Duration OUTAGE = Duration.ofSeconds(20);
    private static final Duration LONG_DEADLINE = Duration.ofMinutes(1);
    private static final Contender CONTENDER = OURS_EXACTLY_ONCE;
    private static final double NANOS_PER_SECOND = 1e9;

    private Outages() {}

    static Findings run(Effort effort, Consumer<String> progress) {
        int requests = effort.requests(REQUESTS);
        Table table = new Table(
                "outage",
                "enrich.deadline.ms",
                "missing",
                "errors",
                "calls during the outage",
                "seconds from its end to the next result",
                "seconds from its end to the last answer");
        List<Verdict> verdicts = new ArrayList<>();
        try (Lab lab = Lab.open(RateLimits.STAND_IN)) {
            lab.publish(requests, BenchmarkRequests::value);
            for (Map<String, String> deadline : List.of(
                    Map.of("enrich.deadline.ms", Long.toString(LONG_DEADLINE.toMillis())), Map.<String, String>of())) {
                for (Outage.Kind kind : Outage.Kind.values()) {
                    List<Aftermath> runs = new ArrayList<>();
                    for (int turn = 1; turn <= effort.repeat(); turn++) {
                        progress.accept("limits: outage with " + words(kind) + " " + deadline + ", run " + turn + " of "
                                + effort.repeat());
                        runs.add(aftermath(lab, requests, kind, deadline));
                    }
                    Settings.Node node =
                            SettingsReader.read(null, Map.of(), deadline).node();
                    runs.forEach(run -> add(table, kind, node, run));
                    verdicts.addAll(verdicts(kind, node, runs));
                }
            }
        }
        return new Findings(
                "limits: an outage of " + OUTAGE.toSeconds() + " s under a backlog of " + requests
                        + " distinct requests, " + CONTENDER.title(),
                table,
                verdicts);
    }

    /**
     * The measurements of an outage.
     *
     * @param missing requests without an answer
     * @param errors answers that are error records
     * @param calls the number of calls during the outage
     * @param nextResult seconds from the end of the outage to the first result after it; NaN if there was none
     * @param lastAnswer seconds from the end of the outage to the last answer, negative if all were answered before
     */
    private record Aftermath(int missing, int errors, long calls, double nextResult, double lastAnswer) {}

    private static Aftermath aftermath(Lab lab, int requests, Outage.Kind kind, Map<String, String> deadline) {
        Map<String, String> flags = lab.settings(CONTENDER, deadline);
        Settings.Topics topics = SettingsReader.read(null, Map.of(), flags).topics();
        long[] results = new long[requests];
        AtomicLong last = new AtomicLong();
        try (Oracle oracle = Oracle.fetchingInBulk(lab.bootstrapServers(), topics, (number, result, answer) -> {
                    last.set(System.nanoTime());
                    results[number] = result ? last.get() : 0;
                });
                Child child = CONTENDER.start(flags, lab.file("answers"), List.of())) {
            oracle.awaitAnswers(requests / 5, child);
            Tally before = lab.tally();
            lab.breakDown(kind, OUTAGE);
            long end = System.nanoTime() + OUTAGE.toNanos();
            boolean all = oracle.reaches(requests, child);
            long calls = lab.tally().lost() - before.lost();
            lab.breakDown(
                    kind, Duration.ZERO); // if all requests end before the outage, it must not last into the next run
            OptionalLong next = LongStream.of(results)
                    .filter(nanos -> nanos != 0 && nanos - end >= 0)
                    .min();
            return new Aftermath(
                    all ? 0 : requests - oracle.answers(),
                    oracle.errors(),
                    calls,
                    next.isPresent() ? (next.getAsLong() - end) / NANOS_PER_SECOND : Double.NaN,
                    (last.get() - end) / NANOS_PER_SECOND);
        }
    }

    private static void add(Table table, Outage.Kind kind, Settings.Node node, Aftermath run) {
        table.add(
                words(kind),
                Long.toString(node.deadline().toMillis()),
                Integer.toString(run.missing()),
                Integer.toString(run.errors()),
                Long.toString(run.calls()),
                Double.isNaN(run.nextResult()) ? "–" : Table.number(run.nextResult(), 1),
                Table.number(run.lastAnswer(), 1));
    }

    /** Judges by the worst run in each respect. */
    private static List<Verdict> verdicts(Outage.Kind kind, Settings.Node node, List<Aftermath> runs) {
        String which =
                "outage with " + words(kind) + ", deadline " + node.deadline().toSeconds() + " s: ";
        long passed = OUTAGE.dividedBy(node.deadline());
        int errors = runs.stream().mapToInt(Aftermath::errors).max().orElseThrow();
        return List.of(
                Verdict.exactly(
                        which + "missing",
                        0,
                        runs.stream().mapToInt(Aftermath::missing).max().orElseThrow()),
                passed == 0
                        ? Verdict.exactly(which + "errors", 0, errors)
                        : Verdict.noMoreThan(
                                which + "errors, at most those in flight each time that the deadline passes",
                                passed * node.capacity(),
                                errors));
    }

    private static String words(Outage.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
