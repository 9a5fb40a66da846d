package io.customersegment.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.catalogue.Column;
import io.customersegment.config.Settings;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.Order;
import io.customersegment.criteria.Values;
import io.customersegment.enrich.SegmentSource.Answer;
import io.customersegment.enrich.SegmentSource.CacheUse;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import io.customersegment.plan.Query;
import io.customersegment.plan.RandomCases;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SegmentCacheTest {

    private final Suppressions suppressions = new Suppressions(Clock.systemUTC());
    private final ManualTimer time = new ManualTimer();
    private final List<CompletableFuture<Outcome<Segment>>> loads = new ArrayList<>();
    private final SegmentCache cache = cache(1_000_000);
    private final SegmentCache refreshing = cache(1_000_000, Duration.ofSeconds(40));
    private boolean idle = true;
    private Backpressure backpressure = Backpressure.NONE;

    @Test
    void shouldLoadOnceAndAnswerFromMemoryAfterwards() {
        Answer first = cache.ask(query(30), false);
        loads.get(0).complete(segment("a"));
        Answer second = cache.ask(query(30), false);

        assertThat(first.cacheUse()).isEqualTo(CacheUse.MISS);
        assertThat(second.cacheUse()).isEqualTo(CacheUse.HIT);
        assertThat(second.segment()).isCompleted();
        assertThat(AssemblerFixtures.ids(AssemblerFixtures.now(second.segment())))
                .containsExactly("a");
        assertThat(loads).hasSize(1);
    }

    @Test
    void shouldLetThoseWhoAskMeanwhileWaitForTheSameLoad() {
        Answer first = cache.ask(query(30), false);
        Answer second = cache.ask(query(30), false);
        Answer other = cache.ask(query(31), false);

        assertThat(second.cacheUse()).isEqualTo(CacheUse.JOINED);
        assertThat(other.cacheUse()).isEqualTo(CacheUse.MISS);
        loads.get(0).complete(segment("a"));

        assertThat(first.segment()).isCompleted();
        assertThat(second.segment()).isCompleted();
        assertThat(other.segment()).isNotDone();
        assertThat(loads).hasSize(2);
    }

    @Test
    void shouldStartOneLoadHoweverManyThreadsAskAtOnce() throws InterruptedException {
        List<Answer> answers = askedBy(8, cache, query(30));

        assertThat(loads).hasSize(1);
        assertThat(answers)
                .hasSize(8)
                .filteredOn(answer -> answer.cacheUse() == CacheUse.MISS)
                .hasSize(1);
    }

    @Test
    void shouldNotEndAnotherCallersWaitWhereOneGivesUp() {
        Answer first = cache.ask(query(30), false);
        Answer second = cache.ask(query(30), false);

        first.segment().cancel(true);
        loads.get(0).complete(segment("a"));

        assertThat(AssemblerFixtures.ids(AssemblerFixtures.now(second.segment())))
                .containsExactly("a");
        assertThat(cache.ask(query(30), false).cacheUse()).isEqualTo(CacheUse.HIT);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"NOBODY_MATCHES", "NO_CUSTOMERS"},
            mode = EnumSource.Mode.EXCLUDE)
    void shouldNotKeepAMishap(Reason reason) {
        Answer failed = cache.ask(query(30), false);
        loads.get(0).complete(Outcome.failed(new Failure(Stage.ENRICH, reason, "")));

        Answer again = cache.ask(query(30), false);

        assertThat(AssemblerFixtures.failure(AssemblerFixtures.now(failed.segment()))
                        .reason())
                .isEqualTo(reason);
        assertThat(again.cacheUse()).isEqualTo(CacheUse.MISS);
        assertThat(loads).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"NOBODY_MATCHES", "NO_CUSTOMERS"})
    void shouldKeepAFailureThatIsATrueAnswer(Reason reason) {
        cache.ask(query(30), false);
        loads.get(0).complete(Outcome.failed(new Failure(Stage.ENRICH, reason, "")));

        Answer again = cache.ask(query(30), false);

        assertThat(again.cacheUse()).isEqualTo(CacheUse.HIT);
        assertThat(AssemblerFixtures.failure(AssemblerFixtures.now(again.segment()))
                        .reason())
                .isEqualTo(reason);
    }

    @Test
    void shouldForgetASegmentThatIsTooOldCountedFromWhenItWasComplete() {
        cache.ask(query(30), false);
        time.advance(Duration.ofSeconds(50));
        loads.get(0).complete(segment("a"));

        time.advance(Duration.ofSeconds(59));
        assertThat(cache.ask(query(30), false).cacheUse()).isEqualTo(CacheUse.HIT);
        time.advance(Duration.ofSeconds(1));
        assertThat(cache.ask(query(30), false).cacheUse()).isEqualTo(CacheUse.MISS);
    }

    @Test
    void shouldLoadAgainForWhoWantsAFreshAnswerAndKeepThatForAll() {
        cache.ask(query(30), false);
        loads.get(0).complete(segment("old"));

        Answer fresh = cache.ask(query(30), true);
        Answer meanwhile = cache.ask(query(30), false);
        loads.get(1).complete(segment("new"));
        Answer later = cache.ask(query(30), false);

        assertThat(fresh.cacheUse()).isEqualTo(CacheUse.MISS);
        assertThat(meanwhile.cacheUse()).isEqualTo(CacheUse.JOINED);
        assertThat(later.cacheUse()).isEqualTo(CacheUse.HIT);
        assertThat(AssemblerFixtures.ids(AssemblerFixtures.now(later.segment())))
                .containsExactly("new");
    }

    @Test
    void shouldCountALoadUnderWayAsFresh() {
        cache.ask(query(30), false);

        assertThat(cache.ask(query(30), true).cacheUse()).isEqualTo(CacheUse.JOINED);
        assertThat(loads).hasSize(1);
    }

    @Test
    void shouldHoldNoMoreBytesThanAllowed() {
        SegmentCache small = cache(100_000);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        small.meter(meters);

        for (int age = 0; age < 100; age++) {
            small.ask(query(age), false);
            loads.get(age).complete(segment("x".repeat(10_000)));
        }

        assertThat(meters.get("segment.cache.bytes").gauge().value()).isBetween(10_000.0, 100_000.0);
        assertThat(meters.get("cache.size").gauge().value()).isBetween(1.0, 9.0);
    }

    @Test
    void shouldStillLoadOnceAtATimeWhereNothingMayBeKept() {
        SegmentCache none = cache(0);

        none.ask(query(30), false);
        Answer second = none.ask(query(30), false);
        loads.get(0).complete(segment("a"));

        assertThat(second.cacheUse()).isEqualTo(CacheUse.JOINED);
        assertThat(second.segment()).isCompleted();
        assertThat(none.ask(query(30), false).cacheUse()).isEqualTo(CacheUse.MISS);
    }

    @Test
    void shouldAnswerWithAFailureWhereALoadBreaksItsWord() {
        SegmentCache broken = SegmentCache.around(
                query -> {
                    throw new IllegalStateException("a bug");
                },
                () -> idle,
                () -> backpressure,
                suppressions,
                new Settings.Cache(1000, Duration.ofMinutes(1), Duration.ZERO, false),
                Sharing.none(),
                time);

        Answer answer = broken.ask(query(30), false);

        assertThat(AssemblerFixtures.failure(AssemblerFixtures.now(answer.segment()))
                        .reason())
                .isEqualTo(Reason.SOURCE_FAILING);
        assertThat(broken.ask(query(30), false).cacheUse()).isEqualTo(CacheUse.MISS);
    }

    @Test
    void shouldEndLateLoadForAllWhoWaitForItAndLoadAgainOnlyForThoseWhoAskAgain() {
        Answer first = cache.ask(query(30), false);
        Answer second = cache.ask(query(30), false);

        loads.get(0).complete(Outcome.failed(new Failure(Stage.ENRICH, Reason.DEADLINE_PASSED, "")));

        assertThat(Stream.of(first, second)
                        .map(answer -> AssemblerFixtures.failure(AssemblerFixtures.now(answer.segment()))))
                .extracting(Failure::reason)
                .containsExactly(Reason.DEADLINE_PASSED, Reason.DEADLINE_PASSED);
        assertThat(loads).hasSize(1);
        assertThat(cache.ask(query(30), false).cacheUse()).isEqualTo(CacheUse.MISS);
        assertThat(loads).hasSize(2);
    }

    @Test
    void shouldForgetALoadThatEndsInAnError() {
        SegmentCache broken = SegmentCache.around(
                query -> {
                    throw new StackOverflowError("a bug");
                },
                () -> idle,
                () -> backpressure,
                suppressions,
                new Settings.Cache(1000, Duration.ofMinutes(1), Duration.ZERO, false),
                Sharing.none(),
                time);

        Answer answer = broken.ask(query(30), false);

        assertThat(AssemblerFixtures.failure(AssemblerFixtures.now(answer.segment()))
                        .reason())
                .isEqualTo(Reason.SOURCE_FAILING);
        assertThat(broken.ask(query(30), false).cacheUse()).isEqualTo(CacheUse.MISS);
    }

    @Test
    void shouldServeWhatIsNoLongerYoungWhileItIsLoadedAnew() {
        Query query = loadedAndAged("old");

        Answer meanwhile = refreshing.ask(query, false);
        Answer stillMeanwhile = refreshing.ask(query, false);
        loads.get(1).complete(segment("new"));
        Answer later = refreshing.ask(query, false);

        assertThat(List.of(meanwhile.cacheUse(), stillMeanwhile.cacheUse(), later.cacheUse()))
                .containsOnly(CacheUse.HIT);
        assertThat(AssemblerFixtures.ids(AssemblerFixtures.now(stillMeanwhile.segment())))
                .containsExactly("old");
        assertThat(AssemblerFixtures.ids(AssemblerFixtures.now(later.segment())))
                .containsExactly("new");
        assertThat(loads).hasSize(2);
    }

    @Test
    void shouldCountTheAgeOfWhatWasLoadedAnewFromThen() {
        Query query = loadedAndAged("old");
        refreshing.ask(query, false);
        time.advance(Duration.ofSeconds(5));
        loads.get(1).complete(segment("new"));

        time.advance(Duration.ofSeconds(39));
        refreshing.ask(query, false);
        assertThat(loads).hasSize(2);
        time.advance(Duration.ofSeconds(20));
        assertThat(refreshing.ask(query, false).cacheUse()).isEqualTo(CacheUse.HIT);
        assertThat(loads).hasSize(3);
    }

    @Test
    void shouldNotLoadAnewWhatNobodyAsksForOrWhatIsYoung() {
        Query query = query(30);
        refreshing.ask(query, false);
        loads.get(0).complete(segment("a"));

        time.advance(Duration.ofSeconds(39));
        refreshing.ask(query, false);
        time.advance(Duration.ofSeconds(10));

        assertThat(loads).hasSize(1);
    }

    @Test
    void shouldNotLoadAnewWhileOthersWaitForCalls() {
        Query query = loadedAndAged("old");

        idle = false;
        refreshing.ask(query, false);
        assertThat(loads).hasSize(1);
        idle = true;
        refreshing.ask(query, false);
        assertThat(loads).hasSize(2);
    }

    @Test
    void shouldLoadAnewOnceHoweverManyThreadsAskAtOnce() throws InterruptedException {
        Query query = loadedAndAged("old");

        List<Answer> answers = askedBy(8, refreshing, query);

        assertThat(loads).hasSize(2);
        assertThat(answers).hasSize(8).allMatch(answer -> answer.cacheUse() == CacheUse.HIT);
    }

    @Test
    void shouldKeepTheOldSegmentToTheEndOfItsTimeWhereLoadingAnewFails() {
        Query query = loadedAndAged("old");
        refreshing.ask(query, false);
        loads.get(1).complete(Outcome.failed(new Failure(Stage.ENRICH, Reason.SOURCE_FAILING, "")));

        time.advance(Duration.ofSeconds(19));
        Answer kept = refreshing.ask(query, false);
        time.advance(Duration.ofSeconds(1));
        Answer expired = refreshing.ask(query, false);

        assertThat(kept.cacheUse()).isEqualTo(CacheUse.HIT);
        assertThat(AssemblerFixtures.ids(AssemblerFixtures.now(kept.segment()))).containsExactly("old");
        assertThat(expired.cacheUse()).isEqualTo(CacheUse.MISS);
        assertThat(loads).hasSize(3);
    }

    @Test
    void shouldLetATrueAnswerTakeThePlaceOfASegment() {
        Query query = loadedAndAged("old");
        refreshing.ask(query, false);
        loads.get(1).complete(Outcome.failed(new Failure(Stage.ENRICH, Reason.NOBODY_MATCHES, "")));

        Answer later = refreshing.ask(query, false);

        assertThat(later.cacheUse()).isEqualTo(CacheUse.HIT);
        assertThat(AssemblerFixtures.failure(AssemblerFixtures.now(later.segment()))
                        .reason())
                .isEqualTo(Reason.NOBODY_MATCHES);
    }

    @Test
    void shouldLetWhoWantsAFreshAnswerWaitForTheLoadInTheBackground() {
        Query query = loadedAndAged("old");
        refreshing.ask(query, false);

        Answer fresh = refreshing.ask(query, true);
        assertThat(fresh.segment()).isNotDone();
        loads.get(1).complete(segment("new"));

        assertThat(fresh.cacheUse()).isEqualTo(CacheUse.JOINED);
        assertThat(AssemblerFixtures.ids(AssemblerFixtures.now(fresh.segment())))
                .containsExactly("new");
        assertThat(loads).hasSize(2);
    }

    @Test
    void shouldLetThoseWaitForTheLoadInTheBackgroundWhoAskAfterTheOldSegmentsTime() {
        Query query = loadedAndAged("old");
        refreshing.ask(query, false);

        time.advance(Duration.ofSeconds(20));
        Answer expired = refreshing.ask(query, false);
        loads.get(1).complete(segment("new"));
        Answer later = refreshing.ask(query, false);

        assertThat(expired.cacheUse()).isEqualTo(CacheUse.JOINED);
        assertThat(AssemblerFixtures.ids(AssemblerFixtures.now(expired.segment())))
                .containsExactly("new");
        assertThat(later.cacheUse()).isEqualTo(CacheUse.HIT);
        assertThat(loads).hasSize(2);
    }

    @Test
    void shouldEndLateLoadInTheBackgroundForThoseWhoJoinedIt() {
        Query query = loadedAndAged("old");
        refreshing.ask(query, false);
        time.advance(Duration.ofSeconds(20));
        Answer joined = refreshing.ask(query, false);

        loads.get(1).complete(Outcome.failed(new Failure(Stage.ENRICH, Reason.DEADLINE_PASSED, "")));

        assertThat(joined.cacheUse()).isEqualTo(CacheUse.JOINED);
        assertThat(AssemblerFixtures.failure(AssemblerFixtures.now(joined.segment()))
                        .reason())
                .isEqualTo(Reason.DEADLINE_PASSED);
        assertThat(refreshing.ask(query, false).cacheUse()).isEqualTo(CacheUse.MISS);
    }

    @Test
    void shouldSurviveALoadInTheBackgroundThatBreaksItsWord() {
        List<Query> asked = new ArrayList<>();
        SegmentCache breaking = SegmentCache.around(
                query -> {
                    asked.add(query);
                    if (asked.size() > 1) {
                        throw new IllegalStateException("a bug");
                    }
                    return CompletableFuture.completedFuture(segment("old"));
                },
                () -> true,
                () -> backpressure,
                suppressions,
                new Settings.Cache(1_000_000, Duration.ofMinutes(1), Duration.ofSeconds(40), false),
                Sharing.none(),
                time);
        breaking.ask(query(30), false);
        time.advance(Duration.ofSeconds(40));

        breaking.ask(query(30), false);
        Answer later = breaking.ask(query(30), false);

        assertThat(asked).hasSize(2);
        assertThat(later.cacheUse()).isEqualTo(CacheUse.HIT);
        assertThat(AssemblerFixtures.ids(AssemblerFixtures.now(later.segment())))
                .containsExactly("old");
    }

    private Query loadedAndAged(String id) {
        Query query = query(30);
        refreshing.ask(query, false);
        loads.get(0).complete(segment(id));
        time.advance(Duration.ofSeconds(40));
        return query;
    }

    private static List<Answer> askedBy(int count, SegmentCache cache, Query query) throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        List<Answer> answers = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
                Answer answer = cache.ask(query, false);
                synchronized (answers) {
                    answers.add(answer);
                }
            });
            thread.start();
            threads.add(thread);
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        return answers;
    }

    @Test
    void shouldSayWhatItHasWithoutLoadingAnything() {
        SegmentCache cache = cache(1_000_000);
        assertThat(cache.cached(query(30))).isNull();
        assertThat(loads).isEmpty();

        var unused = cache.ask(query(30), false);
        assertThat(cache.cached(query(30))).isNull();
        loads.get(0).complete(segment("one"));

        assertThat(Optional.ofNullable(cache.cached(query(30))))
                .hasValueSatisfying(answer -> assertThat(answer.segment()).isCompleted());
        assertThat(loads).hasSize(1);
    }

    private SegmentCache cache(long maxBytes) {
        return cache(maxBytes, Duration.ZERO);
    }

    private SegmentCache cache(long maxBytes, Duration refreshAfter) {
        return SegmentCache.around(
                query -> {
                    CompletableFuture<Outcome<Segment>> load = new CompletableFuture<>();
                    synchronized (loads) {
                        loads.add(load);
                    }
                    return load;
                },
                () -> idle,
                () -> backpressure,
                suppressions,
                new Settings.Cache(maxBytes, Duration.ofMinutes(1), refreshAfter, false),
                Sharing.none(),
                time);
    }

    private static Query query(int age) {
        Column column = RandomCases.CATALOGUE.column("age");
        Condition condition = Condition.test(column, Values.atLeast(column, age));
        return AssemblerFixtures.query(condition, Order.BY_INTEREST, Criteria.UNLIMITED, 100, 500);
    }

    private static Outcome<Segment> segment(String id) {
        return Outcome.ok(AssemblerFixtures.IDS.encode(
                List.of(new SegmentEncoder.Customer(id, 1, column -> null)), List.of(), false, AssemblerFixtures.NOW));
    }
}
