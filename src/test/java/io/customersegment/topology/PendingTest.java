package io.customersegment.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.ManualClock;
import io.customersegment.enrich.Segment;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import io.customersegment.wire.Arrival;
import io.customersegment.wire.PendingRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class PendingTest {

    @Test
    void shouldHaveOneOutcomeHoweverManySettleItAtOnce() {
        Outcome<Segment> answer = Outcome.ok(ManualSource.segment(1));
        Outcome<Segment> timeout = Outcome.failed(new Failure(Stage.ENRICH, Reason.DEADLINE_PASSED, "late"));

        for (int round = 0; round < 2000; round++) {
            Pending pending = new Pending(request(), null);
            CountDownLatch start = new CountDownLatch(1);
            Predicate<Outcome<Segment>> settlement = pending.settlement();
            CompletableFuture<Boolean> other = CompletableFuture.supplyAsync(() -> {
                start.countDown();
                return settlement.test(answer);
            });
            while (start.getCount() > 0) {
                Thread.onSpinWait();
            }
            boolean timedOut = pending.settle(timeout);
            boolean answered = other.join();

            assertThat(timedOut).isNotEqualTo(answered);
            assertThat(pending.outcome()).isEqualTo(answered ? answer : timeout);
        }
    }

    @Test
    void shouldIgnoreTheAnswerOfAnEarlierTurn() {
        Pending pending = new Pending(request(), null);
        Predicate<Outcome<Segment>> earlier = pending.settlement();
        pending.waitAgain();

        boolean settled = earlier.test(Outcome.ok(ManualSource.segment(1)));

        assertThat(settled).isTrue();
        assertThat(pending.outcome()).isNull();
    }

    @Test
    void shouldGiveEveryRecordTimeThatKafkaStreamsAccepts() {
        ArrivalTime time = new ArrivalTime(new ManualClock());

        assertThat(time.extract(record(5), 9)).isEqualTo(5);
        assertThat(time.extract(record(-1), 9)).isEqualTo(9);
        assertThat(time.extract(record(-1), -1)).isEqualTo(ManualClock.START.toEpochMilli());
    }

    private static ConsumerRecord<Object, Object> record(long timestamp) {
        return new ConsumerRecord<>(
                "requests",
                0,
                0,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                "",
                "",
                new RecordHeaders(),
                Optional.empty());
    }

    private static PendingRequest request() {
        return new PendingRequest(new Arrival("requests", 0, 0, 0, null, null, List.of()), 0, 0);
    }
}
