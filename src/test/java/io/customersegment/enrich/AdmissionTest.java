package io.customersegment.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Order;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import io.customersegment.plan.Query;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final Query QUERY = AssemblerFixtures.query(Condition.everybody(), Order.BY_INTEREST, 5, 100, 500);

    private final List<CompletableFuture<Outcome<Segment>>> running = new ArrayList<>();
    private double callsPerSecond = 100;
    private boolean outage;
    private final Admission admission = new Admission(Duration.ofSeconds(10), () -> callsPerSecond, () -> outage);
    private final Function<Query, CompletableFuture<Outcome<Segment>>> load = admission.counting(query -> {
        CompletableFuture<Outcome<Segment>> segment = new CompletableFuture<>();
        running.add(segment);
        return segment;
    });

    @Test
    void shouldExpectExpensiveLoadsUntilOneHasShownWhatItTakes() {
        start(31);
        assertThat(admission.backpressure()).isEqualTo(Backpressure.NONE);
        start(1);
        assertThat(admission.backpressure()).isEqualTo(Backpressure.BUDGET);

        end(segment(1));

        assertThat(admission.backpressure()).isEqualTo(Backpressure.NONE);
    }

    @Test
    void shouldAdmitAsManyAsTheRateCanServeInHalfOfTheDeadline() {
        start(1);
        end(segment(10));

        start(49);
        assertThat(admission.backpressure()).isEqualTo(Backpressure.NONE);
        start(1);
        assertThat(admission.backpressure()).isEqualTo(Backpressure.BUDGET);
        callsPerSecond = 200;
        assertThat(admission.backpressure()).isEqualTo(Backpressure.NONE);
    }

    @Test
    void shouldAdmitNoneWhereNoCallMayBeMade() {
        callsPerSecond = 0;

        assertThat(admission.backpressure()).isEqualTo(Backpressure.BUDGET);
        assertThat(admission.takeHeld()).isTrue();
        assertThat(admission.takeHeld()).isFalse();
    }

    @Test
    void shouldAdmitOneHoweverLowTheRateIs() {
        callsPerSecond = 1;
        start(1);
        end(segment(100));

        assertThat(admission.backpressure()).isEqualTo(Backpressure.NONE);
        start(1);
        assertThat(admission.backpressure()).isEqualTo(Backpressure.BUDGET);
    }

    @Test
    void shouldLearnFromLoadsThatFindNobodyAndNotFromThoseThatFail() {
        start(33);
        end(Outcome.failed(new Failure(Stage.ENRICH, Reason.SOURCE_FAILING, "")));
        assertThat(admission.backpressure()).isEqualTo(Backpressure.BUDGET);

        end(Outcome.failed(new Failure(Stage.ENRICH, Reason.NOBODY_MATCHES, "")));

        assertThat(admission.backpressure()).isEqualTo(Backpressure.NONE);
    }

    @Test
    void shouldAdmitNoneDuringAnOutage() {
        outage = true;

        assertThat(admission.backpressure()).isEqualTo(Backpressure.OUTAGE);
    }

    private void start(int loads) {
        for (int i = 0; i < loads; i++) {
            var unused = load.apply(QUERY);
        }
    }

    private void end(Outcome<Segment> outcome) {
        running.remove(0).complete(outcome);
    }

    private static Outcome<Segment> segment(int calls) {
        return Outcome.ok(AssemblerFixtures.IDS
                .encode(
                        List.of(new SegmentEncoder.Customer("C", 1, column -> null)),
                        List.of(),
                        false,
                        AssemblerFixtures.NOW)
                .loaded(calls, false));
    }
}
