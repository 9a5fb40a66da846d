package io.customersegment.local.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.CatalogueReader;
import io.customersegment.catalogue.Column;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Values;
import io.customersegment.plan.Shard;
import io.customersegment.request.CarModel;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class SampleDataTest {

    private static final SampleData SAMPLE = SampleData.asOf(SampleData.DAY);
    private static final double TODAY = SampleData.DAY.toEpochDay();

    /** Changes with every change of the generator, which also changes the labels of the evaluation. */
    private static final long CHECKSUM = 150_376_560L;

    @Test
    void shouldBeTheSameEverywhere() {
        CRC32 checksum = new CRC32();

        SAMPLE.dataset().items().forEach(item -> update(checksum, item.id() + item.values()));
        SAMPLE.dataset().interactions().forEach(interaction -> update(checksum, DatasetText.of(interaction)));

        assertThat(checksum.getValue()).isEqualTo(CHECKSUM);
    }

    @Test
    void shouldShiftEveryDateByWholeDaysForAnotherDay() {
        SampleData later = SampleData.asOf(SampleData.DAY.plusDays(400));

        for (int i = 0; i < SAMPLE.customers().size(); i++) {
            Customer before = SAMPLE.customers().get(i);
            Customer after = later.customers().get(i);
            for (Column column : SAMPLE.columns()) {
                Object value = before.value(column);
                Object shifted = column.type() == Column.Type.DATE && value instanceof Double day ? day + 400 : value;
                assertThat(after.value(column)).isEqualTo(shifted);
            }
        }
        assertThat(later.dataset().interactions().get(7).timestamp()
                        - SAMPLE.dataset().interactions().get(7).timestamp())
                .isEqualTo(400 * 86_400L);
    }

    @Test
    void shouldHoldFiveThousandCustomersOfUniqueIds() {
        assertThat(SAMPLE.customers()).hasSize(5000).extracting(Customer::id).doesNotHaveDuplicates();
        assertThat(SAMPLE.customers().get(0).id()).isEqualTo("C10001");
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                rule(
                        "last_purchase is null exactly when purchase_count is 0",
                        c -> has(c, "last_purchase") == number(c, "purchase_count") > 0),
                rule(
                        "last_service is null exactly when service_visits is 0",
                        c -> has(c, "last_service") == number(c, "service_visits") > 0),
                rule(
                        "last_test_drive is null exactly when test_drives is 0",
                        c -> has(c, "last_test_drive") == number(c, "test_drives") > 0),
                rule(
                        "last_quote is null exactly when quotes_requested is 0",
                        c -> has(c, "last_quote") == number(c, "quotes_requested") > 0),
                rule(
                        "email_opens counts from last_email_open within 90 days",
                        c -> number(c, "last_email_open") >= TODAY - 90 == number(c, "email_opens") > 0),
                rule(
                        "email_clicks counts from last_email_click within 90 days",
                        c -> number(c, "last_email_click") >= TODAY - 90 == number(c, "email_clicks") > 0),
                rule(
                        "web_visits counts from last_web_visit within 90 days",
                        c -> number(c, "last_web_visit") >= TODAY - 90 == number(c, "web_visits") > 0),
                rule(
                        "a click comes with an email that was opened",
                        c -> !has(c, "last_email_click")
                                || number(c, "last_email_click") <= number(c, "last_email_open")),
                rule(
                        "last_engagement is the latest date",
                        c -> !has(c, "last_engagement")
                                || dates(c).allMatch(date -> date <= number(c, "last_engagement"))),
                rule(
                        "total_value is 0 exactly when purchase_count is 0",
                        c -> number(c, "total_value") > 0 == number(c, "purchase_count") > 0),
                rule("only buyers own a model", c -> !has(c, "owned_model") || number(c, "purchase_count") > 0),
                rule("age_group follows age", c -> text(c, "age_group").equals(group(number(c, "age")))),
                rule("children are members of the household", c -> number(c, "children") < number(c, "household_size")),
                rule("clicks come with opens", c -> number(c, "email_clicks") <= number(c, "email_opens")),
                rule(
                        "opens and visits of the last 90 days are contacts",
                        c -> number(c, "email_opens") + number(c, "web_visits") == 0
                                || number(c, "last_engagement") >= TODAY - 90),
                rule(
                        "customer_since is the earliest date",
                        c -> dates(c).allMatch(date -> date >= number(c, "customer_since"))),
                rule("no date but lease_end lies after the day", c -> dates(c).allMatch(date -> date <= TODAY)),
                rule("a lease runs", c -> !has(c, "lease_end") || number(c, "lease_end") >= TODAY),
                rule("churn_risk is 0 to 1", c -> number(c, "churn_risk") >= 0 && number(c, "churn_risk") <= 1),
                rule(
                        "one to four models interest",
                        c -> !c.interestedModels().isEmpty()
                                && c.interestedModels().size() <= 4));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void shouldKeepTheRule(String name, Predicate<Customer> rule) {
        assertThat(SAMPLE.customers()).as(name).allMatch(rule);
    }

    @Test
    void shouldKeepTheRulesThatTheCatalogueDeclares() {
        Catalogue catalogue = CatalogueReader.builtIn();

        assertThat(catalogue.countColumns()).isNotEmpty();
        assertThat(catalogue.laterDateColumns()).isNotEmpty();
        assertThat(SAMPLE.customers()).allSatisfy(customer -> {
            catalogue
                    .countColumns()
                    .forEach((date, count) ->
                            assertThat(has(customer, date.name())).isEqualTo(number(customer, count.name()) > 0));
            catalogue
                    .laterDateColumns()
                    .forEach((date, later) -> assertThat(!has(customer, date.name())
                                    || number(customer, date.name()) <= number(customer, later.name()))
                            .isTrue());
        });
    }

    @Test
    void shouldHaveTheLastTestDriveAndQuoteAmongTheInteractions() {
        Map<String, Double> latest = new HashMap<>();
        for (Dataset.Interaction interaction : SAMPLE.dataset().interactions()) {
            double day = Math.floor(interaction.timestamp() / 86_400.0);
            latest.merge(interaction.itemId() + interaction.eventType(), day, Math::max);
        }

        assertThat(SAMPLE.customers()).allSatisfy(customer -> {
            assertThat(customer.values().get("last_test_drive")).isEqualTo(latest.get(customer.id() + "test_drive"));
            assertThat(customer.values().get("last_quote")).isEqualTo(latest.get(customer.id() + "quote"));
        });
    }

    @Test
    void shouldHaveAnInteractionForEveryInterestAndNoOther() {
        Map<String, List<String>> models = new HashMap<>();
        for (Dataset.Interaction interaction : SAMPLE.dataset().interactions()) {
            List<String> known = models.computeIfAbsent(interaction.itemId(), unused -> new ArrayList<>());
            if (!known.contains(interaction.userId())) {
                known.add(interaction.userId());
            }
        }

        assertThat(SAMPLE.customers())
                .allSatisfy(customer -> assertThat(models.get(customer.id()))
                        .containsExactlyInAnyOrderElementsOf(customer.interestedModels()));
    }

    @Test
    void shouldHaveInteractionsBetweenTheFirstDayAndTheLastContact() {
        Map<String, Customer> byId = new HashMap<>();
        SAMPLE.customers().forEach(customer -> byId.put(customer.id(), customer));
        long midnight = SampleData.DAY.atStartOfDay(ZoneOffset.UTC).toEpochSecond();

        assertThat(SAMPLE.dataset().interactions()).allSatisfy(interaction -> {
            Customer customer = Objects.requireNonNull(byId.get(interaction.itemId()));
            double day = Math.floor(interaction.timestamp() / 86_400.0);
            assertThat(interaction.timestamp()).isLessThan(midnight);
            assertThat(day).isGreaterThanOrEqualTo(number(customer, "customer_since"));
            assertThat(!has(customer, "last_engagement") || day <= number(customer, "last_engagement"))
                    .isTrue();
        });
    }

    @Test
    void shouldHangTogetherAsCustomersDo() {
        assertThat(List.of(
                        mean("total_value", in("loyalty_tier", "none")),
                        mean("total_value", in("loyalty_tier", "silver")),
                        mean("total_value", in("loyalty_tier", "gold")),
                        mean("total_value", in("loyalty_tier", "platinum"))))
                .isSorted();
        assertThat(mean("total_value", below("purchase_count", 3)))
                .isLessThan(mean("total_value", atLeast("purchase_count", 3)));
        assertThat(mean("total_value", in("income_band", "low")))
                .isLessThan(mean("total_value", in("income_band", "high")));
        assertThat(mean("churn_risk", atLeast("last_engagement", TODAY - 30)))
                .isLessThan(mean("churn_risk", below("last_engagement", TODAY - 183)) - 0.2);
        assertThat(mean("email_opens", in("email_consent", "no")))
                .isLessThan(mean("email_opens", in("email_consent", "yes")));
        assertThat(mean("children", between("age", 30, 50))).isGreaterThan(mean("children", atLeast("age", 65)));
    }

    @Test
    void shouldHaveEveryValueOfTheSmallColumns() {
        for (Column column : SAMPLE.columns()) {
            if (!column.values().isEmpty()) {
                assertThat(SAMPLE.customers())
                        .extracting(customer -> customer.value(column))
                        .as(column.name())
                        .containsAll(column.values());
            }
        }
        assertThat(SAMPLE.customers())
                .extracting(customer -> number(customer, "household_size"))
                .contains(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0);
        assertThat(SAMPLE.customers())
                .extracting(customer -> number(customer, "children"))
                .contains(0.0, 1.0, 2.0, 3.0, 4.0);
        assertThat(SAMPLE.customers()).anyMatch(customer -> !has(customer, "last_engagement"));
    }

    @Test
    void shouldHaveAboutAThousandCustomersForEachModel() {
        assertThat(SAMPLE.carModels())
                .hasSize(9)
                .allSatisfy(model -> assertThat(SAMPLE.interestedIn(model)).hasSizeBetween(900, 1200));
    }

    static Stream<Arguments> ordinaryConditions() {
        double halfYear = SampleData.DAY.minusMonths(6).toEpochDay();
        double newYear = SampleData.DAY.withDayOfYear(1).toEpochDay();
        return Stream.of(
                ordinary("high value", atLeast("total_value", 80_000)),
                ordinary("spent over 200,000", atLeast("total_value", 200_000)),
                ordinary("repeat buyers", atLeast("purchase_count", 2)),
                ordinary(
                        "repeat buyers of the last 6 months",
                        Condition.all(List.of(atLeast("purchase_count", 2), atLeast("last_purchase", halfYear)))),
                ordinary("new", atLeast("customer_since", halfYear)),
                ordinary("since before 2016", below("customer_since", TODAY - 3257)),
                ordinary("platinum", in("loyalty_tier", "platinum")),
                ordinary(
                        "platinum in the North East",
                        Condition.all(List.of(in("loyalty_tier", "platinum"), in("region", "North East")))),
                ordinary("at risk", atLeast("churn_risk", 0.6)),
                ordinary("active", atLeast("last_engagement", TODAY - 30)),
                ordinary("dormant", Condition.not(atLeast("last_engagement", halfYear))),
                ordinary("many opens", atLeast("email_opens", 10)),
                ordinary("visited the website", atLeast("web_visits", 1)),
                ordinary(
                        "hot leads",
                        Condition.all(List.of(
                                below("purchase_count", 1),
                                atLeast("test_drives", 1),
                                atLeast("quotes_requested", 1)))),
                ordinary("large families", atLeast("household_size", 5)),
                ordinary("often in the workshop", atLeast("service_visits", 9)),
                ordinary("bought over 3 years ago", below("last_purchase", TODAY - 1095)),
                ordinary("lease ending within 60 days", below("lease_end", TODAY + 61)),
                ordinary("opted out", in("email_consent", "no")),
                ordinary("opened an email in the last 30 days", atLeast("last_email_open", TODAY - 30)),
                ordinary("opened an email, but none for 90 days", below("last_email_open", TODAY - 90)),
                ordinary("never opened an email", never("last_email_open")),
                ordinary("clicked in the last week", atLeast("last_email_click", TODAY - 7)),
                ordinary("clicked, but not for half a year", below("last_email_click", halfYear)),
                ordinary(
                        "opens emails and has not clicked for half a year",
                        Condition.all(List.of(
                                atLeast("email_opens", 1), Condition.not(atLeast("last_email_click", halfYear))))),
                ordinary("visited the website in the last 2 weeks", atLeast("last_web_visit", TODAY - 14)),
                ordinary("visited the website, but not for a year", below("last_web_visit", TODAY - 366)),
                ordinary("never visited the website", never("last_web_visit")),
                ordinary("test drive in the last 60 days", atLeast("last_test_drive", TODAY - 60)),
                ordinary("test drive over a year ago", below("last_test_drive", TODAY - 366)),
                ordinary("asked for a quote this year", atLeast("last_quote", newYear)),
                ordinary("asked for a quote in the last month", atLeast("last_quote", TODAY - 30)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ordinaryConditions")
    void shouldSelectSomeButNotTooManyForEachModel(String name, Condition condition) {
        for (CarModel model : SAMPLE.carModels()) {
            assertThat(SAMPLE.interestedIn(model).stream().filter(condition::matches))
                    .as(name + ", " + model.name())
                    .hasSizeBetween(2, 500);
        }
    }

    @Test
    void shouldSayNullAsZeroOrNoneToPersonalize() {
        Dataset dataset = SAMPLE.dataset();
        List<String> names = dataset.fields().stream().map(Dataset.Field::name).toList();
        int owned = names.indexOf("OWNED_MODEL");
        int bought = names.indexOf("LAST_PURCHASE");

        for (int i = 0; i < dataset.items().size(); i++) {
            Customer customer = SAMPLE.customers().get(i);
            List<String> values = dataset.items().get(i).values();
            assertThat(values.get(owned).equals("none")).isEqualTo(!has(customer, "owned_model"));
            assertThat(values.get(bought).equals("0")).isEqualTo(!has(customer, "last_purchase"));
            assertThat(values.get(names.indexOf("SHARD"))).isEqualTo(String.valueOf(Shard.of(customer.id())));
        }
    }

    private static Arguments rule(String name, Predicate<Customer> rule) {
        return Arguments.of(name, rule);
    }

    private static Arguments ordinary(String name, Condition condition) {
        return Arguments.of(name, condition);
    }

    private static Condition atLeast(String name, double low) {
        return Condition.test(column(name), Values.atLeast(column(name), low));
    }

    private static Condition below(String name, double high) {
        return Condition.test(column(name), Values.below(column(name), high));
    }

    private static Condition between(String name, double low, double high) {
        return Condition.test(column(name), Values.between(column(name), low, high));
    }

    private static Condition never(String name) {
        return Condition.test(column(name), Values.onlyNull(column(name)));
    }

    private static double mean(String name, Condition condition) {
        return SAMPLE.customers().stream()
                .filter(condition::matches)
                .mapToDouble(customer -> number(customer, name))
                .average()
                .orElseThrow();
    }

    private static Condition in(String name, String text) {
        return Condition.test(column(name), Values.in(column(name), List.of(text)));
    }

    private static Column column(String name) {
        return CatalogueReader.builtIn().column(name);
    }

    private static boolean has(Customer customer, String name) {
        return customer.values().containsKey(name);
    }

    private static double number(Customer customer, String name) {
        return (Double) customer.values().getOrDefault(name, Double.NaN);
    }

    private static String text(Customer customer, String name) {
        return String.valueOf(customer.values().get(name));
    }

    private static Stream<Double> dates(Customer customer) {
        return SAMPLE.columns().stream()
                .filter(column -> column.type() == Column.Type.DATE)
                .map(Column::name)
                .filter(name -> !name.equals("lease_end"))
                .filter(name -> has(customer, name))
                .map(name -> number(customer, name));
    }

    private static String group(double age) {
        if (age >= 65) {
            return "65+";
        }
        int from = age < 25 ? 18 : 25 + 10 * (int) ((age - 25) / 10);
        return from == 18 ? "18-24" : from + "-" + (from + 9);
    }

    private static void update(CRC32 checksum, String text) {
        checksum.update(text.getBytes(StandardCharsets.UTF_8));
    }
}
