package io.customersegment.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.CatalogueReader;
import io.customersegment.catalogue.Column;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Values;
import io.customersegment.local.data.Customer;
import io.customersegment.local.data.SampleData;
import io.customersegment.plan.FilterTemplate;
import io.customersegment.plan.Shard;
import io.customersegment.request.CarModel;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the emulator with the sample data. */
final class SampleServiceTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Catalogue CATALOGUE = CatalogueReader.builtIn();
    private static final SampleData SAMPLE = SampleData.asOf(SampleData.DAY);
    private static final ItemTable ITEMS = ItemTable.of(SAMPLE.dataset());
    private static final Recommender RECOMMENDER = new Recommender(SAMPLE.dataset(), ITEMS);
    private static final Service SERVICE = new Service(
            "customer-segment",
            SAMPLE.dataset(),
            List.of(new FilterTemplate(
                    "lapsed",
                    List.of(),
                    "INCLUDE ItemID WHERE Items.INTERESTED_MODELS IN ($MODEL) AND Items.REGION IN ($REGION)"
                            + " AND Items.LAST_PURCHASE < $BEFORE AND Items.SHARD >= $FROM AND Items.SHARD <= $TO"
                            + " | EXCLUDE ItemID WHERE Items.CHURN_RISK < $RISK")),
            Clock.systemUTC());

    static Stream<CarModel> carModels() {
        return SAMPLE.carModels().stream();
    }

    @ParameterizedTest
    @MethodSource("carModels")
    void shouldSelectInSlicesWhomTheConditionSelects(CarModel model) throws Exception {
        double before = SampleData.DAY.minusYears(1).toEpochDay();
        Condition condition = Condition.all(List.of(
                Condition.test(column("region"), Values.in(column("region"), List.of("North", "North East"))),
                Condition.not(Condition.test(column("last_purchase"), Values.atLeast(column("last_purchase"), before))),
                Condition.test(column("churn_risk"), Values.atLeast(column("churn_risk"), 0.3))));

        List<String> found = new ArrayList<>();
        int half = Shard.COUNT / 2;
        found.addAll(lapsed(model, before, 0, half - 1));
        found.addAll(lapsed(model, before, half, Shard.COUNT - 1));

        assertThat(found)
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(SAMPLE.interestedIn(model).stream()
                        .filter(condition::matches)
                        .map(Customer::id)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("carModels")
    void shouldLeanStronglyToTheModelInFewCustomers(CarModel model) {
        Recommender.Ranking ranking = RECOMMENDER.ranking(model.slug());
        double top = ranking.scores().get(ranking.bestFirst().get(0));
        List<Double> interests = SAMPLE.interestedIn(model).stream()
                .map(customer -> ranking.scores().get(rowOf(customer.id())) / top)
                .toList();

        assertThat(interests.stream().filter(interest -> interest >= 0.5).count())
                .isBetween(interests.size() / 20L, interests.size() * 15L / 100);
    }

    @ParameterizedTest
    @MethodSource("carModels")
    void shouldRankMostOfTheInterestedBeforeTheOthers(CarModel model) {
        int interested = SAMPLE.interestedIn(model).size();

        List<Integer> best = RECOMMENDER.ranking(model.slug()).bestFirst().subList(0, interested);

        assertThat(best.stream()
                        .filter(row ->
                                !SAMPLE.customers().get(row).interestedModels().contains(model.slug())))
                .hasSizeBetween(1, interested / 10);
    }

    @ParameterizedTest
    @MethodSource("carModels")
    void shouldFindPlatinumMembersWhoLeanStronglyToTheModel(CarModel model) {
        Recommender.Ranking ranking = RECOMMENDER.ranking(model.slug());
        double top = ranking.scores().get(ranking.bestFirst().get(0));
        Column tier = column("loyalty_tier");

        assertThat(SAMPLE.interestedIn(model))
                .anyMatch(customer -> "platinum".equals(customer.value(tier))
                        && ranking.scores().get(rowOf(customer.id())) >= top / 2);
    }

    @Test
    void shouldShareOutOneWholeScoreForEachUser() {
        for (CarModel model : SAMPLE.carModels()) {
            assertThat(RECOMMENDER.ranking(model.slug()).scores().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum())
                    .isCloseTo(1, within(1e-9));
        }
    }

    private static List<String> lapsed(CarModel model, double before, int from, int to) throws Exception {
        Map<String, Object> request = Map.of(
                "campaignArn",
                "arn:aws:personalize:us-east-1:000000000000:campaign/customer-segment",
                "userId",
                model.slug(),
                "numResults",
                500,
                "filterArn",
                "arn:aws:personalize:us-east-1:000000000000:filter/lapsed",
                "filterValues",
                Map.of(
                        "MODEL",
                        '"' + model.slug() + '"',
                        "REGION",
                        "\"North\",\"North East\"",
                        "BEFORE",
                        String.valueOf((long) (before * 86_400)),
                        "RISK",
                        "0.3",
                        "FROM",
                        String.valueOf(from),
                        "TO",
                        String.valueOf(to)));
        JsonNode answer = JSON.readTree(
                SERVICE.recommend(JSON.writeValueAsBytes(request), true).body());
        List<String> ids = new ArrayList<>();
        answer.path("itemList").forEach(item -> ids.add(item.path("itemId").asText()));
        return ids;
    }

    private static int rowOf(String id) {
        Integer row = ITEMS.row(id);
        return row == null ? -1 : row;
    }

    private static Column column(String name) {
        return CATALOGUE.column(name);
    }
}
