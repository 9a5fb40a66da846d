package io.customersegment.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.benmanes.caffeine.cache.Ticker;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallSchedulerTest {

    private static final int FAST = 100_000;

    private final ManualTimer time = new ManualTimer();
    private final LatencyEstimate latency = new LatencyEstimate();
    private final CircuitBreaker circuit = CircuitBreaker.ofDefaults("test");
    private final List<TestCall> started = new ArrayList<>();
    private int unsent;

    @Test
    void shouldLetNoMoreGoThanMayBeUnderWayAndTheOthersAsRoomIsMade() {
        CallScheduler scheduler = scheduler(FAST, 2);
        List<TestCall> calls = enter(scheduler, 1000, 1000, 1000, 1000);

        assertThat(started).containsExactly(calls.get(0), calls.get(1));
        calls.get(1).made.complete("done");
        assertThat(started).containsExactly(calls.get(0), calls.get(1), calls.get(2));
        calls.get(0).made.cancel(true);
        assertThat(started).containsExactlyElementsOf(calls);
    }

    @Test
    void shouldStartNoneWhileThoseThatWereStartedCannotGoOut() {
        CallScheduler scheduler = scheduler(FAST, 100);
        unsent = 16;
        List<TestCall> calls = enter(scheduler, 1000, 1000);
        time.advance(Duration.ofMillis(500));
        assertThat(started).isEmpty();

        unsent = 15;
        time.advance(Duration.ofMillis(2));
        assertThat(started).containsExactlyElementsOf(calls);
    }

    @Test
    void shouldLetTheEarliestDeadlineGoFirstAndOfEqualOnesTheFirstThatEntered() {
        CallScheduler scheduler = scheduler(FAST, 1);
        List<TestCall> calls = enter(scheduler, 1000, 900, 700, 900, 800);

        calls.get(0).made.complete("done");
        for (int i = 1; i < 5; i++) {
            started.get(i).made.complete("done");
        }

        assertThat(started).containsExactly(calls.get(0), calls.get(2), calls.get(4), calls.get(1), calls.get(3));
    }

    @Test
    void shouldGiveUpThoseThatWaitedToTheirDeadlineWhenItComes() {
        CallScheduler scheduler = scheduler(FAST, 1);
        List<TestCall> calls = enter(scheduler, 1000, 300, 200);

        time.advance(Duration.ofMillis(199));
        assertThat(calls).noneMatch(call -> call.why != null);
        time.advance(Duration.ofMillis(1));
        assertThat(calls.get(2).reason()).isEqualTo(Reason.CALL_NOT_MADE);
        assertThat(calls.get(1).why).isNull();
        time.advance(Duration.ofMillis(100));
        assertThat(calls.get(1).reason()).isEqualTo(Reason.CALL_NOT_MADE);
        assertThat(started).containsExactly(calls.get(0));
    }

    @Test
    void shouldTakeOutWhoLeaves() {
        CallScheduler scheduler = scheduler(FAST, 1);
        List<TestCall> calls = enter(scheduler, 1000, 1000, 1000);

        assertThat(scheduler.leave(calls.get(1))).isTrue();
        assertThat(scheduler.leave(calls.get(1))).isFalse();
        assertThat(scheduler.leave(calls.get(0))).isFalse();
        calls.get(0).made.complete("done");

        assertThat(started).containsExactly(calls.get(0), calls.get(2));
    }

    @Test
    void shouldGiveNoSlotToWhoLeftOrIsTooLate() {
        CallScheduler scheduler = scheduler(10, 10);
        List<TestCall> calls = enter(scheduler, 1000, 1000, 50, 1000);
        scheduler.leave(calls.get(1));

        time.advance(Duration.ofMillis(100));

        assertThat(calls.get(2).reason()).isEqualTo(Reason.CALL_NOT_MADE);
        assertThat(started).containsExactly(calls.get(0), calls.get(3));
    }

    @Test
    void shouldPreferThoseThatCanStillBeAnsweredToThoseThatUsuallyCannot() {
        latency.answeredAfter(Duration.ofMillis(100).toNanos());
        CallScheduler scheduler = scheduler(FAST, 1);
        List<TestCall> calls = enter(scheduler, 1000, 250, 251, 400, 500);

        time.advance(Duration.ofMillis(151));
        calls.get(0).made.complete("done");

        assertThat(calls.get(1).reason()).isEqualTo(Reason.CALL_NOT_MADE);
        assertThat(started).containsExactly(calls.get(0), calls.get(2));
    }

    @Test
    void shouldLetTheOnlyOneThatWaitsTryItsLuck() {
        latency.answeredAfter(Duration.ofSeconds(10).toNanos());

        List<TestCall> calls = enter(scheduler(FAST, 1), 100);

        assertThat(started).containsExactlyElementsOf(calls);
    }

    @Test
    void shouldMakeUpForSlotsThatALateTimerMissed() {
        CallScheduler scheduler = scheduler(500, 1000);
        for (int i = 0; i < 200; i++) {
            enter(scheduler, 60_000);
        }
        int burst = started.size();

        time.late(Duration.ofMillis(40));
        assertThat(started).hasSize(burst + 20);
        time.advance(Duration.ofMillis(100));
        assertThat(started).hasSize(burst + 70);
    }

    @Test
    void shouldStartNoCallWhileTheServiceAsksToBeLeftAlone() {
        CallScheduler scheduler = scheduler(10, 10);
        enter(scheduler, 5000, 5000);
        scheduler.hold(Duration.ofMillis(300));

        time.advance(Duration.ofMillis(299));
        assertThat(started).hasSize(1);
        time.advance(Duration.ofMillis(1));
        assertThat(started).hasSize(2);
    }

    @Test
    void shouldStartNoCallThatTheCircuitDoesNotPermitAndKeepTheOrder() {
        CallScheduler scheduler = scheduler(FAST, 10);
        circuit.transitionToOpenState();

        List<TestCall> calls = enter(scheduler, 1000, 500, 400);
        assertThat(started).isEmpty();
        time.advance(Duration.ofMillis(400));
        assertThat(calls.get(2).reason()).isEqualTo(Reason.CALL_NOT_MADE);
        circuit.transitionToClosedState();
        scheduler.advance();

        assertThat(started).containsExactly(calls.get(1), calls.get(0));
    }

    @Test
    void shouldKeepThePlaceOfCallThatEntersAgain() {
        CallScheduler scheduler = scheduler(FAST, 1);
        List<TestCall> calls = enter(scheduler, 1000, 1000, 1000);

        scheduler.enter(calls.get(0));
        calls.get(0).made.complete("throttled");

        assertThat(started).startsWith(calls.get(0), calls.get(0));
    }

    @Test
    void shouldSayWhetherACallWouldGoAtOnce() {
        CallScheduler full = scheduler(FAST, 1);
        CallScheduler slow = scheduler(10, 5);
        assertThat(full.free()).isTrue();

        List<TestCall> calls = enter(full, 1000);
        enter(slow, 1000);

        assertThat(full.free()).isFalse();
        assertThat(slow.free()).isFalse();
        calls.get(0).made.complete("done");
        time.advance(Duration.ofMillis(100));
        assertThat(full.free()).isTrue();
        assertThat(slow.free()).isTrue();
    }

    @Test
    void shouldGiveUpAllThatWait() {
        CallScheduler scheduler = scheduler(FAST, 1);
        List<TestCall> calls = enter(scheduler, 1000, 1000, 1000);
        Failure why = new Failure(Stage.ENRICH, Reason.CIRCUIT_OPEN, "");

        scheduler.giveUpAll(why);
        calls.get(0).made.complete("done");

        assertThat(calls).extracting(call -> call.why).containsExactly(null, why, why);
        assertThat(started).containsExactly(calls.get(0));
    }

    @Test
    void shouldGiveUpThoseThatWouldHaveToWaitForAStoppedTimer() {
        ScheduledThreadPoolExecutor stopped = new ScheduledThreadPoolExecutor(1);
        stopped.shutdown();
        CallScheduler scheduler = new CallScheduler(
                new AdaptiveRate(CallBudget.of(FAST), time.read()), circuit, 1, () -> 0, latency, stopped, time);

        List<TestCall> calls = enter(scheduler, 1000, 1000);

        assertThat(calls.get(1).why).isEqualTo(CallScheduler.STOPPING);
    }

    @Test
    void shouldNotGrowTheStackHoweverManyCompleteOnTheSpot() {
        CallScheduler scheduler = scheduler(FAST, 1);
        TestCall first = new TestCall(deadline(60_000));
        scheduler.enter(first);
        for (int i = 0; i < 50_000; i++) {
            TestCall call = new TestCall(deadline(60_000));
            call.made.complete("done");
            scheduler.enter(call);
        }

        first.made.complete("done");
        time.advance(Duration.ofSeconds(1));

        assertThat(started).hasSize(50_001);
    }

    @Test
    void shouldNeverLetMoreBeUnderWayThanAllowedHoweverManyThreadsTakePart() throws InterruptedException {
        int most = 7;
        int threads = 4;
        int each = 2500;
        AtomicInteger inFlight = new AtomicInteger();
        AtomicInteger highest = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        ExecutorService callers = Executors.newFixedThreadPool(threads);
        ExecutorService service = Executors.newFixedThreadPool(threads);
        CallScheduler scheduler = new CallScheduler(
                new AdaptiveRate(CallBudget.of(FAST), System.nanoTime()),
                circuit,
                most,
                () -> 0,
                latency,
                timer,
                Ticker.systemTicker());
        for (int i = 0; i < threads; i++) {
            callers.execute(() -> {
                for (int call = 0; call < each; call++) {
                    scheduler.enter(new CallScheduler.ScheduledCall(System.nanoTime() + TimeUnit.MINUTES.toNanos(5)) {
                        @Override
                        CompletableFuture<?> start() {
                            highest.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                            CompletableFuture<@Nullable Void> answer = new CompletableFuture<>();
                            Runnable end = () -> {
                                inFlight.decrementAndGet();
                                ended.incrementAndGet();
                                answer.complete(null);
                            };
                            if (ThreadLocalRandom.current().nextInt(4) == 0) {
                                end.run();
                            } else {
                                service.execute(end);
                            }
                            return answer;
                        }

                        @Override
                        void giveUp(Failure why) {
                            throw new AssertionError(why.detail());
                        }
                    });
                }
            });
        }

        await().atMost(Duration.ofMinutes(1)).until(() -> ended.get() == threads * each);

        assertThat(highest).hasValueBetween(2, most);
        await().until(scheduler::free);
        callers.shutdown();
        service.shutdown();
        timer.shutdown();
    }

    @Test
    void shouldLetEachGoOnceOrBeGivenUpOnceWhateverHappens() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int most = 1 + random.nextInt(5);
            CallScheduler scheduler = scheduler(50 + random.nextInt(1000), most);
            List<TestCall> calls = new ArrayList<>();
            int left = 0;
            started.clear();
            for (int step = 0; step < 300; step++) {
                TestCall any = calls.isEmpty() ? null : calls.get(random.nextInt(calls.size()));
                switch (random.nextInt(4)) {
                    case 0, 1 -> {
                        TestCall call = new TestCall(deadline(1 + random.nextInt(200)));
                        calls.add(call);
                        scheduler.enter(call);
                    }
                    case 2 -> {
                        if (any != null && started.contains(any)) {
                            latency.answeredAfter(TimeUnit.MILLISECONDS.toNanos(random.nextInt(20)));
                            any.made.complete("done");
                        } else if (any != null && scheduler.leave(any)) {
                            left++;
                        }
                    }
                    default -> time.advance(Duration.ofMillis(random.nextInt(10)));
                }
                assertThat(started.stream().filter(call -> !call.made.isDone())).hasSizeLessThanOrEqualTo(most);
            }
            time.advance(Duration.ofSeconds(1));

            assertThat(started).doesNotHaveDuplicates().noneMatch(call -> call.why != null);
            long givenUp = calls.stream().filter(call -> call.why != null).count();
            assertThat(started.size() + givenUp + left).isEqualTo(calls.size());
        }
    }

    private CallScheduler scheduler(int callsPerSecond, int maxInFlight) {
        return new CallScheduler(
                new AdaptiveRate(CallBudget.of(callsPerSecond), time.read()),
                circuit,
                maxInFlight,
                () -> unsent,
                latency,
                time,
                time);
    }

    private List<TestCall> enter(CallScheduler scheduler, int... patienceMillis) {
        List<TestCall> calls = new ArrayList<>();
        for (int millis : patienceMillis) {
            TestCall call = new TestCall(deadline(millis));
            calls.add(call);
            scheduler.enter(call);
        }
        return calls;
    }

    private long deadline(int patienceMillis) {
        return time.read() + Duration.ofMillis(patienceMillis).toNanos();
    }

    private final class TestCall extends CallScheduler.ScheduledCall {

        final CompletableFuture<String> made = new CompletableFuture<>();

        @Nullable
        Failure why;

        TestCall(long deadline) {
            super(deadline);
        }

        @Override
        CompletableFuture<?> start() {
            started.add(this);
            return made;
        }

        @Override
        void giveUp(Failure failure) {
            assertThat(why).isNull();
            why = failure;
        }

        @Nullable
        Reason reason() {
            return why == null ? null : why.reason();
        }
    }
}
