package io.customersegment.benchmark;

import io.customersegment.benchmark.standin.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * One, three and four instances with a total budget of 500 calls a second, and a backlog of distinct requests, each of which is a call:
 * evenly over all partitions, and in a single partition. The share of the budget that is used is measured once all instances have joined,
 * have been warmed up and eight seconds have passed; the maximum number of calls is measured from the start of the first process.
 */
final class FleetLoads {

    /**
     * The number of requests per instance after which two cores are enough for four JVMs. Before, their compilers and code that is not
     * compiled yet need more than there is, so that instances make fewer calls than they may.
     */
    private static final int WARMING = 18_000;

    /**
     * About one and a half times as many as are answered. Instances that start earlier make more calls, and one whose partitions were empty before the end
     * would leave its share unused for the seconds until the others have it.
     */
    private static final int BACKLOG = 120_000;

    private static final Duration SETTLING = Duration.ofSeconds(8);
    private static final Duration STEADY = Duration.ofSeconds(12);
    private static final Duration QUICK = Duration.ofSeconds(4);
    private static final double EVEN_PERCENT = 95;
    private static final double SKEWED_PERCENT = 80;
    private static final List<Point> POINTS =
            List.of(new Point(1, false), new Point(3, false), new Point(4, false), new Point(4, true));

    private FleetLoads() {}

    /**
     * The parameters of a run.
     *
     * @param skewed whether all requests are in one partition
     */
    private record Point(int instances, boolean skewed) {

        double targetPercent() {
            return skewed ? SKEWED_PERCENT : EVEN_PERCENT;
        }

        int partition(int number) {
            return skewed ? 0 : number % Fleet.PARTITIONS;
        }

        String load() {
            return skewed ? "in one partition" : "in all partitions";
        }

        @Override
        public String toString() {
            return instances + (instances == 1 ? " instance" : " instances") + ", requests " + load();
        }
    }

    /**
     * The measurements of a run.
     *
     * @param all from the start of the first process
     * @param steady once the shares had settled
     * @param faults the number of errors by message
     */
    private record Use(Timeline all, Timeline steady, int errors, Map<String, Integer> faults) {

        double percent() {
            return 100.0 * steady.calls() / (steady.seconds() * Fleet.CALLS_PER_SECOND);
        }
    }

    static Findings run(Effort effort, Consumer<String> progress) {
        Table table = new Table(
                "instances",
                "requests",
                "most calls in a second",
                "in " + Fleet.SPAN_SECONDS + " seconds",
                "budget used, steady",
                "errors",
                "calls in each second of the steady state");
        List<Verdict> verdicts = new ArrayList<>();
        try (Lab lab = Lab.open(Fleet.STAND_IN)) {
            for (Point point : POINTS) {
                List<Use> uses = new ArrayList<>();
                for (int turn = 1; turn <= effort.repeat(); turn++) {
                    progress.accept("fleet: " + point + ", run " + turn + " of " + effort.repeat());
                    Use use = effort.quick() ? use(point, lab, Fleet.WARMING, QUICK) : use(point, lab, WARMING, STEADY);
                    progress.accept("fleet: calls in each second: " + use.all());
                    use.faults().forEach((fault, count) -> progress.accept("fleet: " + count + " times: " + fault));
                    table.add(
                            Integer.toString(point.instances()),
                            point.load(),
                            Integer.toString(use.all().mostIn(1)),
                            Integer.toString(use.all().mostIn(Fleet.SPAN_SECONDS)),
                            Table.number(use.percent(), 1) + " %",
                            Integer.toString(use.errors()),
                            use.steady().toString());
                    uses.add(use);
                }
                judge(point, uses, verdicts);
            }
        }
        return new Findings(
                "fleet: one budget of " + Fleet.CALLS_PER_SECOND + " calls a second, a backlog of distinct requests, "
                        + Fleet.PARTITIONS + " partitions",
                table,
                verdicts);
    }

    private static Use use(Point point, Lab lab, int warming, Duration steady) {
        String requests = lab.topic(Fleet.PARTITIONS);
        publish(lab, requests, point::partition);
        lab.restartTimeline();
        try (Fleet fleet = new Fleet(lab, requests, Map.of(), List.of());
                Oracle oracle = Oracle.fetchingInBulk(lab.bootstrapServers(), fleet.topics(), Oracle.Listener.NONE)) {
            fleet.start(point.instances());
            oracle.awaitAnswers(warming * point.instances(), fleet.newest());
            oracle.watch(SETTLING);
            long from = System.currentTimeMillis();
            oracle.watch(steady);
            long to = System.currentTimeMillis();
            Timeline all = lab.timeline();
            return new Use(all, all.between(from, to), oracle.errors(), oracle.faults());
        }
    }

    private static void publish(Lab lab, String topic, IntUnaryOperator partition) {
        lab.send(
                0,
                BACKLOG,
                number -> new ProducerRecord<>(
                        topic,
                        partition.applyAsInt(number),
                        BenchmarkRequests.key(number),
                        BenchmarkRequests.value(number)));
    }

    private static void judge(Point point, List<Use> uses, List<Verdict> verdicts) {
        verdicts.add(Verdict.noMoreThan(
                point + ": most calls in " + Fleet.SPAN_SECONDS + " seconds",
                Fleet.MOST_IN_SPAN,
                uses.stream()
                        .mapToInt(use -> use.all().mostIn(Fleet.SPAN_SECONDS))
                        .max()
                        .orElseThrow()));
        verdicts.add(Verdict.atLeast(
                point + ": budget used, in percent",
                point.targetPercent(),
                Medians.median(uses.stream().mapToDouble(Use::percent))));
        verdicts.add(Verdict.exactly(
                point + ": errors", 0, uses.stream().mapToInt(Use::errors).sum()));
    }
}
