package io.customersegment.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.enrich.Backpressure;
import io.customersegment.enrich.Segment;
import io.customersegment.enrich.SegmentSource;
import io.customersegment.enrich.SegmentSource.Answer;
import io.customersegment.enrich.SegmentSource.CacheUse;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import io.customersegment.plan.Query;
import io.customersegment.wire.HeaderNames;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests hundreds of calls in flight on one stream thread, without lost or duplicate answers. */
class EnrichmentTest {

    private static final byte[] BAD = "{}".getBytes(StandardCharsets.UTF_8);
    private static final Map<String, String> EXACTLY_ONCE = Map.of("processing.guarantee", "exactly_once_v2");
    private static final Map<String, String> BY_KEY = Map.of("enrich.order", "key");

    private static final Map<String, String> NARROW =
            Map.of("enrich.capacity", "1", "enrich.waiting.max.requests", "1", "enrich.deadline.ms", "60000");
    private static final TopicPartition PARTITION = new TopicPartition("customer-segment-requests", 0);

    @TempDir
    Path folder;

    private interface Asked {
        @Nullable
        Answer answer();
    }

    @Nested
    class RequestsInFlight {

        @Test
        void shouldKeepHundredsInFlightAndSendThemAsTheyComplete() {
            try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
                IntStream.range(0, 256).forEach(i -> harness.send("r", TopologyHarness.top(i)));
                assertThat(harness.topology.load()).isEqualTo(new NodeLoad(256, 0, 0, 0, 0, 0));

                IntStream.range(0, 256).map(i -> 255 - i).forEach(harness.source::answer);
                harness.tick();

                assertThat(harness.customers())
                        .isEqualTo(IntStream.range(0, 256)
                                .mapToObj(i -> "C" + (255 - i))
                                .toList());
                assertThat(harness.topology.load().inFlight()).isZero();
            }
        }

        @Test
        void shouldNotLetSlowRequestDelayAnother() {
            try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
                harness.send("r", TopologyHarness.top(1));
                harness.send("r", TopologyHarness.top(2));

                harness.source.answer(2);
                harness.tick();

                assertThat(harness.customers()).containsExactly("C2");
            }
        }

        @Test
        void shouldTellTheListenerOfEveryAnswer() {
            try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
                harness.source.cached.add(2);
                harness.send("r", TopologyHarness.top(1));
                harness.send("r", TopologyHarness.top(2));
                harness.send("r", BAD);

                harness.source.answer(1);
                harness.tick();

                assertThat(harness.told).containsExactly("result HIT 0", "prompt-missing null 0", "result MISS 1");
            }
        }

        @Test
        void shouldAnswerWhatIsInFlightAndStoreTheRestOnceItDrains() {
            try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
                harness.send("r", TopologyHarness.top(1));
                harness.topology.drain();
                harness.send("r", TopologyHarness.top(2));

                harness.source.answer(1);
                harness.tick();

                assertThat(harness.customers()).containsExactly("C1");
                assertThat(harness.source.sizesAsked()).containsExactly(1);
                assertThat(harness.topology.load())
                        .isEqualTo(
                                new NodeLoad(0, 1, 0, 1, TopologyHarness.start().toEpochMilli(), 1));
            }
        }

        @Test
        void shouldSendSynchronousAnswersWithoutTheStore() {
            try (TopologyHarness harness = TopologyHarness.around(
                    folder,
                    (query, fresh) -> new Answer(
                            CacheUse.MISS, CompletableFuture.completedFuture(Outcome.ok(ManualSource.segment(9)))))) {
                harness.send("r-1", TopologyHarness.top(1));

                assertThat(harness.customers()).containsExactly("C9");
                assertThat(harness.changelog()).isEmpty();
            }
        }

        @Test
        void shouldStoreTheRawRequest() {
            try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
                harness.send("key-1", TopologyHarness.top(1));

                List<TestRecord<byte[], byte[]>> stored = harness.changelog();
                assertThat(stored).hasSize(1);
                assertThat(new String(stored.get(0).value(), StandardCharsets.UTF_8))
                        .contains("key-1")
                        .contains("{\"prompt\": \"top 1\"}");
            }
        }
    }

    @Nested
    class OrderByKey {

        @Test
        void shouldSendAnswersOfOneKeyInTheOrderOfTheRequests() {
            try (TopologyHarness harness = TopologyHarness.with(folder, BY_KEY)) {
                harness.send("a", TopologyHarness.top(1));
                harness.send("a", TopologyHarness.top(2));
                harness.send("b", TopologyHarness.top(3));
                harness.send("a", TopologyHarness.top(4));

                harness.source.answer(4, 3, 2);
                harness.tick();
                List<String> before = harness.customers();
                harness.source.answer(1);
                harness.tick();

                assertThat(before).containsExactly("C3");
                assertThat(harness.customers()).containsExactly("C1", "C2", "C4");
            }
        }

        @Test
        void shouldNotHurryTheNextAnswerOfTheKey() {
            try (TopologyHarness harness = TopologyHarness.with(folder, BY_KEY)) {
                harness.send("a", TopologyHarness.top(1));
                harness.send("a", TopologyHarness.top(2));

                harness.source.answer(1);
                harness.tick();
                List<String> first = harness.customers();
                harness.source.answer(2);
                harness.tick();

                assertThat(first).containsExactly("C1");
                assertThat(harness.customers()).containsExactly("C2");
            }
        }

        @Test
        void shouldLetWhatNeedsNoWaitingWaitForEarlierAnswersToItsKey() {
            try (TopologyHarness harness = TopologyHarness.with(folder, BY_KEY)) {
                harness.source.cached.add(2);
                harness.send("a", TopologyHarness.top(1));
                harness.send("a", TopologyHarness.top(2));
                harness.send("a", BAD);
                harness.send("b", TopologyHarness.top(2));
                assertThat(harness.customers()).containsExactly("C2");
                assertThat(harness.errors()).isEmpty();

                harness.source.answer(1);
                harness.tick();

                assertThat(harness.customers()).containsExactly("C1", "C2");
                assertThat(harness.errorTypes()).containsExactly("Invalid Prompt");
            }
        }

        @Test
        void shouldKeepTheOrderOfTheKeyWhereCallsHadNoTurn() {
            try (TopologyHarness harness = TopologyHarness.with(folder, BY_KEY)) {
                harness.send("a", TopologyHarness.top(1));
                harness.send("a", TopologyHarness.top(2));

                harness.source.fail(1, Reason.CALL_NOT_MADE);
                harness.source.answer(2);
                harness.tick();
                List<String> before = harness.customers();
                harness.source.answer(1);
                harness.tick();

                assertThat(before).isEmpty();
                assertThat(harness.customers()).containsExactly("C1", "C2");
            }
        }

        @Test
        void shouldSendAnswersOfOneKeyInOrderWhoeverSentTheRequests() {
            try (TopologyHarness harness =
                    TopologyHarness.with(folder, Map.of("enrich.order", "key", "enrich.capacity", "1"))) {
                harness.send("x", TopologyHarness.top(1), from("bulk"));
                harness.send("x", TopologyHarness.top(2), from("bulk"));
                harness.send("a", TopologyHarness.top(3), from("bulk"));
                harness.send("a", TopologyHarness.top(4), from("small"));
                harness.send("b", TopologyHarness.top(5), from("small"));

                for (int last = 1; last <= 5; last++) {
                    List<Integer> asked = harness.source.sizesAsked();
                    harness.source.answer(asked.get(asked.size() - 1));
                    harness.tick();
                }

                assertThat(harness.source.sizesAsked()).containsExactly(1, 2, 5, 3, 4);
                assertThat(harness.customers()).containsExactly("C1", "C2", "C5", "C3", "C4");
            }
        }
    }

    @Nested
    class Deadlines {

        @Test
        void shouldFailRequestWithoutAnAnswerAfterTwoDeadlines() {
            try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
                harness.send("r", TopologyHarness.top(1));
                CompletableFuture<?> promise = harness.source.promise(1);

                harness.advance(Duration.ofMillis(3999));
                List<String> before = harness.errorTypes();
                harness.advance(Duration.ofMillis(1));

                assertThat(before).isEmpty();
                assertThat(harness.errorTypes()).containsExactly("Timeout Error");
                assertThat(promise).isCancelled();
                assertThat(harness.topology.load().inFlight()).isZero();
            }
        }

        @Test
        void shouldIgnoreAnswerToRequestThatWasGivenUp() {
            UncancellableSource source = new UncancellableSource();
            try (TopologyHarness harness = TopologyHarness.around(folder, source)) {
                harness.send("r", TopologyHarness.top(1));
                harness.advance(Duration.ofSeconds(4));

                source.completeAll();
                harness.tick();

                assertThat(harness.errorTypes()).containsExactly("Timeout Error");
                assertThat(harness.results()).isEmpty();
            }
        }

        @Test
        void shouldTakeTheAnswerThatCameInTimeButWasNotSentYet() {
            try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
                harness.send("r", TopologyHarness.top(1));

                harness.source.answer(1);
                harness.advance(Duration.ofSeconds(5));

                assertThat(harness.customers()).containsExactly("C1");
                assertThat(harness.errors()).isEmpty();
            }
        }

        @Test
        void shouldGiveThoseThatWaitTheirTimeOnceTheyAreStarted() {
            Held held = new Held();
            try (TopologyHarness harness = TopologyHarness.with(folder, Map.of("enrich.capacity", "1"), held)) {
                held.instead = () -> harness.clock.advance(Duration.ofMillis(50));
                harness.send("r", TopologyHarness.top(1));
                harness.send("r", TopologyHarness.top(2));

                harness.advance(Duration.ofSeconds(4));
                List<String> first = harness.errorTypes();
                harness.advance(Duration.ofMillis(3999));
                List<String> before = harness.errorTypes();
                harness.advance(Duration.ofMillis(1));

                assertThat(first).containsExactly("Timeout Error");
                assertThat(before).isEmpty();
                assertThat(harness.errorTypes()).containsExactly("Timeout Error");
                assertThat(harness.topology.load().inFlight()).isZero();
            }
        }
    }

    @Nested
    class FailingSources {

        @SuppressWarnings("NullAway") // null on purpose
        static Stream<Arguments> brokenSources() {
            CompletableFuture<Outcome<Segment>> nothing = new CompletableFuture<>();
            nothing.complete(null);
            return Stream.of(
                    Arguments.of("throws", source(() -> {
                        throw new IllegalStateException("secret");
                    })),
                    Arguments.of("throws an error", source(() -> {
                        throw new OutOfMemoryError("secret");
                    })),
                    Arguments.of("answers null", source(() -> null)),
                    Arguments.of("promises null", source(() -> new Answer(CacheUse.MISS, null))),
                    Arguments.of("completes with null", source(() -> new Answer(CacheUse.MISS, nothing))),
                    Arguments.of(
                            "completes with an exception",
                            source(() -> new Answer(
                                    CacheUse.MISS,
                                    CompletableFuture.failedFuture(new IllegalStateException("secret"))))),
                    Arguments.of("is cancelled by itself", source(() -> {
                        CompletableFuture<Outcome<Segment>> cancelled = new CompletableFuture<>();
                        cancelled.cancel(true);
                        return new Answer(CacheUse.MISS, cancelled);
                    })));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("brokenSources")
        void shouldTurnBrokenPromiseIntoErrorOfThisRequest(String what, SegmentSource source) {
            try (TopologyHarness harness = TopologyHarness.around(folder, source)) {
                harness.send("r-1", TopologyHarness.top(1));
                harness.send("r-2", TopologyHarness.top(2));
                harness.tick();

                List<TestRecord<byte[], byte[]>> errors = harness.errors();
                assertThat(errors).hasSize(2);
                assertThat(TopologyHarness.json(errors.get(0))
                                .path("error_type")
                                .asText())
                        .isEqualTo("Personalize Error");
                assertThat(errors.get(0).value())
                        .asString(StandardCharsets.UTF_8)
                        .doesNotContain("secret");
            }
        }

        @Test
        void shouldTurnExceptionOfPendingPromiseIntoError() {
            try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
                harness.send("r-1", TopologyHarness.top(1));

                harness.source.promise(1).completeExceptionally(new IllegalStateException("secret"));
                harness.tick();

                assertThat(harness.errorTypes()).containsExactly("Personalize Error");
            }
        }

        @Test
        void shouldSendOneAnswerForPromiseThatCompletesTwice() {
            try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
                harness.send("r-1", TopologyHarness.top(1));

                harness.source.answer(1, 1);
                harness.source.promise(1).obtrudeValue(Outcome.ok(ManualSource.segment(2)));
                harness.tick();
                harness.tick();

                assertThat(harness.customers()).containsExactly("C1");
            }
        }

        @Test
        void shouldCountNobodyAsPendingAfterFailures() {
            try (TopologyHarness harness = TopologyHarness.with(folder, EXACTLY_ONCE)) {
                harness.send("r", TopologyHarness.top(1));

                harness.source.fail(1, Reason.SOURCE_FAILING);
                harness.tick();

                assertThat(harness.errorTypes()).containsExactly("Personalize Error");
                assertThat(harness.driver.getKeyValueStore("pending").approximateNumEntries())
                        .isZero();
                assertThat(harness.topology.load()).isEqualTo(NodeLoad.NONE);
            }
        }
    }

    @Nested
    class BackPressure {

        @Test
        void shouldHoldTheThreadUpWhileItIsFull() {
            List<Integer> inFlight = new ArrayList<>();
            Held held = new Held();
            try (TopologyHarness harness = TopologyHarness.with(
                    folder, Map.of("enrich.capacity", "2", "enrich.waiting.max.requests", "1"), held)) {
                held.instead = () -> {
                    inFlight.add(harness.topology.load().inFlight());
                    harness.source.answer(harness.source.asked.size() - 1);
                };

                IntStream.range(0, 5).forEach(i -> harness.send("r", TopologyHarness.top(i)));

                assertThat(harness.source.sizesAsked()).containsExactly(0, 1, 2, 3);
                assertThat(inFlight).hasSize(2).allMatch(count -> count == 2);
                assertThat(harness.customers()).containsExactly("C1", "C2");
            }
        }

        @Test
        void shouldStoreButNotAskPastTheCapacityOnceTheThreadWasHeldUpForLongEnough() {
            Held held = new Held();
            try (TopologyHarness harness = TopologyHarness.with(folder, NARROW, held)) {
                held.instead = () -> harness.clock.advance(Duration.ofMillis(50));

                harness.send("r", TopologyHarness.top(1));
                harness.send("r", TopologyHarness.top(2));
                harness.send("r", TopologyHarness.top(3));
                Duration heldUp = Duration.between(TopologyHarness.start(), harness.clock.instant());
                harness.send("r", TopologyHarness.top(4));

                assertThat(heldUp).isEqualTo(Duration.ofMillis(100));
                assertThat(harness.clock.instant())
                        .isEqualTo(TopologyHarness.start().plus(heldUp));
                assertThat(harness.source.sizesAsked()).containsExactly(1);
                assertThat(harness.topology.load())
                        .isEqualTo(
                                new NodeLoad(1, 3, 0, 1, TopologyHarness.start().toEpochMilli(), 0));
                assertThat(harness.changelog()).hasSize(4);
            }
        }

        @Test
        void shouldHoldTheThreadUpAnewAfterEachRound() {
            Held held = new Held();
            try (TopologyHarness harness = TopologyHarness.with(folder, NARROW, held)) {
                held.instead = () -> harness.clock.advance(Duration.ofMillis(50));
                harness.send("r", TopologyHarness.top(1));
                harness.send("r", TopologyHarness.top(2));
                harness.send("r", TopologyHarness.top(3));

                harness.tick();
                harness.send("r", TopologyHarness.top(4));

                assertThat(harness.clock.instant())
                        .isEqualTo(TopologyHarness.start().plusMillis(201));
            }
        }

        @Test
        void shouldHoldTheThreadUpForRefusalThatHasToWaitForEarlierAnswers() {
            Held held = new Held();
            try (TopologyHarness harness = TopologyHarness.with(
                    folder,
                    Map.of("enrich.capacity", "1", "enrich.waiting.max.requests", "1", "enrich.order", "key"),
                    held)) {
                held.instead = () -> harness.source.answer(1);
                harness.send("a", TopologyHarness.top(1));
                harness.send("a", BAD);
                List<String> before = harness.customers();

                harness.send("a", BAD);

                assertThat(before).isEmpty();
                assertThat(harness.customers()).containsExactly("C1");
                assertThat(harness.errorTypes()).containsExactly("Invalid Prompt", "Invalid Prompt");
            }
        }

        @Test
        void shouldAskThoseThatWaitOneAfterTheOther() {
            Held held = new Held();
            try (TopologyHarness harness =
                    TopologyHarness.with(folder, Map.of("enrich.capacity", "1", "enrich.deadline.ms", "60000"), held)) {
                held.instead = () -> harness.clock.advance(Duration.ofMillis(50));
                IntStream.rangeClosed(1, 3).forEach(i -> harness.send("r", TopologyHarness.top(i)));

                for (int i = 1; i <= 3; i++) {
                    harness.source.answer(i);
                    harness.tick();
                }

                assertThat(harness.customers()).containsExactly("C1", "C2", "C3");
                assertThat(harness.source.sizesAsked()).containsExactly(1, 2, 3);
            }
        }

        @Test
        void shouldBeFullOnceAsManyWaitAsMay() {
            try (TopologyHarness harness = TopologyHarness.with(folder, Map.of("enrich.waiting.max.requests", "2"))) {
                harness.source.backpressure = Backpressure.OUTAGE;
                harness.send("r", TopologyHarness.top(1));
                boolean before = harness.topology.full(PARTITION);

                harness.send("r", TopologyHarness.top(2));

                assertThat(before).isFalse();
                assertThat(harness.topology.full(PARTITION)).isTrue();
                harness.source.backpressure = Backpressure.NONE;
                harness.advance(Duration.ofMillis(100));
                assertThat(harness.topology.full(PARTITION)).isFalse();
            }
        }

        @Test
        void shouldBeFullOnceThosePendingHaveAsManyBytesAsTheyMay() {
            try (TopologyHarness harness = TopologyHarness.with(folder, Map.of("enrich.pending.max.bytes", "19000"))) {
                harness.send("r", TopologyHarness.prompt("top 1 (" + "x".repeat(1500) + ")"));
                harness.source.backpressure = Backpressure.OUTAGE;
                harness.send("r", TopologyHarness.top(2), new RecordHeaders().add("trace", new byte[15_000]));
                boolean before = harness.topology.full(PARTITION);

                harness.send("r", TopologyHarness.top(3));

                assertThat(before).isFalse();
                assertThat(harness.topology.full(PARTITION)).isTrue();
                harness.source.backpressure = Backpressure.NONE;
                harness.tick();
                harness.source.answer(1, 2, 3);
                harness.tick();
                assertThat(harness.topology.full(PARTITION)).isFalse();
            }
        }
    }

    @Nested
    class CallsWithoutATurn {

        @Test
        void shouldLetThoseWaitForAnotherTurnWhoseCallsHadNone() {
            try (TopologyHarness harness = TopologyHarness.with(folder, Map.of("enrich.capacity", "2"))) {
                IntStream.range(1, 5).forEach(i -> harness.send("r", TopologyHarness.top(i)));
                harness.source.backpressure = Backpressure.BUDGET;
                harness.source.fail(1, Reason.CALL_NOT_MADE);
                harness.source.fail(2, Reason.CALL_NOT_MADE);
                harness.advance(Duration.ofHours(1));
                List<Integer> before = harness.source.sizesAsked();
                NodeLoad load = harness.topology.load();

                harness.source.backpressure = Backpressure.NONE;
                harness.tick();
                harness.source.answer(1, 2);
                harness.tick();

                assertThat(before).containsExactly(1, 2);
                assertThat(load.inFlight()).isZero();
                assertThat(load.waiting()).isEqualTo(4);
                assertThat(load.waitingSince())
                        .isEqualTo(TopologyHarness.start().toEpochMilli());
                assertThat(harness.source.sizesAsked()).containsExactly(1, 2, 1, 2, 3, 4);
                assertThat(harness.customers()).containsExactly("C1", "C2");
                assertThat(harness.errors()).isEmpty();
            }
        }

        @Test
        void shouldFailRequestWhoseCallsHadNoTurnTimeAndAgain() {
            try (TopologyHarness harness = TopologyHarness.with(folder, Map.of("enrich.max.attempts", "3"))) {
                harness.send("r", TopologyHarness.top(1));
                for (int turn = 1; turn <= 3; turn++) {
                    assertThat(harness.errors()).isEmpty();
                    harness.source.fail(1, Reason.CALL_NOT_MADE);
                    harness.tick();
                }

                assertThat(harness.source.sizesAsked()).containsExactly(1, 1, 1);
                assertThat(harness.errorTypes()).containsExactly("Timeout Error");
                assertThat(harness.topology.load().waiting()).isZero();
            }
        }

        @Test
        void shouldNotFailRequestThatIsToldAtOnceThatItsCallsHaveNoTurn() {
            Outcome<Segment> noTurn = Outcome.failed(new Failure(Stage.ENRICH, Reason.CALL_NOT_MADE, "by hand"));
            List<Outcome<Segment>> answers = new ArrayList<>(List.of(noTurn, Outcome.ok(ManualSource.segment(1))));
            SegmentSource source =
                    source(() -> new Answer(CacheUse.MISS, CompletableFuture.completedFuture(answers.remove(0))));
            try (TopologyHarness harness = TopologyHarness.around(folder, source)) {
                harness.send("r", TopologyHarness.top(1));
                harness.tick();
                harness.tick();

                assertThat(harness.customers()).containsExactly("C1");
                assertThat(harness.errors()).isEmpty();
            }
        }

        @Test
        void shouldAskOnceMoreForRequestThatJoinedLateLoad() {
            JoiningSource source = new JoiningSource(false);
            try (TopologyHarness harness = TopologyHarness.around(folder, source)) {
                harness.send("r", TopologyHarness.top(1));
                harness.send("r", TopologyHarness.top(1));
                source.late(0);
                source.late(1);
                harness.tick();
                List<String> first = harness.errorTypes();
                source.asked.get(2).complete(Outcome.ok(ManualSource.segment(1)));
                source.late(3);
                harness.tick();

                assertThat(first).isEmpty();
                assertThat(harness.customers()).containsExactly("C1");
                assertThat(harness.errorTypes()).containsExactly("Timeout Error");
                assertThat(source.asked).hasSize(4);
                assertThat(harness.topology.load().inFlight()).isZero();
            }
        }

        @Test
        void shouldAskOnceMoreForRequestThatJoinedLoadThatWasLateAtOnce() {
            JoiningSource source = new JoiningSource(true);
            try (TopologyHarness harness = TopologyHarness.around(folder, source)) {
                harness.send("r", TopologyHarness.top(1));
                harness.tick();
                harness.tick();

                assertThat(source.asked).hasSize(2);
                assertThat(harness.errorTypes()).containsExactly("Timeout Error");
            }
        }

        @Test
        void shouldAskOnlyOnceForRequestThatJoinedLostLoad() {
            JoiningSource source = new JoiningSource(false);
            try (TopologyHarness harness = TopologyHarness.around(folder, source)) {
                harness.send("r", TopologyHarness.top(1));
                harness.advance(Duration.ofSeconds(4));

                assertThat(harness.errorTypes()).containsExactly("Timeout Error");
                assertThat(source.asked).hasSize(1);
            }
        }

        @ParameterizedTest
        @EnumSource(
                value = Backpressure.class,
                names = {"BUDGET", "OUTAGE"})
        void shouldTakeUpNothingThatWouldOnlyTimeOut(Backpressure backpressure) {
            try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
                harness.source.backpressure = backpressure;
                harness.send("r", TopologyHarness.top(1));
                harness.send("r", TopologyHarness.top(2));
                harness.advance(Duration.ofHours(1));
                List<Integer> during = harness.source.sizesAsked();

                harness.source.backpressure = Backpressure.NONE;
                harness.advance(Duration.ofMillis(100));
                harness.source.answer(1, 2);
                harness.tick();

                assertThat(during).isEmpty();
                assertThat(harness.customers()).containsExactly("C1", "C2");
                assertThat(harness.errors()).isEmpty();
            }
        }
    }

    @Nested
    class CacheHits {

        @Test
        void shouldAnswerOutOfTheCacheWhatWouldHaveToWait() {
            try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
                harness.source.cached.add(2);
                harness.source.backpressure = Backpressure.OUTAGE;
                harness.send("r", TopologyHarness.top(1));
                harness.send("r", TopologyHarness.top(2));

                assertThat(harness.customers()).containsExactly("C2");
                assertThat(harness.told).containsExactly("result HIT 0");
                assertThat(harness.topology.load().waiting()).isEqualTo(1);
            }
        }

        @Test
        void shouldAnswerOutOfTheCacheWithoutHoldingTheThreadUp() {
            Held held = new Held();
            try (TopologyHarness harness = TopologyHarness.with(folder, NARROW, held)) {
                held.instead = () -> {
                    throw new AssertionError("held up");
                };
                harness.source.cached.add(2);
                harness.send("r", TopologyHarness.top(1));
                harness.send("r", TopologyHarness.top(3));

                harness.send("r", TopologyHarness.top(2));

                assertThat(harness.customers()).containsExactly("C2");
            }
        }
    }

    @Nested
    class SharesOfSendersAndReplays {

        @Test
        void shouldLetReplayedRequestsHaveTheirShareAndNoMore() {
            Headers replay = new RecordHeaders().add(HeaderNames.REPLAY, "r-0@0".getBytes(StandardCharsets.UTF_8));
            try (TopologyHarness harness =
                    TopologyHarness.with(folder, Map.of("enrich.capacity", "20", "enrich.replay.percent", "10"))) {
                IntStream.range(0, 3).forEach(i -> harness.send("r", TopologyHarness.top(i), replay));
                harness.send("r", TopologyHarness.top(9));
                List<Integer> before = harness.source.sizesAsked();

                harness.source.answer(0);
                harness.tick();

                assertThat(before).containsExactly(0, 1, 9);
                assertThat(harness.source.sizesAsked()).containsExactly(0, 1, 9, 2);
                assertThat(harness.told).containsExactly("result MISS replayed 1");
            }
        }

        @Test
        void shouldAskForTheSmallSenderNextThoughTenThousandCameBefore() {
            try (TopologyHarness harness = TopologyHarness.with(
                    folder, Map.of("enrich.capacity", "4", "enrich.waiting.max.requests", "20000"))) {
                IntStream.range(0, 10_000).forEach(i -> harness.send("r", TopologyHarness.top(i), from("bulk")));
                harness.send("r", TopologyHarness.top(10_000), from("small"));

                harness.source.answer(0, 1);
                harness.tick();

                assertThat(harness.source.sizesAsked()).containsExactly(0, 1, 2, 3, 4, 10_000);
                assertThat(harness.topology.load().senders()).isEqualTo(1);
            }
        }

        @Test
        void shouldLeaveRoomBesideSenderThatHasUsedUpItsShare() {
            try (TopologyHarness harness = TopologyHarness.with(folder, Map.of("enrich.sender.percent", "50"))) {
                harness.callsPerSecond = 40;
                harness.source.cached.add(9);
                IntStream.range(0, 5).forEach(i -> harness.send("r", TopologyHarness.top(i), from("bulk")));
                harness.send("r", TopologyHarness.top(9), from("bulk"));
                harness.send("r", TopologyHarness.top(10), from("small"));
                List<Integer> atOnce = harness.source.sizesAsked();
                NodeLoad load = harness.topology.load();

                for (int i = 0; i < 100; i++) {
                    harness.tick();
                }

                assertThat(atOnce).containsExactly(0, 1, 10);
                assertThat(load.held()).isEqualTo(3);
                assertThat(load.waiting()).isEqualTo(3);
                assertThat(harness.customers()).containsExactly("C9");
                assertThat(harness.source.sizesAsked()).containsExactly(0, 1, 10, 2, 3);
            }
        }

        @Test
        void shouldChargeSenderForTheCallsThatItsLoadsTook() {
            try (TopologyHarness harness = TopologyHarness.with(folder, Map.of("enrich.sender.percent", "50"))) {
                harness.callsPerSecond = 40;
                harness.send("r", TopologyHarness.top(1), from("bulk"));
                harness.source.answer(1, ManualSource.segment(1).loaded(22, false));
                harness.tick();
                harness.send("r", TopologyHarness.top(2), from("bulk"));

                harness.advance(Duration.ofMillis(990));
                List<Integer> before = harness.source.sizesAsked();
                harness.advance(Duration.ofMillis(30));

                assertThat(before).containsExactly(1);
                assertThat(harness.source.sizesAsked()).containsExactly(1, 2);
            }
        }

        @Test
        void shouldNotChargeSenderForWhatTheCacheAnswers() {
            try (TopologyHarness harness = TopologyHarness.with(folder, Map.of("enrich.sender.percent", "1"))) {
                harness.callsPerSecond = 1;
                harness.source.cached.add(1);

                IntStream.range(0, 100).forEach(i -> harness.send("r", TopologyHarness.top(1), from("bulk")));

                assertThat(harness.customers()).hasSize(100);
                assertThat(harness.source.sizesAsked()).isEmpty();
            }
        }
    }

    @Nested
    class DeletionFromTheStore {

        @Test
        void shouldKeepAnsweredRequestUntilCommitUnderAtLeastOnce() {
            try (TopologyHarness harness = TopologyHarness.atLeastOnce(folder)) {
                harness.send("r", TopologyHarness.top(1));
                harness.source.answer(1);
                harness.changelog();

                harness.tick();
                List<TestRecord<byte[], byte[]>> withTheAnswer = harness.changelog();
                List<String> answers = harness.customers();
                harness.tick();

                assertThat(answers).containsExactly("C1");
                assertThat(withTheAnswer).isEmpty();
                assertThat(harness.changelog()).hasSize(1).allMatch(record -> record.value() == null);
                assertThat(harness.topology.load()).isEqualTo(NodeLoad.NONE);
            }
        }

        @Test
        void shouldDeleteWithTheAnswerUnderExactlyOnce() {
            try (TopologyHarness harness = TopologyHarness.with(folder, EXACTLY_ONCE)) {
                harness.send("r", TopologyHarness.top(1));
                harness.source.answer(1);
                harness.changelog();

                harness.tick();

                assertThat(harness.customers()).containsExactly("C1");
                assertThat(harness.changelog()).hasSize(1).allMatch(record -> record.value() == null);
            }
        }

        @Test
        void shouldDeleteAtOnceWhatNeverLeftTheCache() {
            try (TopologyHarness harness =
                    TopologyHarness.around(folder, (query, fresh) -> new Answer(CacheUse.MISS, new CompletedLate()))) {
                harness.send("r", TopologyHarness.top(1));

                assertThat(harness.customers()).containsExactly("C1");
                assertThat(harness.changelog()).allMatch(record -> record.value() == null);
                assertThat(harness.topology.load()).isEqualTo(NodeLoad.NONE);
            }
        }
    }

    private static Headers from(String sender) {
        return new RecordHeaders().add(PendingRequests.SENDER, sender.getBytes(StandardCharsets.UTF_8));
    }

    @SuppressWarnings("NullAway") // null on purpose
    private static SegmentSource source(Asked asked) {
        return (query, fresh) -> asked.answer();
    }

    /** Runs an action instead of waiting. */
    private static final class Held implements BackpressureWait {

        private Runnable instead = () -> {};

        @Override
        public @Nullable Pending await(BlockingQueue<Pending> ended, Duration atMost) {
            instead.run();
            return ended.poll();
        }
    }

    /** A source whose futures cannot be cancelled. */
    private static final class UncancellableSource implements SegmentSource {

        private final List<CompletableFuture<Outcome<Segment>>> promises = new ArrayList<>();

        @Override
        public Answer ask(Query query, boolean fresh) {
            CompletableFuture<Outcome<Segment>> promise = new CompletableFuture<>() {
                @Override
                public boolean cancel(boolean mayInterrupt) {
                    return false;
                }
            };
            promises.add(promise);
            return new Answer(CacheUse.MISS, promise);
        }

        private void completeAll() {
            promises.forEach(promise -> promise.complete(Outcome.ok(ManualSource.segment(1))));
        }
    }

    /** Always answers that a load is in progress. */
    private static final class JoiningSource implements SegmentSource {

        private final List<CompletableFuture<Outcome<Segment>>> asked = new ArrayList<>();
        private final boolean lateAtOnce;

        private JoiningSource(boolean lateAtOnce) {
            this.lateAtOnce = lateAtOnce;
        }

        @Override
        public Answer ask(Query query, boolean fresh) {
            asked.add(new CompletableFuture<>());
            if (lateAtOnce) {
                late(asked.size() - 1);
            }
            return new Answer(CacheUse.JOINED, asked.get(asked.size() - 1));
        }

        private void late(int number) {
            asked.get(number).complete(Outcome.failed(new Failure(Stage.ENRICH, Reason.DEADLINE_PASSED, "by hand")));
        }
    }

    /** A future that appears to complete between the check of {@code isDone} and the next access. */
    private static final class CompletedLate extends CompletableFuture<Outcome<Segment>> {

        private CompletedLate() {
            complete(Outcome.ok(ManualSource.segment(1)));
        }

        @Override
        public boolean isDone() {
            return false;
        }
    }
}
