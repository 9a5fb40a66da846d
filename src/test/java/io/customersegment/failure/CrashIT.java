package io.customersegment.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.LocalParts;
import io.customersegment.local.emulator.Faults;
import io.customersegment.local.emulator.Latency;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Processors that are killed with all their capacity in flight. */
@Tag("processes")
@ExtendWith(Shared.class)
final class CrashIT {

    private static final int MOST_CALLS_PER_LIFE = 2 * Scene.CAPACITY;

    /**
     * Answers that have arrived and freed their permits for new calls, but are lost with the producer before the broker has them: a third
     * of a second's worth.
     */
    private static final int ON_THE_WAY = Scene.CAPACITY / 4;

    /**
     * One thread per partition, so that the whole capacity is in flight regardless of how requests arrive; and no request is given up for
     * having been in flight at too many kills.
     */
    private static final Map<String, String> FOUR_THREADS = Map.of(
            "stream.threads", "4",
            "enrich.capacity", String.valueOf(Scene.CAPACITY / 4),
            "enrich.max.attempts", "1000");

    private final LocalParts parts;
    private final Random random = new Random();

    CrashIT(LocalParts parts) {
        this.parts = parts;
    }

    @ParameterizedTest
    @MethodSource("io.customersegment.failure.Mode#some")
    void shouldAnswerEveryRequestHoweverOftenItIsKilled(Mode mode) {
        parts.emulator().faults(Faults.none().withLatency(new Latency(Duration.ofSeconds(1), Duration.ofSeconds(3))));
        try (Scene scene = new Scene(parts, mode, FOUR_THREADS)) {
            scene.publish((Chaos.KILLS + 1) * MOST_CALLS_PER_LIFE);
            for (int kill = 0; kill < Chaos.KILLS; kill++) {
                long before = scene.calls();
                Processor processor = scene.start("a");
                scene.awaitCalls(before + Scene.CAPACITY + random.nextInt(MOST_CALLS_PER_LIFE - Scene.CAPACITY));
                processor.kill();
            }
            parts.emulator().faults(Faults.none());

            Processor last = scene.start("a");

            Tally tally = Tally.of(scene, last);
            Chaos.tell(Chaos.KILLS + " kills, " + mode + ": " + tally);
            tally.assertNothingLost(mode);
            assertThat(tally.errors()).isEmpty();
            assertThat(tally.callsBeyond())
                    .isLessThanOrEqualTo(Chaos.KILLS * (Scene.CAPACITY + ON_THE_WAY) + tally.sentAgain());
        }
    }

    @ParameterizedTest
    @MethodSource("io.customersegment.failure.Mode#some")
    void shouldTakeUpMoreThanItMayHaveInFlight(Mode mode) {
        int requests = 1000;
        parts.emulator().faults(Faults.none().withLatency(Latency.fixed(Duration.ofSeconds(30))));
        try (Scene scene = new Scene(parts, mode, Map.of())) {
            Processor large = scene.start("a", Map.of("enrich.capacity", String.valueOf(4 * requests)));
            scene.publish(requests);
            scene.awaitCalls(requests);
            large.kill();
            parts.emulator().faults(Faults.none());

            Processor small = scene.start("a", Map.of("enrich.capacity", "64"));

            Tally tally = Tally.of(scene, small);
            tally.assertNothingLost(mode);
            assertThat(tally.errors()).isEmpty();
            assertThat(tally.callsBeyond()).isLessThanOrEqualTo(requests + (mode.exactlyOnce() ? 0 : tally.doubled()));
        }
    }
}
