package io.customersegment.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.catalogue.Column;
import io.customersegment.config.Settings;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.Intent;
import io.customersegment.criteria.Order;
import io.customersegment.criteria.Row;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.request.CarModel;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class QueryPlannerPropertyTest {

    private static final FilterTemplates TEMPLATES = FilterTemplates.from(RandomCases.CATALOGUE);
    private static final QueryPlanner PLANNER =
            new QueryPlanner(RandomCases.CATALOGUE, TEMPLATES, new Settings.Plan(100, 500));

    @Property(tries = 2000)
    void shouldFetchEveryoneWhoMatchesAndKeepNobodyElse(@ForAll long seed) {
        RandomCases cases = new RandomCases(seed);
        Condition condition = cases.condition();
        Outcome<Query> planned = plan(condition);

        for (int i = 0; i < 40; i++) {
            Map<Column, Object> customer = cases.customer();
            Row row = customer::get;
            boolean kept = planned.fold(
                    query -> query.branches().stream()
                            .anyMatch(branch -> FilterEvaluator.of(branch.filter(), branch.values())
                                            .accepts(customer)
                                    && branch.leftOver().matches(row)),
                    failure -> failure.reason() != Reason.NOBODY_MATCHES && condition.matches(row));
            assertThat(kept).as("%s%n%s", condition, planned).isEqualTo(condition.matches(row));
        }
    }

    @Property(tries = 1000)
    void shouldObeyTheLimitsOfACall(@ForAll long seed) {
        RandomCases cases = new RandomCases(seed);
        Column by = cases.pick(RandomCases.testable());
        Order order = cases.below(2) == 0 ? Order.BY_INTEREST : new Order(List.of(new Order.Key(by, true)));

        Outcome<Query> planned = PLANNER.plan(
                new Intent(new CarModel("A CAR - 2024"), new Criteria(cases.condition(), order, Criteria.UNLIMITED)));

        planned.map(query -> {
            assertThat(query.branches()).hasSizeBetween(1, 8).doesNotHaveDuplicates();
            assertThat(query.fetched()).hasSizeLessThanOrEqualTo(10).doesNotHaveDuplicates();
            assertThat(query.fetched()).containsAll(query.shown());
            assertThat(query.fetched()).noneMatch(column -> column.type() == Column.Type.INTEREST);
            for (Query.Branch branch : query.branches()) {
                assertThat(branch.values()).hasSizeLessThanOrEqualTo(23);
                assertThat(branch.values().values()).noneMatch(value -> value.isEmpty() || value.length() > 1000);
                assertThat(query.fetched())
                        .containsAll(branch.leftOver().columns().stream()
                                .filter(column -> column.type() != Column.Type.INTEREST)
                                .toList());
            }
            return query;
        });
    }

    @Property(tries = 300)
    void shouldPlanTheSameForTheSameWish(@ForAll long seed) {
        Condition condition = new RandomCases(seed).condition();
        Condition same = new RandomCases(seed).condition();

        assertThat(plan(condition)).isEqualTo(plan(same)).hasSameHashCodeAs(plan(same));
    }

    private static Outcome<Query> plan(Condition condition) {
        return PLANNER.plan(new Intent(
                new CarModel("A CAR - 2024"), new Criteria(condition, Order.BY_INTEREST, Criteria.UNLIMITED)));
    }
}
