package io.customersegment.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.Order;
import io.customersegment.enrich.FakePersonalize.Person;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.plan.Query;
import io.customersegment.plan.RandomCases;
import io.customersegment.plan.Shard;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Adler32;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SegmentAssemblerPropertyTest {

    @Property(tries = 120)
    void shouldBeWhatReadingEveryCustomerWouldGive(@ForAll long seed) {
        RandomCases cases = new RandomCases(seed);
        List<Person> people = AssemblerFixtures.people(cases, cases.pick(List.of(30, 300, 1500)));
        FakePersonalize personalize = new FakePersonalize(people);
        Condition condition = satisfiable(cases);
        Order order = order(cases);
        int size = cases.pick(List.of(1, 10, 20, 50, 120, Criteria.UNLIMITED));

        Outcome<Segment> segment =
                AssemblerFixtures.load(personalize, AssemblerFixtures.query(condition, order, size, 10_000, 1_000_000));

        List<String> expected = AssemblerFixtures.everyone(people, condition, order);
        assertThat(AssemblerFixtures.ids(segment)).isEqualTo(expected.subList(0, Math.min(size, expected.size())));
        assertThat(AssemblerFixtures.truncated(segment)).isFalse();
        if (expected.isEmpty()) {
            assertThat(AssemblerFixtures.failure(segment).reason()).isEqualTo(Reason.NOBODY_MATCHES);
        }
    }

    @Property(tries = 40)
    void shouldBeCompleteEvenWhereShardsAreComputedOtherwise(@ForAll long seed) {
        RandomCases cases = new RandomCases(seed);
        List<Person> people = AssemblerFixtures.people(cases, cases.pick(List.of(300, 1500)));
        FakePersonalize personalize = new FakePersonalize(people);
        personalize.shards = id -> {
            Adler32 other = new Adler32();
            other.update(id.getBytes(StandardCharsets.UTF_8));
            return Math.floorMod(other.getValue() * 2_654_435_761L, Shard.COUNT);
        };
        Condition condition = satisfiable(cases);
        Order order = order(cases);

        Outcome<Segment> segment = AssemblerFixtures.load(
                personalize, AssemblerFixtures.query(condition, order, Criteria.UNLIMITED, 10_000, 1_000_000));

        assertThat(AssemblerFixtures.ids(segment)).isEqualTo(AssemblerFixtures.everyone(people, condition, order));
        assertThat(AssemblerFixtures.truncated(segment)).isFalse();
    }

    @Property(tries = 100)
    void shouldStayWithinItsBoundsAndSaySoWhereTheyCut(@ForAll long seed) {
        RandomCases cases = new RandomCases(seed);
        List<Person> people = AssemblerFixtures.people(cases, cases.pick(List.of(300, 1500)));
        FakePersonalize personalize = new FakePersonalize(people);
        Condition condition = satisfiable(cases);
        Order order = order(cases);
        int maxCalls = cases.pick(List.of(1, 2, 3, 10, 30));
        int maxCustomers = cases.pick(List.of(1, 20, 500));
        int size = cases.pick(List.of(10, 100, Criteria.UNLIMITED));

        Outcome<Segment> segment = AssemblerFixtures.load(
                personalize, AssemblerFixtures.query(condition, order, size, maxCalls, maxCustomers));

        List<String> expected = AssemblerFixtures.everyone(people, condition, order);
        List<String> ids = AssemblerFixtures.ids(segment);
        assertThat(personalize.filteredCalls()).isLessThanOrEqualTo(maxCalls);
        assertThat(ids).hasSizeLessThanOrEqualTo(Math.min(size, maxCustomers)).doesNotHaveDuplicates();
        assertThat(expected).containsAll(ids);
        if (ids.isEmpty()) {
            assertThat(AssemblerFixtures.failure(segment).reason())
                    .isEqualTo(
                            expected.isEmpty()
                                    ? AssemblerFixtures.failure(segment).reason()
                                    : Reason.TOO_COMPLEX);
        } else if (!AssemblerFixtures.truncated(segment)) {
            assertThat(ids).isEqualTo(expected.subList(0, Math.min(size, expected.size())));
        }
    }

    static Condition satisfiable(RandomCases cases) {
        while (true) {
            Condition condition = cases.condition();
            if (cases.below(3) > 0) {
                condition = Condition.any(List.of(condition, cases.condition()));
            }
            if (plannable(condition)) {
                return condition;
            }
        }
    }

    private static boolean plannable(Condition condition) {
        try {
            Query query = AssemblerFixtures.query(condition, Order.BY_INTEREST, 1, 1, 1);
            return query.fetched().size() < 9;
        } catch (AssertionError refused) {
            return false;
        }
    }

    static Order order(RandomCases cases) {
        List<Order.Key> keys = new ArrayList<>();
        if (cases.below(2) == 0) {
            keys.add(new Order.Key(cases.pick(RandomCases.testable()), cases.below(2) == 0));
        }
        if (cases.below(3) == 0) {
            keys.add(new Order.Key(cases.pick(RandomCases.testable()), cases.below(2) == 0));
        }
        return new Order(keys);
    }
}
