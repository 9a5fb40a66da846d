package io.customersegment.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.LocalParts;
import io.customersegment.local.emulator.Fault;
import io.customersegment.local.emulator.Faults;
import io.customersegment.local.emulator.Latency;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Personalize is unavailable for a third of the deadline, and a processor is killed during the outage: requests wait, and none fails for
 * it.
 */
@Tag("processes")
@ExtendWith(Shared.class)
@EnabledIf("io.customersegment.failure.Chaos#on")
final class OutageIT {

    private static final int REQUESTS = 2000;
    private static final Duration OUTAGE = Duration.ofSeconds(20);
    private static final Map<String, String> SETTINGS = Map.of(
            "enrich.deadline.ms", String.valueOf(3 * OUTAGE.toMillis()),
            "enrich.calls.per.second", "400",
            "personalize.call.timeout.ms", "2000");
    private static final Faults WELL = Faults.none().withLatency(Latency.fixed(Duration.ofMillis(50)));

    private final LocalParts parts;

    OutageIT(LocalParts parts) {
        this.parts = parts;
    }

    static Stream<Arguments> outages() {
        return Mode.all().stream()
                .flatMap(mode ->
                        Stream.of(Fault.SERVICE_UNAVAILABLE, Fault.SILENCE).map(fault -> Arguments.of(mode, fault)));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void shouldAnswerABacklogThoughPersonalizeIsAwayAndItIsKilledMeanwhile(Mode mode, Fault fault) {
        parts.emulator().faults(WELL);
        try (Scene scene = new Scene(parts, mode, SETTINGS)) {
            scene.publish(REQUESTS);
            Processor processor = scene.start("a");
            try (Ledger ledger = Ledger.committed(scene.settings())) {
                ledger.awaitAnswers(REQUESTS / 10);
            }

            parts.emulator().faults(WELL.withProbability(fault, 1));
            await(OUTAGE.dividedBy(2));
            processor.kill();
            Processor last = scene.start("a");
            await(OUTAGE.dividedBy(2));
            parts.emulator().faults(WELL);

            Tally tally = Tally.of(scene, last);
            parts.emulator().faults(Faults.none());
            Chaos.tell("an outage (" + fault + "), " + mode + ": " + tally);
            tally.assertNothingLost(mode);
            assertThat(tally.errors()).isEmpty();
        }
    }

    private static void await(Duration time) {
        Awaitility.await().pollDelay(time).atMost(time.multipliedBy(2)).until(() -> true);
    }
}
