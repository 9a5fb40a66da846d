package io.customersegment.benchmark;

import static io.customersegment.benchmark.Contender.HAND_WRITTEN_AT_LEAST_ONCE;
import static io.customersegment.benchmark.Contender.HAND_WRITTEN_EXACTLY_ONCE;
import static io.customersegment.benchmark.Contender.OURS_AT_LEAST_ONCE;
import static io.customersegment.benchmark.Contender.OURS_EXACTLY_ONCE;

import io.customersegment.benchmark.standin.TimeTaken;
import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import io.customersegment.process.Child;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;

/**
 * Requests that come when they come: 300 a second, each sent at its time whatever became of those before it.
 *
 * <p><i>Added latency</i> of a request is when a consumer of committed records has its answer, less when it should have been sent,
 * less what the service took for its call; the stand-in tells that in its items. So a request that is sent late because the machine is
 * busy is late, and pauses are not left out. 20,000 requests that are there before the process starts warm it up and are not counted.
 * A run of ours, exactly once, comes first and is not counted either: it warms up the broker, with its transactions.
 */
final class OpenLoop {

    private static final int BROKER_WARMING = 60_000;
    private static final int WARMING = 20_000;
    private static final int COUNTED = 12_000;
    private static final int PER_SECOND = 300;
    private static final int IN_FLIGHT = 512;
    private static final double MEDIAN = 0.5;
    private static final double P99 = 0.99;
    private static final double HALF = 0.5;
    private static final List<Double> SHARES = List.of(MEDIAN, 0.9, P99, 0.999, 1.0);
    private static final List<String> STAND_IN =
            List.of("--latency", "PT0.04S", "--latency-p99", "PT0.2S", "--items", "10");

    private OpenLoop() {}

    static Findings run(Effort effort, Consumer<String> progress) {
        int counted = effort.requests(COUNTED);
        Table table = new Table("contender", "p50 ms", "p90 ms", "p99 ms", "p99.9 ms", "most ms", "errors");
        List<Verdict> verdicts = new ArrayList<>();
        try (Lab lab = Lab.open(STAND_IN)) {
            progress.accept("open-loop: warming up");
            int brokerWarming = effort.requests(BROKER_WARMING);
            lab.publish(brokerWarming, Wishes::value);
            Run.of(OURS_EXACTLY_ONCE, lab, Lab.inFlight(IN_FLIGHT), List.of(brokerWarming), lab.file("answers"));
            Turn turn = new Turn(lab, WARMING, counted, table, progress);
            Latencies ours = turn.added(OURS_AT_LEAST_ONCE);
            Latencies theirs = turn.added(HAND_WRITTEN_AT_LEAST_ONCE);
            verdicts.add(ratio("at least once: p50", ours, theirs, MEDIAN, 1));
            verdicts.add(ratio("at least once: p99", ours, theirs, P99, 1));
            ours = turn.added(OURS_EXACTLY_ONCE);
            theirs = turn.added(HAND_WRITTEN_EXACTLY_ONCE);
            verdicts.add(ratio("exactly once: p50", ours, theirs, MEDIAN, HALF));
        }
        return new Findings(
                "open-loop: added latency of " + counted + " requests, " + PER_SECOND
                        + " a second, calls lognormal with p50 40 ms and p99 200 ms",
                table,
                verdicts);
    }

    private static Verdict ratio(String what, Latencies ours, Latencies theirs, double share, double target) {
        return Verdict.atMost(
                what + " of added latency to the hand-written loop's",
                target,
                ours.millis(share) / theirs.millis(share));
    }

    private record Turn(Lab lab, int warming, int counted, Table table, Consumer<String> progress) {

        /** The added latencies of a contender's results. */
        Latencies added(Contender contender) {
            progress.accept("open-loop: " + contender.title());
            String requests = lab.topic();
            Map<String, String> flags = new HashMap<>(Lab.inFlight(IN_FLIGHT));
            flags.put("request.topic", requests);
            flags = lab.settings(contender, flags);
            Settings.Topics topics = SettingsReader.read(null, Map.of(), flags).topics();
            int all = warming + counted;
            boolean[] result = new boolean[all];
            long[] answered = new long[all];
            try (Producer<byte[], byte[]> producer = lab.producer(0);
                    Oracle oracle =
                            Oracle.fetchingAtOnce(lab.bootstrapServers(), topics, (number, isResult, answer) -> {
                                result[number] = isResult;
                                answered[number] = System.nanoTime() - (isResult ? TimeTaken.nanos(answer) : 0);
                            });
                    Child child = contender.start(flags, lab.file("answers"), List.of())) {
                lab.publish(requests, warming, Wishes::value);
                oracle.awaitAnswers(warming, child);
                try (Schedule schedule = Schedule.start(producer, requests, warming, all, PER_SECOND)) {
                    oracle.awaitAnswers(all, child);
                    Latencies added = new Latencies(IntStream.range(warming, all)
                            .filter(number -> result[number])
                            .mapToLong(number -> answered[number] - schedule.due(number - warming))
                            .toArray());
                    List<String> cells = new ArrayList<>(List.of(contender.title()));
                    SHARES.forEach(share -> cells.add(Table.number(added.millis(share), 1)));
                    cells.add(Integer.toString(oracle.errors()));
                    table.add(cells.toArray(String[]::new));
                    return added;
                }
            }
        }
    }
}
