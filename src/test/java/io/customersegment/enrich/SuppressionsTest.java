package io.customersegment.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Order;
import io.customersegment.criteria.Values;
import io.customersegment.enrich.FakePersonalize.Person;
import io.customersegment.outcome.Outcome;
import io.customersegment.plan.Query;
import io.customersegment.plan.RandomCases;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SuppressionsTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2024-06-15T12:00:00Z"), ZoneOffset.UTC);

    private final Suppressions suppressions = new Suppressions(NOON);

    @Test
    void shouldEndWhenItsTimeIsOver() {
        suppressions.suppress("over", NOON.instant());
        suppressions.suppress("not yet", NOON.instant().plusMillis(1));
        suppressions.suppress("never", null);
        suppressions.suppress("the end of time", Instant.MAX);

        assertThat(List.of("over", "not yet", "never", "the end of time"))
                .filteredOn(suppressions::covers)
                .containsExactly("not yet", "never", "the end of time");
    }

    @Property(tries = 60)
    void shouldGiveThePlacesOfTheSuppressedToOthers(
            @ForAll @IntRange(min = 1, max = 900) int customers,
            @ForAll @IntRange(min = 1, max = 120) int size,
            @ForAll @IntRange(min = 0, max = 100) int percent,
            @ForAll boolean byAge,
            @ForAll long seed) {
        List<Person> people = AssemblerFixtures.people(new RandomCases(seed), customers);
        Suppressions some = new Suppressions(NOON);
        Random random = new Random(seed);
        List<Person> others = new ArrayList<>();
        for (Person person : people) {
            if (random.nextInt(100) < percent) {
                some.suppress(person.id(), null);
            } else {
                others.add(person);
            }
        }
        Condition condition = Condition.test(
                RandomCases.CATALOGUE.column("age"), Values.atLeast(RandomCases.CATALOGUE.column("age"), 30));
        Order order = byAge
                ? new Order(List.of(new Order.Key(RandomCases.CATALOGUE.column("age"), true)))
                : Order.BY_INTEREST;
        Query query = AssemblerFixtures.query(condition, order, size, 10_000, 500);

        Outcome<Segment> segment =
                AssemblerFixtures.now(AssemblerFixtures.assembler(new FakePersonalize(people), some, new ManualTimer())
                        .load(query));

        List<String> expected = AssemblerFixtures.everyone(others, condition, order);
        assertThat(AssemblerFixtures.ids(segment)).isEqualTo(expected.subList(0, Math.min(size, expected.size())));
    }

    @Test
    void shouldLoadFullSegmentAnewWhereSomebodyInTheCacheIsSuppressed() {
        FakePersonalize personalize = new FakePersonalize(AssemblerFixtures.people(new RandomCases(1), 40));
        SegmentCache cache = cache(personalize);
        Query query = AssemblerFixtures.query(Condition.everybody(), Order.BY_INTEREST, 10, 100, 500);
        List<String> before = ids(cache.ask(query, false));

        suppressions.suppress(before.get(3), null);
        SegmentSource.Answer answer = cache.ask(query, false);

        Set<String> kept = new HashSet<>(before);
        kept.remove(before.get(3));
        assertThat(answer.cacheUse()).isEqualTo(SegmentSource.CacheUse.MISS);
        assertThat(ids(answer)).hasSize(10).containsAll(kept).doesNotContain(before.get(3));
        assertThat(cache.ask(query, false).cacheUse()).isEqualTo(SegmentSource.CacheUse.HIT);
    }

    @Test
    void shouldNotLoadAnewWhereNobodyCouldTakeThePlace() {
        FakePersonalize personalize = new FakePersonalize(AssemblerFixtures.people(new RandomCases(1), 40));
        SegmentCache cache = cache(personalize);
        Query query = AssemblerFixtures.query(Condition.everybody(), Order.BY_INTEREST, 100, 100, 500);
        List<String> before = ids(cache.ask(query, false));

        suppressions.suppress(before.get(3), null);

        assertThat(cache.ask(query, false).cacheUse()).isEqualTo(SegmentSource.CacheUse.HIT);
    }

    @Test
    void shouldFillThePlaceOfWhoIsSuppressedWhileTheSegmentIsLoaded() {
        List<CompletableFuture<Outcome<Segment>>> loads = new ArrayList<>();
        SegmentCache cache = cache(query -> {
            CompletableFuture<Outcome<Segment>> load = new CompletableFuture<>();
            loads.add(load);
            return load;
        });
        Query query = AssemblerFixtures.query(Condition.everybody(), Order.BY_INTEREST, 2, 100, 500);
        SegmentSource.Answer first = cache.ask(query, false);
        SegmentSource.Answer joined = cache.ask(query, false);

        suppressions.suppress("A", null);
        loads.get(0).complete(full("A", "B"));
        assertThat(first.segment()).isNotDone();
        loads.get(1).complete(full("B", "C"));

        assertThat(loads).hasSize(2);
        assertThat(ids(first)).containsExactly("B", "C");
        assertThat(ids(joined)).containsExactly("B", "C");
    }

    private SegmentCache cache(FakePersonalize personalize) {
        return cache(AssemblerFixtures.assembler(personalize, suppressions, new ManualTimer())::load);
    }

    private SegmentCache cache(java.util.function.Function<Query, CompletableFuture<Outcome<Segment>>> load) {
        return SegmentCache.around(
                load,
                () -> true,
                () -> Backpressure.NONE,
                suppressions,
                new io.customersegment.config.Settings.Cache(1_000_000, Duration.ofMinutes(5), Duration.ZERO, false),
                Sharing.none(),
                new ManualTimer());
    }

    private static Outcome<Segment> full(String... ids) {
        return Outcome.ok(AssemblerFixtures.IDS
                .encode(
                        List.of(ids).stream()
                                .map(id -> new SegmentEncoder.Customer(id, 1, column -> null))
                                .toList(),
                        List.of(),
                        false,
                        AssemblerFixtures.NOW)
                .loaded(1, true));
    }

    private static List<String> ids(SegmentSource.Answer answer) {
        return AssemblerFixtures.ids(AssemblerFixtures.now(answer.segment()));
    }
}
