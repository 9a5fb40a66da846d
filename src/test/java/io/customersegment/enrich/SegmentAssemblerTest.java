package io.customersegment.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.catalogue.Column;
import io.customersegment.config.Settings;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.Order;
import io.customersegment.criteria.Values;
import io.customersegment.enrich.FakePersonalize.Person;
import io.customersegment.enrich.RecommendationSource.Recommendations;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import io.customersegment.plan.Query;
import io.customersegment.plan.RandomCases;
import io.customersegment.plan.Shard;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentAssemblerTest {

    private static final Column AGE = RandomCases.CATALOGUE.column("age");
    private static final Column VALUE = RandomCases.CATALOGUE.column("total_value");
    private static final Column LEASE = RandomCases.CATALOGUE.column("lease_end");
    private static final Column INTEREST = RandomCases.CATALOGUE.column("interest_score");
    static final Condition ADULTS = Condition.test(AGE, Values.atLeast(AGE, 18));

    @ParameterizedTest
    @CsvSource({"1, 1", "49, 1", "50, 3", "120, 5", "300, 8", "499, 12"})
    void shouldFetchAllByAsFewCallsAsHoldThem(int customers, int calls) {
        FakePersonalize personalize = new FakePersonalize(adults(customers));

        Outcome<Segment> segment = AssemblerFixtures.load(personalize, byInterest(ADULTS, Criteria.UNLIMITED));

        assertThat(AssemblerFixtures.ids(segment)).hasSize(customers);
        assertThat(personalize.filteredCalls()).isLessThanOrEqualTo(calls);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "20, 1", "49, 1", "50, 3", "200, 8"})
    void shouldFetchOnlyTheBestWhereTheServiceSortsAsAskedFor(int size, int calls) {
        List<Person> people = adults(5000);
        FakePersonalize personalize = new FakePersonalize(people);

        Outcome<Segment> segment = AssemblerFixtures.load(personalize, byInterest(ADULTS, size));

        assertThat(AssemblerFixtures.ids(segment))
                .isEqualTo(AssemblerFixtures.everyone(people, ADULTS, Order.BY_INTEREST)
                        .subList(0, size));
        assertThat(AssemblerFixtures.truncated(segment)).isFalse();
        assertThat(personalize.filteredCalls()).isLessThanOrEqualTo(calls);
    }

    @Test
    void shouldFetchTheBestFiveHundredOfManyThousandsByTwelveCallsOrSo() {
        FakePersonalize personalize = new FakePersonalize(adults(8000));

        Outcome<Segment> segment = AssemblerFixtures.load(personalize, byInterest(ADULTS, Criteria.UNLIMITED));

        assertThat(AssemblerFixtures.ids(segment)).hasSize(500);
        assertThat(AssemblerFixtures.truncated(segment)).isTrue();
        assertThat(personalize.filteredCalls()).isLessThanOrEqualTo(14);
    }

    @ParameterizedTest
    @CsvSource({"10, true, 6", "10, false, 6", "25, true, 12"})
    void shouldFindTheTopOfManyThousandsByNarrowingTheBound(int size, boolean descending, int calls) {
        List<Person> people = adults(6000);
        Order order = new Order(List.of(new Order.Key(VALUE, descending)));
        FakePersonalize personalize = new FakePersonalize(people);

        Outcome<Segment> segment =
                AssemblerFixtures.load(personalize, AssemblerFixtures.query(ADULTS, order, size, 100, 500));

        assertThat(AssemblerFixtures.ids(segment))
                .isEqualTo(AssemblerFixtures.everyone(people, ADULTS, order).subList(0, size));
        assertThat(AssemblerFixtures.truncated(segment)).isFalse();
        assertThat(personalize.filteredCalls()).isLessThanOrEqualTo(calls);
    }

    @Test
    void shouldFindTheEarliestDatesThoughMissingOnesTravelAsEarlier() {
        List<Person> people = adults(2000);
        Order order = new Order(List.of(new Order.Key(LEASE, false)));
        FakePersonalize personalize = new FakePersonalize(people);

        Outcome<Segment> segment =
                AssemblerFixtures.load(personalize, AssemblerFixtures.query(ADULTS, order, 10, 100, 500));

        assertThat(AssemblerFixtures.ids(segment))
                .isEqualTo(AssemblerFixtures.everyone(people, ADULTS, order).subList(0, 10));
        assertThat(personalize.filteredCalls()).isLessThanOrEqualTo(8);
    }

    @Test
    void shouldStopWhereInterestFallsBelowWhatIsAskedFor() {
        Condition strong = Condition.test(INTEREST, Values.atLeast(INTEREST, 0.9));
        List<Person> people = adults(3000);
        FakePersonalize personalize = new FakePersonalize(people);

        Outcome<Segment> segment = AssemblerFixtures.load(
                personalize, byInterest(Condition.all(List.of(ADULTS, strong)), Criteria.UNLIMITED));

        assertThat(AssemblerFixtures.ids(segment))
                .isEqualTo(
                        AssemblerFixtures.everyone(people, Condition.all(List.of(ADULTS, strong)), Order.BY_INTEREST));
        assertThat(personalize.filteredCalls()).isLessThanOrEqualTo(5);
    }

    @Test
    void shouldNotCallOnceTheBudgetIsSpentAndSayThatTheSegmentWasCut() {
        Order order = new Order(List.of(new Order.Key(AGE, true)));
        FakePersonalize personalize = new FakePersonalize(adults(5000));

        Outcome<Segment> segment =
                AssemblerFixtures.load(personalize, AssemblerFixtures.query(ADULTS, order, 400, 20, 500));

        assertThat(personalize.filteredCalls()).isLessThanOrEqualTo(20);
        assertThat(AssemblerFixtures.ids(segment)).hasSizeGreaterThan(300);
        assertThat(AssemblerFixtures.truncated(segment)).isTrue();
    }

    @Test
    void shouldSayThatAModelHasNoCustomersAtAll() {
        FakePersonalize personalize = new FakePersonalize(List.of());

        Outcome<Segment> segment = AssemblerFixtures.load(personalize, byInterest(ADULTS, Criteria.UNLIMITED));

        assertThat(AssemblerFixtures.failure(segment).reason()).isEqualTo(Reason.NO_CUSTOMERS);
    }

    @Test
    void shouldSayThatNobodyMatchesWhereTheModelHasCustomers() {
        FakePersonalize personalize = new FakePersonalize(adults(10));
        Condition old = Condition.test(AGE, Values.atLeast(AGE, 120));

        Outcome<Segment> segment = AssemblerFixtures.load(personalize, byInterest(old, Criteria.UNLIMITED));

        assertThat(AssemblerFixtures.failure(segment).reason()).isEqualTo(Reason.NOBODY_MATCHES);
        assertThat(AssemblerFixtures.failure(segment).stage()).isEqualTo(Stage.ENRICH);
    }

    @Test
    void shouldAskForTheTopScoreOnceUntilItIsOld() {
        FakePersonalize personalize = new FakePersonalize(adults(10));
        ManualTimer timer = new ManualTimer();
        SegmentAssembler assembler = AssemblerFixtures.assembler(personalize, timer);

        for (int minutes : new int[] {0, 1, 3, 5}) {
            timer.advance(Duration.ofMinutes(minutes));
            assertThat(AssemblerFixtures.ids(AssemblerFixtures.now(assembler.load(byInterest(ADULTS, 5)))))
                    .hasSize(5);
        }

        assertThat(personalize.calls.stream().filter(call -> call.filter() == null))
                .hasSize(2)
                .allMatch(call -> call.size() == 1 && call.columns().isEmpty());
    }

    @Test
    void shouldAskForTheTopScoreAgainAfterAFailure() {
        FakePersonalize personalize = new FakePersonalize(adults(10));
        Failure throttled = new Failure(Stage.ENRICH, Reason.SOURCE_THROTTLED, "");
        List<Outcome<Recommendations>> first = new ArrayList<>(List.of(Outcome.failed(throttled)));
        SegmentAssembler assembler = AssemblerFixtures.assembler(
                call -> call.filter() == null && !first.isEmpty()
                        ? CompletableFuture.completedFuture(first.remove(0))
                        : personalize.recommend(call),
                new ManualTimer());

        Outcome<Segment> failed = AssemblerFixtures.now(assembler.load(byInterest(ADULTS, 5)));
        Outcome<Segment> answered = AssemblerFixtures.now(assembler.load(byInterest(ADULTS, 5)));

        assertThat(AssemblerFixtures.failure(failed)).isEqualTo(throttled);
        assertThat(AssemblerFixtures.ids(answered)).hasSize(5);
    }

    @Test
    void shouldFailAsTheFirstCallThatFailsAndAbandonTheOthers() {
        FakePersonalize personalize = new FakePersonalize(adults(300));
        Failure refused = new Failure(Stage.ENRICH, Reason.SOURCE_REFUSED, "");
        List<CompletableFuture<Outcome<Recommendations>>> slices = new ArrayList<>();
        CompletableFuture<Outcome<Segment>> segment = AssemblerFixtures.assembler(
                        call -> {
                            if (call.columns().isEmpty() || slicesAll(call)) {
                                return personalize.recommend(call);
                            }
                            slices.add(new CompletableFuture<>());
                            return slices.get(slices.size() - 1);
                        },
                        new ManualTimer())
                .load(byInterest(ADULTS, Criteria.UNLIMITED));

        slices.get(1).complete(Outcome.failed(refused));

        assertThat(AssemblerFixtures.failure(AssemblerFixtures.now(segment))).isEqualTo(refused);
        assertThat(slices).hasSizeGreaterThan(3).allMatch(CompletableFuture::isDone);
    }

    @Test
    void shouldAnswerAtTheDeadlineThoughTheSourceNeverDoes() {
        ManualTimer timer = new ManualTimer();
        CompletableFuture<Outcome<Segment>> segment = AssemblerFixtures.assembler(
                        call -> new CompletableFuture<>(), timer)
                .load(byInterest(ADULTS, Criteria.UNLIMITED));

        timer.advance(Duration.ofMillis(9_999));
        assertThat(segment).isNotDone();
        timer.advance(Duration.ofMillis(1));

        assertThat(AssemblerFixtures.failure(AssemblerFixtures.now(segment)).reason())
                .isEqualTo(Reason.DEADLINE_PASSED);
    }

    @Test
    void shouldLeaveNothingWithTheTimerOnceAnswered() {
        ManualTimer timer = new ManualTimer();

        Outcome<Segment> segment =
                AssemblerFixtures.now(AssemblerFixtures.assembler(new FakePersonalize(adults(10)), timer)
                        .load(byInterest(ADULTS, 5)));

        assertThat(AssemblerFixtures.ids(segment)).hasSize(5);
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void shouldLetCallsEndBeforeTheDeadlineSoThatTheySayWhatTheyWaitedFor() {
        FakePersonalize personalize = new FakePersonalize(adults(10));
        ManualTimer timer = new ManualTimer();
        long deadline = timer.read() + Duration.ofMillis(9_900).toNanos();

        Outcome<Segment> segment = AssemblerFixtures.now(
                AssemblerFixtures.assembler(personalize, timer).load(byInterest(ADULTS, 5)));

        assertThat(AssemblerFixtures.ids(segment)).hasSize(5);
        assertThat(personalize.calls).hasSize(2).allMatch(call -> call.deadline() == deadline);
    }

    @Test
    void shouldAskForTheTopScoreAgainWhereAnotherLoadsTimeForItRanOut() {
        FakePersonalize personalize = new FakePersonalize(adults(10));
        List<CompletableFuture<Outcome<Recommendations>>> probes = new ArrayList<>();
        SegmentAssembler assembler = AssemblerFixtures.assembler(
                call -> {
                    if (call.filter() != null) {
                        return personalize.recommend(call);
                    }
                    probes.add(new CompletableFuture<>());
                    return probes.get(probes.size() - 1);
                },
                new ManualTimer());
        CompletableFuture<Outcome<Segment>> first = assembler.load(byInterest(ADULTS, 1));
        CompletableFuture<Outcome<Segment>> second = assembler.load(byInterest(ADULTS, 2));

        probes.get(0).complete(Outcome.failed(new Failure(Stage.ENRICH, Reason.DEADLINE_PASSED, "")));
        probes.get(1)
                .complete(Outcome.ok(new Recommendations(List.of(new RecommendationSource.Item("C1", 1, List.of())))));

        assertThat(AssemblerFixtures.failure(AssemblerFixtures.now(first)).reason())
                .isEqualTo(Reason.DEADLINE_PASSED);
        assertThat(AssemblerFixtures.ids(AssemblerFixtures.now(second))).hasSize(2);
    }

    @Test
    void shouldFailWhereAssemblingEndsInAnError() {
        ManualTimer timer = new ManualTimer();
        SegmentAssembler assembler = new SegmentAssembler(
                new FakePersonalize(adults(10)),
                (customers, shown, truncated, asOf) -> {
                    throw new OutOfMemoryError("by hand");
                },
                new Suppressions(Clock.systemUTC()),
                new Settings.Node(1, Duration.ofSeconds(10), Settings.Order.UNORDERED, 1, 10, 100, 10_000, 1 << 25),
                new Settings.Cache(1, Duration.ofMinutes(5), Duration.ZERO, false),
                timer,
                timer,
                Clock.fixed(AssemblerFixtures.NOW, ZoneOffset.UTC));

        CompletableFuture<Outcome<Segment>> segment = assembler.load(byInterest(ADULTS, 5));

        assertThat(AssemblerFixtures.failure(AssemblerFixtures.now(segment)).reason())
                .isEqualTo(Reason.SOURCE_FAILING);
    }

    @Test
    void shouldWaitForTheTopScoreWithoutHoldingBackTheFirstCall() {
        FakePersonalize personalize = new FakePersonalize(adults(10));
        CompletableFuture<Outcome<Recommendations>> probe = new CompletableFuture<>();
        CompletableFuture<Outcome<Segment>> segment = AssemblerFixtures.assembler(
                        call -> call.filter() == null ? probe : personalize.recommend(call), new ManualTimer())
                .load(byInterest(ADULTS, 5));

        assertThat(personalize.filteredCalls()).isOne();
        assertThat(segment).isNotDone();
        probe.complete(Outcome.ok(new Recommendations(List.of(
                new RecommendationSource.Item("C1", personalize.people.get(0).score(), List.of())))));

        assertThat(AssemblerFixtures.ids(AssemblerFixtures.now(segment))).hasSize(5);
    }

    @Test
    void shouldAssembleTheSameWhicheverThreadsAnswer() {
        List<Person> people = adults(1500);
        Order order = new Order(List.of(new Order.Key(AGE, true)));
        FakePersonalize personalize = new FakePersonalize(people);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            SegmentAssembler assembler = AssemblerFixtures.assembler(
                    call -> CompletableFuture.runAsync(() -> {}, threads)
                            .thenCompose(nothing -> personalize.recommend(call)),
                    new ManualTimer());

            Outcome<Segment> segment = assembler
                    .load(AssemblerFixtures.query(ADULTS, order, Criteria.UNLIMITED, 1000, 10_000))
                    .orTimeout(60, TimeUnit.SECONDS)
                    .join();

            assertThat(AssemblerFixtures.ids(segment)).isEqualTo(AssemblerFixtures.everyone(people, ADULTS, order));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void shouldFetchManyThousandsBySlicesThatAreNearlyFull() {
        List<Person> people = adults(4000);
        Order order = new Order(List.of(new Order.Key(INTEREST, false)));
        FakePersonalize personalize = new FakePersonalize(people);

        Outcome<Segment> segment = AssemblerFixtures.load(
                personalize, AssemblerFixtures.query(ADULTS, order, Criteria.UNLIMITED, 10_000, 1_000_000));

        assertThat(AssemblerFixtures.ids(segment)).isEqualTo(AssemblerFixtures.everyone(people, ADULTS, order));
        assertThat(personalize.filteredCalls()).isLessThanOrEqualTo(130);
    }

    @Test
    void shouldGiveUpOnAShardThatHoldsMoreThanAnAnswerAndSaySo() {
        FakePersonalize personalize = new FakePersonalize(adults(700));
        personalize.shards = id -> 7;

        Outcome<Segment> segment = AssemblerFixtures.load(
                personalize, AssemblerFixtures.query(ADULTS, Order.BY_INTEREST, Criteria.UNLIMITED, 1000, 1000));

        assertThat(AssemblerFixtures.truncated(segment)).isTrue();
        assertThat(AssemblerFixtures.ids(segment)).hasSizeGreaterThanOrEqualTo(50);
    }

    @Test
    void shouldFindWhoIsNotInTheSliceThatTheIdTells() {
        List<Person> people = adults(53);
        FakePersonalize personalize = new FakePersonalize(people);
        personalize.shards = id -> Shard.COUNT - 1 - Shard.of(id);

        Outcome<Segment> segment = AssemblerFixtures.load(personalize, byInterest(ADULTS, Criteria.UNLIMITED));

        assertThat(AssemblerFixtures.ids(segment))
                .isEqualTo(AssemblerFixtures.everyone(people, ADULTS, Order.BY_INTEREST));
    }

    @Test
    void shouldOrderCustomersOfEqualInterestByIdThoughTheServiceRanksThemOtherwise() {
        List<Person> people = new ArrayList<>();
        for (Person person : adults(200)) {
            people.add(new Person(person.id(), 0.01 + people.size() * 1e-9, person.columns()));
        }
        FakePersonalize personalize = new FakePersonalize(people);

        Outcome<Segment> segment = AssemblerFixtures.load(personalize, byInterest(ADULTS, 10));

        assertThat(AssemblerFixtures.ids(segment))
                .isEqualTo(people.stream().map(Person::id).sorted().limit(10).toList());
    }

    @Test
    void shouldDropWhomTheFilterLetThroughThoughTheirColumnsSayOtherwise() {
        List<Person> people = adults(10);
        FakePersonalize personalize = new FakePersonalize(people);
        RecommendationSource stale = call -> personalize
                .recommend(call)
                .thenApply(outcome -> outcome.map(answer -> new Recommendations(answer.items().stream()
                        .map(item -> item.id().equals(people.get(3).id())
                                ? new RecommendationSource.Item(
                                        item.id(),
                                        item.score(),
                                        call.columns().stream()
                                                .map(column -> column.field().equals("AGE") ? "17" : null)
                                                .toList())
                                : item)
                        .toList())));

        Outcome<Segment> segment = AssemblerFixtures.load(stale, byInterest(ADULTS, Criteria.UNLIMITED));

        assertThat(AssemblerFixtures.ids(segment))
                .hasSize(9)
                .doesNotContain(people.get(3).id());
    }

    @Test
    void shouldMergeCustomersWhomSeveralBranchesBring() {
        Column region = RandomCases.CATALOGUE.column("region");
        Column tier = RandomCases.CATALOGUE.column("loyalty_tier");
        Condition either = Condition.any(List.of(
                Condition.all(List.of(ADULTS, Condition.test(region, Values.in(region, List.of("North", "East"))))),
                Condition.all(List.of(
                        Condition.test(AGE, Values.below(AGE, 25)),
                        Condition.test(tier, Values.in(tier, List.of("gold", "silver")))))));
        List<Person> people = adults(400);
        FakePersonalize personalize = new FakePersonalize(people);

        Query query = byInterest(either, Criteria.UNLIMITED);
        Outcome<Segment> segment = AssemblerFixtures.load(personalize, query);

        assertThat(query.branches()).hasSizeGreaterThan(1);
        assertThat(AssemblerFixtures.ids(segment))
                .isEqualTo(AssemblerFixtures.everyone(people, either, Order.BY_INTEREST));
    }

    @Test
    void shouldCutRangesOfShardsIntoPartsThatLeaveNoneOut() {
        for (int count : new int[] {1, 2, 3, 7, 29}) {
            List<ShardRange> parts = ShardRange.ALL.parts(count);

            assertThat(parts).hasSize(count);
            assertThat(parts.get(0).first()).isZero();
            assertThat(parts.get(count - 1).last()).isEqualTo(Shard.COUNT - 1);
            for (int i = 1; i < count; i++) {
                assertThat(parts.get(i).first()).isEqualTo(parts.get(i - 1).last() + 1);
            }
        }
        assertThat(new ShardRange(5, 6).parts(9)).containsExactly(new ShardRange(5, 5), new ShardRange(6, 6));
    }

    private static boolean slicesAll(RecommendationSource.Call call) {
        return "0".equals(call.filterValues().get("SHARD_MIN"))
                && String.valueOf(Shard.COUNT - 1).equals(call.filterValues().get("SHARD_MAX"));
    }

    private static Query byInterest(Condition condition, int size) {
        return AssemblerFixtures.query(condition, Order.BY_INTEREST, size, 100, 500);
    }

    /** Generates the given number of people aged 18 or older, with distinct values. */
    static List<Person> adults(int count) {
        RandomCases cases = new RandomCases(count);
        List<Person> people = AssemblerFixtures.people(cases, count);
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    Person person = people.get(i);
                    Map<Column, Object> columns = new HashMap<>(person.columns());
                    columns.put(AGE, 18.0 + i % 60);
                    columns.put(VALUE, 1000.25 + (i * 7919L) % 100_003);
                    if (columns.containsKey(LEASE)) {
                        columns.put(LEASE, 20_000.0 + i % 1500);
                    }
                    return new Person(person.id(), person.score(), columns);
                })
                .toList();
    }
}
