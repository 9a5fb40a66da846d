package io.customersegment.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.benmanes.caffeine.cache.Ticker;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
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

class TurnstileTest {

    private static final int FAST = 100_000;

    private final ManualTimer time = new ManualTimer();
    private final UsualTime usual = new UsualTime();
    private final List<TestTurn> gone = new ArrayList<>();

    @Test
    void shouldLetNoMoreGoThanMayBeUnderWayAndTheOthersAsRoomIsMade() {
        Turnstile turnstile = turnstile(FAST, 2);
        List<TestTurn> turns = enter(turnstile, 1000, 1000, 1000, 1000);

        assertThat(gone).containsExactly(turns.get(0), turns.get(1));
        turns.get(1).call.complete("done");
        assertThat(gone).containsExactly(turns.get(0), turns.get(1), turns.get(2));
        turns.get(0).call.cancel(true);
        assertThat(gone).containsExactlyElementsOf(turns);
    }

    @Test
    void shouldLetTheEarliestDeadlineGoFirstAndOfEqualOnesTheFirstThatEntered() {
        Turnstile turnstile = turnstile(FAST, 1);
        List<TestTurn> turns = enter(turnstile, 1000, 900, 700, 900, 800);

        turns.get(0).call.complete("done");
        for (int i = 1; i < 5; i++) {
            gone.get(i).call.complete("done");
        }

        assertThat(gone).containsExactly(turns.get(0), turns.get(2), turns.get(4), turns.get(1), turns.get(3));
    }

    @Test
    void shouldGiveUpThoseThatWaitedToTheirDeadlineWhenItComes() {
        Turnstile turnstile = turnstile(FAST, 1);
        List<TestTurn> turns = enter(turnstile, 1000, 300, 200);

        time.advance(Duration.ofMillis(199));
        assertThat(turns).noneMatch(turn -> turn.why != null);
        time.advance(Duration.ofMillis(1));
        assertThat(turns.get(2).reason()).isEqualTo(Reason.DEADLINE_PASSED);
        assertThat(turns.get(1).why).isNull();
        time.advance(Duration.ofMillis(100));
        assertThat(turns.get(1).reason()).isEqualTo(Reason.DEADLINE_PASSED);
        assertThat(gone).containsExactly(turns.get(0));
    }

    @Test
    void shouldTakeOutWhoLeaves() {
        Turnstile turnstile = turnstile(FAST, 1);
        List<TestTurn> turns = enter(turnstile, 1000, 1000, 1000);

        assertThat(turnstile.leave(turns.get(1))).isTrue();
        assertThat(turnstile.leave(turns.get(1))).isFalse();
        assertThat(turnstile.leave(turns.get(0))).isFalse();
        turns.get(0).call.complete("done");

        assertThat(gone).containsExactly(turns.get(0), turns.get(2));
    }

    @Test
    void shouldGiveNoSlotToWhoLeftOrIsTooLate() {
        Turnstile turnstile = turnstile(10, 10);
        List<TestTurn> turns = enter(turnstile, 1000, 1000, 50, 1000);
        turnstile.leave(turns.get(1));

        time.advance(Duration.ofMillis(100));

        assertThat(turns.get(2).reason()).isEqualTo(Reason.DEADLINE_PASSED);
        assertThat(gone).containsExactly(turns.get(0), turns.get(3));
    }

    @Test
    void shouldPreferThoseThatCanStillBeAnsweredToThoseThatUsuallyCannot() {
        usual.took(Duration.ofMillis(100).toNanos());
        Turnstile turnstile = turnstile(FAST, 1);
        List<TestTurn> turns = enter(turnstile, 1000, 250, 251, 400, 500);

        time.advance(Duration.ofMillis(151));
        turns.get(0).call.complete("done");

        assertThat(turns.get(1).reason()).isEqualTo(Reason.DEADLINE_PASSED);
        assertThat(gone).containsExactly(turns.get(0), turns.get(2));
    }

    @Test
    void shouldLetTheOnlyOneThatWaitsTryItsLuck() {
        usual.took(Duration.ofSeconds(10).toNanos());

        List<TestTurn> turns = enter(turnstile(FAST, 1), 100);

        assertThat(gone).containsExactlyElementsOf(turns);
    }

    @Test
    void shouldMakeUpForSlotsThatALateTimerMissed() {
        Turnstile turnstile = turnstile(500, 1000);
        for (int i = 0; i < 200; i++) {
            enter(turnstile, 60_000);
        }
        int burst = gone.size();

        time.late(Duration.ofMillis(40));
        assertThat(gone).hasSize(burst + 20);
        time.advance(Duration.ofMillis(100));
        assertThat(gone).hasSize(burst + 70);
    }

    @Test
    void shouldLetASlotGoByForEachThatIsSkipped() {
        Turnstile turnstile = turnstile(10, 10);
        enter(turnstile, 5000, 5000);
        turnstile.skip();

        time.advance(Duration.ofMillis(199));
        assertThat(gone).hasSize(1);
        time.advance(Duration.ofMillis(1));
        assertThat(gone).hasSize(2);
    }

    @Test
    void shouldSayWhetherACallWouldGoAtOnce() {
        Turnstile full = turnstile(FAST, 1);
        Turnstile slow = turnstile(10, 5);
        assertThat(full.free()).isTrue();

        List<TestTurn> turns = enter(full, 1000);
        enter(slow, 1000);

        assertThat(full.free()).isFalse();
        assertThat(slow.free()).isFalse();
        turns.get(0).call.complete("done");
        time.advance(Duration.ofMillis(100));
        assertThat(full.free()).isTrue();
        assertThat(slow.free()).isTrue();
    }

    @Test
    void shouldGiveUpAllThatWait() {
        Turnstile turnstile = turnstile(FAST, 1);
        List<TestTurn> turns = enter(turnstile, 1000, 1000, 1000);
        Failure why = new Failure(Stage.ENRICH, Reason.CIRCUIT_OPEN, "");

        turnstile.giveUpAll(why);
        turns.get(0).call.complete("done");

        assertThat(turns).extracting(turn -> turn.why).containsExactly(null, why, why);
        assertThat(gone).containsExactly(turns.get(0));
    }

    @Test
    void shouldGiveUpThoseThatWouldHaveToWaitForAStoppedTimer() {
        ScheduledThreadPoolExecutor stopped = new ScheduledThreadPoolExecutor(1);
        stopped.shutdown();
        Turnstile turnstile = new Turnstile(FAST, 1, usual, stopped, time);

        List<TestTurn> turns = enter(turnstile, 1000, 1000);

        assertThat(turns.get(1).why).isEqualTo(Turnstile.STOPPING);
    }

    @Test
    void shouldNotGrowTheStackHoweverManyCompleteOnTheSpot() {
        Turnstile turnstile = turnstile(FAST, 1);
        TestTurn first = new TestTurn(deadline(60_000));
        turnstile.enter(first);
        for (int i = 0; i < 50_000; i++) {
            TestTurn turn = new TestTurn(deadline(60_000));
            turn.call.complete("done");
            turnstile.enter(turn);
        }

        first.call.complete("done");
        time.advance(Duration.ofSeconds(1));

        assertThat(gone).hasSize(50_001);
    }

    @Test
    void shouldNeverLetMoreBeUnderWayThanAllowedHoweverManyThreadsTakePart() throws InterruptedException {
        int most = 7;
        int threads = 4;
        int each = 2500;
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger highest = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        ExecutorService callers = Executors.newFixedThreadPool(threads);
        ExecutorService service = Executors.newFixedThreadPool(threads);
        Turnstile turnstile = new Turnstile(FAST, most, usual, timer, Ticker.systemTicker());
        for (int i = 0; i < threads; i++) {
            callers.execute(() -> {
                for (int call = 0; call < each; call++) {
                    turnstile.enter(new Turnstile.Turn(System.nanoTime() + TimeUnit.MINUTES.toNanos(5)) {
                        @Override
                        CompletableFuture<?> go() {
                            highest.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                            CompletableFuture<@Nullable Void> answer = new CompletableFuture<>();
                            Runnable end = () -> {
                                underWay.decrementAndGet();
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
        await().until(turnstile::free);
        callers.shutdown();
        service.shutdown();
        timer.shutdown();
    }

    @Test
    void shouldLetEachGoOnceOrBeGivenUpOnceWhateverHappens() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int most = 1 + random.nextInt(5);
            Turnstile turnstile = turnstile(50 + random.nextInt(1000), most);
            List<TestTurn> turns = new ArrayList<>();
            int left = 0;
            gone.clear();
            for (int step = 0; step < 300; step++) {
                TestTurn any = turns.isEmpty() ? null : turns.get(random.nextInt(turns.size()));
                switch (random.nextInt(4)) {
                    case 0, 1 -> {
                        TestTurn turn = new TestTurn(deadline(1 + random.nextInt(200)));
                        turns.add(turn);
                        turnstile.enter(turn);
                    }
                    case 2 -> {
                        if (any != null && gone.contains(any)) {
                            usual.took(TimeUnit.MILLISECONDS.toNanos(random.nextInt(20)));
                            any.call.complete("done");
                        } else if (any != null && turnstile.leave(any)) {
                            left++;
                        }
                    }
                    default -> time.advance(Duration.ofMillis(random.nextInt(10)));
                }
                assertThat(gone.stream().filter(turn -> !turn.call.isDone())).hasSizeLessThanOrEqualTo(most);
            }
            time.advance(Duration.ofSeconds(1));

            assertThat(gone).doesNotHaveDuplicates().noneMatch(turn -> turn.why != null);
            long givenUp = turns.stream().filter(turn -> turn.why != null).count();
            assertThat(gone.size() + givenUp + left).isEqualTo(turns.size());
        }
    }

    private Turnstile turnstile(int callsPerSecond, int mostUnderWay) {
        return new Turnstile(callsPerSecond, mostUnderWay, usual, time, time);
    }

    private List<TestTurn> enter(Turnstile turnstile, int... patienceMillis) {
        List<TestTurn> turns = new ArrayList<>();
        for (int millis : patienceMillis) {
            TestTurn turn = new TestTurn(deadline(millis));
            turns.add(turn);
            turnstile.enter(turn);
        }
        return turns;
    }

    private long deadline(int patienceMillis) {
        return time.read() + Duration.ofMillis(patienceMillis).toNanos();
    }

    private final class TestTurn extends Turnstile.Turn {

        final CompletableFuture<String> call = new CompletableFuture<>();

        @Nullable
        Failure why;

        TestTurn(long deadline) {
            super(deadline);
        }

        @Override
        CompletableFuture<?> go() {
            gone.add(this);
            return call;
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
