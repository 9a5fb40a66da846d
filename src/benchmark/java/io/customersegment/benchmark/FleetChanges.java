package io.customersegment.benchmark;

import io.customersegment.benchmark.standin.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Instances come and go under load: 550 distinct requests a second, with a budget of 500 calls. Exactly once, with the default session
 * timeout, which the partitions of a killed instance wait for.
 */
final class FleetChanges {

    private static final int PER_SECOND = 550;
    private static final int MOST_REQUESTS = BenchmarkRequests.DISTINCT;
    private static final Duration SETTLING = Duration.ofSeconds(8);
    private static final Duration AFTER_A_KILL = Duration.ofSeconds(20);

    private FleetChanges() {}

    /** A change of a fleet. */
    private enum Change {
        SCALE("1 instance, then 4, then 2", 1) {
            @Override
            void happen(Fleet fleet, Oracle oracle) {
                fleet.start(3);
                oracle.watch(SETTLING);
                fleet.stopOldest();
                fleet.stopOldest();
                oracle.watch(SETTLING);
            }
        },
        ROLL_OUT("roll-out of 2 with a surge instance", 2) {
            @Override
            void happen(Fleet fleet, Oracle oracle) {
                for (int i = 0; i < 2; i++) {
                    fleet.start(1);
                    fleet.stopOldest();
                }
                oracle.watch(SETTLING);
            }
        },
        KILL("kill -9 of one of 3", 3) {
            @Override
            void happen(Fleet fleet, Oracle oracle) {
                fleet.killOldest();
                oracle.watch(AFTER_A_KILL);
            }
        };

        private final String words;
        private final int instances;

        Change(String words, int instances) {
            this.words = words;
            this.instances = instances;
        }

        abstract void happen(Fleet fleet, Oracle oracle);

        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * The measurements of a change.
     *
     * @param calls all calls
     * @param usedPercent of the budget, from the beginning of the change until there were no new requests
     * @param requests the number of requests
     * @param missing requests without an answer
     * @param doubled answers to requests that were answered already
     * @param errors answers that were error records
     * @param lastAnswer seconds from the last request to the last answer
     */
    private record Course(
            Timeline calls,
            double usedPercent,
            int requests,
            int missing,
            int doubled,
            int errors,
            double lastAnswer) {}

    static Findings run(Effort effort, Consumer<String> progress) {
        Table table = new Table(
                "change",
                "most calls in a second",
                "in " + Fleet.SPAN_SECONDS + " seconds",
                "budget used",
                "requests",
                "missing",
                "doubled",
                "errors",
                "calls more than requests",
                "seconds from the last request to the last answer",
                "calls in each second");
        List<Verdict> verdicts = new ArrayList<>();
        try (Lab lab = Lab.open(Fleet.STAND_IN)) {
            for (Change change : Change.values()) {
                List<Course> courses = new ArrayList<>();
                for (int turn = 1; turn <= effort.repeat(); turn++) {
                    progress.accept("fleet: " + change + ", run " + turn + " of " + effort.repeat());
                    Course course = course(change, lab);
                    progress.accept("fleet: calls in each second: " + course.calls());
                    table.add(
                            change.toString(),
                            Integer.toString(course.calls().mostIn(1)),
                            Integer.toString(course.calls().mostIn(Fleet.SPAN_SECONDS)),
                            Table.number(course.usedPercent(), 1) + " %",
                            Integer.toString(course.requests()),
                            Integer.toString(course.missing()),
                            Integer.toString(course.doubled()),
                            Integer.toString(course.errors()),
                            Integer.toString(course.calls().calls() - course.requests()),
                            Table.number(course.lastAnswer(), 1),
                            course.calls().toString());
                    courses.add(course);
                }
                judge(change, courses, verdicts);
            }
        }
        return new Findings(
                "fleet: instances come and go under " + PER_SECOND + " distinct requests a second, with a budget of "
                        + Fleet.CALLS_PER_SECOND + " calls",
                table,
                verdicts);
    }

    private static Course course(Change change, Lab lab) {
        String topic = lab.topic(Fleet.PARTITIONS);
        lab.restartTimeline();
        try (Producer<byte[], byte[]> producer = lab.producer(0);
                Fleet fleet = new Fleet(lab, topic, Map.of(), Fleet.QUICKLY_COMPILED);
                Oracle oracle = Oracle.fetchingInBulk(lab.bootstrapServers(), fleet.topics(), Oracle.Listener.NONE)) {
            fleet.start(change.instances);
            try (Schedule load = Schedule.start(
                    producer,
                    number -> new ProducerRecord<>(
                            topic,
                            number % Fleet.PARTITIONS,
                            BenchmarkRequests.key(number),
                            BenchmarkRequests.value(number)),
                    0,
                    MOST_REQUESTS,
                    PER_SECOND)) {
                oracle.awaitAnswers(Fleet.WARMING * change.instances, fleet.newest());
                long from = System.currentTimeMillis();
                change.happen(fleet, oracle);
                int requests = load.end();
                long to = System.currentTimeMillis();
                boolean all = oracle.reaches(requests, fleet.newest());
                double lastAnswer = (System.currentTimeMillis() - to) / 1e3;
                oracle.drain();
                Timeline calls = lab.timeline();
                Timeline changing = calls.between(from, to);
                return new Course(
                        calls,
                        100.0 * changing.calls() / (changing.seconds() * Fleet.CALLS_PER_SECOND),
                        requests,
                        all ? 0 : requests - oracle.answers(),
                        oracle.doubled(),
                        oracle.errors(),
                        lastAnswer);
            }
        }
    }

    /** Judges by the worst run in each respect. */
    private static void judge(Change change, List<Course> courses, List<Verdict> verdicts) {
        verdicts.add(Verdict.noMoreThan(
                change + ": most calls in " + Fleet.SPAN_SECONDS + " seconds",
                Fleet.MOST_IN_SPAN,
                most(courses, course -> course.calls().mostIn(Fleet.SPAN_SECONDS))));
        verdicts.add(Verdict.exactly(change + ": missing", 0, most(courses, Course::missing)));
        verdicts.add(Verdict.exactly(change + ": doubled", 0, most(courses, Course::doubled)));
        verdicts.add(Verdict.exactly(change + ": errors", 0, most(courses, Course::errors)));
    }

    private static int most(List<Course> courses, ToIntFunction<Course> count) {
        return courses.stream().mapToInt(count).max().orElseThrow();
    }
}
