package io.customersegment.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.CatalogueReader;
import io.customersegment.catalogue.Column;
import io.customersegment.config.Settings;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.Intent;
import io.customersegment.criteria.Order;
import io.customersegment.criteria.Values;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Outcome;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import io.customersegment.request.CarModel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryPlannerTest {

    private static final Catalogue CATALOGUE = CatalogueReader.builtIn();

    private final QueryPlanner planner =
            new QueryPlanner(CATALOGUE, FilterTemplates.from(CATALOGUE), new Settings.Plan(100, 500));

    @Test
    void shouldSayEverythingInTheFilterWhereItCan() {
        Query.Branch branch = onlyBranch(Condition.all(
                List.of(atLeast("purchase_count", 2), atLeast("last_purchase", day("2024-06-01")), north())));

        assertThat(branch.leftOver()).isEqualTo(Condition.everybody());
        assertThat(Explanation.restrictions(branch))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "MODEL", "\"a-car-2024\"",
                        "PURCHASE_COUNT_MIN", "2",
                        "LAST_PURCHASE_MIN", String.valueOf(86_400L * (long) day("2024-06-01")),
                        "REGION", "\"North\",\"North East\""));
    }

    @Test
    void shouldGiveEveryPlaceholderButThoseOfTheShardAValue() {
        Query.Branch branch = onlyBranch(atLeast("age", 30));

        assertThat(branch.filter().expression().split("\\$"))
                .hasSize(1 + branch.values().size() + 2)
                .allSatisfy(part -> assertThat(part).isNotEmpty());
        assertThat(branch.values()).doesNotContainKeys(FilterTemplate.SHARD_MIN, FilterTemplate.SHARD_MAX);
    }

    @Test
    void shouldTreatAMissingDateAsTheEarliest() {
        Column column = column("last_purchase");
        Values values = Values.either(column, Values.below(column, day("2024-01-01")), Values.onlyNull(column));

        Query.Branch branch = onlyBranch(Condition.test(column, values));

        assertThat(branch.leftOver()).isEqualTo(Condition.everybody());
        assertThat(branch.values())
                .containsEntry("LAST_PURCHASE_MIN", "0")
                .containsEntry("LAST_PURCHASE_MAX", String.valueOf(86_400L * (long) day("2024-01-01") - 1));
    }

    @Test
    void shouldKeepCustomersWithoutADateOutOfABoundThatIsOpenBelow() {
        Query.Branch branch =
                onlyBranch(Condition.test(column("last_purchase"), Values.below(column("last_purchase"), 19_000)));

        assertThat(branch.values()).containsEntry("LAST_PURCHASE_MIN", "1");
        assertThat(branch.leftOver()).isEqualTo(Condition.everybody());
    }

    @Test
    void shouldAskForCustomersWithoutATextByTheWordForIt() {
        Column column = column("owned_model");

        Query.Branch branch = onlyBranch(Condition.test(column, Values.onlyNull(column)));

        assertThat(branch.values()).containsEntry("OWNED_MODEL", "\"none\"");
        assertThat(branch.leftOver()).isEqualTo(Condition.everybody());
    }

    @Test
    void shouldPushADecimalALittleWiderAndCheckItAgain() {
        Condition condition = atLeast("churn_risk", 0.6);

        Query.Branch branch = onlyBranch(condition);

        assertThat(Double.parseDouble(branch.values().getOrDefault("CHURN_RISK_MIN", "none")))
                .isLessThan(0.6)
                .isGreaterThan(0.5999);
        assertThat(branch.leftOver()).isEqualTo(condition);
    }

    @Test
    void shouldAskForEachSideOfAGap() {
        Column age = column("age");

        Query query = query(Condition.test(age, Values.not(age, Values.between(age, 25, 65))));

        assertThat(query.branches())
                .extracting(branch ->
                        branch.values().get("AGE_MIN") + ".." + branch.values().get("AGE_MAX"))
                .containsExactly("0..24", "66.." + Integer.MAX_VALUE);
        assertThat(query.branches()).allMatch(branch -> branch.leftOver().equals(Condition.everybody()));
    }

    @Test
    void shouldAskApartForThoseWithoutADateWhereTheOthersAreNotTheEarliest() {
        Column lease = column("lease_end");
        Values values = Values.either(lease, Values.atLeast(lease, 20_000), Values.onlyNull(lease));

        Query query = query(Condition.test(lease, values));

        assertThat(query.branches())
                .extracting(branch -> branch.values().get("LEASE_END_MIN"))
                .containsExactly(String.valueOf(86_400L * 20_000), "0");
        assertThat(query.branches()).allMatch(branch -> branch.leftOver().equals(Condition.everybody()));
    }

    @Test
    void shouldNotFetchACustomerTwiceWhereOneAlternativeIsASingleTest() {
        Query query = query(Condition.any(List.of(north(), atLeast("age", 60))));

        assertThat(query.branches()).hasSize(2);
        assertThat(query.branches().stream().map(Explanation::restrictions))
                .satisfiesExactlyInAnyOrder(
                        first ->
                                assertThat(first).containsEntry("AGE_MIN", "60").hasSize(2),
                        second -> assertThat(second)
                                .containsEntry("AGE_MAX", "59")
                                .containsEntry("REGION", "\"North\",\"North East\""));
    }

    @Test
    void shouldFetchOnceAndCheckHereWhatTheFiltersDoNotCarry() {
        Condition condition = Condition.any(List.of(atLeast("email_clicks", 1), atLeast("age", 60)));

        Query.Branch branch = onlyBranch(condition);

        assertThat(branch.leftOver()).isEqualTo(condition);
        assertThat(Explanation.restrictions(branch)).containsOnlyKeys("MODEL");
    }

    @Test
    void shouldNeverPushTheInterest() {
        Condition condition = atLeast("interest_score", 0.5);

        Query query = query(condition);

        assertThat(query.branches())
                .singleElement()
                .satisfies(branch -> assertThat(branch.leftOver()).isEqualTo(condition));
        assertThat(query.fetched()).isEmpty();
        assertThat(query.shown()).isEmpty();
    }

    @Test
    void shouldCoverMoreAlternativesThanItMayAskForWithTheirHull() {
        List<Condition> alternatives = new ArrayList<>();
        for (int age = 20; age < 40; age += 2) {
            alternatives.add(Condition.all(List.of(exactly("age", age), exactly("children", age % 5))));
        }
        Condition condition = Condition.any(alternatives);

        Query.Branch branch = onlyBranch(condition);

        assertThat(branch.values()).containsEntry("AGE_MIN", "20").containsEntry("AGE_MAX", "38");
        assertThat(branch.leftOver()).isEqualTo(condition);
    }

    @Test
    void shouldAskForTheDateOfACountThatNoFilterCarries() {
        Condition some = atLeast("test_drives", 2);

        assertThat(Explanation.restrictions(onlyBranch(some))).containsEntry("LAST_TEST_DRIVE_MIN", "1");
        assertThat(onlyBranch(some).leftOver()).isEqualTo(some);
        assertThat(Explanation.restrictions(onlyBranch(exactly("test_drives", 0))))
                .containsEntry("LAST_TEST_DRIVE_MIN", "0")
                .containsEntry("LAST_TEST_DRIVE_MAX", "0");
        assertThat(Explanation.restrictions(
                        onlyBranch(Condition.test(column("test_drives"), Values.below(column("test_drives"), 2)))))
                .containsOnlyKeys("MODEL");
    }

    @Test
    void shouldAskForTheCountOfADateThatNoFilterCarries() {
        Column date = column("last_quote");
        Condition recent = atLeast("last_quote", day("2024-11-01"));

        assertThat(Explanation.restrictions(onlyBranch(recent))).containsEntry("QUOTES_REQUESTED_MIN", "1");
        assertThat(onlyBranch(recent).leftOver()).isEqualTo(recent);
        assertThat(Explanation.restrictions(onlyBranch(Condition.test(date, Values.onlyNull(date)))))
                .containsEntry("QUOTES_REQUESTED_MAX", "0");
        assertThat(Explanation.restrictions(onlyBranch(Condition.not(recent)))).containsOnlyKeys("MODEL");
    }

    @Test
    void shouldAskForALaterDateInPlaceOfOneThatNoFilterCarries() {
        Condition recent = atLeast("last_email_open", day("2024-11-01"));

        assertThat(Explanation.restrictions(onlyBranch(recent)))
                .containsEntry("LAST_ENGAGEMENT_MIN", String.valueOf(86_400L * (long) day("2024-11-01")))
                .doesNotContainKey("LAST_ENGAGEMENT_MAX");
        assertThat(onlyBranch(recent).leftOver()).isEqualTo(recent);
        assertThat(Explanation.restrictions(onlyBranch(Condition.not(recent)))).containsOnlyKeys("MODEL");
    }

    @Test
    void shouldMakeOneBranchOfAlternativesThatCallTheSame() {
        Condition either = Condition.any(
                List.of(atLeast("last_email_open", day("2024-11-01")), atLeast("last_email_click", day("2024-11-01"))));

        Query.Branch branch = onlyBranch(either);

        assertThat(branch.values()).containsKey("LAST_ENGAGEMENT_MIN");
        assertThat(branch.leftOver()).isEqualTo(either);
    }

    @Test
    void shouldSeeThatACountExcludesItsDate() {
        assertThat(failure(Condition.all(
                                List.of(exactly("quotes_requested", 0), atLeast("last_quote", day("2024-11-01")))))
                        .reason())
                .isEqualTo(Reason.NOBODY_MATCHES);
    }

    @Test
    void shouldFailWithoutACallWhereTheConditionsExcludeEachOther() {
        assertThat(failure(Condition.nobody())).satisfies(failure -> {
            assertThat(failure.stage()).isEqualTo(Stage.PLAN);
            assertThat(failure.reason()).isEqualTo(Reason.NOBODY_MATCHES);
        });
    }

    @Test
    void shouldSeeThatAlternativesAreNoneWhereEachExcludesTheRest() {
        Condition either = Condition.any(List.of(
                Condition.all(List.of(atLeast("age", 60), atLeast("email_clicks", 3))),
                Condition.all(List.of(atLeast("age", 70), atLeast("test_drives", 3)))));
        Condition young = Condition.test(column("age"), Values.below(column("age"), 30));

        assertThat(failure(Condition.all(List.of(either, young))).reason()).isEqualTo(Reason.NOBODY_MATCHES);
    }

    @Test
    void shouldRefuseMoreColumnsToCheckThanPersonalizeReturns() {
        List<Condition> members = new ArrayList<>();
        for (Column column : CATALOGUE.columns()) {
            if (column.numeric() && column.type() != Column.Type.INTEREST) {
                members.add(Condition.all(List.of(
                        Condition.test(column, Values.exactly(column, 1)), atLeast("email_clicks", members.size()))));
            }
        }

        assertThat(failure(Condition.any(members))).satisfies(failure -> {
            assertThat(failure.reason()).isEqualTo(Reason.TOO_COMPLEX);
            assertThat(failure.detail()).contains("10 are possible").contains("churn_risk");
        });
    }

    @Test
    void shouldShowWhatIsSpokenOfAndWhatStandsBesideItInTheOrderOfTheCatalogue() {
        assertThat(query(atLeast("purchase_count", 2)).shown())
                .extracting(Column::name)
                .containsExactly("purchase_count", "total_value");
        assertThat(query(exactly("purchase_count", 0)).shown())
                .extracting(Column::name)
                .containsExactly("age_group", "purchase_count");
        assertThat(query(atLeast("email_opens", 10)).shown())
                .extracting(Column::name)
                .containsExactly("email_opens", "last_engagement");
        assertThat(query(atLeast("last_purchase", 19_000)).shown())
                .extracting(Column::name)
                .containsExactly("purchase_count", "total_value", "last_purchase");
    }

    @Test
    void shouldFetchWhatIsSortedByAndPreferAFilterThatCanNarrowIt() {
        Column lease = column("lease_end");
        Order order = new Order(List.of(new Order.Key(lease, false)));

        Query query = planned(new Criteria(north(), order, 20)).fold(value -> value, QueryPlannerTest::unexpected);

        assertThat(query.fetched()).contains(lease);
        assertThat(query.shown()).contains(lease);
        assertThat(query.branches()).allMatch(branch -> branch.canNarrow(lease));
    }

    @Test
    void shouldNarrowABranchOnlyWhereThatSaysMore() {
        Query.Branch branch = onlyBranch(atLeast("age", 30));
        Column age = column("age");

        assertThat(branch.atLeast(age, 20)).isSameAs(branch);
        assertThat(branch.atLeast(age, 40).values()).containsEntry("AGE_MIN", "40");
        assertThat(branch.atMost(age, 40).values())
                .containsEntry("AGE_MIN", "30")
                .containsEntry("AGE_MAX", "40");
    }

    @Test
    void shouldExplainAQueryInWords() {
        Query query = query(Condition.all(List.of(atLeast("churn_risk", 0.6), north(), atLeast("email_clicks", 1))));

        assertThat(String.join("\n", Explanation.of(query)))
                .contains("$REGION = \"North\",\"North East\"")
                .contains("left over   churn_risk >= 0.6 and email_clicks >= 1")
                .contains("columns     churn_risk, email_clicks, region")
                .contains("by interest, at most 500 customers")
                .contains("from 1 to 100")
                .doesNotContain("AGE_MIN");
    }

    @Test
    void shouldShowOnlyColumnsThatMayLeaveAndCheckTheOthersAllTheSame() {
        QueryPlanner careful = new QueryPlanner(
                RandomCases.CATALOGUE,
                FilterTemplates.from(RandomCases.CATALOGUE),
                new Settings.Plan(100, 500),
                List.of(column("region")));

        Query query = careful.plan(
                        intent(Condition.all(List.of(north(), atLeast("churn_risk", 0.6))), Condition.everybody()))
                .fold(planned -> planned, QueryPlannerTest::unexpected);

        assertThat(query.shown()).containsExactly(column("region"));
        assertThat(query.fetched()).contains(column("churn_risk"));
    }

    @Test
    void shouldNotShowWhatIsAlwaysAskedFor() {
        Condition always = atLeast("email_clicks", 1);

        assertThat(shown(Condition.all(List.of(north(), always)), always)).containsExactly(column("region"));
    }

    @Test
    void shouldShowWhatIsAlwaysAskedForWhereThePromptAsksForMore() {
        Condition always = atLeast("email_clicks", 1);

        assertThat(shown(Condition.all(List.of(north(), atLeast("email_clicks", 3))), always))
                .contains(column("email_clicks"));
    }

    @Test
    void shouldSayThatThePromptMayContradictWhatIsAlwaysAskedFor() {
        Condition always = atLeast("email_clicks", 1);

        Outcome<Query> planned =
                planner.plan(intent(Condition.all(List.of(exactly("email_clicks", 0), always)), always));

        assertThat(planned)
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.failure().detail()).contains("what the catalogue always asks for"));
    }

    private List<Column> shown(Condition condition, Condition always) {
        return planner.plan(intent(condition, always))
                .fold(planned -> planned, QueryPlannerTest::unexpected)
                .shown();
    }

    private static Intent intent(Condition condition, Condition required) {
        return new Intent(
                new CarModel("A CAR - 2024"), new Criteria(condition, Order.BY_INTEREST, Criteria.UNLIMITED), required);
    }

    private Query query(Condition condition) {
        return planned(condition).fold(query -> query, QueryPlannerTest::unexpected);
    }

    private Query.Branch onlyBranch(Condition condition) {
        Query query = query(condition);
        assertThat(query.branches()).hasSize(1);
        return query.branches().get(0);
    }

    private Failure failure(Condition condition) {
        return planned(condition)
                .fold(
                        query -> {
                            throw new AssertionError("A failure was expected");
                        },
                        failure -> failure);
    }

    private Outcome<Query> planned(Condition condition) {
        return planned(new Criteria(condition, Order.BY_INTEREST, Criteria.UNLIMITED));
    }

    private Outcome<Query> planned(Criteria criteria) {
        return planner.plan(new Intent(new CarModel("A CAR - 2024"), criteria));
    }

    private static Query unexpected(Failure failure) {
        throw new AssertionError(failure.detail());
    }

    private static Condition north() {
        return Condition.test(column("region"), Values.in(column("region"), List.of("North", "North East")));
    }

    private static Condition atLeast(String name, double low) {
        return Condition.test(column(name), Values.atLeast(column(name), low));
    }

    private static Condition exactly(String name, double number) {
        return Condition.test(column(name), Values.exactly(column(name), number));
    }

    private static Column column(String name) {
        return CATALOGUE.column(name);
    }

    private static double day(String date) {
        return LocalDate.parse(date).toEpochDay();
    }
}
