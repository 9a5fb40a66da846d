package io.customersegment.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.config.Settings;
import io.customersegment.enrich.RecommendationSource.Call;
import io.customersegment.enrich.RecommendationSource.Recommendations;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResilientSourceTest {

    private static final Outcome<Recommendations> OK = Outcome.ok(new Recommendations(List.of()));

    private final ManualTimer time = new ManualTimer();
    private final List<Call> made = new ArrayList<>();
    private final Deque<Outcome<Recommendations>> answers = new ArrayDeque<>();

    @Test
    void shouldRepeatThrottledCallHoweverOftenUntilItIsAnswered() {
        IntStream.range(0, 20).forEach(i -> answers.add(failed(Reason.SOURCE_THROTTLED)));
        ResilientSource source = source(settings(1, 100, 10));

        CompletableFuture<Outcome<Recommendations>> answer = source.recommend(call("a", 60_000));
        time.advance(Duration.ofSeconds(30));

        assertThat(answer).isCompletedWithValue(OK);
        assertThat(made).hasSize(21);
        assertThat(source.circuitOpen()).isFalse();
        assertThat(source.outage()).isFalse();
    }

    @Test
    void shouldLowerTheRateWhenThrottledAndRaiseItAgain() {
        ResilientSource source = source(settings(1, 100, 10));
        IntStream.range(0, 3).forEach(i -> answers.add(failed(Reason.SOURCE_THROTTLED)));
        var unused = IntStream.range(0, 5)
                .mapToObj(i -> source.recommend(call("a", 60_000)))
                .toList();

        assertThat(source.callsPerSecond()).isLessThan(60);
        time.advance(Duration.ofSeconds(20));
        assertThat(source.callsPerSecond()).isEqualTo(100);
        assertThat(made).hasSize(8);
    }

    @Test
    void shouldLeaveTheServiceAloneForAsLongAsItAsks() {
        answers.add(
                Outcome.failed(new Failure(Stage.ENRICH, Reason.SOURCE_THROTTLED, "", null, Duration.ofMillis(700))));
        RecommendationSource source = source(settings(1, 100, 10));
        var answer = source.recommend(call("a", 60_000));
        var next = source.recommend(call("b", 60_000));

        time.advance(Duration.ofMillis(699));
        assertThat(made).hasSize(1);
        time.advance(Duration.ofSeconds(2));

        assertThat(users()).containsExactly("a", "a", "b");
        assertThat(List.of(answer, next)).allMatch(one -> one.isDone());
    }

    @Test
    void shouldNotBelieveServiceThatAsksToBeLeftAloneForAnHour() {
        answers.add(Outcome.failed(new Failure(Stage.ENRICH, Reason.SOURCE_THROTTLED, "", null, Duration.ofHours(1))));

        CompletableFuture<Outcome<Recommendations>> answer =
                source(settings(1, 100, 10)).recommend(call("a", 60_000));
        time.advance(Duration.ofSeconds(6));

        assertThat(answer).isCompletedWithValue(OK);
    }

    @Test
    void shouldRepeatFailedCallAfterPauseThatGrows() {
        answers.addAll(List.of(failed(Reason.SOURCE_FAILING), failed(Reason.SOURCE_TIMED_OUT), OK));
        RecommendationSource source = source(settings(3, 1000, 100));

        CompletableFuture<Outcome<Recommendations>> answer = source.recommend(call("a", 10_000));

        assertThat(made).hasSize(1);
        time.advance(Duration.ofMillis(49));
        assertThat(made).hasSize(1);
        time.advance(Duration.ofMillis(101));
        assertThat(made).hasSize(2);
        time.advance(Duration.ofMillis(300));
        assertThat(made).hasSize(3);
        assertThat(answer).isCompletedWithValue(OK);
    }

    @Test
    void shouldFailCallWhoseAttemptsAreUsedUpWhileOthersAreAnswered() {
        RecommendationSource source = ResilientSource.around(
                call -> {
                    made.add(call);
                    return CompletableFuture.completedFuture(
                            call.userId().equals("a") ? failed(Reason.SOURCE_FAILING) : OK);
                },
                settings(3, 1000, 100),
                CallBudget.of(1000),
                10,
                time,
                time,
                clock());

        CompletableFuture<Outcome<Recommendations>> answer = source.recommend(call("a", 10_000));
        for (int i = 0; i < 250; i++) {
            time.advance(Duration.ofMillis(20));
            assertThat(source.recommend(call("b", 10_000))).isCompletedWithValue(OK);
        }

        assertThat(answer).isCompletedWithValue(failed(Reason.SOURCE_FAILING));
        // the first attempt was made when nothing else had been answered yet
        assertThat(users()).filteredOn("a"::equals).hasSize(4);
    }

    @Test
    void shouldNotCountAttemptsOfAnOutageOnceOthersAreAnsweredAgain() {
        List<CompletableFuture<Outcome<Recommendations>>> inFlight = new ArrayList<>();
        RecommendationSource source = slow(inFlight, 10);
        var answer = source.recommend(call("a", 30_000));
        inFlight.get(0).complete(failed(Reason.SOURCE_TIMED_OUT));
        time.advance(Duration.ofSeconds(1));
        inFlight.get(1).complete(failed(Reason.SOURCE_TIMED_OUT));
        time.advance(Duration.ofSeconds(1));

        var other = source.recommend(call("b", 30_000));
        inFlight.get(3).complete(OK);
        inFlight.get(2).complete(failed(Reason.SOURCE_TIMED_OUT));
        time.advance(Duration.ofSeconds(2));
        inFlight.get(4).complete(OK);

        assertThat(other).isCompletedWithValue(OK);
        assertThat(answer).isCompletedWithValue(OK);
    }

    @Test
    void shouldWaitForAnotherTurnIfItsDeadlineComesInAnOutageHoweverOftenItFailed() {
        CompletableFuture<Outcome<Recommendations>> answer = failingUntilItsDeadline(settings(3, 1000, 4), 4000);

        assertThat(made).hasSizeGreaterThanOrEqualTo(4);
        assertThat(reason(answer)).isEqualTo(Reason.CALL_NOT_MADE);
    }

    @Test
    void shouldRepeatFailedCallPastItsAttemptsWhileNothingIsAnswered() {
        IntStream.range(0, 8).forEach(i -> answers.add(failed(Reason.SOURCE_FAILING)));
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        ResilientSource source = source(settings(3, 1000, 100));
        source.meter(meters);

        CompletableFuture<Outcome<Recommendations>> answer = source.recommend(call("a", 30_000));
        time.advance(Duration.ofSeconds(20));

        assertThat(answer).isCompletedWithValue(OK);
        assertThat(made).hasSize(9);
        assertThat(meters.get("personalize.errors.avoided")
                        .tag("cause", "fault")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldWaitForAnotherTurnIfItsDeadlineComesWhileItWaitsAfterAnOutage() {
        List<CompletableFuture<Outcome<Recommendations>>> inFlight = new ArrayList<>();
        RecommendationSource source = slow(inFlight, 1);
        var answer = source.recommend(call("a", 5000));
        for (int i = 0; i < 3; i++) {
            inFlight.get(i).complete(failed(Reason.SOURCE_TIMED_OUT));
            if (i < 2) {
                time.advance(Duration.ofSeconds(1));
            }
        }

        var other = source.recommend(call("b", 60_000));
        time.advance(Duration.ofSeconds(3));

        assertThat(inFlight).hasSize(4);
        assertThat(other).isNotDone();
        assertThat(reason(answer)).isEqualTo(Reason.CALL_NOT_MADE);
    }

    @Test
    void shouldNotTakeItsOwnThrottledAnswerForThatOfAnother() {
        for (int i = 0; i < 4; i++) {
            answers.addAll(List.of(failed(Reason.SOURCE_FAILING), failed(Reason.SOURCE_THROTTLED)));
        }
        answers.add(OK);
        RecommendationSource source = source(settings(3, 1000, 100));

        CompletableFuture<Outcome<Recommendations>> answer = source.recommend(call("a", 30_000));
        time.advance(Duration.ofSeconds(20));

        assertThat(answer).isCompletedWithValue(OK);
    }

    @Test
    void shouldEndAtTheDeadlineACallThatIsInFlightAgainAndSayWhatItMet() {
        List<CompletableFuture<Outcome<Recommendations>>> inFlight = new ArrayList<>();
        RecommendationSource source = slow(inFlight, 10);
        var answer = source.recommend(call("a", 2000));
        inFlight.get(0).complete(Outcome.failed(new Failure(Stage.ENRICH, Reason.SOURCE_TIMED_OUT, "It was slow.")));

        time.advance(Duration.ofSeconds(2));

        assertThat(failure(answer).reason()).isEqualTo(Reason.DEADLINE_PASSED);
        assertThat(failure(answer).detail()).endsWith("It was slow.");
        assertThat(inFlight.get(1)).isCancelled();
        assertThat(time.waiting()).isZero();
    }

    @Test
    void shouldGiveUpOnceTheAttemptsAreUsedUpWhereOutagesAreNotWaitedOut() {
        answers.addAll(List.of(
                failed(Reason.SOURCE_FAILING), failed(Reason.SOURCE_FAILING), failed(Reason.SOURCE_TIMED_OUT), OK));
        RecommendationSource source = source(failingFast(3, 1000, 100));

        CompletableFuture<Outcome<Recommendations>> answer = source.recommend(call("a", 10_000));
        time.advance(Duration.ofSeconds(5));

        assertThat(made).hasSize(3);
        assertThat(answer).isCompletedWithValue(failed(Reason.SOURCE_TIMED_OUT));
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"SOURCE_REFUSED", "NO_CUSTOMERS", "NOBODY_MATCHES"})
    void shouldNotRepeatWhatARepetitionCannotHelp(Reason reason) {
        answers.addAll(List.of(failed(reason), OK));
        RecommendationSource source = source(settings(3, 1000, 100));

        CompletableFuture<Outcome<Recommendations>> answer = source.recommend(call("a", 10_000));
        time.advance(Duration.ofSeconds(5));

        assertThat(made).hasSize(1);
        assertThat(answer).isCompletedWithValue(failed(reason));
    }

    @Test
    void shouldFailForWhatItMetWhereNoAttemptIsLeft() {
        CompletableFuture<Outcome<Recommendations>> answer = failingUntilItsDeadline(settings(3, 1000, 100), 2000);

        assertThat(made).hasSizeGreaterThanOrEqualTo(3);
        assertThat(reason(answer)).isEqualTo(Reason.DEADLINE_PASSED);
    }

    @Test
    void shouldNotRepeatPastTheDeadline() {
        answers.addAll(List.of(failed(Reason.SOURCE_FAILING), OK));
        RecommendationSource source = source(settings(3, 1000, 100));

        CompletableFuture<Outcome<Recommendations>> answer = source.recommend(call("a", 40));

        assertThat(reason(answer)).isEqualTo(Reason.CALL_NOT_MADE);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void shouldLetABurstGoAndThenOneCallASlotInTheOrderOfTheirArrival() {
        RecommendationSource source = source(settings(1, 40, 100));

        for (int i = 0; i < 6; i++) {
            var unused = source.recommend(call("call " + i, 10_000));
        }

        assertThat(users()).containsExactly("call 0", "call 1");
        time.advance(Duration.ofMillis(25));
        assertThat(users()).containsExactly("call 0", "call 1", "call 2");
        time.advance(Duration.ofMillis(24));
        assertThat(made).hasSize(3);
        time.advance(Duration.ofMillis(51));
        assertThat(users()).containsExactly("call 0", "call 1", "call 2", "call 3", "call 4", "call 5");
    }

    @Test
    void shouldNeverMakeMoreCallsASecondThanAllowedBesideTheFirstBurst() {
        RecommendationSource source = source(settings(1, 100, 100));

        for (int i = 0; i < 500; i++) {
            var unused = source.recommend(call("a", 60_000));
        }
        time.advance(Duration.ofSeconds(3));

        assertThat(made).hasSizeBetween(300, 310);
    }

    @Test
    void shouldAskForALittleMoreThanItUsesAndForAllOnceCallsWaitForTheRate() {
        ResilientSource source = source(settings(1, 100, 100));
        var first = source.recommend(call("a", 60_000));
        assertThat(first).isDone();
        assertThat(source.demand(false)).isBetween(1.25, 1.4);
        assertThat(source.demand(true)).isBetween(1.25, 1.4);

        for (int i = 0; i < 500; i++) {
            var unused = source.recommend(call("a", 60_000));
        }
        time.advance(Duration.ofSeconds(2));
        assertThat(source.demand(false)).isEqualTo(Double.MAX_VALUE);

        time.advance(Duration.ofSeconds(20));
        for (int i = 0; i < 6; i++) {
            var unused = source.demand(false);
        }
        assertThat(source.demand(false)).isZero();
    }

    @Test
    void shouldGiveUpACallThatWouldWaitPastItsDeadlineOnlyWhenThatComes() {
        RecommendationSource source = source(settings(1, 1, 100));
        var first = source.recommend(call("a", 500));

        CompletableFuture<Outcome<Recommendations>> hopeless = source.recommend(call("b", 500));
        CompletableFuture<Outcome<Recommendations>> patient = source.recommend(call("c", 1500));

        assertThat(first).isCompletedWithValue(OK);
        time.advance(Duration.ofMillis(499));
        assertThat(hopeless).isNotDone();
        time.advance(Duration.ofMillis(1));
        assertThat(reason(hopeless)).isEqualTo(Reason.CALL_NOT_MADE);
        assertThat(patient).isNotDone();
        time.advance(Duration.ofMillis(510));
        assertThat(users()).containsExactly("a", "c");
    }

    @Test
    void shouldMakeCallsThatHaveTheirWholeTimeAheadHoweverSlowTheServiceWas() {
        List<CompletableFuture<Outcome<Recommendations>>> underWay = new ArrayList<>();
        RecommendationSource source = slow(underWay, 10);
        for (int i = 0; i < 10; i++) {
            CompletableFuture<Outcome<Recommendations>> silent = source.recommend(call("a", 10_000));
            time.advance(Duration.ofMillis(9_900));
            silent.cancel(true);
        }
        made.clear();
        underWay.clear();

        var both = IntStream.range(0, 40)
                .mapToObj(i -> source.recommend(call("b", 9_900)))
                .toList();
        time.advance(Duration.ofMillis(100));
        List.copyOf(underWay).forEach(answer -> answer.complete(OK));
        time.advance(Duration.ofMillis(100));

        assertThat(underWay).hasSizeGreaterThan(10);
        assertThat(both).noneMatch(answer -> answer.isDone() && !answer.join().equals(OK));
    }

    @Test
    void shouldTakeCallsForAnOutageThatAreSilentUntilTheirDeadlines() {
        List<CompletableFuture<Outcome<Recommendations>>> underWay = new ArrayList<>();
        ResilientSource source = slow(underWay, settings(3, 1000, 10), 10);
        List<CompletableFuture<Outcome<Recommendations>>> silent = IntStream.range(0, 10)
                .mapToObj(i -> source.recommend(call("a", 10_000)))
                .toList();
        time.advance(Duration.ofMillis(9_900));

        assertThat(source.outage()).isFalse();
        silent.forEach(answer -> answer.cancel(true));

        assertThat(source.outage()).isTrue();
    }

    @Test
    void shouldNotMakeACallThatNobodyWaitsForAnyMore() {
        RecommendationSource source = source(settings(1, 1, 100));
        var first = source.recommend(call("a", 5000));
        CompletableFuture<Outcome<Recommendations>> second = source.recommend(call("b", 5000));

        second.cancel(true);
        time.advance(Duration.ofSeconds(3));

        assertThat(first).isCompletedWithValue(OK);
        assertThat(users()).containsExactly("a");
    }

    @Test
    void shouldAbandonTheCallUnderWayWithTheAnswer() {
        CompletableFuture<Outcome<Recommendations>> underWay = new CompletableFuture<>();
        RecommendationSource source = ResilientSource.around(
                call -> underWay, settings(3, 10, 100), CallBudget.of(10), 10, time, time, clock());

        source.recommend(call("a", 5000)).cancel(true);

        assertThat(underWay).isCancelled();
        assertThat(time.waiting()).isZero();
    }

    @Test
    void shouldWaitOutAnOutageInOrderAndTryWithCallsThatWait() {
        ResilientSource source = source(settings(1, 1000, 10));
        IntStream.range(0, 10).forEach(i -> answers.add(failed(Reason.SOURCE_FAILING)));
        List<CompletableFuture<Outcome<Recommendations>>> first = IntStream.range(0, 10)
                .mapToObj(i -> source.recommend(call("call 1" + i, 60_000)))
                .toList();
        assertThat(source.circuitOpen()).isTrue();

        List<CompletableFuture<Outcome<Recommendations>>> later = IntStream.range(20, 40)
                .mapToObj(i -> source.recommend(call("call " + i, 60_000)))
                .toList();
        time.advance(Duration.ofMillis(4999));
        assertThat(made).hasSize(10);
        assertThat(source.outage()).isTrue();
        time.advance(Duration.ofMillis(200));

        assertThat(source.circuitOpen()).isFalse();
        assertThat(source.outage()).isFalse();
        assertThat(first).allSatisfy(answer -> assertThat(answer).isCompletedWithValue(OK));
        assertThat(later).allSatisfy(answer -> assertThat(answer).isCompletedWithValue(OK));
        assertThat(users().subList(10, 40)).isSorted();
    }

    @Test
    void shouldTryAgainAndAgainUntilTheOutageIsOver() {
        ResilientSource source = source(settings(1, 1000, 2));
        IntStream.range(0, 6).forEach(i -> answers.add(failed(Reason.SOURCE_TIMED_OUT)));

        var one = source.recommend(call("a", 60_000));
        var other = source.recommend(call("b", 60_000));
        time.advance(Duration.ofSeconds(14));
        assertThat(made).hasSize(6);
        assertThat(source.circuitOpen()).isTrue();
        time.advance(Duration.ofSeconds(3));

        assertThat(List.of(one, other)).allSatisfy(answer -> assertThat(answer).isCompletedWithValue(OK));
        assertThat(made).hasSize(8);
    }

    @Test
    void shouldSayWhatACallWaitedForWhoseDeadlineComes() {
        ResilientSource source = source(settings(1, 1000, 2));
        IntStream.range(0, 2)
                .forEach(i -> answers.add(
                        Outcome.failed(new Failure(Stage.ENRICH, Reason.SOURCE_FAILING, "The service is ill."))));

        var called = source.recommend(call("a", 3000));
        var unused = source.recommend(call("b", 3000));
        var uncalled = source.recommend(call("c", 3000));
        time.advance(Duration.ofSeconds(3));

        assertThat(failure(called).reason()).isEqualTo(Reason.CALL_NOT_MADE);
        assertThat(failure(called).detail()).endsWith("The service is ill.");
        assertThat(failure(uncalled).reason()).isEqualTo(Reason.CALL_NOT_MADE);
        assertThat(failure(uncalled).detail()).contains("Too many calls to Personalize failed lately");
    }

    @Test
    void shouldTakeUpOneMoreRequestOnlyToFindOutWhetherTheOutageIsOver() {
        List<CompletableFuture<Outcome<Recommendations>>> inFlight = new ArrayList<>();
        ResilientSource source = ResilientSource.around(
                call -> {
                    inFlight.add(new CompletableFuture<>());
                    return inFlight.get(inFlight.size() - 1);
                },
                settings(1, 1000, 2),
                CallBudget.of(1000),
                10,
                time,
                time,
                clock());
        var unused = List.of(source.recommend(call("a", 100)), source.recommend(call("b", 100)));
        inFlight.get(0).complete(failed(Reason.SOURCE_FAILING));
        inFlight.get(1).complete(failed(Reason.SOURCE_FAILING));
        assertThat(source.outage()).isTrue();

        time.advance(Duration.ofSeconds(5));
        assertThat(source.outage()).isFalse();
        var trial = source.recommend(call("c", 5000));

        assertThat(source.outage()).isTrue();
        inFlight.get(2).complete(OK);
        assertThat(trial).isCompletedWithValue(OK);
        assertThat(source.outage()).isFalse();
    }

    @Test
    void shouldStopCallingAServiceThatIsDownAndTryAgainLater() {
        ResilientSource source = source(failingFast(1, 1000, 10));
        for (int i = 0; i < 10; i++) {
            answers.add(i % 2 == 0 ? failed(Reason.SOURCE_FAILING) : OK);
            var unused = source.recommend(call("a", 5000));
        }

        assertThat(source.circuitOpen()).isTrue();
        assertThat(source.outage()).isFalse();
        assertThat(reason(source.recommend(call("a", 5000)))).isEqualTo(Reason.CIRCUIT_OPEN);
        assertThat(made).hasSize(10);

        time.advance(Duration.ofMillis(5001));
        for (int i = 0; i < 10; i++) {
            assertThat(source.recommend(call("a", 5000))).isCompletedWithValue(OK);
        }
        assertThat(source.circuitOpen()).isFalse();
    }

    @Test
    void shouldNotOpenTheCircuitForCallsThatAreRefusedForOurOwnFault() {
        ResilientSource source = source(settings(1, 1000, 10));

        for (int i = 0; i < 30; i++) {
            answers.add(failed(Reason.SOURCE_REFUSED));
            var unused = source.recommend(call("a", 5000));
        }

        assertThat(source.circuitOpen()).isFalse();
        assertThat(made).hasSize(30);
    }

    @Test
    void shouldNotMakeCallsThatWaitedWhileTheCircuitOpened() {
        ResilientSource source = source(failingFast(1, 10, 2));
        answers.add(failed(Reason.SOURCE_FAILING));
        answers.add(failed(Reason.SOURCE_FAILING));

        var first = source.recommend(call("a", 5000));
        var second = source.recommend(call("b", 5000));
        var third = source.recommend(call("c", 5000));
        time.advance(Duration.ofSeconds(1));

        assertThat(reason(first)).isEqualTo(Reason.SOURCE_FAILING);
        assertThat(reason(second)).isEqualTo(Reason.SOURCE_FAILING);
        assertThat(reason(third)).isEqualTo(Reason.CIRCUIT_OPEN);
        assertThat(users()).containsExactly("a", "b");
    }

    @Test
    void shouldFailAllThatWaitAtOnceWhenTheCircuitOpensAndTakeNoSlotForThem() {
        ResilientSource source = source(failingFast(1, 10, 2));
        answers.addAll(List.of(failed(Reason.SOURCE_FAILING), failed(Reason.SOURCE_FAILING)));
        var first = source.recommend(call("a", 20_000));
        List<CompletableFuture<Outcome<Recommendations>>> waiting = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            waiting.add(source.recommend(call("b", 20_000)));
        }

        time.advance(Duration.ofMillis(100));
        assertThat(first).isCompletedWithValue(failed(Reason.SOURCE_FAILING));
        assertThat(waiting.get(0)).isCompletedWithValue(failed(Reason.SOURCE_FAILING));
        assertThat(waiting.subList(1, 100)).allMatch(answer -> reason(answer) == Reason.CIRCUIT_OPEN);
        assertThat(made).hasSize(2);

        time.advance(Duration.ofMillis(5001));
        assertThat(source.recommend(call("c", 5000))).isCompletedWithValue(OK);
    }

    @Test
    void shouldLetNoMoreTrialCallsThroughThanTheCircuitAllowsAndGiveBackThoseThatAreAbandoned() {
        List<CompletableFuture<Outcome<Recommendations>>> inFlight = new ArrayList<>();
        ResilientSource source = slow(inFlight, settings(1, 1000, 2), 10);
        var unused = List.of(source.recommend(call("a", 60_000)), source.recommend(call("b", 60_000)));
        inFlight.forEach(call -> call.complete(failed(Reason.SOURCE_FAILING)));
        var third = source.recommend(call("c", 60_000));
        time.advance(Duration.ofMillis(5001));
        assertThat(users()).containsExactly("a", "b", "a", "b");

        unused.get(0).cancel(true);
        assertThat(users()).containsExactly("a", "b", "a", "b", "c");
        inFlight.get(3).complete(OK);
        inFlight.get(4).complete(OK);

        assertThat(third).isCompletedWithValue(OK);
        assertThat(source.outage()).isFalse();
    }

    @Test
    void shouldNotTakeCallsFromBeforeAnOutageForTrialCalls() {
        List<CompletableFuture<Outcome<Recommendations>>> underWay = new ArrayList<>();
        ResilientSource source = slow(underWay, settings(3, 1000, 2), 10);
        var calls = Stream.of("a", "b", "c", "d")
                .map(user -> source.recommend(call(user, 60_000)))
                .toList();
        underWay.subList(0, 2).forEach(call -> call.complete(failed(Reason.SOURCE_FAILING)));
        time.advance(Duration.ofMillis(5001));

        underWay.get(2).complete(failed(Reason.SOURCE_THROTTLED));
        underWay.get(3).complete(failed(Reason.SOURCE_FAILING));
        time.advance(Duration.ofSeconds(5));
        List<String> during = users();
        underWay.subList(4, 6).forEach(call -> call.complete(OK));
        time.advance(Duration.ofSeconds(5));
        underWay.subList(6, 8).forEach(call -> call.complete(OK));

        assertThat(during).containsExactly("a", "b", "c", "d", "a", "b");
        assertThat(calls).allSatisfy(call -> assertThat(call).isCompletedWithValue(OK));
    }

    @Test
    void shouldNotRepeatACallThatUsuallyTakesLongerThanIsLeft() {
        List<CompletableFuture<Outcome<Recommendations>>> underWay = new ArrayList<>();
        RecommendationSource source = slow(underWay, 10);
        var usual = source.recommend(call("a", 10_000));
        time.advance(Duration.ofSeconds(1));
        underWay.get(0).complete(OK);

        var hopeless = source.recommend(call("b", 1040));
        underWay.get(1).complete(failed(Reason.SOURCE_FAILING));
        time.advance(Duration.ofSeconds(1));

        assertThat(usual).isCompletedWithValue(OK);
        assertThat(reason(hopeless)).isEqualTo(Reason.CALL_NOT_MADE);
        assertThat(underWay).hasSize(2);
    }

    @Test
    void shouldLetARetryGoBeforeLaterCallsAndNotBeforeEarlierOnes() {
        List<CompletableFuture<Outcome<Recommendations>>> underWay = new ArrayList<>();
        RecommendationSource source = slow(underWay, 2);
        var earlier = source.recommend(call("a", 5000));
        var repeated = source.recommend(call("b", 5100));
        var early = source.recommend(call("c", 5050));
        var late = source.recommend(call("d", 5200));

        underWay.get(1).complete(failed(Reason.SOURCE_FAILING));
        time.advance(Duration.ofMillis(200));
        underWay.get(0).complete(OK);
        underWay.get(2).complete(OK);

        assertThat(users()).containsExactly("a", "b", "c", "b", "d");
        assertThat(List.of(earlier, early)).allMatch(answer -> answer.isDone());
        assertThat(List.of(repeated, late)).noneMatch(answer -> answer.isDone());
    }

    @Test
    void shouldMakeRoomForTheNextWhereTheCallUnderWayIsCancelled() {
        List<CompletableFuture<Outcome<Recommendations>>> underWay = new ArrayList<>();
        ResilientSource source = slow(underWay, 1);
        var first = source.recommend(call("a", 5000));
        var second = source.recommend(call("b", 5000));
        assertThat(source.idle()).isFalse();

        first.cancel(true);

        assertThat(users()).containsExactly("a", "b");
        underWay.get(1).complete(OK);
        assertThat(second).isCompletedWithValue(OK);
        assertThat(source.idle()).isTrue();
    }

    @Test
    void shouldNotBeIdleWhileTheCircuitIsOpen() {
        ResilientSource source = source(failingFast(1, 1000, 2));
        assertThat(source.idle()).isTrue();

        answers.addAll(List.of(failed(Reason.SOURCE_FAILING), failed(Reason.SOURCE_FAILING)));
        var unused = List.of(source.recommend(call("a", 5000)), source.recommend(call("a", 5000)));
        time.advance(Duration.ofSeconds(1));

        assertThat(source.idle()).isFalse();
    }

    @Test
    void shouldAnswerWithAFailureWhereTheTimerHasBeenStopped() {
        ScheduledThreadPoolExecutor stopped = new ScheduledThreadPoolExecutor(1);
        stopped.shutdown();
        RecommendationSource source = ResilientSource.around(
                call -> CompletableFuture.completedFuture(failed(Reason.SOURCE_FAILING)),
                settings(3, 1000, 100),
                CallBudget.of(1000),
                10,
                stopped,
                time,
                clock());

        assertThat(reason(source.recommend(call("a", 5000)))).isEqualTo(Reason.SOURCE_FAILING);
    }

    @Test
    void shouldTakeABackoffThatDoesNotGrow() {
        answers.addAll(List.of(failed(Reason.SOURCE_FAILING), failed(Reason.SOURCE_FAILING), OK));
        Settings.Resilience constant = new Settings.Resilience(
                3,
                Duration.ofMillis(1),
                Duration.ofMillis(1),
                100,
                false,
                50,
                10,
                Duration.ofSeconds(5),
                Settings.OnOutage.WAIT);

        CompletableFuture<Outcome<Recommendations>> answer = source(constant).recommend(call("a", 5000));
        time.advance(Duration.ofMillis(50));

        assertThat(answer).isCompletedWithValue(OK);
    }

    private List<String> users() {
        return made.stream().map(Call::userId).toList();
    }

    private ResilientSource slow(List<CompletableFuture<Outcome<Recommendations>>> underWay, int mostUnderWay) {
        return slow(underWay, settings(3, 1000, 100), mostUnderWay);
    }

    private ResilientSource slow(
            List<CompletableFuture<Outcome<Recommendations>>> underWay,
            Settings.Resilience settings,
            int mostUnderWay) {
        return ResilientSource.around(
                call -> {
                    made.add(call);
                    CompletableFuture<Outcome<Recommendations>> answer = new CompletableFuture<>();
                    underWay.add(answer);
                    return answer;
                },
                settings,
                CallBudget.of(settings.callsPerSecond()),
                mostUnderWay,
                time,
                time,
                clock());
    }

    private ResilientSource source(Settings.Resilience settings) {
        return ResilientSource.around(
                call -> {
                    made.add(call);
                    Outcome<Recommendations> answer = answers.poll();
                    return CompletableFuture.completedFuture(answer == null ? OK : answer);
                },
                settings,
                CallBudget.of(settings.callsPerSecond()),
                10,
                time,
                time,
                clock());
    }

    private Clock clock() {
        InstantSource instants = () -> Instant.EPOCH.plusNanos(time.read());
        return instants.withZone(ZoneOffset.UTC);
    }

    private Call call(String user, int patienceMillis) {
        long deadline = time.read() + Duration.ofMillis(patienceMillis).toNanos();
        return new Call(user, null, Map.of(), List.of(), 1, deadline);
    }

    /** Makes a call that always fails, and waits until a second after its deadline. */
    private CompletableFuture<Outcome<Recommendations>> failingUntilItsDeadline(
            Settings.Resilience settings, int deadlineMillis) {
        IntStream.range(0, 50).forEach(i -> answers.add(failed(Reason.SOURCE_FAILING)));
        CompletableFuture<Outcome<Recommendations>> answer = source(settings).recommend(call("a", deadlineMillis));
        time.advance(Duration.ofMillis(deadlineMillis + 1000));
        return answer;
    }

    private static Settings.Resilience settings(int attempts, int callsPerSecond, int window) {
        return settings(attempts, callsPerSecond, window, Settings.OnOutage.WAIT);
    }

    private static Settings.Resilience failingFast(int attempts, int callsPerSecond, int window) {
        return settings(attempts, callsPerSecond, window, Settings.OnOutage.FAIL);
    }

    private static Settings.Resilience settings(
            int attempts, int callsPerSecond, int window, Settings.OnOutage onOutage) {
        return new Settings.Resilience(
                attempts,
                Duration.ofMillis(100),
                Duration.ofMillis(1000),
                callsPerSecond,
                false,
                50,
                window,
                Duration.ofMillis(5000),
                onOutage);
    }

    private static Outcome<Recommendations> failed(Reason reason) {
        return Outcome.failed(new Failure(Stage.ENRICH, reason, ""));
    }

    private static Reason reason(CompletableFuture<Outcome<Recommendations>> answer) {
        return failure(answer).reason();
    }

    private static Failure failure(CompletableFuture<Outcome<Recommendations>> answer) {
        Outcome<Recommendations> outcome = answer.getNow(OK);
        return outcome.fold(
                value -> {
                    throw new AssertionError("A failure was expected");
                },
                failure -> failure);
    }
}
