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
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * An open load: 300 requests a second, each sent at its scheduled time regardless of earlier ones.
 *
 * <p><i>Added latency</i> of a request is the time when a consumer of committed records has its answer, minus the time when it should have
 * been sent, minus the duration of its call, which the stand-in reports in its items. Thus a request that is sent late because the machine
 * is busy counts as late, and pauses are not left out. 20,000 requests that are published before the process starts warm it up and are not
 * counted. A run of customer-segment, exactly once, comes first and is not counted either: it warms up the broker, including its
 * transactions.
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

    private static final List<Contender> IN_TURN =
            List.of(OURS_AT_LEAST_ONCE, HAND_WRITTEN_AT_LEAST_ONCE, OURS_EXACTLY_ONCE, HAND_WRITTEN_EXACTLY_ONCE);

    private OpenLoop() {}

    static Findings run(Effort effort, Consumer<String> progress) {
        int counted = effort.requests(COUNTED);
        Map<Contender, List<Turn>> turns = new EnumMap<>(Contender.class);
        try (Lab lab = Lab.open(STAND_IN)) {
            progress.accept("open-loop: warming up");
            int brokerWarming = effort.requests(BROKER_WARMING);
            lab.publish(brokerWarming, BenchmarkRequests::value);
            Run.of(OURS_EXACTLY_ONCE, lab, Lab.inFlight(IN_FLIGHT), List.of(brokerWarming), lab.file("answers"));
            for (int turn = 1; turn <= effort.repeat(); turn++) {
                for (Contender contender : IN_TURN) {
                    progress.accept("open-loop: " + contender.title() + ", run " + turn + " of " + effort.repeat());
                    turns.computeIfAbsent(contender, first -> new ArrayList<>())
                            .add(turn(contender, lab, WARMING, counted));
                }
            }
        }
        return new Findings(
                "open-loop: added latency of " + counted + " requests, " + PER_SECOND
                        + " a second, calls lognormal with p50 40 ms and p99 200 ms",
                table(turns),
                verdicts(turns));
    }

    /**
     * A contender's run.
     *
     * @param added the added latencies of its results
     * @param errors the number of answers that were error records
     */
    private record Turn(Latencies added, int errors) {}

    private static Turn turn(Contender contender, Lab lab, int warming, int counted) {
        String requests = lab.topic();
        Map<String, String> flags = new HashMap<>(Lab.inFlight(IN_FLIGHT));
        flags.put("request.topic", requests);
        flags = lab.settings(contender, flags);
        Settings.Topics topics = SettingsReader.read(null, Map.of(), flags).topics();
        int all = warming + counted;
        boolean[] result = new boolean[all];
        long[] answered = new long[all];
        try (Producer<byte[], byte[]> producer = lab.producer(0);
                Oracle oracle = Oracle.fetchingAtOnce(lab.bootstrapServers(), topics, (number, isResult, answer) -> {
                    result[number] = isResult;
                    answered[number] = System.nanoTime() - (isResult ? TimeTaken.nanos(answer) : 0);
                });
                Child child = contender.start(flags, lab.file("answers"), List.of())) {
            lab.publish(requests, warming, BenchmarkRequests::value);
            oracle.awaitAnswers(warming, child);
            try (Schedule schedule = Schedule.start(
                    producer,
                    number -> new ProducerRecord<>(
                            requests,
                            number % Lab.PARTITIONS,
                            BenchmarkRequests.key(number),
                            BenchmarkRequests.value(number)),
                    warming,
                    all,
                    PER_SECOND)) {
                oracle.awaitAnswers(all, child);
                Latencies added = new Latencies(IntStream.range(warming, all)
                        .filter(number -> result[number])
                        .mapToLong(number -> answered[number] - schedule.due(number - warming))
                        .toArray());
                return new Turn(added, oracle.errors());
            }
        }
    }

    private static Table table(Map<Contender, List<Turn>> turns) {
        Table table = new Table("contender", "p50 ms", "p90 ms", "p99 ms", "p99.9 ms", "most ms", "errors");
        turns.forEach((contender, runs) -> {
            List<String> cells = new ArrayList<>(List.of(contender.title()));
            SHARES.forEach(share -> cells.add(Table.number(median(runs, share), 1)));
            cells.add(Integer.toString(runs.stream().mapToInt(Turn::errors).sum()));
            table.add(cells.toArray(String[]::new));
        });
        return table;
    }

    private static List<Verdict> verdicts(Map<Contender, List<Turn>> turns) {
        List<Turn> ours = turns.getOrDefault(OURS_AT_LEAST_ONCE, List.of());
        List<Turn> theirs = turns.getOrDefault(HAND_WRITTEN_AT_LEAST_ONCE, List.of());
        return List.of(
                ratio("at least once: p50", ours, theirs, MEDIAN, 1),
                ratio("at least once: p99", ours, theirs, P99, 1),
                ratio(
                        "exactly once: p50",
                        turns.getOrDefault(OURS_EXACTLY_ONCE, List.of()),
                        turns.getOrDefault(HAND_WRITTEN_EXACTLY_ONCE, List.of()),
                        MEDIAN,
                        HALF));
    }

    private static Verdict ratio(String what, List<Turn> ours, List<Turn> theirs, double share, double target) {
        return Verdict.atMost(
                what + " of added latency to the hand-written loop's",
                target,
                median(ours, share) / median(theirs, share));
    }

    private static double median(List<Turn> runs, double share) {
        return Medians.median(runs.stream().mapToDouble(run -> run.added().millis(share)));
    }
}
