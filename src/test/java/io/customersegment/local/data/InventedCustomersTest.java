package io.customersegment.local.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.CatalogueReader;
import io.customersegment.catalogue.Column;
import io.customersegment.request.CarModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InventedCustomersTest {

    private static final LocalDate DAY = LocalDate.of(2024, 12, 1);
    private static final List<CarModel> PRODUCTS =
            List.of(new CarModel("One"), new CarModel("Two"), new CarModel("Three"));
    private static final List<CarModel> CLUBS =
            List.of(new CarModel("City"), new CarModel("Marina"), new CarModel("Airport"), new CarModel("Riverside"));

    /** Changes with every change in the generation of customers. */
    private static final long CHECKSUM = 1_876_906_178L;

    /** A catalogue with all kinds of dependencies between columns, in complex combinations. */
    private static final String ENTANGLED = """
            columns:
              - {name: guest_id, type: id}
              - {name: since, type: date, not_after: last_seen}
              - {name: last_seen, type: date}
              - {name: clicks, type: integer, min: 0}
              - {name: last_click, type: date, nullable: true, counted_by: clicks, not_after: last_open}
              - {name: last_open, type: date, nullable: true, not_after: last_seen}
              - {name: opens, type: integer, min: 0}
              - {name: stays, type: integer, min: 0, max: 9}
              - {name: first_stay, type: date, nullable: true, counted_by: stays, not_after: last_stay}
              - {name: last_stay, type: date, nullable: true, counted_by: stays}
              - {name: next_stay, type: date, nullable: true}
              - {name: share, type: decimal, min: 0, max: 1}
              - {name: bill, type: decimal, min: 0}
              - {name: age, type: integer, min: 0}
              - {name: tier, type: text, nullable: true, values: [silver, gold]}
              - {name: note, type: text}
            entries:
              - {name: joining, date: since, does: [join], traits: [lasting]}
              - {name: click, number: clicks, date: last_click, does: [click], counted_over: 90 days, traits: [at_least]}
              - {name: open, number: opens, date: last_open, does: [open], counted_over: 30 days, traits: [at_least]}
              - {name: stay, number: stays, date: last_stay, does: [stay], traits: [at_least]}
              - {name: next stay, date: next_stay, what: [next stay], traits: [ahead]}
              - {name: big, which: [big], means: [{column: bill, from: 3000}]}
              - {name: age, number: age, what: [age], most: 110, traits: [unnamed]}
            """;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {"config/examples/gym/catalogue.yaml", "src/test/resources/prompts/hotel-catalogue.yaml", ""})
    void shouldKeepWhatACataloguePromises(String file) throws IOException {
        Catalogue catalogue = file.isEmpty() ? catalogue(ENTANGLED) : CatalogueReader.read(Path.of(file));
        List<CarModel> products = catalogue.sample().products().isEmpty() ? PRODUCTS : CLUBS;
        CustomerData invented = InventedCustomers.of(catalogue, products, DAY);
        DatasetFiles.write(invented, directory);
        List<String> notices = new ArrayList<>();

        CustomerData read = ImportFiles.read(directory, Business.of(catalogue, products, DAY), notices::add);

        assertThat(notices).isEmpty();
        assertThat(read.dataset()).isEqualTo(invented.dataset());
        assertThat(read.customers()).hasSize(catalogue.sample().customers()).doesNotHaveDuplicates();
    }

    @Test
    void shouldLeaveNoColumnAlwaysTheSame() throws IOException {
        CustomerData invented = InventedCustomers.of(catalogue(ENTANGLED), PRODUCTS, DAY);

        for (Column column : invented.columns()) {
            List<Object> values = invented.customers().stream()
                    .map(customer -> Objects.requireNonNullElse(customer.value(column), "none"))
                    .distinct()
                    .toList();
            assertThat(values).as(column.name()).hasSizeGreaterThan(1);
            assertThat(values.contains("none")).as(column.name()).isEqualTo(column.nullable());
        }
    }

    @Test
    void shouldPutDatesInTheirOrder() throws IOException {
        CustomerData invented = InventedCustomers.of(catalogue(ENTANGLED), PRODUCTS, DAY);

        double today = DAY.toEpochDay();
        for (Customer customer : invented.customers()) {
            double since = (Double) customer.values().getOrDefault("since", 0.0);
            for (String date : List.of("last_seen", "last_click", "last_open", "first_stay", "last_stay")) {
                assertThat((Double) customer.values().getOrDefault(date, since)).isBetween(since, today);
            }
            assertThat((Double) customer.values().getOrDefault("next_stay", today + 1))
                    .isBetween(today + 1, today + 366);
        }
        long midnight = DAY.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        assertThat(invented.interactions()).allMatch(interaction -> interaction.timestamp() < midnight);
    }

    @Test
    void shouldDrawAsTheSampleSays() throws IOException {
        Catalogue catalogue = catalogue(ENTANGLED + """
                sample:
                  customers: 2000
                  products: {One: 3, Three: 1}
                  columns:
                    age: {from: 20, to: 60, typical: 30}
                    tier: {missing: 0.5, shares: {gold: 1}}
                    stays: {from: 2, to: 4, zero: 0.25}
                    last_stay: {within: 40 days}
                    next_stay: {missing: 0, ahead: 10 days, within: 5 days}
                    bill: {zero: 0.4}
                """);

        CustomerData invented = InventedCustomers.of(catalogue, PRODUCTS, DAY);

        assertThat(invented.customers()).hasSize(2000);
        assertThat(numbers(invented, "age")).allMatch(age -> age >= 20 && age <= 60);
        assertThat(numbers(invented, "age").stream().filter(age -> age < 40).count())
                .isBetween(1200L, 1600L);
        assertThat(texts(invented, "tier")).containsOnly("gold").hasSizeBetween(900, 1100);
        assertThat(Set.copyOf(numbers(invented, "stays"))).containsExactlyInAnyOrder(0.0, 2.0, 3.0, 4.0);
        assertThat(numbers(invented, "stays").stream()
                        .filter(stays -> stays == 0)
                        .count())
                .isBetween(400L, 600L);
        assertThat(numbers(invented, "last_stay")).allMatch(day -> day >= DAY.toEpochDay() - 40);
        assertThat(numbers(invented, "next_stay"))
                .hasSize(2000)
                .allMatch(day -> day >= DAY.toEpochDay() - 5 && day <= DAY.toEpochDay() + 10);
        assertThat(numbers(invented, "bill").stream().filter(bill -> bill == 0).count())
                .isBetween(700L, 900L);
        assertThat(interested(invented, "one")).isGreaterThan(interested(invented, "three"));
        assertThat(interested(invented, "two")).isZero();
    }

    /** Half of a range lies on either side of the threshold that defines a word, so that labels match some customers. */
    @Test
    void shouldReachBeyondTheLinesThatTheWordsDraw() throws IOException {
        CustomerData invented = InventedCustomers.of(catalogue(ENTANGLED), PRODUCTS, DAY);

        assertThat(numbers(invented, "bill").stream()
                        .filter(bill -> bill >= 3000)
                        .count())
                .isBetween(300L, 1500L);
        assertThat(numbers(invented, "age")).allMatch(age -> age >= 10 && age <= 90);
    }

    @Test
    void shouldBeTheSameCustomersOnEveryMachine() throws IOException {
        Catalogue catalogue = catalogue(ENTANGLED);

        CustomerData invented = InventedCustomers.of(catalogue, PRODUCTS, DAY);

        assertThat(invented).isEqualTo(InventedCustomers.of(catalogue, PRODUCTS, DAY));
        CRC32 checksum = new CRC32();
        checksum.update(DatasetText.of(invented.dataset()).getBytes(StandardCharsets.UTF_8));
        assertThat(checksum.getValue()).isEqualTo(CHECKSUM);
    }

    @Test
    void shouldHaveADateWhereAnotherOneThatIsNeverMissingNeedsIt() throws IOException {
        Catalogue catalogue = catalogue("""
                columns:
                  - {name: guest_id, type: id}
                  - {name: booked_on, type: date, not_after: last_stay}
                  - {name: last_stay, type: date, nullable: true, counted_by: stays}
                  - {name: stays, type: integer, min: 0}
                  - {name: first_stay, type: date, nullable: true, counted_by: stays}
                  - {name: left_on, type: date, nullable: true, not_after: came_on}
                  - {name: came_on, type: date, nullable: true, not_after: left_on}
                """);

        CustomerData invented = InventedCustomers.of(catalogue, PRODUCTS, DAY);

        assertThat(invented.customers())
                .allMatch(customer ->
                        customer.values().keySet().containsAll(Set.of("booked_on", "last_stay", "first_stay")))
                .allMatch(customer -> customer.values().containsKey("left_on")
                        == customer.values().containsKey("came_on"));
        assertThat(numbers(invented, "stays")).allMatch(stays -> stays >= 1);
    }

    @Test
    void shouldRefuseAProductThatRequestsCannotName() throws IOException {
        Catalogue catalogue = catalogue(ENTANGLED + "sample: {products: {Four: 1}}\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> InventedCustomers.of(catalogue, PRODUCTS, DAY))
                .withMessage("The catalogue's sample has the product Four, which the request schema does not have; its"
                        + " products are One, Two, Three");
    }

    private Catalogue catalogue(String yaml) throws IOException {
        return CatalogueReader.read(Files.writeString(directory.resolve("catalogue.yaml"), yaml));
    }

    private static List<Double> numbers(CustomerData data, String column) {
        return data.customers().stream()
                .map(customer -> customer.values().get(column))
                .filter(Double.class::isInstance)
                .map(Double.class::cast)
                .toList();
    }

    private static List<Object> texts(CustomerData data, String column) {
        return data.customers().stream()
                .map(customer -> customer.values().get(column))
                .filter(Objects::nonNull)
                .toList();
    }

    private static long interested(CustomerData data, String slug) {
        return data.customers().stream()
                .filter(customer -> customer.interestedModels().contains(slug))
                .count();
    }
}
