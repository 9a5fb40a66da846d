package io.customersegment.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.enrich.Backpressure;
import io.customersegment.enrich.Segment;
import io.customersegment.enrich.SegmentSource.CacheUse;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import io.customersegment.topology.NodeLoad;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AnswerMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AnswerMeters meters = new AnswerMeters(registry);

    @Test
    void shouldCountErrorsByTypeAndReason() {
        meters.answered(failed(Reason.PROMPT_BLANK), null, false, 20);
        meters.answered(failed(Reason.DEADLINE_PASSED), CacheUse.JOINED, false, -5);

        assertThat(registry.get("segment.answers")
                        .tags("outcome", "Invalid Prompt", "reason", "prompt-blank")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("segment.cache.requests")
                        .tag("use", "joined")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("segment.answers")
                        .tag("outcome", "result")
                        .counter()
                        .count())
                .isZero();
        assertThat(registry.get("segment.answer.latency").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(20);
    }

    @Test
    void shouldCountTheCallsThatSegmentsTookAndThoseThatTheCacheSaved() {
        Outcome<Segment> segment =
                Outcome.ok(new Segment(new byte[0], new int[0], List.of(), false, Instant.EPOCH).loaded(7, false));
        meters.answered(segment, CacheUse.MISS, false, 1);
        meters.answered(segment, CacheUse.HIT, false, 1);
        meters.answered(segment, CacheUse.JOINED, false, 1);

        assertThat(registry.get("segment.slices").summary().totalAmount()).isEqualTo(7);
        assertThat(registry.get("segment.slices").summary().count()).isEqualTo(1);
        assertThat(registry.get("segment.calls.saved").counter().count()).isEqualTo(14);
    }

    @Test
    void shouldNotTakeTheAgeOfAReplayedRequestForLatency() {
        meters.answered(failed(Reason.PROMPT_BLANK), null, true, 86_400_000);

        assertThat(registry.get("segment.answer.latency").timer().count()).isZero();
    }

    @Test
    void shouldHaveACounterForEveryReasonFromTheStart() {
        assertThat(registry.find("segment.answers").counters()).hasSize(Reason.values().length + 1);
    }

    @Test
    void shouldShowHowBusyTheNodeIs() {
        AnswerMeters.gauge(
                registry,
                () -> new NodeLoad(3, 7, 5, 2, 5_000, 1),
                () -> Backpressure.OUTAGE,
                Clock.fixed(Instant.ofEpochMilli(12_500), ZoneOffset.UTC));

        assertThat(waiting("outage")).isEqualTo(2);
        assertThat(waiting("share")).isEqualTo(5);
        assertThat(waiting("budget")).isZero();
        assertThat(waiting("capacity")).isZero();
        assertThat(registry.get("segment.waiting.senders").gauge().value()).isEqualTo(2);
        assertThat(registry.get("segment.waiting.oldest").gauge().value()).isEqualTo(7.5);

        assertThat(registry.get("segment.pending")
                        .tag("state", "in-flight")
                        .gauge()
                        .value())
                .isEqualTo(3);
        assertThat(registry.get("segment.pending")
                        .tag("state", "waiting")
                        .gauge()
                        .value())
                .isEqualTo(7);
        assertThat(registry.get("segment.pending")
                        .tag("state", "deferred")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    private static Outcome<Segment> failed(Reason reason) {
        return Outcome.failed(new Failure(Stage.ENRICH, reason, "why"));
    }

    private double waiting(String reason) {
        return registry.get("segment.waiting").tag("reason", reason).gauge().value();
    }
}
