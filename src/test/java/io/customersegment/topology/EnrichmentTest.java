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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Hundreds of calls in flight on one stream thread, and nothing lost or doubled. */
class EnrichmentTest {

    private static final byte[] BAD = "{}".getBytes(StandardCharsets.UTF_8);
    private static final Map<String, String> EXACTLY_ONCE = Map.of("processing.guarantee", "exactly_once_v2");
    private static final Map<String, String> BY_KEY = Map.of("enrich.order", "key");

    private static final Map<String, String> NARROW =
            Map.of("enrich.capacity", "1", "enrich.waiting.max.requests", "1", "enrich.deadline.ms", "60000");
    private static final TopicPartition PARTITION = new TopicPartition("customer-segment-requests", 0);

    @TempDir
    Path folder;

    @Test
    void shouldKeepHundredsInFlightAndSendThemAsTheyComplete() {
        try (House house = House.atLeastOnce(folder)) {
            IntStream.range(0, 256).forEach(i -> house.send("r", House.top(i)));
            assertThat(house.topology.load()).isEqualTo(new Load(256, 0, 0, 0, 0, 0));

            IntStream.range(0, 256).map(i -> 255 - i).forEach(house.source::answer);
            house.tick();

            assertThat(house.customers())
                    .isEqualTo(IntStream.range(0, 256)
                            .mapToObj(i -> "C" + (255 - i))
                            .toList());
            assertThat(house.topology.load().inFlight()).isZero();
        }
    }

    @Test
    void shouldNotLetSlowRequestDelayAnother() {
        try (House house = House.atLeastOnce(folder)) {
            house.send("r", House.top(1));
            house.send("r", House.top(2));

            house.source.answer(2);
            house.tick();

            assertThat(house.customers()).containsExactly("C2");
        }
    }

    @Test
    void shouldTellTheListenerOfEveryAnswer() {
        try (House house = House.atLeastOnce(folder)) {
            house.source.cached.add(2);
            house.send("r", House.top(1));
            house.send("r", House.top(2));
            house.send("r", BAD);

            house.source.answer(1);
            house.tick();

            assertThat(house.told).containsExactly("result HIT 0", "prompt-missing null 0", "result MISS 1");
        }
    }

    @Test
    void shouldLetReplayedRequestsHaveTheirShareAndNoMore() {
        Headers replay = new RecordHeaders().add(HeaderNames.REPLAY, "r-0@0".getBytes(StandardCharsets.UTF_8));
        try (House house = House.with(folder, Map.of("enrich.capacity", "20", "enrich.replay.percent", "10"))) {
            IntStream.range(0, 3).forEach(i -> house.send("r", House.top(i), replay));
            house.send("r", House.top(9));
            List<Integer> before = house.source.sizesAsked();

            house.source.answer(0);
            house.tick();

            assertThat(before).containsExactly(0, 1, 9);
            assertThat(house.source.sizesAsked()).containsExactly(0, 1, 9, 2);
            assertThat(house.told).containsExactly("result MISS replayed 1");
        }
    }

    @Test
    void shouldAnswerWhatIsInFlightAndStoreTheRestOnceItDrains() {
        try (House house = House.atLeastOnce(folder)) {
            house.send("r", House.top(1));
            house.topology.drain();
            house.send("r", House.top(2));

            house.source.answer(1);
            house.tick();

            assertThat(house.customers()).containsExactly("C1");
            assertThat(house.source.sizesAsked()).containsExactly(1);
            assertThat(house.topology.load())
                    .isEqualTo(new Load(0, 1, 0, 1, House.start().toEpochMilli(), 1));
        }
    }

    @Test
    void shouldSendAnswersOfOneKeyInTheOrderOfTheRequests() {
        try (House house = House.with(folder, BY_KEY)) {
            house.send("a", House.top(1));
            house.send("a", House.top(2));
            house.send("b", House.top(3));
            house.send("a", House.top(4));

            house.source.answer(4, 3, 2);
            house.tick();
            List<String> before = house.customers();
            house.source.answer(1);
            house.tick();

            assertThat(before).containsExactly("C3");
            assertThat(house.customers()).containsExactly("C1", "C2", "C4");
        }
    }

    @Test
    void shouldNotHurryTheNextAnswerOfTheKey() {
        try (House house = House.with(folder, BY_KEY)) {
            house.send("a", House.top(1));
            house.send("a", House.top(2));

            house.source.answer(1);
            house.tick();
            List<String> first = house.customers();
            house.source.answer(2);
            house.tick();

            assertThat(first).containsExactly("C1");
            assertThat(house.customers()).containsExactly("C2");
        }
    }

    @Test
    void shouldLetWhatNeedsNoWaitingWaitForEarlierAnswersToItsKey() {
        try (House house = House.with(folder, BY_KEY)) {
            house.source.cached.add(2);
            house.send("a", House.top(1));
            house.send("a", House.top(2));
            house.send("a", BAD);
            house.send("b", House.top(2));
            assertThat(house.customers()).containsExactly("C2");
            assertThat(house.errors()).isEmpty();

            house.source.answer(1);
            house.tick();

            assertThat(house.customers()).containsExactly("C1", "C2");
            assertThat(house.errorTypes()).containsExactly("Invalid Prompt");
        }
    }

    @Test
    void shouldFailRequestWhoseDeadlinePasses() {
        try (House house = House.atLeastOnce(folder)) {
            house.send("r", House.top(1));
            CompletableFuture<?> promise = house.source.promise(1);

            house.advance(Duration.ofMillis(1999));
            List<String> before = house.errorTypes();
            house.advance(Duration.ofMillis(1));

            assertThat(before).isEmpty();
            assertThat(house.errorTypes()).containsExactly("Timeout Error");
            assertThat(promise).isCancelled();
            assertThat(house.topology.load().inFlight()).isZero();
        }
    }

    @Test
    void shouldIgnoreAnswerAfterTheDeadline() {
        HandlessSource source = new HandlessSource();
        try (House house = House.around(folder, source)) {
            house.send("r", House.top(1));
            house.advance(Duration.ofSeconds(2));

            source.completeAll();
            house.tick();

            assertThat(house.errorTypes()).containsExactly("Timeout Error");
            assertThat(house.results()).isEmpty();
        }
    }

    @Test
    void shouldTakeTheAnswerThatCameInTimeButWasNotSentYet() {
        try (House house = House.atLeastOnce(folder)) {
            house.send("r", House.top(1));

            house.source.answer(1);
            house.advance(Duration.ofSeconds(5));

            assertThat(house.customers()).containsExactly("C1");
            assertThat(house.errors()).isEmpty();
        }
    }

    @SuppressWarnings("NullAway") // that is the point
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
                                CacheUse.MISS, CompletableFuture.failedFuture(new IllegalStateException("secret"))))),
                Arguments.of("is cancelled by itself", source(() -> {
                    CompletableFuture<Outcome<Segment>> cancelled = new CompletableFuture<>();
                    cancelled.cancel(true);
                    return new Answer(CacheUse.MISS, cancelled);
                })));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenSources")
    void shouldTurnBrokenPromiseIntoErrorOfThisRequest(String what, SegmentSource source) {
        try (House house = House.around(folder, source)) {
            house.send("r-1", House.top(1));
            house.send("r-2", House.top(2));
            house.tick();

            List<TestRecord<byte[], byte[]>> errors = house.errors();
            assertThat(errors).hasSize(2);
            assertThat(House.json(errors.get(0)).path("error_type").asText()).isEqualTo("Personalize Error");
            assertThat(errors.get(0).value()).asString(StandardCharsets.UTF_8).doesNotContain("secret");
        }
    }

    @Test
    void shouldTurnExceptionOfPendingPromiseIntoError() {
        try (House house = House.atLeastOnce(folder)) {
            house.send("r-1", House.top(1));

            house.source.promise(1).completeExceptionally(new IllegalStateException("secret"));
            house.tick();

            assertThat(house.errorTypes()).containsExactly("Personalize Error");
        }
    }

    @Test
    void shouldSendOneAnswerForPromiseThatCompletesTwice() {
        try (House house = House.atLeastOnce(folder)) {
            house.send("r-1", House.top(1));

            house.source.answer(1, 1);
            house.source.promise(1).obtrudeValue(Outcome.ok(HandSource.segment(2)));
            house.tick();
            house.tick();

            assertThat(house.customers()).containsExactly("C1");
        }
    }

    @Test
    void shouldSendSynchronousAnswersWithoutTheStore() {
        try (House house = House.around(
                folder,
                (query, fresh) -> new Answer(
                        CacheUse.MISS, CompletableFuture.completedFuture(Outcome.ok(HandSource.segment(9)))))) {
            house.send("r-1", House.top(1));

            assertThat(house.customers()).containsExactly("C9");
            assertThat(house.changelog()).isEmpty();
        }
    }

    @Test
    void shouldHoldTheThreadUpWhileItIsFull() {
        List<Integer> inFlight = new ArrayList<>();
        Held held = new Held();
        try (House house =
                House.with(folder, Map.of("enrich.capacity", "2", "enrich.waiting.max.requests", "1"), held)) {
            held.instead = () -> {
                inFlight.add(house.topology.load().inFlight());
                house.source.answer(house.source.asked.size() - 1);
            };

            IntStream.range(0, 5).forEach(i -> house.send("r", House.top(i)));

            assertThat(house.source.sizesAsked()).containsExactly(0, 1, 2, 3);
            assertThat(inFlight).hasSize(2).allMatch(count -> count == 2);
            assertThat(house.customers()).containsExactly("C1", "C2");
        }
    }

    @Test
    void shouldStoreButNotAskPastTheCapacityOnceTheThreadWasHeldUpForLongEnough() {
        Held held = new Held();
        try (House house = House.with(folder, NARROW, held)) {
            held.instead = () -> house.clock.advance(Duration.ofMillis(50));

            house.send("r", House.top(1));
            house.send("r", House.top(2));
            house.send("r", House.top(3));
            Duration heldUp = Duration.between(House.start(), house.clock.instant());
            house.send("r", House.top(4));

            assertThat(heldUp).isEqualTo(Duration.ofMillis(100));
            assertThat(house.clock.instant()).isEqualTo(House.start().plus(heldUp));
            assertThat(house.source.sizesAsked()).containsExactly(1);
            assertThat(house.topology.load())
                    .isEqualTo(new Load(1, 3, 0, 1, House.start().toEpochMilli(), 0));
            assertThat(house.changelog()).hasSize(4);
        }
    }

    @Test
    void shouldHoldTheThreadUpAnewAfterEachRound() {
        Held held = new Held();
        try (House house = House.with(folder, NARROW, held)) {
            held.instead = () -> house.clock.advance(Duration.ofMillis(50));
            house.send("r", House.top(1));
            house.send("r", House.top(2));
            house.send("r", House.top(3));

            house.tick();
            house.send("r", House.top(4));

            assertThat(house.clock.instant()).isEqualTo(House.start().plusMillis(201));
        }
    }

    @Test
    void shouldHoldTheThreadUpForRefusalThatHasToWaitForEarlierAnswers() {
        Held held = new Held();
        try (House house = House.with(
                folder,
                Map.of("enrich.capacity", "1", "enrich.waiting.max.requests", "1", "enrich.order", "key"),
                held)) {
            held.instead = () -> house.source.answer(1);
            house.send("a", House.top(1));
            house.send("a", BAD);
            List<String> before = house.customers();

            house.send("a", BAD);

            assertThat(before).isEmpty();
            assertThat(house.customers()).containsExactly("C1");
            assertThat(house.errorTypes()).containsExactly("Invalid Prompt", "Invalid Prompt");
        }
    }

    @Test
    void shouldAskThoseThatWaitOneAfterTheOther() {
        Held held = new Held();
        try (House house = House.with(folder, Map.of("enrich.capacity", "1", "enrich.deadline.ms", "60000"), held)) {
            held.instead = () -> house.clock.advance(Duration.ofMillis(50));
            IntStream.rangeClosed(1, 3).forEach(i -> house.send("r", House.top(i)));

            for (int i = 1; i <= 3; i++) {
                house.source.answer(i);
                house.tick();
            }

            assertThat(house.customers()).containsExactly("C1", "C2", "C3");
            assertThat(house.source.sizesAsked()).containsExactly(1, 2, 3);
        }
    }

    @Test
    void shouldGiveThoseThatWaitTheirDeadlineOnceTheyAreTakenUp() {
        Held held = new Held();
        try (House house = House.with(folder, Map.of("enrich.capacity", "1"), held)) {
            held.instead = () -> house.clock.advance(Duration.ofMillis(50));
            house.send("r", House.top(1));
            house.send("r", House.top(2));

            house.advance(Duration.ofSeconds(2));
            List<String> first = house.errorTypes();
            house.advance(Duration.ofMillis(1999));
            List<String> before = house.errorTypes();
            house.advance(Duration.ofMillis(1));

            assertThat(first).containsExactly("Timeout Error");
            assertThat(before).isEmpty();
            assertThat(house.errorTypes()).containsExactly("Timeout Error");
            assertThat(house.topology.load().inFlight()).isZero();
        }
    }

    @Test
    void shouldLetThoseWaitForAnotherTurnWhoseCallsHadNone() {
        try (House house = House.with(folder, Map.of("enrich.capacity", "2"))) {
            IntStream.range(1, 5).forEach(i -> house.send("r", House.top(i)));
            house.source.backpressure = Backpressure.BUDGET;
            house.source.fail(1, Reason.CALL_NOT_MADE);
            house.source.fail(2, Reason.CALL_NOT_MADE);
            house.advance(Duration.ofHours(1));
            List<Integer> before = house.source.sizesAsked();
            Load load = house.topology.load();

            house.source.backpressure = Backpressure.NONE;
            house.tick();
            house.source.answer(1, 2);
            house.tick();

            assertThat(before).containsExactly(1, 2);
            assertThat(load.inFlight()).isZero();
            assertThat(load.waiting()).isEqualTo(4);
            assertThat(load.waitingSince()).isEqualTo(House.start().toEpochMilli());
            assertThat(house.source.sizesAsked()).containsExactly(1, 2, 1, 2, 3, 4);
            assertThat(house.customers()).containsExactly("C1", "C2");
            assertThat(house.errors()).isEmpty();
        }
    }

    @Test
    void shouldFailRequestWhoseCallsHadNoTurnTimeAndAgain() {
        try (House house = House.with(folder, Map.of("enrich.max.attempts", "3"))) {
            house.send("r", House.top(1));
            for (int turn = 1; turn <= 3; turn++) {
                assertThat(house.errors()).isEmpty();
                house.source.fail(1, Reason.CALL_NOT_MADE);
                house.tick();
            }

            assertThat(house.source.sizesAsked()).containsExactly(1, 1, 1);
            assertThat(house.errorTypes()).containsExactly("Timeout Error");
            assertThat(house.topology.load().waiting()).isZero();
        }
    }

    @Test
    void shouldKeepTheOrderOfTheKeyWhereCallsHadNoTurn() {
        try (House house = House.with(folder, BY_KEY)) {
            house.send("a", House.top(1));
            house.send("a", House.top(2));

            house.source.fail(1, Reason.CALL_NOT_MADE);
            house.source.answer(2);
            house.tick();
            List<String> before = house.customers();
            house.source.answer(1);
            house.tick();

            assertThat(before).isEmpty();
            assertThat(house.customers()).containsExactly("C1", "C2");
        }
    }

    @Test
    void shouldNotFailRequestThatIsToldAtOnceThatItsCallsHaveNoTurn() {
        Outcome<Segment> noTurn = Outcome.failed(new Failure(Stage.ENRICH, Reason.CALL_NOT_MADE, "by hand"));
        List<Outcome<Segment>> answers = new ArrayList<>(List.of(noTurn, Outcome.ok(HandSource.segment(1))));
        SegmentSource source =
                source(() -> new Answer(CacheUse.MISS, CompletableFuture.completedFuture(answers.remove(0))));
        try (House house = House.around(folder, source)) {
            house.send("r", House.top(1));
            house.tick();
            house.tick();

            assertThat(house.customers()).containsExactly("C1");
            assertThat(house.errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Backpressure.class,
            names = {"BUDGET", "OUTAGE"})
    void shouldTakeUpNothingThatWouldOnlyTimeOut(Backpressure backpressure) {
        try (House house = House.atLeastOnce(folder)) {
            house.source.backpressure = backpressure;
            house.send("r", House.top(1));
            house.send("r", House.top(2));
            house.advance(Duration.ofHours(1));
            List<Integer> during = house.source.sizesAsked();

            house.source.backpressure = Backpressure.NONE;
            house.advance(Duration.ofMillis(100));
            house.source.answer(1, 2);
            house.tick();

            assertThat(during).isEmpty();
            assertThat(house.customers()).containsExactly("C1", "C2");
            assertThat(house.errors()).isEmpty();
        }
    }

    @Test
    void shouldAnswerOutOfTheCacheWhatWouldHaveToWait() {
        try (House house = House.atLeastOnce(folder)) {
            house.source.cached.add(2);
            house.source.backpressure = Backpressure.OUTAGE;
            house.send("r", House.top(1));
            house.send("r", House.top(2));

            assertThat(house.customers()).containsExactly("C2");
            assertThat(house.told).containsExactly("result HIT 0");
            assertThat(house.topology.load().waiting()).isEqualTo(1);
        }
    }

    @Test
    void shouldAnswerOutOfTheCacheWithoutHoldingTheThreadUp() {
        Held held = new Held();
        try (House house = House.with(folder, NARROW, held)) {
            held.instead = () -> {
                throw new AssertionError("held up");
            };
            house.source.cached.add(2);
            house.send("r", House.top(1));
            house.send("r", House.top(3));

            house.send("r", House.top(2));

            assertThat(house.customers()).containsExactly("C2");
        }
    }

    @Test
    void shouldBeFullOnceAsManyWaitAsMay() {
        try (House house = House.with(folder, Map.of("enrich.waiting.max.requests", "2"))) {
            house.source.backpressure = Backpressure.OUTAGE;
            house.send("r", House.top(1));
            boolean before = house.topology.full(PARTITION);

            house.send("r", House.top(2));

            assertThat(before).isFalse();
            assertThat(house.topology.full(PARTITION)).isTrue();
            house.source.backpressure = Backpressure.NONE;
            house.advance(Duration.ofMillis(100));
            assertThat(house.topology.full(PARTITION)).isFalse();
        }
    }

    @Test
    void shouldBeFullOnceThosePendingHaveAsManyBytesAsTheyMay() {
        try (House house = House.with(folder, Map.of("enrich.pending.max.bytes", "19000"))) {
            house.send("r", House.prompt("top 1 (" + "x".repeat(1500) + ")"));
            house.source.backpressure = Backpressure.OUTAGE;
            house.send("r", House.top(2), new RecordHeaders().add("trace", new byte[15_000]));
            boolean before = house.topology.full(PARTITION);

            house.send("r", House.top(3));

            assertThat(before).isFalse();
            assertThat(house.topology.full(PARTITION)).isTrue();
            house.source.backpressure = Backpressure.NONE;
            house.tick();
            house.source.answer(1, 2, 3);
            house.tick();
            assertThat(house.topology.full(PARTITION)).isFalse();
        }
    }

    @Test
    void shouldAskForTheSmallSenderNextThoughTenThousandCameBefore() {
        try (House house = House.with(folder, Map.of("enrich.capacity", "4", "enrich.waiting.max.requests", "20000"))) {
            IntStream.range(0, 10_000).forEach(i -> house.send("r", House.top(i), from("bulk")));
            house.send("r", House.top(10_000), from("small"));

            house.source.answer(0, 1);
            house.tick();

            assertThat(house.source.sizesAsked()).containsExactly(0, 1, 2, 3, 4, 10_000);
            assertThat(house.topology.load().senders()).isEqualTo(1);
        }
    }

    @Test
    void shouldSendAnswersOfOneKeyInOrderWhoeverSentTheRequests() {
        try (House house = House.with(folder, Map.of("enrich.order", "key", "enrich.capacity", "1"))) {
            house.send("x", House.top(1), from("bulk"));
            house.send("x", House.top(2), from("bulk"));
            house.send("a", House.top(3), from("bulk"));
            house.send("a", House.top(4), from("small"));
            house.send("b", House.top(5), from("small"));

            for (int last = 1; last <= 5; last++) {
                List<Integer> asked = house.source.sizesAsked();
                house.source.answer(asked.get(asked.size() - 1));
                house.tick();
            }

            assertThat(house.source.sizesAsked()).containsExactly(1, 2, 5, 3, 4);
            assertThat(house.customers()).containsExactly("C1", "C2", "C5", "C3", "C4");
        }
    }

    @Test
    void shouldLeaveRoomBesideSenderThatHasUsedUpItsShare() {
        try (House house = House.with(folder, Map.of("enrich.sender.percent", "50"))) {
            house.callsPerSecond = 40;
            house.source.cached.add(9);
            IntStream.range(0, 5).forEach(i -> house.send("r", House.top(i), from("bulk")));
            house.send("r", House.top(9), from("bulk"));
            house.send("r", House.top(10), from("small"));
            List<Integer> atOnce = house.source.sizesAsked();
            Load load = house.topology.load();

            for (int i = 0; i < 100; i++) {
                house.tick();
            }

            assertThat(atOnce).containsExactly(0, 1, 10);
            assertThat(load.held()).isEqualTo(3);
            assertThat(load.waiting()).isEqualTo(3);
            assertThat(house.customers()).containsExactly("C9");
            assertThat(house.source.sizesAsked()).containsExactly(0, 1, 10, 2, 3);
        }
    }

    @Test
    void shouldChargeSenderForTheCallsThatItsLoadsTook() {
        try (House house = House.with(folder, Map.of("enrich.sender.percent", "50"))) {
            house.callsPerSecond = 40;
            house.send("r", House.top(1), from("bulk"));
            house.source.answer(1, HandSource.segment(1).loaded(22, false));
            house.tick();
            house.send("r", House.top(2), from("bulk"));

            house.advance(Duration.ofMillis(990));
            List<Integer> before = house.source.sizesAsked();
            house.advance(Duration.ofMillis(30));

            assertThat(before).containsExactly(1);
            assertThat(house.source.sizesAsked()).containsExactly(1, 2);
        }
    }

    @Test
    void shouldNotChargeSenderForWhatTheCacheAnswers() {
        try (House house = House.with(folder, Map.of("enrich.sender.percent", "1"))) {
            house.callsPerSecond = 1;
            house.source.cached.add(1);

            IntStream.range(0, 100).forEach(i -> house.send("r", House.top(1), from("bulk")));

            assertThat(house.customers()).hasSize(100);
            assertThat(house.source.sizesAsked()).isEmpty();
        }
    }

    @Test
    void shouldKeepAnsweredRequestUntilCommitUnderAtLeastOnce() {
        try (House house = House.atLeastOnce(folder)) {
            house.send("r", House.top(1));
            house.source.answer(1);
            house.changelog();

            house.tick();
            List<TestRecord<byte[], byte[]>> withTheAnswer = house.changelog();
            List<String> answers = house.customers();
            house.tick();

            assertThat(answers).containsExactly("C1");
            assertThat(withTheAnswer).isEmpty();
            assertThat(house.changelog()).hasSize(1).allMatch(record -> record.value() == null);
            assertThat(house.topology.load()).isEqualTo(Load.NONE);
        }
    }

    @Test
    void shouldDeleteWithTheAnswerUnderExactlyOnce() {
        try (House house = House.with(folder, EXACTLY_ONCE)) {
            house.send("r", House.top(1));
            house.source.answer(1);
            house.changelog();

            house.tick();

            assertThat(house.customers()).containsExactly("C1");
            assertThat(house.changelog()).hasSize(1).allMatch(record -> record.value() == null);
        }
    }

    @Test
    void shouldDeleteAtOnceWhatNeverLeftTheCache() {
        try (House house = House.around(folder, (query, fresh) -> new Answer(CacheUse.MISS, new CompletedLate()))) {
            house.send("r", House.top(1));

            assertThat(house.customers()).containsExactly("C1");
            assertThat(house.changelog()).allMatch(record -> record.value() == null);
            assertThat(house.topology.load()).isEqualTo(Load.NONE);
        }
    }

    @Test
    void shouldStoreTheRawRequest() {
        try (House house = House.atLeastOnce(folder)) {
            house.send("key-1", House.top(1));

            List<TestRecord<byte[], byte[]>> stored = house.changelog();
            assertThat(stored).hasSize(1);
            assertThat(new String(stored.get(0).value(), StandardCharsets.UTF_8))
                    .contains("key-1")
                    .contains("{\"prompt\": \"top 1\"}");
        }
    }

    @Test
    void shouldCountNobodyAsPendingAfterFailures() {
        try (House house = House.with(folder, EXACTLY_ONCE)) {
            house.send("r", House.top(1));

            house.source.fail(1, Reason.SOURCE_FAILING);
            house.tick();

            assertThat(house.errorTypes()).containsExactly("Personalize Error");
            assertThat(house.driver.getKeyValueStore("pending").approximateNumEntries())
                    .isZero();
            assertThat(house.topology.load()).isEqualTo(Load.NONE);
        }
    }

    private static Headers from(String sender) {
        return new RecordHeaders().add(Waiting.SENDER, sender.getBytes(StandardCharsets.UTF_8));
    }

    private interface Asked {
        @Nullable
        Answer answer();
    }

    @SuppressWarnings("NullAway") // that is the point
    private static SegmentSource source(Asked asked) {
        return (query, fresh) -> asked.answer();
    }

    /** Does something instead of waiting. */
    private static final class Held implements Patience {

        private Runnable instead = () -> {};

        @Override
        public @Nullable Pending await(BlockingQueue<Pending> ended, Duration atMost) {
            instead.run();
            return ended.poll();
        }
    }

    /** Promises that cannot be cancelled. */
    private static final class HandlessSource implements SegmentSource {

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
            promises.forEach(promise -> promise.complete(Outcome.ok(HandSource.segment(1))));
        }
    }

    /** Completes between the question and the next look at it. */
    private static final class CompletedLate extends CompletableFuture<Outcome<Segment>> {

        private CompletedLate() {
            complete(Outcome.ok(HandSource.segment(1)));
        }

        @Override
        public boolean isDone() {
            return false;
        }
    }
}
