package io.customersegment.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.catalogue.Column;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.Order;
import io.customersegment.criteria.Values;
import io.customersegment.plan.FilterTemplate;
import io.customersegment.plan.Query;
import io.customersegment.plan.RandomCases;
import io.customersegment.request.CarModel;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class OutcomeKeysTest {

    private static final OutcomeKeys KEYS = new OutcomeKeys(List.of("catalogue", "campaign"));
    private static final Column AGE = RandomCases.CATALOGUE.column("age");
    private static final Column REGION = RandomCases.CATALOGUE.column("region");
    private static final Condition ADULT = Condition.test(AGE, Values.atLeast(AGE, 18));

    @Property(tries = 300)
    void shouldBeEqualForEqualQueriesAndNoOthers(@ForAll long seed, @ForAll long other) {
        Query one = random(seed);
        Query same = random(seed);
        Query another = random(other);

        assertThat(KEYS.segment(same)).isEqualTo(KEYS.segment(one)).hasSameHashCodeAs(KEYS.segment(one));
        assertThat(KEYS.segment(another).equals(KEYS.segment(one))).isEqualTo(another.equals(one));
    }

    private static Query random(long seed) {
        Criteria criteria = new Criteria(new RandomCases(seed).condition(), Order.BY_INTEREST, Criteria.UNLIMITED);
        return new Query(AssemblerFixtures.MODEL, criteria, List.of(), List.of(), List.of(), 100, 500);
    }

    @Test
    void shouldDifferInEverythingThatDecidesTheAnswer() {
        FilterTemplate filter = new FilterTemplate("f", List.of(AGE), "");
        Query.Branch branch = new Query.Branch(filter, Map.of("A", "1", "B", "2"), Condition.everybody());
        Criteria criteria = new Criteria(ADULT, Order.BY_INTEREST, 10);
        Order byAge = new Order(List.of(new Order.Key(AGE, true)));
        Order byAgeUp = new Order(List.of(new Order.Key(AGE, false)));
        CarModel car = new CarModel("car");
        List<Query> queries = List.of(
                new Query(car, criteria, List.of(branch), List.of(AGE), List.of(AGE), 1, 2),
                new Query(new CarModel("bus"), criteria, List.of(branch), List.of(AGE), List.of(AGE), 1, 2),
                new Query(car, new Criteria(ADULT, byAge, 10), List.of(branch), List.of(AGE), List.of(AGE), 1, 2),
                new Query(car, new Criteria(ADULT, byAgeUp, 10), List.of(branch), List.of(AGE), List.of(AGE), 1, 2),
                new Query(
                        car,
                        new Criteria(ADULT, Order.BY_INTEREST, 11),
                        List.of(branch),
                        List.of(AGE),
                        List.of(AGE),
                        1,
                        2),
                new Query(car, criteria, List.of(branch, branch), List.of(AGE), List.of(AGE), 1, 2),
                new Query(
                        car,
                        criteria,
                        List.of(new Query.Branch(filter, Map.of("A", "2", "B", "1"), Condition.everybody())),
                        List.of(AGE),
                        List.of(AGE),
                        1,
                        2),
                new Query(
                        car,
                        criteria,
                        List.of(new Query.Branch(filter, Map.of("A", "1", "B", "2"), ADULT)),
                        List.of(AGE),
                        List.of(AGE),
                        1,
                        2),
                new Query(car, criteria, List.of(branch), List.of(AGE, REGION), List.of(AGE), 1, 2),
                new Query(car, criteria, List.of(branch), List.of(AGE), List.of(AGE, REGION), 1, 2),
                new Query(car, criteria, List.of(branch), List.of(AGE), List.of(), 1, 2),
                new Query(car, criteria, List.of(branch), List.of(AGE), List.of(AGE), 2, 2),
                new Query(car, criteria, List.of(branch), List.of(AGE), List.of(AGE), 1, 1),
                new Query(car, criteria, List.of(branch), List.of(AGE), List.of(AGE), 12, 1));
        Set<OutcomeKey> keys = new HashSet<>();
        queries.forEach(query -> keys.add(KEYS.segment(query)));

        assertThat(keys).hasSameSizeAs(queries);
        assertThat(keys).doesNotContain(new OutcomeKeys(List.of("catalogue", "other")).segment(queries.get(0)));
        assertThat(keys).doesNotContain(new OutcomeKeys(List.of("cataloguecampaign")).segment(queries.get(0)));
    }

    @Test
    void shouldNotTakeTextForWhatStandsBetweenTexts() {
        Column free = new Column("town", Column.Type.TEXT, true, List.of(), 0, 0, false);

        assertThat(of(free, List.of("a", "b")))
                .isNotEqualTo(of(free, List.of("a, b")))
                .isNotEqualTo(of(free, List.of("a1:b")))
                .isNotEqualTo(of(free, List.of("a")));
        for (String between : List.of(",", ":", ";", "1:", "2:b", "+")) {
            assertThat(of(free, List.of("a", "b" + between + "c")))
                    .isNotEqualTo(of(free, List.of("a" + between + "b", "c")));
        }
        assertThat(of(free, List.of("a\uD83D"))).isNotEqualTo(of(free, List.of("a\uD83E")));
    }

    @Test
    void shouldNotDependOnTheOrderOfAFiltersValues() {
        Map<String, String> one = new LinkedHashMap<>(Map.of("A", "1"));
        one.put("B", "2");
        Map<String, String> other = new LinkedHashMap<>(Map.of("B", "2"));
        other.put("A", "1");

        assertThat(of(one)).isEqualTo(of(other));
    }

    @Test
    void shouldTellTopScoresFromSegmentsAndFromEachOther() {
        assertThat(KEYS.topScore("a")).isEqualTo(KEYS.topScore("a")).isNotEqualTo(KEYS.topScore("b"));
        assertThat(KEYS.topScore("a").bytes()).hasSize(OutcomeKey.BYTES);
        assertThat(OutcomeKey.of(KEYS.topScore("a").bytes())).isEqualTo(KEYS.topScore("a"));
        assertThat(OutcomeKey.of(new byte[31])).isNull();
        assertThat(OutcomeKey.of(null)).isNull();
    }

    private static OutcomeKey of(Map<String, String> values) {
        Query.Branch branch = new Query.Branch(new FilterTemplate("f", List.of(), ""), values, Condition.everybody());
        return KEYS.segment(new Query(
                AssemblerFixtures.MODEL,
                new Criteria(ADULT, Order.BY_INTEREST, 10),
                List.of(branch),
                List.of(),
                List.of(),
                1,
                1));
    }

    private static OutcomeKey of(Column column, List<String> texts) {
        Condition condition = Condition.test(column, Values.in(column, texts));
        return KEYS.segment(new Query(
                AssemblerFixtures.MODEL,
                new Criteria(condition, Order.BY_INTEREST, 10),
                List.of(),
                List.of(),
                List.of(),
                1,
                1));
    }
}
