package io.customersegment.failure;

import io.customersegment.LocalParts;
import io.customersegment.app.SegmentService;
import io.customersegment.local.emulator.Faults;
import io.customersegment.local.emulator.Latency;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A cluster as in production: every partition on three brokers, with {@code min.insync.replicas} of two. */
@Tag("processes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ThreeBrokersIT {

    private final Cluster cluster = Cluster.ofThree();
    private final LocalParts parts = new LocalParts(cluster.bootstrapServers());

    @AfterAll
    void stop() {
        parts.close();
        cluster.close();
    }

    @ParameterizedTest
    @MethodSource("io.customersegment.failure.Mode#newer")
    void shouldAnswerEveryRequestWhileBrokersAreRestartedOneByOne(Mode mode) {
        parts.emulator().faults(Faults.none().withLatency(new Latency(Duration.ofSeconds(1), Duration.ofSeconds(3))));
        try (Scene scene = new Scene(parts, mode, Map.of());
                Admin admin = SegmentService.admin(scene.settings().kafka())) {
            Processor processor = scene.start("a").awaitRunning();
            long longestWait = 0;
            for (int broker = 0; broker < cluster.size(); broker++) {
                scene.publish(4 * Scene.CAPACITY);
                long published = System.nanoTime();
                scene.awaitCalls(scene.calls() + Scene.CAPACITY);
                longestWait = Math.max(longestWait, System.nanoTime() - published);
                cluster.stop(broker);
                cluster.start(broker);
                awaitInSync(admin);
            }
            parts.emulator().faults(Faults.none());

            Tally tally = Tally.of(scene, processor);
            Chaos.tell(cluster.size() + " brokers restarted, " + mode + ": " + tally + ", calls went on after "
                    + TimeUnit.NANOSECONDS.toMillis(longestWait) + " ms at most");
            tally.assertNothingLost(mode);
        }
    }

    /** The answer is sent but cannot be acknowledged, while all other writes can: the request must not be lost. */
    @Test
    void shouldAnswerTheRequestWhoseAnswerWasNotAcknowledgedWhenItWasKilled() throws Exception {
        Mode mode = Mode.classic().get(1);
        Pattern refused = Pattern.compile("NOT_ENOUGH_REPLICAS");
        parts.emulator().faults(Faults.none().withLatency(Latency.fixed(Duration.ofSeconds(3))));
        try (Scene scene = new Scene(parts, mode, Map.of("kafka.commit.interval.ms", "100"));
                Admin admin = SegmentService.admin(scene.settings().kafka())) {
            require(admin, scene.settings().topics().results(), cluster.size());
            cluster.stop(2);
            try {
                Processor processor = scene.start("a");
                scene.publish(1);
                scene.awaitCommitted();
                Awaitility.await("the answer to be refused again and again")
                        .atMost(Duration.ofMinutes(1))
                        .until(() -> processor.printed(refused) >= 10);
                processor.kill();
            } finally {
                cluster.start(2);
            }
            awaitInSync(admin);

            Processor next = scene.start("a");

            Tally tally = Tally.of(scene, next);
            tally.assertNothingLost(mode);
        }
    }

    private static void require(Admin admin, String topic, int replicas) throws Exception {
        admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        List.of(new AlterConfigOp(
                                new ConfigEntry(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, String.valueOf(replicas)),
                                AlterConfigOp.OpType.SET))))
                .all()
                .get(30, TimeUnit.SECONDS);
    }

    private void awaitInSync(Admin admin) {
        Awaitility.await("every replica to be in sync")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> admin
                        .describeTopics(admin.listTopics().names().get(10, TimeUnit.SECONDS))
                        .allTopicNames()
                        .get(10, TimeUnit.SECONDS)
                        .values()
                        .stream()
                        .flatMap(topic -> topic.partitions().stream())
                        .allMatch(partition -> partition.isr().size() == cluster.size()));
    }
}
