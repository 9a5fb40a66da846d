package io.customersegment.benchmark;

import static io.customersegment.benchmark.Contender.OURS_AT_LEAST_ONCE;
import static io.customersegment.benchmark.Contender.OURS_EXACTLY_ONCE;

import io.customersegment.benchmark.standin.Tally;
import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import io.customersegment.process.Child;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Three instances of one application with the default settings, which share one budget of calls, in front of a service that accepts 500
 * calls a second in total. The requests are published before the processes start; the time includes the start.
 */
final class Instances {

    private static final int INSTANCES = 3;
    private static final int REQUESTS = 4_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final List<Contender> IN_TURN = List.of(OURS_AT_LEAST_ONCE, OURS_EXACTLY_ONCE);

    private Instances() {}

    static Findings run(Effort effort, Consumer<String> progress) {
        int requests = effort.requests(REQUESTS);
        Table table = new Table("contender", "seconds", "missing", "calls", "throttled", "errors");
        List<Verdict> verdicts = new ArrayList<>();
        try (Lab lab = Lab.open(RateLimits.STAND_IN)) {
            lab.publish(requests, BenchmarkRequests::value);
            for (Contender contender : IN_TURN) {
                long errors = 0;
                for (int turn = 1; turn <= effort.repeat(); turn++) {
                    progress.accept("limits: " + INSTANCES + " instances of " + contender.title() + ", run " + turn
                            + " of " + effort.repeat());
                    errors += run(contender, lab, requests, table);
                }
                verdicts.add(Verdict.exactly(contender.title() + ", " + INSTANCES + " instances: errors", 0, errors));
            }
        }
        return new Findings(
                "limits: " + INSTANCES + " instances with the default settings, " + requests
                        + " distinct requests, a service that takes " + RateLimits.CALLS_PER_SECOND
                        + " calls a second",
                table,
                verdicts);
    }

    /** Runs the instances and returns the number of errors. */
    private static long run(Contender contender, Lab lab, int requests, Table table) {
        Map<String, String> settings = lab.settings(contender, Map.of());
        Settings.Topics topics = SettingsReader.read(null, Map.of(), settings).topics();
        Deque<Child> instances = new ArrayDeque<>();
        try (Oracle oracle = Oracle.fetchingInBulk(lab.bootstrapServers(), topics, Oracle.Listener.NONE)) {
            Tally before = lab.tally();
            long start = System.nanoTime();
            for (int i = 1; i <= INSTANCES; i++) {
                Map<String, String> own = new HashMap<>(settings);
                own.put("kafka.state.dir", lab.file("state-" + i).toString());
                instances.push(contender.start(own, lab.file("answers"), List.of()));
            }
            boolean all = oracle.reaches(requests, instances.getFirst());
            double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
            Tally after = lab.tally();
            long calls = after.calls() - before.calls();
            table.add(
                    contender.title(),
                    Table.number(seconds, 1),
                    Integer.toString(all ? 0 : requests - oracle.answers()),
                    Long.toString(calls),
                    Table.number(100.0 * (after.throttled() - before.throttled()) / calls, 2) + " %",
                    Integer.toString(oracle.errors()));
            return oracle.errors();
        } finally {
            instances.forEach(Child::close);
        }
    }
}
