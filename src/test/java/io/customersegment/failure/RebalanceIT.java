package io.customersegment.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.LocalParts;
import io.customersegment.local.emulator.Faults;
import io.customersegment.local.emulator.Latency;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tasks that are reassigned with calls in flight. */
@Tag("processes")
@ExtendWith(Shared.class)
final class RebalanceIT {

    private static final int ROUNDS = Chaos.ON ? 5 : 1;

    private final LocalParts parts;

    RebalanceIT(LocalParts parts) {
        this.parts = parts;
    }

    @ParameterizedTest
    @MethodSource("io.customersegment.failure.Mode#newer")
    void shouldAnswerEveryRequestWhileInstancesComeAndGo(Mode mode) {
        parts.emulator().faults(Faults.none().withLatency(new Latency(Duration.ofSeconds(2), Duration.ofSeconds(5))));
        try (Scene scene = new Scene(parts, mode, Map.of())) {
            Processor steady = scene.start("steady").awaitRunning();
            for (int round = 0; round < ROUNDS; round++) {
                scene.publish(4 * Scene.CAPACITY);
                Processor second = scene.start("second").awaitRunning();
                Processor third = scene.start("third").awaitRunning();
                scene.awaitAtWork(3);
                long before = scene.calls();
                scene.publish(4 * Scene.CAPACITY);
                scene.awaitCalls(before + Scene.CAPACITY);
                second.kill();
                scene.awaitCalls(before + 2 * Scene.CAPACITY);
                third.stop();
            }
            parts.emulator().faults(Faults.none());

            Tally tally = Tally.of(scene, steady);
            Chaos.tell(2 * ROUNDS + " instances that came and went, " + mode + ": " + tally);
            tally.assertNothingLost(mode);
            assertThat(tally.errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("io.customersegment.failure.Mode#older")
    void shouldNeitherLoseNorDoubleWhatTheInstanceHeldThatWasTakenForDead(Mode mode) {
        parts.emulator().faults(Faults.none().withLatency(Latency.fixed(Duration.ofSeconds(2))));
        try (Scene scene = new Scene(parts, mode, Map.of());
                Ledger ledger = Ledger.committed(scene.settings())) {
            Processor zombie = scene.start("zombie").awaitRunning();
            Processor heir = scene.start("heir").awaitRunning();
            scene.publish(Scene.CAPACITY);
            scene.awaitCalls(Scene.CAPACITY);
            zombie.suspend();
            ledger.awaitAnswers(Scene.CAPACITY);

            parts.emulator().faults(Faults.none().withLatency(Latency.fixed(Duration.ofSeconds(20))));
            long before = scene.calls();
            scene.publish(Scene.CAPACITY);
            scene.awaitCalls(before + Scene.CAPACITY);
            zombie.resume();
            zombie.awaitRunningAgain();
            heir.kill();
            parts.emulator().faults(Faults.none());

            Tally tally = Tally.of(scene, zombie);
            Chaos.tell("a suspended instance, " + mode + ": " + tally);
            tally.assertNothingLost(mode);
            assertThat(tally.errors()).isEmpty();
        }
    }
}
