package io.customersegment.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.LocalParts;
import io.customersegment.app.SegmentService;
import io.customersegment.local.emulator.Faults;
import io.customersegment.local.emulator.Latency;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A processor with malformed requests, without a topic that it needs, misconfigured, and idle. */
@Tag("processes")
@ExtendWith(Shared.class)
final class OperationIT {

    private static final Mode EXACTLY_ONCE = Mode.some().get(0);
    private static final Pattern THREAD_DIED = Pattern.compile("stream thread died");

    /** The exit code after SIGTERM: 128 plus the number of the signal. */
    private static final int TERMINATED = 143;

    private final LocalParts parts;

    OperationIT(LocalParts parts) {
        this.parts = parts;
    }

    @BeforeEach
    void behave() {
        parts.emulator().faults(Faults.none());
    }

    @ParameterizedTest
    @MethodSource("io.customersegment.failure.Mode#some")
    void shouldAnswerWhateverIsPublishedAndTheSameTwiceIfItIsPublishedTwice(Mode mode) {
        try (Scene scene = new Scene(parts, mode, Map.of())) {
            String topic = scene.settings().topics().requests();
            byte[] good = Scene.request(0).getBytes(StandardCharsets.UTF_8);
            byte[] key = {0, -1, 1};
            scene.publish("twice", Scene.request(1));
            scene.publish("twice", Scene.request(1));
            scene.publish(null, Scene.request(2));
            scene.publish("", Scene.request(3));
            scene.publish(null, (String) null);
            scene.publish("no bytes", "");
            scene.publish("no JSON", "customers who spent a lot");
            scene.publish(new ProducerRecord<>(topic, key, good));
            scene.publish(new ProducerRecord<>(topic, null, key, new byte[0]));
            scene.publish(new ProducerRecord<>(topic, null, 0L, key, good));
            scene.publish(new ProducerRecord<>(
                    topic,
                    null,
                    key,
                    good,
                    new RecordHeaders()
                            .add("", key)
                            .add("twice", key)
                            .add("twice", null)
                            .add("segment-request", key)
                            .add("segment-truncated", key)));

            Processor processor = scene.start("a");

            Tally tally = Tally.of(scene, processor);
            tally.assertNothingLost(mode);
            assertThat(tally.requests()).isEqualTo(11);
            assertThat(tally.errors()).hasSize(4);
            assertThat(tally.doubled()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("io.customersegment.failure.Mode#classic")
    void shouldAnswerEverythingOnceTheTopicThatWasDeletedIsMadeAnew(Mode mode) throws Exception {
        Map<String, String> impatient = Map.of(
                "kafka.producer.request.timeout.ms", "2000",
                "kafka.producer.delivery.timeout.ms", "4000",
                "kafka.producer.max.block.ms", "4000");
        try (Scene scene = new Scene(parts, mode, impatient);
                Admin admin = SegmentService.admin(scene.settings().kafka())) {
            Processor processor = scene.start("a").awaitRunning();
            scene.publish(1);
            Set<String> before;
            try (Ledger ledger = Ledger.committed(scene.settings())) {
                before = ledger.awaitAnswers(1).answered();
            }
            delete(admin, scene.settings().topics().results());
            scene.publish(100);
            processor.awaitLine(THREAD_DIED);

            LocalParts.createTopics(scene.settings());

            try (Ledger ledger = Ledger.committed(scene.settings())) {
                ledger.awaitAnswersToAllBut(before);
                processor.stop();
                ledger.readToTheEnd();
                assertThat(ledger.requests()).isEqualTo(scene.published());
                assertThat(ledger.strangers()).isEmpty();
                if (mode.exactlyOnce()) {
                    assertThat(ledger.doubled()).isEmpty();
                }
            }
        }
    }

    /** Deletes a topic, and waits until its broker accepts no more records for it. */
    private static void delete(Admin admin, String topic) throws Exception {
        admin.deleteTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
        Awaitility.await("the topic to be gone")
                .until(() ->
                        admin.describeLogDirs(List.of(1)).allDescriptions().get(30, TimeUnit.SECONDS).values().stream()
                                .flatMap(logs -> logs.values().stream())
                                .flatMap(log -> log.replicaInfos().keySet().stream())
                                .noneMatch(partition -> partition.topic().equals(topic)));
    }

    @Test
    void shouldRefuseToStartWithHandlerThatLosesRecords() {
        try (Scene scene = new Scene(parts, EXACTLY_ONCE, Map.of())) {
            Processor processor = scene.start(
                    "a",
                    Map.of(
                            "kafka.processing.exception.handler",
                            "org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler"));

            assertThat(processor.exitCode()).isEqualTo(1);
            assertThat(processor.output()).contains("kafka.processing.exception.handler must stay");
        }
    }

    @ParameterizedTest
    @MethodSource("io.customersegment.failure.Mode#classic")
    void shouldAnswerWhatIsInFlightAndEndWithinTenSecondsWhenItIsStopped(Mode mode) {
        int requests = 100;
        parts.emulator().faults(Faults.none().withLatency(Latency.fixed(Duration.ofSeconds(1))));
        try (Scene scene = new Scene(parts, mode, Map.of());
                Ledger ledger = Ledger.committed(scene.settings())) {
            Processor processor = scene.start("a").awaitRunning();
            scene.publish(requests);
            scene.awaitCalls(requests + 1);

            long begin = System.nanoTime();
            processor.stop();
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            ledger.readToTheEnd();

            assertThat(took).isLessThan(Duration.ofSeconds(10));
            assertThat(processor.exitCode()).isEqualTo(TERMINATED);
            assertThat(ledger.missing()).isEmpty();
            assertThat(ledger.doubled()).isEmpty();
        }
    }

    @Test
    void shouldMakeNoTransactionWhileThereIsNothingToDo() throws Exception {
        try (Scene scene = new Scene(parts, EXACTLY_ONCE, Map.of());
                Ledger ledger = Ledger.committed(scene.settings());
                Admin admin = SegmentService.admin(scene.settings().kafka())) {
            Processor processor = scene.start("a").awaitRunning();
            scene.publish(10);
            ledger.awaitAnswers(10);

            AtomicReference<Map<?, ?>> last = new AtomicReference<>(new HashMap<>());
            Awaitility.await("no transaction and no commit")
                    .during(Duration.ofSeconds(3))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> {
                        Map<?, ?> now = Offsets.ends(
                                admin, Offsets.partitions(admin, "__transaction_state", "__consumer_offsets"));
                        return now.equals(last.getAndSet(now));
                    });
            assertThat(processor.deadThreads()).isZero();
        }
    }
}
