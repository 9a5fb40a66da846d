package io.customersegment.local.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.CatalogueReader;
import io.customersegment.plan.Shard;
import io.customersegment.request.CarModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExportFilesTest {

    private static final LocalDate TODAY = LocalDate.parse("2024-12-01");
    private static final List<CarModel> ROOMS = List.of(new CarModel("Sea View"), new CarModel("City"));

    private static final String GUESTS = """
            Guest ID,Loyalty tier,Nights,Total bill,Booked On,rating
            G1,GOLD,12,1250.50,2024-11-03,4
            G2, silver ,0,0,,3.0
            G3,,3,7,1730592000,5
            """;

    private static final String STAYS = """
            customer,product,time,event type
            G1,Sea View,2024-11-03T10:15:00+02:00,booking
            G1,city,2024-11-02 09:00,view
            G2,SEA-VIEW,1730592000,view
            """;

    @TempDir
    Path directory;

    private final List<String> notices = new ArrayList<>();
    private Catalogue catalogue = CatalogueReader.builtIn();
    private Business business = Business.of(catalogue, ROOMS, TODAY);

    @BeforeEach
    void readTheCatalogue() throws IOException {
        catalogue = CatalogueReader.read(Files.writeString(directory.resolve("catalogue.yaml"), """
                columns:
                  - {name: guest_id, type: id}
                  - {name: tier, label: loyalty tier, type: text, nullable: true, values: [silver, gold]}
                  - {name: nights, type: integer, min: 0}
                  - {name: total_bill, type: decimal, min: 0}
                  - {name: booked_on, type: date, nullable: true, counted_by: nights}
                  - {name: rating, type: integer, nullable: true}
                """));
        business = Business.of(catalogue, ROOMS, TODAY);
    }

    @Test
    void shouldMakeOfAnExportWhatPersonalizeImports() throws IOException {
        Dataset dataset = read(GUESTS, STAYS).dataset();

        assertThat(notices).isEmpty();
        assertThat(dataset.fields())
                .extracting(Dataset.Field::name)
                .containsExactly(
                        "CREATION_TIMESTAMP",
                        "TIER",
                        "NIGHTS",
                        "TOTAL_BILL",
                        "BOOKED_ON",
                        "RATING",
                        "INTERESTED_MODELS",
                        "SHARD");
        assertThat(dataset.items())
                .extracting(Dataset.Item::values)
                .containsExactly(
                        List.of("1730538000", "gold", "12", "1250.5", "1730592000", "4", "city|sea-view", shard("G1")),
                        List.of("1730592000", "silver", "0", "0.0", "0", "3", "sea-view", shard("G2")),
                        List.of("1730621700", "none", "3", "7.0", "1730592000", "5", "none", shard("G3")));
        assertThat(dataset.interactions())
                .containsExactly(
                        new Dataset.Interaction("sea-view", "G1", "booking", 1_730_621_700),
                        new Dataset.Interaction("city", "G1", "view", 1_730_538_000),
                        new Dataset.Interaction("sea-view", "G2", "view", 1_730_592_000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GOLD | platinum | guests.csv, line 2, column Loyalty tier: this must be one of silver, gold, none",
                "12,1250.50 | ,1250.50 | guests.csv, line 2, column Nights: there must be a value, for the catalogue does not say nullable: true",
                "12,1250.50 | 1.5,1250.50 | guests.csv, line 2, column Nights: this must be a whole number",
                "1250.50 | 1250.50 EUR | guests.csv, line 2, column Total bill: this must be a number such as 1234.5",
                "2024-11-03 | 03/11/2024 | guests.csv, line 2, column Booked On: this must be a date such as 2024-12-01 or epoch seconds",
                "2024-11-03 | 2024-02-30 | guests.csv, line 2, column Booked On: this must be a date such as 2024-12-01 or epoch seconds",
                "2024-11-03 | 20241103 | guests.csv, line 2, column Booked On: this must be a date such as 2024-12-01 or epoch seconds",
                "2024-11-03 | 1730592000000 | guests.csv, line 2, column Booked On: these are not seconds since 1970 but something finer, such as milliseconds",
                "2024-11-03, | , | guests.csv, line 2, column Booked On: there must be a date exactly where NIGHTS is not 0 (counted_by: nights)",
                "Guest ID | Name | guests.csv, line 1: the column guest_id is missing",
                "Nights,Total bill | Night,Bill | guests.csv, line 1: the columns NIGHTS, TOTAL_BILL are missing"
            })
    void shouldTellWhatIsWrongWithTheCustomers(String right, String wrong, String message) {
        assertThat(refusal(GUESTS.replaceFirst(right, wrong == null ? "" : wrong), STAYS))
                .contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024-11-02 09:00 | yesterday | stays.csv, line 3, column time: this must be a time such as 2024-12-01T09:30:00Z or epoch seconds",
                "customer,product,time | who,what,when | stays.csv, line 1: the columns customer, product, time are missing"
            })
    void shouldTellWhatIsWrongWithTheInteractions(String right, String wrong, String message) {
        assertThat(refusal(GUESTS, STAYS.replaceFirst(right, wrong))).contains(message);
    }

    @Test
    void shouldNoteProductsThatRequestsCannotNameAndNumbersThatAreNot() throws IOException {
        read(GUESTS.replace("2024-11-03,4", "2024-11-03,"), STAYS.replace("G1,city", "G1,Tent"));

        assertThat(notices)
                .containsExactly(
                        "guests.csv, line 2, column rating: no number is stored as 0, which prompts take for a number",
                        "stays.csv: no interaction is with City (city), so every request for it is answered with Empty Data",
                        "stays.csv, line 3: the product is not one that requests can name; the request schema has Sea View, City");
    }

    @Test
    void shouldRefuseInteractionsNoneOfWhichIsWithAProductOfRequests() {
        assertThat(refusal(GUESTS, STAYS.replaceAll("(?i)sea.view|city", "Tent")))
                .endsWith(
                        "\nstays.csv: none of its products is one that requests can name; the request schema has Sea View, City");
    }

    @Test
    void shouldSayThatWhatIsBuiltInIsInUseWhereTheFilesAreOfAnotherBusiness() {
        business = new Business(catalogue, ROOMS, TODAY, true, true);

        assertThat(refusal(GUESTS, STAYS.replaceAll("(?i)sea.view|city", "Tent")))
                .endsWith("Sea View, City; the request schema that is built in is in use; set request.schema.file");
        assertThat(refusal(GUESTS.replace("Nights,Total bill,Booked On", "A,B,C"), STAYS))
                .endsWith(
                        "guests.csv, line 1: the columns NIGHTS, TOTAL_BILL, BOOKED_ON are missing; the catalogue that is built"
                                + " in is in use; set catalogue.file");
        assertThat(refusal(GUESTS.replace("Nights,Total bill", "A,B"), STAYS))
                .endsWith("guests.csv, line 1: the columns NIGHTS, TOTAL_BILL are missing");
    }

    @Test
    void shouldNoteInteractionsThatLieAhead() throws IOException {
        read(GUESTS, STAYS + "G1,city,2024-12-02T23:59:59Z,view\nG1,city,2024-12-03,view\nG2,city,2025-01-01,view\n");

        assertThat(notices)
                .containsExactly(
                        "stays.csv, line 6, column time: this is later than tomorrow; the same on 1 more line");
    }

    @Test
    void shouldReadTheCustomersThatSampleDataWrites() throws IOException {
        SampleData sample = SampleData.asOf(SampleData.DAY);
        DatasetFiles.write(sample.data(), directory);

        CustomerData read = ExportFiles.read(
                directory.resolve(DatasetFiles.CUSTOMERS),
                directory.resolve(DatasetFiles.INTERACTIONS),
                Business.of(CatalogueReader.builtIn(), sample.carModels(), TODAY),
                notices::add);

        assertThat(notices).isEmpty();
        assertThat(read.dataset()).isEqualTo(sample.dataset());
    }

    @Test
    void shouldSayThatAFileIsMissing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExportFiles.read(
                        directory.resolve("no.csv"), directory.resolve("none.csv"), business, notices::add))
                .withMessage(
                        "The data cannot be used:\nno.csv: there is no such file\nnone.csv: there is no such file");
    }

    private static String shard(String id) {
        return String.valueOf(Shard.of(id));
    }

    private CustomerData read(String guests, String stays) throws IOException {
        return ExportFiles.read(
                Files.writeString(directory.resolve("guests.csv"), guests),
                Files.writeString(directory.resolve("stays.csv"), stays),
                business,
                notices::add);
    }

    private String refusal(String guests, String stays) {
        try {
            read(guests, stays);
        } catch (IllegalArgumentException refused) {
            return String.valueOf(refused.getMessage());
        } catch (IOException fault) {
            throw new AssertionError(fault);
        }
        throw new AssertionError("The data was taken");
    }
}
