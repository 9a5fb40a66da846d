package io.customersegment.benchmark;

import io.customersegment.process.Child;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Two hundred distinct queries that occur at all instances, with four instances that share their segments and with four that do not.
 *
 * <p>One after the other: each query recurs after two fifths of a second, at a different instance. All at once: the requests arrive within
 * a moment, at all instances in the same order, which is the worst case. Then all instances are stopped, and one restarts, well within the
 * time to live; the time to its first answer is measured from the start of the process, with the requests already published.
 */
final class FleetSegments {

    private static final int QUERIES = 200;
    private static final int INSTANCES = 4;
    private static final int PER_SECOND = 500;
    private static final int ONE_AFTER_THE_OTHER = 4_000;
    private static final int AT_ONCE = 12_000;
    private static final String SETTING = "enrich.cache.shared";
    private static final Duration SETTLING = Duration.ofSeconds(2);
    private static final double NANOS_PER_SECOND = 1e9;

    private FleetSegments() {}

    /**
     * The measurements of a run.
     *
     * @param paced calls for queries one after the other
     * @param atOnce calls for other queries all at once
     * @param restarted calls after the restart, for the first queries again
     * @param firstAnswer seconds from the restart of a process to its first answer
     * @param errors answers that were error records
     */
    private record Calls(long paced, long atOnce, long restarted, double firstAnswer, int errors) {}

    static Findings run(Effort effort, Consumer<String> progress) {
        Table table = new Table(
                SETTING,
                "calls, one query after the other",
                "calls, all at once",
                "calls after a restart",
                "seconds from the restart to the first answer",
                "errors");
        Map<Boolean, List<Calls>> byShared = new HashMap<>();
        try (Lab lab = Lab.open(Fleet.STAND_IN)) {
            for (int turn = 1; turn <= effort.repeat(); turn++) {
                for (boolean shared : List.of(true, false)) {
                    progress.accept("fleet: hot queries, segments " + (shared ? "" : "not ") + "shared, run " + turn
                            + " of " + effort.repeat());
                    byShared.computeIfAbsent(shared, first -> new ArrayList<>()).add(calls(lab, shared, effort));
                }
            }
        }
        for (boolean shared : List.of(true, false)) {
            List<Calls> runs = byShared.getOrDefault(shared, List.of());
            table.add(
                    Boolean.toString(shared),
                    median(runs, Calls::paced, 0),
                    median(runs, Calls::atOnce, 0),
                    median(runs, Calls::restarted, 0),
                    median(runs, Calls::firstAnswer, 2),
                    Integer.toString(runs.stream().mapToInt(Calls::errors).sum()));
        }
        return new Findings(
                "fleet: " + QUERIES + " queries at " + INSTANCES + " instances, " + effort.requests(ONE_AFTER_THE_OTHER)
                        + " requests one after the other, " + effort.requests(AT_ONCE) + " at once",
                table,
                verdicts(byShared.getOrDefault(true, List.of())));
    }

    private static Calls calls(Lab lab, boolean shared, Effort effort) {
        String topic = lab.topic(Fleet.PARTITIONS);
        Map<String, String> setting = Map.of(SETTING, Boolean.toString(shared));
        int paced = effort.requests(ONE_AFTER_THE_OTHER);
        int both = paced + effort.requests(AT_ONCE);
        try (Producer<byte[], byte[]> producer = lab.producer(0);
                Fleet fleet = new Fleet(lab, topic, setting, Fleet.QUICKLY_COMPILED);
                Oracle oracle = Oracle.fetchingAtOnce(lab.bootstrapServers(), fleet.topics(), Oracle.Listener.NONE)) {
            fleet.start(INSTANCES);
            oracle.watch(SETTLING);
            long before = lab.tally().calls();
            try (Schedule load = Schedule.start(producer, number -> query(topic, number, 0), 0, paced, PER_SECOND)) {
                oracle.awaitAnswers(paced, fleet.newest());
                load.end();
            }
            long afterPaced = lab.tally().calls();
            lab.send(paced, both, number -> queryInTurn(topic, number - paced, number));
            oracle.awaitAnswers(both, fleet.newest());
            long afterAtOnce = lab.tally().calls();
            fleet.stopAll();
            lab.send(both, both + QUERIES, number -> query(topic, number, 0));
            long start = System.nanoTime();
            Child restarted = fleet.launch(Map.of());
            oracle.awaitAnswers(both + 1, restarted);
            double firstAnswer = (System.nanoTime() - start) / NANOS_PER_SECOND;
            oracle.awaitAnswers(both + QUERIES, restarted);
            return new Calls(
                    afterPaced - before,
                    afterAtOnce - afterPaced,
                    lab.tally().calls() - afterAtOnce,
                    firstAnswer,
                    oracle.errors());
        }
    }

    /** Creates a request for the next of the queries, partition by partition. */
    private static ProducerRecord<byte[], byte[]> query(String topic, int number, int firstQuery) {
        return new ProducerRecord<>(
                topic,
                number % Fleet.PARTITIONS,
                BenchmarkRequests.key(number),
                BenchmarkRequests.value(firstQuery + number % QUERIES));
    }

    /** Creates a request for one of the second two hundred queries, which all partitions have in the same order. */
    private static ProducerRecord<byte[], byte[]> queryInTurn(String topic, int index, int number) {
        return new ProducerRecord<>(
                topic,
                index % Fleet.PARTITIONS,
                BenchmarkRequests.key(number),
                BenchmarkRequests.value(QUERIES + index / Fleet.PARTITIONS % QUERIES));
    }

    private static List<Verdict> verdicts(List<Calls> shared) {
        return List.of(
                Verdict.noMoreThan(
                        "hot queries one after the other: calls, one a query and the first of each instance",
                        QUERIES + INSTANCES,
                        shared.stream().mapToLong(Calls::paced).max().orElseThrow()),
                Verdict.exactly(
                        "hot queries: calls after a restart inside the time to live",
                        0,
                        shared.stream().mapToLong(Calls::restarted).max().orElseThrow()),
                Verdict.exactly(
                        "hot queries: errors",
                        0,
                        shared.stream().mapToInt(Calls::errors).sum()));
    }

    private static String median(List<Calls> runs, ToDoubleFunction<Calls> figure, int digits) {
        return Table.number(Medians.median(runs.stream().mapToDouble(figure)), digits);
    }
}
