package io.customersegment.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.catalogue.Column;
import io.customersegment.config.Settings;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.Order;
import io.customersegment.criteria.Values;
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
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The caches of two instances that share the segments that either has loaded. */
class SegmentSharingTest {

    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final Duration REFRESH = Duration.ofSeconds(40);

    private final ManualTimer time = new ManualTimer();
    private final ManualExchange exchange = new ManualExchange(LIFE, time);
    private final Clock clock = exchange.clock();
    private final Suppressions suppressions = new Suppressions(clock);
    private final Instance first = new Instance();
    private final Instance second = new Instance();
    private boolean idle = true;

    /** A cache around a source that completes immediately with the configured answer or failure. */
    private final class Instance {

        final Sharing sharing = exchange.sharing();
        final SegmentCache cache = SegmentCache.around(
                query -> load(),
                () -> idle,
                () -> Backpressure.NONE,
                suppressions,
                new Settings.Cache(1_000_000, LIFE, REFRESH, true),
                sharing,
                time);
        int loads;
        List<String> answer = List.of("a");
        boolean full;
        Outcome<Segment> failure = Outcome.ok(segment(List.of("a"), false, AssemblerFixtures.NOW));
        boolean fails;

        private CompletableFuture<Outcome<Segment>> load() {
            loads++;
            return CompletableFuture.completedFuture(
                    fails ? failure : Outcome.ok(segment(answer, full, clock.instant())));
        }

        CacheUse use(Query query) {
            return cache.ask(query, false).cacheUse();
        }

        List<String> ids(Query query) {
            return AssemblerFixtures.now(cache.ask(query, false).segment()).fold(Segment::ids, failed -> List.of());
        }
    }

    @Test
    void shouldAnswerWithWhatAnotherInstanceLoaded() {
        first.answer = List.of("a", "b");
        assertThat(first.use(query(30))).isEqualTo(CacheUse.MISS);

        assertThat(second.use(query(30))).isEqualTo(CacheUse.HIT);
        assertThat(second.ids(query(30))).containsExactly("a", "b");
        assertThat(second.use(query(31))).isEqualTo(CacheUse.MISS);
        assertThat(second.loads).isEqualTo(1);
    }

    @Test
    void shouldHaveWhatAnotherLoadedAtHandForThoseWhoMayNotLoad() {
        first.use(query(30));

        assertThat(second.cache.cached(query(30))).isNotNull();
        assertThat(second.cache.cached(query(31))).isNull();
        assertThat(second.loads).isZero();
    }

    @Test
    void shouldCountTheAgeFromWhenItWasAnAnswer() {
        idle = false;
        first.use(query(30));
        time.advance(Duration.ofSeconds(50));
        assertThat(second.use(query(30))).isEqualTo(CacheUse.HIT);

        time.advance(Duration.ofSeconds(10).minusNanos(1));
        assertThat(second.cache.cached(query(30))).isNotNull();
        time.advance(Duration.ofNanos(1));
        assertThat(second.cache.cached(query(30))).isNull();
        assertThat(second.use(query(30))).isEqualTo(CacheUse.MISS);
    }

    @Test
    void shouldGiveTheFreshAnswerOfOneInstanceToAll() {
        first.use(query(30));
        second.use(query(30));
        time.advance(Duration.ofSeconds(1));
        first.answer = List.of("new");

        assertThat(first.cache.ask(query(30), true).cacheUse()).isEqualTo(CacheUse.MISS);

        assertThat(second.use(query(30))).isEqualTo(CacheUse.HIT);
        assertThat(second.ids(query(30))).containsExactly("new");
        assertThat(second.loads).isZero();
    }

    @Test
    void shouldLoadForWhoWantsAFreshAnswerWhateverOthersLoaded() {
        first.use(query(30));

        assertThat(second.cache.ask(query(30), true).cacheUse()).isEqualTo(CacheUse.MISS);
        assertThat(second.loads).isEqualTo(1);
        assertThat(exchange.found).isZero();
    }

    @Test
    void shouldKeepItsOwnWhereWhatAnotherLoadedIsOlder() {
        first.use(query(30));
        OutcomeExchange.Entry old = exchange.entries.values().iterator().next();
        OutcomeKey key = exchange.entries.keySet().iterator().next();
        time.advance(Duration.ofSeconds(1));
        second.answer = List.of("own");
        second.cache.ask(query(30), true);
        exchange.entries.put(key, old);

        assertThat(second.ids(query(30))).containsExactly("own");
    }

    @Test
    void shouldRefreshOnceForAll() {
        first.use(query(30));
        second.use(query(30));
        time.advance(REFRESH);

        assertThat(second.use(query(30))).isEqualTo(CacheUse.HIT);
        assertThat(second.loads).isZero();
        first.answer = List.of("new");
        assertThat(first.use(query(30))).isEqualTo(CacheUse.HIT);
        assertThat(first.loads).isEqualTo(2);

        assertThat(second.ids(query(30))).containsExactly("new");
        time.advance(Duration.ofSeconds(19));
        assertThat(second.use(query(30))).isEqualTo(CacheUse.HIT);
        assertThat(second.loads).isZero();
    }

    @Test
    void shouldRefreshWhatTheInstanceThatLoadedItDoesNot() {
        first.use(query(30));
        second.use(query(30));

        time.advance(Duration.ofSeconds(56)); // due at the latest after 40 s plus three quarters of the other 20 s
        assertThat(second.use(query(30))).isEqualTo(CacheUse.HIT);
        assertThat(second.loads).isEqualTo(1);
    }

    @Test
    void shouldGiveTrueAnswersToOthersAndNoMishaps() {
        Failure nobody = Segment.nobody();
        first.fails = true;
        first.failure = Outcome.failed(nobody);
        first.use(query(30));
        first.failure = Outcome.failed(new Failure(Stage.ENRICH, Reason.SOURCE_FAILING, ""));
        first.use(query(31));

        assertThat(exchange.published).hasSize(1);
        assertThat(AssemblerFixtures.failure(
                        AssemblerFixtures.now(second.cache.ask(query(30), false).segment())))
                .isEqualTo(nobody);
        assertThat(second.use(query(31))).isEqualTo(CacheUse.MISS);
    }

    @Test
    void shouldLoadAnewWhereSomebodyWasSuppressedWhosePlaceAnotherCanTakeAndOnceForAll() {
        first.full = true;
        first.answer = List.of("a", "b");
        second.full = true;
        second.answer = List.of("b", "c");
        first.use(query(30));
        time.advance(Duration.ofSeconds(1));

        suppressions.suppress("a", null);

        assertThat(second.use(query(30))).isEqualTo(CacheUse.MISS);
        assertThat(first.use(query(30))).isEqualTo(CacheUse.HIT);
        assertThat(first.ids(query(30))).containsExactly("b", "c");
        assertThat(first.loads + second.loads).isEqualTo(2);
    }

    @Test
    void shouldPassOverWhatCannotBeRead() {
        first.use(query(30));
        exchange.entries.replaceAll(
                (key, entry) -> new OutcomeExchange.Entry(new byte[] {1, 1, 7}, entry.asOf(), entry.since()));

        assertThat(second.use(query(30))).isEqualTo(CacheUse.MISS);
        assertThat(exchange.discarded).isEqualTo(1);
    }

    @Test
    void shouldNotLookForWhatItHasButOnceForEachHit() {
        first.use(query(30));
        second.use(query(30));
        int before = exchange.found;

        second.use(query(30));

        assertThat(exchange.found - before).isEqualTo(1);
    }

    @Test
    void shouldKeepTheNewestOfWhatItLoadsInTheBackgroundAndWhatAnotherLoadsMeanwhile() {
        first.use(query(30));
        time.advance(REFRESH);
        CompletableFuture<Outcome<Segment>> slow = new CompletableFuture<>();
        SegmentCache slowly = SegmentCache.around(
                query -> slow,
                () -> true,
                () -> Backpressure.NONE,
                suppressions,
                new Settings.Cache(1_000_000, LIFE, Duration.ofNanos(1), true),
                exchange.sharing(),
                time);
        slowly.ask(query(30), false);
        time.advance(Duration.ofSeconds(19));
        slowly.ask(query(30), false); // due by now, whatever its random delay
        first.answer = List.of("meanwhile");
        first.cache.ask(query(30), true);
        assertThat(AssemblerFixtures.now(slowly.ask(query(30), false).segment())
                        .fold(Segment::ids, failed -> List.of()))
                .containsExactly("meanwhile");
        time.advance(Duration.ofSeconds(1));

        slow.complete(Outcome.ok(segment(List.of("newest"), false, clock.instant())));

        assertThat(AssemblerFixtures.now(slowly.ask(query(30), false).segment())
                        .fold(Segment::ids, failed -> List.of()))
                .containsExactly("newest");
        assertThat(first.ids(query(30))).containsExactly("newest");
    }

    @Test
    void shouldAskForTheTopScoreOnceForAll() {
        FakePersonalize personalize = new FakePersonalize(AssemblerFixtures.people(new RandomCases(1), 10));
        TopScores one = new TopScores(personalize, LIFE, exchange.sharing(), time);
        TopScores other = new TopScores(personalize, LIFE, exchange.sharing(), time);
        Outcome<Double> score = one.of("car", time.read()).getNow(null);

        time.advance(Duration.ofSeconds(30));
        assertThat(other.of("car", time.read())).isCompletedWithValue(score);
        assertThat(personalize.calls).hasSize(1);

        time.advance(Duration.ofSeconds(30));
        assertThat(other.of("car", time.read())).isCompletedWithValue(score);
        assertThat(personalize.calls).hasSize(2);
    }

    @Test
    void shouldNotGiveAwayThatThereAreNoCustomers() {
        TopScores scores = new TopScores(new FakePersonalize(List.of()), LIFE, exchange.sharing(), time);

        assertThat(scores.of("car", time.read())).isCompleted();
        assertThat(exchange.published).isEmpty();
    }

    @Test
    void shouldCountWhatItTookAndTheCallsThatSaved() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        second.sharing.meter(meters);
        first.use(query(30));

        second.use(query(30));
        second.use(query(30));

        assertThat(meters.get("segment.shared.taken").functionCounter().count()).isEqualTo(1);
        assertThat(meters.get("segment.shared.calls.saved").functionCounter().count())
                .isEqualTo(3);
    }

    private static Query query(int age) {
        Column column = RandomCases.CATALOGUE.column("age");
        Condition condition = Condition.test(column, Values.atLeast(column, age));
        return AssemblerFixtures.query(condition, Order.BY_INTEREST, Criteria.UNLIMITED, 100, 500);
    }

    /** Returns a segment that took three calls. */
    private static Segment segment(List<String> ids, boolean full, Instant asOf) {
        List<String> rows = ids.stream().map(id -> "{\"id\":\"" + id + "\"}").toList();
        Segment made = OutcomeCodecTest.segment(ids, rows, 3, false, full);
        int[] ends = new int[ids.size()];
        for (int row = 0; row < ends.length; row++) {
            ends[row] = made.rowEnd(row);
        }
        return new Segment(made.json(), ends, ids, false, asOf).loaded(3, full);
    }
}
