package io.customersegment.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.LocalParts;
import io.customersegment.local.emulator.Fault;
import io.customersegment.local.emulator.Faults;
import io.customersegment.local.emulator.Latency;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Personalize fails in different ways: requests wait until it recovers, or end as error records if so configured. */
@Tag("processes")
@ExtendWith(Shared.class)
final class BackendIT {

    private static final Map<String, String> IMPATIENT = Map.of(
            "enrich.on.outage", "fail",
            "enrich.deadline.ms", "3000",
            "personalize.call.timeout.ms", "1000",
            "enrich.retry.attempts", "2",
            "enrich.circuit.open.ms", "500",
            "kafka.max.poll.interval.ms", "5000",
            "kafka.consumer.session.timeout.ms", "15000");
    private static final Map<String, String> PATIENT =
            Map.of("enrich.circuit.open.ms", "500", "personalize.call.timeout.ms", "5000");
    private static final int REQUESTS = 4 * Scene.CAPACITY;
    private static final int TRIED = 20;

    private final LocalParts parts;

    BackendIT(LocalParts parts) {
        this.parts = parts;
    }

    @ParameterizedTest
    @MethodSource("io.customersegment.failure.Mode#classic")
    void shouldAnswerWithErrorsWhileItFailsAndRecover(Mode mode) {
        Map<String, Faults> failures = new LinkedHashMap<>();
        failures.put("slow", Faults.none().withLatency(Latency.fixed(Duration.ofSeconds(30))));
        failures.put("silent", Faults.none().withProbability(Fault.SILENCE, 1));
        failures.put("failing", Faults.none().withProbability(Fault.INTERNAL_FAILURE, 1));
        failures.put("resetting", Faults.none().withProbability(Fault.CONNECTION_RESET, 1));
        try (Scene scene = new Scene(parts, mode, IMPATIENT);
                Ledger ledger = Ledger.committed(scene.settings())) {
            Processor processor = scene.start("a").awaitRunning();

            failures.forEach((what, faults) -> {
                int errors = ledger.errors().size();
                long calls = scene.calls();
                parts.emulator().faults(faults);
                scene.publish(REQUESTS);
                ledger.awaitAnswers(scene.published());

                List<String> ended =
                        ledger.errors().subList(errors, ledger.errors().size());
                assertThat(ended).as(what).hasSize(REQUESTS).allMatch(BackendIT::tellsOfTheBackend);
                assertThat(scene.calls() - calls)
                        .as("calls while it was " + what)
                        .isLessThan(REQUESTS);
                scene.awaitCommitted();
                parts.emulator().faults(Faults.none());
                awaitResult(scene, ledger);
            });

            assertThat(processor.deadThreads()).isZero();
            ledger.readToTheEnd();
            assertThat(ledger.missing()).isEmpty();
            assertThat(ledger.doubled()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("io.customersegment.failure.Mode#classic")
    void shouldWaitWhileItFailsAndAnswerAllOnceItDoesNot(Mode mode) {
        List<Fault> faults = List.of(Fault.SILENCE, Fault.INTERNAL_FAILURE, Fault.CONNECTION_RESET, Fault.THROTTLED);
        try (Scene scene = new Scene(parts, mode, PATIENT);
                Ledger ledger = Ledger.committed(scene.settings())) {
            Processor processor = scene.start("a").awaitRunning();

            for (Fault fault : faults) {
                long calls = scene.calls();
                parts.emulator().faults(Faults.none().withProbability(fault, 1));
                scene.publish(REQUESTS);
                scene.awaitCalls(calls + TRIED);
                parts.emulator().faults(Faults.none());
                ledger.awaitAnswers(scene.published());
                scene.awaitCommitted();
            }

            assertThat(processor.deadThreads()).isZero();
            ledger.readToTheEnd();
            assertThat(ledger.missing()).isEmpty();
            assertThat(ledger.doubled()).isEmpty();
            assertThat(ledger.errors()).isEmpty();
        }
    }

    private static boolean tellsOfTheBackend(String error) {
        return error.contains("\"retryable\":true")
                && (error.contains("Timeout Error") || error.contains("Personalize Error"));
    }

    /** Publishes requests until the circuit breaker admits a call again. */
    private static void awaitResult(Scene scene, Ledger ledger) {
        int results = ledger.results();
        Awaitility.await("a result").atMost(Duration.ofSeconds(20)).until(() -> {
            scene.publish(1);
            ledger.awaitAnswers(scene.published());
            return ledger.results() > results;
        });
    }
}
