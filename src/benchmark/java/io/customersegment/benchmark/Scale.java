package io.customersegment.benchmark;

import static io.customersegment.benchmark.Contender.OURS_EXACTLY_ONCE;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The cost of a request with one parameter varied at a time: calls in flight, customers in a segment, partitions, stream threads. Real
 * prompts, all distinct, calls of 50 ms, exactly once; the first 20,000 requests warm up the process, the 20,000 that follow are measured.
 */
final class Scale {

    private static final int WARMING = 20_000;
    private static final int COUNTED = 20_000;
    private static final Point USUAL = new Point(512, 25, 4, 1);
    private static final List<Point> POINTS = List.of(
            USUAL,
            USUAL.inFlight(32),
            USUAL.inFlight(128),
            USUAL.inFlight(2048),
            USUAL.customers(5),
            USUAL.customers(49),
            USUAL.customers(100),
            USUAL.customers(200),
            USUAL.partitions(1),
            USUAL.partitions(16),
            USUAL.threads(2));

    private Scale() {}

    /** The parameters of a run. */
    private record Point(int inFlight, int customers, int partitions, int threads) {

        Point inFlight(int other) {
            return new Point(other, customers, partitions, threads);
        }

        Point customers(int other) {
            return new Point(inFlight, other, partitions, threads);
        }

        Point partitions(int other) {
            return new Point(inFlight, customers, other, threads);
        }

        Point threads(int other) {
            return new Point(inFlight, customers, partitions, other);
        }
    }

    static Findings run(Effort effort, Consumer<String> progress) {
        int warming = effort.requests(WARMING);
        int all = warming + effort.requests(COUNTED);
        Table table = new Table(
                "in flight a thread",
                "customers",
                "partitions",
                "stream threads",
                "requests/s",
                "CPU s per 1,000 requests",
                "of the broker",
                "calls per request",
                "peak memory MB");
        List<Verdict> verdicts = new ArrayList<>();
        Map<Integer, List<Point>> bySize =
                POINTS.stream().collect(Collectors.groupingBy(Point::customers, TreeMap::new, Collectors.toList()));
        bySize.forEach((customers, points) -> {
            try (Lab lab = Lab.open(List.of("--latency", "PT0.05S", "--items", Integer.toString(customers)))) {
                for (Point point : points) {
                    progress.accept("scale: " + point);
                    verdicts.add(Verdict.exactly(point + ": errors", 0, measure(point, lab, warming, all, table)));
                }
            }
        });
        return new Findings(
                "scale: what a request costs, one thing changed at a time, " + (all - warming) + " requests after "
                        + warming,
                table,
                verdicts);
    }

    /** Measures one run and returns the number of errors. */
    private static long measure(Point point, Lab lab, int warming, int all, Table table) {
        String requests = lab.topic(point.partitions());
        lab.publish(requests, all, BenchmarkRequests::real);
        Map<String, String> settings = new HashMap<>(Lab.inFlight(point.inFlight()));
        settings.put("personalize.max.connections", Integer.toString(point.inFlight() * point.threads()));
        settings.put("request.topic", requests);
        settings.put("stream.threads", Integer.toString(point.threads()));
        Run run = Run.of(OURS_EXACTLY_ONCE, lab, settings, List.of(warming, all), lab.file("answers"));
        Stretch counted = run.stretches().get(1);
        table.add(
                Integer.toString(point.inFlight()),
                Integer.toString(point.customers()),
                Integer.toString(point.partitions()),
                Integer.toString(point.threads()),
                Table.number(counted.answersPerSecond(), 0),
                Table.number(counted.contenderMillis(), 3),
                Table.number(counted.brokerMillis(), 3),
                Table.number((double) counted.calls() / counted.answers(), 2),
                Long.toString(run.peakMemoryBytes() >> 20));
        return run.errors();
    }
}
