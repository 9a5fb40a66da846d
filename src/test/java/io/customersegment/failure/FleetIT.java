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

/** Several processors share one budget of calls, even while instances fail. */
@Tag("processes")
@ExtendWith(Shared.class)
@EnabledIf("io.customersegment.failure.Chaos#on")
final class FleetIT {

    private static final int BUDGET = 60;

    /** Includes the calls of one second that arrive late; three instances with a budget each would make three times as many. */
    private static final long MOST = BUDGET * (CallRate.SPAN.toSeconds() + 1);

    private static final int ROUNDS = 2;
    private static final Map<String, String> SHARED =
            Map.of("enrich.calls.per.second", String.valueOf(BUDGET), "enrich.calls.shared", "true");

    private final LocalParts parts;

    FleetIT(LocalParts parts) {
        this.parts = parts;
    }

    @ParameterizedTest
    @MethodSource("io.customersegment.failure.Mode#some")
    void shouldStayWithinTheBudgetWhileInstancesComeDieAndComeBack(Mode mode) {
        parts.emulator().faults(Faults.none().withLatency(Latency.fixed(Duration.ofMillis(50))));
        try (Scene scene = new Scene(parts, mode, SHARED)) {
            Processor steady = scene.start("steady").awaitRunning();
            try (CallRate rate = CallRate.of(scene)) {
                for (int round = 0; round < ROUNDS; round++) {
                    scene.publish(10 * BUDGET);
                    Processor second = scene.start("second").awaitRunning();
                    Processor third = scene.start("third").awaitRunning();
                    callOn(scene);
                    second.kill();
                    callOn(scene);
                    second = scene.start("second").awaitRunning();
                    callOn(scene);
                    third.suspend();
                    callOn(scene);
                    third.resume();
                    callOn(scene);
                    second.stop();
                    third.kill();
                }
                Tally tally = Tally.of(scene, steady);
                Chaos.tell("one budget for instances that come and go, " + mode + ": " + tally + ", at most "
                        + rate.most() + " calls in " + CallRate.SPAN + " at " + BUDGET + " a second");
                tally.assertNothingLost(mode);
                assertThat(tally.errors()).isEmpty();
                assertThat(rate.most()).isBetween(MOST / 2, MOST);
            }
        }
    }

    /** Publishes work for some seconds, and waits until a third of it has been called: a suspended instance keeps its share. */
    private static void callOn(Scene scene) {
        scene.publish(6 * BUDGET);
        scene.awaitCalls(scene.calls() + 2 * BUDGET);
    }

    /** Replaces each of two instances that share nothing, like those of earlier releases, by one that shares. */
    @ParameterizedTest
    @MethodSource("io.customersegment.failure.Mode#some")
    void shouldTakeOverFromInstancesThatShareNothing(Mode mode) {
        parts.emulator().faults(Faults.none().withLatency(Latency.fixed(Duration.ofMillis(50))));
        Map<String, String> before = Map.of(
                "enrich.calls.per.second",
                String.valueOf(BUDGET / 2),
                "enrich.calls.shared",
                "false",
                "enrich.cache.shared",
                "false");
        try (Scene scene = new Scene(parts, mode, SHARED)) {
            Processor first = scene.start("first", before).awaitRunning();
            Processor second = scene.start("second", before).awaitRunning();
            scene.publish(10 * BUDGET);
            scene.awaitCalls(BUDGET);
            Processor third = scene.start("third").awaitRunning();
            first.stop();
            Processor fourth = scene.start("fourth").awaitRunning();
            second.stop();

            try (CallRate rate = CallRate.of(scene)) {
                scene.publish(10 * BUDGET);
                Tally tally = Tally.of(scene, third, fourth);
                Chaos.tell("an upgrade to one budget, " + mode + ": " + tally + ", at most " + rate.most()
                        + " calls in " + CallRate.SPAN + " at " + BUDGET + " a second");
                tally.assertNothingLost(mode);
                assertThat(tally.errors()).isEmpty();
                assertThat(rate.most()).isBetween(MOST / 2, MOST);
            }
        }
    }
}
