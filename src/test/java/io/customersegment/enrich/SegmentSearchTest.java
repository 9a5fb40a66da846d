package io.customersegment.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.Order;
import io.customersegment.enrich.FakePersonalize.Person;
import io.customersegment.enrich.RecommendationSource.Item;
import io.customersegment.enrich.SegmentSearch.SearchCall;
import io.customersegment.plan.Query;
import io.customersegment.plan.RandomCases;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentSearchTest {

    @Property(tries = 80)
    void shouldFindTheSameInWhateverOrderItsCallsAreAnswered(@ForAll long seed) {
        RandomCases cases = new RandomCases(seed);
        List<Person> people = AssemblerFixtures.people(cases, cases.pick(List.of(30, 300, 1500)));
        Condition condition = SegmentAssemblerPropertyTest.satisfiable(cases);
        Order order = SegmentAssemblerPropertyTest.order(cases);
        int size = cases.pick(List.of(1, 10, 50, 120, Criteria.UNLIMITED));
        SegmentSearch search = search(people, AssemblerFixtures.query(condition, order, size, 10_000, 1_000_000));
        FakePersonalize personalize = new FakePersonalize(people);

        List<SearchCall> open = new ArrayList<>(toMake(search));
        while (!open.isEmpty()) {
            SearchCall call = open.remove(cases.below(open.size()));
            call.answered().accept(items(personalize, call));
            open.addAll(toMake(search));
        }

        List<String> expected = AssemblerFixtures.everyone(people, condition, order);
        assertThat(ids(search)).isEqualTo(expected.subList(0, Math.min(size, expected.size())));
        assertThat(search.found().truncated()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"49, 50", "50, '50, 500'", "120, '50, 500, 50, 50, 50'"})
    void shouldAskForIdsOnceAPageIsFullAndForSlicesOfThoseUnseen(int matching, String sizes) {
        List<Person> people = SegmentAssemblerTest.adults(matching);
        FakePersonalize personalize = new FakePersonalize(people);
        SegmentSearch search = search(people, adults(500));

        List<String> asked = new ArrayList<>();
        for (List<SearchCall> round = toMake(search); !round.isEmpty(); round = toMake(search)) {
            round.forEach(call -> {
                asked.add(String.valueOf(call.size()));
                call.answered().accept(items(personalize, call));
            });
        }

        assertThat(String.join(", ", asked)).isEqualTo(sizes);
        assertThat(ids(search)).hasSize(matching);
    }

    @Test
    void shouldAskForNothingMoreBeforeACallIsAnswered() {
        SegmentSearch search = search(List.of(), adults(500));

        assertThat(toMake(search)).hasSize(1);
        assertThat(toMake(search)).isEmpty();
    }

    @Test
    void shouldStopAtItsBudgetAndSaySo() {
        List<Person> people = SegmentAssemblerTest.adults(120);
        FakePersonalize personalize = new FakePersonalize(people);
        SegmentSearch search = search(people, adults(1));

        toMake(search).forEach(call -> call.answered().accept(items(personalize, call)));

        assertThat(toMake(search)).isEmpty();
        assertThat(search.budgetExhausted()).isTrue();
        assertThat(search.found().truncated()).isTrue();
        assertThat(ids(search)).hasSize(50);
    }

    private static Query adults(int maxCalls) {
        return AssemblerFixtures.query(
                SegmentAssemblerTest.ADULTS, Order.BY_INTEREST, Criteria.UNLIMITED, maxCalls, 1_000_000);
    }

    private static SegmentSearch search(List<Person> people, Query query) {
        SegmentSearch search = new SegmentSearch(query, item -> true);
        search.topScore(AssemblerFixtures.topScore(people));
        search.start();
        return search;
    }

    private static List<SearchCall> toMake(SegmentSearch search) {
        return Stream.generate(search::next).takeWhile(call -> call != null).toList();
    }

    private static List<Item> items(FakePersonalize personalize, SearchCall call) {
        return AssemblerFixtures.now(personalize
                        .recommend(call.to(AssemblerFixtures.MODEL.slug(), Long.MAX_VALUE))
                        .thenApply(outcome -> outcome.map(RecommendationSource.Recommendations::items)))
                .fold(items -> items, failure -> {
                    throw new AssertionError(failure.detail());
                });
    }

    private static List<String> ids(SegmentSearch search) {
        return search.found().customers().stream()
                .map(SegmentEncoder.Customer::id)
                .toList();
    }
}
