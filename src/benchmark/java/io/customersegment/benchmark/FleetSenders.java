package io.customersegment.benchmark;

import io.customersegment.process.Child;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One sender with ten thousand requests at once alongside ten senders with one request a second each, all of them distinct. Latency is that
 * of the ten: from the scheduled time of a request until a consumer of committed records has its answer, for the requests that are sent
 * while the ten thousand are processed. With the default settings the ten wait for the calls in flight, which may take half of the
 * deadline; where no sender may use all of the calls, they do not.
 */
final class FleetSenders {

    private static final int INSTANCES = 3;
    private static final int SMALL = 10;
    private static final int BULK = 10_000;
    private static final int ROOM = 20_000;
    private static final int WARMING = INSTANCES * Fleet.WARMING;
    private static final String HEADER = "segment-sender";
    private static final Duration ALONE = Duration.ofSeconds(5);
    private static final double MEDIAN = 0.5;
    private static final double P99 = 0.99;
    private static final double HALF = 0.5;
    private static final double IN_TURN = 1.0 / 4;
    private static final double LIMITED = 1.0 / 20;
    private static final Map<String, String> LIMIT = Map.of("enrich.sender.percent", "90");

    private FleetSenders() {}

    /** The loads under which the ten are served, in turn. */
    private enum BackgroundLoad {
        WITHOUT_HEADERS(0, "the bulk, nobody says who they are", false, true),
        WITH_HEADERS(1, "the bulk, each says who it is", true, true),
        NOBODY(2, "nobody", true, false),
        LIMITED(3, "the bulk, each says who it is, " + LIMIT, true, true);

        private final int number;
        private final String words;
        private final boolean headers;
        private final boolean bulk;

        BackgroundLoad(int number, String words, boolean headers, boolean bulk) {
            this.number = number;
            this.words = words;
            this.headers = headers;
            this.bulk = bulk;
        }

        /** Returns the number of its first request. */
        int first() {
            return number * ROOM;
        }

        /** Returns the number of the first request of the ten; those of the bulk precede it. */
        int firstSmall() {
            return first() + BULK;
        }
    }

    /**
     * The measurements of a load.
     *
     * @param small the latencies of the ten
     * @param bulkSeconds how long the bulk took
     * @param errors answers that were error records
     */
    private record Service(Latencies small, int requests, double bulkSeconds, int errors) {}

    static Findings run(Effort effort, Consumer<String> progress) {
        Map<BackgroundLoad, List<Service>> services = new EnumMap<>(BackgroundLoad.class);
        try (Lab lab = Lab.open(Fleet.STAND_IN)) {
            for (int turn = 1; turn <= effort.repeat(); turn++) {
                progress.accept("fleet: ten small senders beside a bulk, run " + turn + " of " + effort.repeat());
                Map<BackgroundLoad, Service> seen = new EnumMap<>(BackgroundLoad.class);
                int bulk = effort.requests(BULK);
                seen.putAll(new Turn(lab, bulk)
                        .run(
                                Map.of(),
                                List.of(
                                        BackgroundLoad.WITHOUT_HEADERS,
                                        BackgroundLoad.WITH_HEADERS,
                                        BackgroundLoad.NOBODY)));
                seen.putAll(new Turn(lab, bulk).run(LIMIT, List.of(BackgroundLoad.LIMITED)));
                seen.forEach((load, service) -> services.computeIfAbsent(load, first -> new ArrayList<>())
                        .add(service));
            }
        }
        return new Findings(
                "fleet: " + SMALL + " senders of one request a second beside one of " + effort.requests(BULK)
                        + " at once, " + INSTANCES + " instances",
                table(services),
                verdicts(services));
    }

    /** One run: the same instances with each load in turn. */
    private static final class Turn {

        private final Lab lab;
        private final int bulk;
        private final String topic;
        private final long[] answered = new long[BackgroundLoad.values().length * ROOM + WARMING];
        private final AtomicInteger bulkAnswers = new AtomicInteger();
        private int requests;

        Turn(Lab lab, int bulk) {
            this.lab = lab;
            this.bulk = bulk;
            this.topic = lab.topic(Fleet.PARTITIONS);
        }

        Map<BackgroundLoad, Service> run(Map<String, String> settings, List<BackgroundLoad> inTurn) {
            Map<BackgroundLoad, Service> services = new EnumMap<>(BackgroundLoad.class);
            try (Producer<byte[], byte[]> producer = lab.producer(0);
                    Fleet fleet = new Fleet(lab, topic, settings, Fleet.QUICKLY_COMPILED);
                    Oracle oracle =
                            Oracle.fetchingAtOnce(lab.bootstrapServers(), fleet.topics(), (number, result, answer) -> {
                                answered[number] = System.nanoTime();
                                if (number % ROOM < BULK) {
                                    bulkAnswers.incrementAndGet();
                                }
                            })) {
                fleet.start(INSTANCES);
                warmUp(oracle, fleet.newest());
                for (BackgroundLoad load : inTurn) {
                    services.put(load, service(load, producer, oracle, fleet.newest()));
                }
            }
            return services;
        }

        private void warmUp(Oracle oracle, Child instance) {
            int first = BackgroundLoad.values().length * ROOM;
            lab.send(first, first + WARMING, number -> request(number, null));
            requests += WARMING;
            oracle.awaitAnswers(requests, instance);
        }

        private Service service(BackgroundLoad load, Producer<byte[], byte[]> producer, Oracle oracle, Child instance) {
            int errorsBefore = oracle.errors();
            int first = load.firstSmall();
            IntFunction<ProducerRecord<byte[], byte[]>> small =
                    number -> request(number, load.headers ? "small-" + number % SMALL : null);
            bulkAnswers.set(0);
            try (Schedule schedule = Schedule.start(producer, small, first, load.first() + ROOM, SMALL)) {
                oracle.watch(ALONE);
                int from = load.bulk ? schedule.next() : first;
                long start = System.nanoTime();
                if (load.bulk) {
                    lab.send(
                            load.first(), load.first() + bulk, number -> request(number, load.headers ? "bulk" : null));
                    if (!oracle.reaches(() -> bulkAnswers.get() == bulk, instance)) {
                        throw new IllegalStateException(instance + " stopped:\n" + instance.tail());
                    }
                    requests += bulk;
                }
                double seconds = (System.nanoTime() - start) / 1e9;
                int end = schedule.end();
                requests += end - first;
                oracle.awaitAnswers(requests, instance);
                Latencies latencies = new Latencies(IntStream.range(from, end)
                        .mapToLong(number -> answered[number] - schedule.due(number - first))
                        .toArray());
                return new Service(latencies, end - from, seconds, oracle.errors() - errorsBefore);
            }
        }

        private ProducerRecord<byte[], byte[]> request(int number, @Nullable String sender) {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                    topic, number % Fleet.PARTITIONS, BenchmarkRequests.key(number), BenchmarkRequests.value(number));
            if (sender != null) {
                record.headers().add(HEADER, sender.getBytes(StandardCharsets.UTF_8));
            }
            return record;
        }
    }

    private static Table table(Map<BackgroundLoad, List<Service>> services) {
        Table table = new Table(
                "beside", "requests of the ten", "p50 ms", "p99 ms", "most ms", "seconds for the bulk", "errors");
        services.forEach((load, runs) -> table.add(
                load.words,
                Integer.toString(runs.stream().mapToInt(Service::requests).sum()),
                Table.number(millis(runs, MEDIAN), 0),
                Table.number(millis(runs, P99), 0),
                Table.number(millis(runs, 1), 0),
                load.bulk ? Table.number(Medians.median(runs.stream().mapToDouble(Service::bulkSeconds)), 1) : "",
                Integer.toString(runs.stream().mapToInt(Service::errors).sum())));
        return table;
    }

    private static List<Verdict> verdicts(Map<BackgroundLoad, List<Service>> services) {
        return List.of(
                Verdict.atMost(
                        "small senders beside a bulk, with headers: p50 of latency, times that without",
                        IN_TURN,
                        times(services, BackgroundLoad.WITH_HEADERS, MEDIAN)),
                Verdict.atMost(
                        "small senders beside a bulk, with headers: p99 of latency, times that without",
                        HALF,
                        times(services, BackgroundLoad.WITH_HEADERS, P99)),
                Verdict.atMost(
                        "small senders beside a bulk, with " + LIMIT + ": p50 of latency, times that without headers",
                        LIMITED,
                        times(services, BackgroundLoad.LIMITED, MEDIAN)),
                Verdict.atMost(
                        "small senders beside a bulk, with " + LIMIT + ": p99 of latency, times that without headers",
                        HALF,
                        times(services, BackgroundLoad.LIMITED, P99)),
                Verdict.exactly(
                        "small senders beside a bulk: errors",
                        0,
                        services.values().stream()
                                .flatMap(List::stream)
                                .mapToInt(Service::errors)
                                .sum()));
    }

    private static double times(Map<BackgroundLoad, List<Service>> services, BackgroundLoad load, double share) {
        return millis(services.getOrDefault(load, List.of()), share)
                / millis(services.getOrDefault(BackgroundLoad.WITHOUT_HEADERS, List.of()), share);
    }

    private static double millis(List<Service> runs, double share) {
        return Medians.median(runs.stream().mapToDouble(run -> run.small().millis(share)));
    }
}
