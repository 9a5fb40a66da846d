package io.customersegment.benchmark;

import static io.customersegment.benchmark.Contender.OURS_AT_LEAST_ONCE;
import static io.customersegment.benchmark.Contender.OURS_EXACTLY_ONCE;

import io.customersegment.config.Settings;
import io.customersegment.config.Settings.Guarantee;
import io.customersegment.config.SettingsReader;
import io.customersegment.process.Child;
import io.customersegment.topology.StreamsProperties;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Kills the process (SIGKILL) when two fifths of the requests are answered, and restarts it immediately with the same settings; every
 * request is a call of 50 ms. Answers that were committed before the kill do not count as the next answer.
 */
final class Crash {

    private static final int REQUESTS = 20_000;
    private static final int IN_FLIGHT = 512;
    private static final int PROBES = 2;
    private static final double SECONDS = 5;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final List<Contender> IN_TURN = List.of(OURS_AT_LEAST_ONCE, OURS_EXACTLY_ONCE);

    private Crash() {}

    static Findings run(Effort effort, Consumer<String> progress) {
        int requests = effort.requests(REQUESTS);
        Table table = new Table(
                "contender",
                "seconds to the next answer",
                "missing",
                "errors",
                "doubled",
                "answers in the commit interval before",
                "extra calls");
        List<Verdict> verdicts = new ArrayList<>();
        try (Lab lab = Lab.open(List.of("--latency", "PT0.05S", "--items", "10"))) {
            lab.publish(requests, BenchmarkRequests::value);
            for (Contender contender : IN_TURN) {
                List<Aftermath> kills = new ArrayList<>();
                for (int turn = 1; turn <= effort.repeat(); turn++) {
                    progress.accept("crash: " + contender.title() + ", kill " + turn + " of " + effort.repeat());
                    Aftermath aftermath = aftermath(contender, lab, requests);
                    table.add(
                            contender.title(),
                            Table.number(aftermath.seconds(), 2),
                            Integer.toString(aftermath.missing()),
                            Integer.toString(aftermath.errors()),
                            Integer.toString(aftermath.doubled()),
                            Long.toString(aftermath.inACommitInterval()),
                            Long.toString(aftermath.extraCalls()));
                    kills.add(aftermath);
                }
                judge(contender, kills, verdicts);
            }
        }
        return new Findings(
                "crash: killed at 40 % of " + requests + " distinct requests, " + IN_FLIGHT + " in flight",
                table,
                verdicts);
    }

    /**
     * The measurements after a kill.
     *
     * @param seconds from the kill to the next answer
     * @param missing requests without an answer
     * @param errors answers that were error records
     * @param doubled answers to requests that were answered already
     * @param inACommitInterval the number of answers in the commit interval before the kill
     * @param extraCalls calls beyond one for each request and one probe for each process
     */
    private record Aftermath(
            double seconds, int missing, int errors, int doubled, long inACommitInterval, long extraCalls) {}

    private static Aftermath aftermath(Contender contender, Lab lab, int requests) {
        Map<String, String> flags = lab.settings(contender, Lab.inFlight(IN_FLIGHT));
        Settings settings = SettingsReader.read(null, Map.of(), flags);
        long commitNanos = TimeUnit.MILLISECONDS.toNanos(
                Long.parseLong(StreamsProperties.of(settings).getProperty(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG)));
        long callsBefore = lab.tally().calls();
        long[] answered = new long[requests];
        try (Oracle oracle = Oracle.fetchingInBulk(
                lab.bootstrapServers(),
                settings.topics(),
                (number, result, answer) -> answered[number] = System.nanoTime())) {
            long killed;
            long inACommitInterval;
            try (Child first = contender.start(flags, lab.file("answers"), List.of())) {
                oracle.awaitAnswers(requests * 2 / 5, first);
                killed = System.nanoTime();
                first.kill();
                inACommitInterval = Arrays.stream(answered)
                        .filter(nanos -> nanos != 0 && killed - nanos <= commitNanos)
                        .count();
            }
            try (Child second = contender.start(flags, lab.file("answers"), List.of())) {
                oracle.drain();
                oracle.awaitAnswers(oracle.answers() + 1, second);
                double seconds = (System.nanoTime() - killed) / NANOS_PER_SECOND;
                boolean all = oracle.reaches(requests, second);
                oracle.drain();
                return new Aftermath(
                        seconds,
                        all ? 0 : requests - oracle.answers(),
                        oracle.errors(),
                        oracle.doubled(),
                        inACommitInterval,
                        lab.tally().calls() - callsBefore - requests - PROBES);
            }
        }
    }

    /** Judges by the worst kill in each respect. */
    private static void judge(Contender contender, List<Aftermath> kills, List<Verdict> verdicts) {
        String who = contender.title();
        verdicts.add(Verdict.atMost(
                who + ": seconds to the next answer",
                SECONDS,
                kills.stream().mapToDouble(Aftermath::seconds).max().orElseThrow()));
        verdicts.add(Verdict.exactly(who + ": missing", 0, most(kills, Aftermath::missing)));
        verdicts.add(Verdict.exactly(who + ": errors", 0, most(kills, Aftermath::errors)));
        if (contender.guarantee() == Guarantee.EXACTLY_ONCE_V2) {
            verdicts.add(Verdict.exactly(who + ": doubled", 0, most(kills, Aftermath::doubled)));
            verdicts.add(Verdict.noMoreThan(
                    who + ": extra calls, at most those in flight", IN_FLIGHT, most(kills, Aftermath::extraCalls)));
        } else {
            Aftermath worst =
                    Collections.max(kills, Comparator.comparingLong(kill -> kill.doubled() - kill.inACommitInterval()));
            verdicts.add(Verdict.noMoreThan(
                    who + ": doubled, at most a commit interval's worth", worst.inACommitInterval(), worst.doubled()));
        }
    }

    private static long most(List<Aftermath> kills, ToLongFunction<Aftermath> count) {
        return kills.stream().mapToLong(count).max().orElseThrow();
    }
}
