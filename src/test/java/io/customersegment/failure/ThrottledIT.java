package io.customersegment.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.LocalParts;
import io.customersegment.local.emulator.Faults;
import io.customersegment.local.emulator.Latency;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Personalize accepts a tenth of the calls that the processor is configured for: requests wait, and none fails for it. */
@Tag("processes")
@ExtendWith(Shared.class)
@EnabledIf("io.customersegment.failure.Chaos#on")
final class ThrottledIT {

    private static final int CALLS_PER_SECOND = 100;
    private static final int REQUESTS = 15 * CALLS_PER_SECOND;
    private static final Map<String, String> TOO_FAST = Map.of(
            "enrich.calls.per.second", String.valueOf(10 * CALLS_PER_SECOND), "personalize.call.timeout.ms", "2000");
    private static final Faults LIMITED =
            Faults.none().withLatency(Latency.fixed(Duration.ofMillis(50))).withCallsPerSecond(CALLS_PER_SECOND);

    private final LocalParts parts;

    ThrottledIT(LocalParts parts) {
        this.parts = parts;
    }

    @ParameterizedTest
    @MethodSource("io.customersegment.failure.Mode#all")
    void shouldAnswerABurstThoughItIsThrottledAndKilled(Mode mode) {
        parts.emulator().faults(LIMITED);
        try (Scene scene = new Scene(parts, mode, TOO_FAST)) {
            Processor processor = scene.start("a").awaitRunning();

            scene.publish(REQUESTS);

            assertAllAnswered("burst", scene, mode, processor);
        }
    }

    @ParameterizedTest
    @MethodSource("io.customersegment.failure.Mode#all")
    void shouldAnswerABacklogThoughItIsThrottledAndKilled(Mode mode) {
        parts.emulator().faults(LIMITED);
        try (Scene scene = new Scene(parts, mode, TOO_FAST)) {
            scene.publish(REQUESTS);

            Processor processor = scene.start("a");

            assertAllAnswered("backlog", scene, mode, processor);
        }
    }

    /** Kills the processor when half of the requests are answered, and waits for the rest. */
    private void assertAllAnswered(String what, Scene scene, Mode mode, Processor processor) {
        try (Ledger ledger = Ledger.committed(scene.settings())) {
            ledger.awaitAnswers(REQUESTS / 2);
        }
        processor.kill();
        Processor last = scene.start("a");

        Tally tally = Tally.of(scene, last);
        parts.emulator().faults(Faults.none());
        Chaos.tell("throttled " + what + ", " + mode + ": " + tally);
        tally.assertNothingLost(mode);
        assertThat(tally.errors()).isEmpty();
    }
}
