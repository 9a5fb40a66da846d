package io.customersegment.local.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.CatalogueReader;
import io.customersegment.plan.Shard;
import io.customersegment.request.CarModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ImportFilesTest {

    private static final LocalDate TODAY = LocalDate.parse("2024-12-01");
    private static final List<CarModel> CLUBS = List.of(new CarModel("City"), new CarModel("Marina"));

    /** The items of two members; 1733011200 is 1 December 2024. */
    private static final String ITEMS = """
            ITEM_ID,CREATION_TIMESTAMP,AGE,PLAN,GOAL,JOINED,CLASSES,LAST_CLASS,LAST_VISIT,VISITS,FEE,INTERESTED_MODELS,SHARD
            M1,1,30,full,strength,1672531200,2,1730419200,1732924800,3,19.5,city|marina,%d
            M2,1,55,trial,none,1704067200,0,0,0,0,0,none,%d
            """.formatted(Shard.of("M1"), Shard.of("M2"));

    private static final String INTERACTIONS = """
            USER_ID,ITEM_ID,EVENT_TYPE,TIMESTAMP
            city,M1,view,1732924800
            marina,M1,view,1732924801
            """;

    @TempDir
    Path directory;

    private final List<String> notices = new ArrayList<>();
    private Catalogue catalogue = CatalogueReader.builtIn();

    @BeforeEach
    void readTheCatalogue() throws IOException {
        catalogue = CatalogueReader.read(Files.writeString(directory.resolve("catalogue.yaml"), """
                columns:
                  - {name: member_id, type: id}
                  - {name: age, type: integer, min: 14, max: 110}
                  - {name: plan, type: text, values: [trial, full]}
                  - {name: goal, type: text, nullable: true, values: [strength, endurance]}
                  - {name: joined, type: date}
                  - {name: classes, type: integer, min: 0}
                  - {name: last_class, type: date, nullable: true, counted_by: classes, not_after: last_visit}
                  - {name: last_visit, type: date, nullable: true}
                  - {name: visits, type: integer, min: 0}
                  - {name: fee, type: decimal, min: 0}
                entries:
                  - {name: visit, number: visits, date: last_visit, what: [visit], counted_over: 30 days}
                """));
    }

    @Test
    void shouldReadWhatIsSound() throws IOException {
        CustomerData data = read(ITEMS, INTERACTIONS);

        assertThat(notices).isEmpty();
        assertThat(data.interactions()).hasSize(2);
        assertThat(data.customers()).extracting(Customer::id).containsExactly("M1", "M2");
        Customer first = data.customers().get(0);
        assertThat(first.interestedModels()).containsExactly("city", "marina");
        assertThat(first.values())
                .containsEntry("age", 30.0)
                .containsEntry("plan", "full")
                .containsEntry("fee", 19.5)
                .containsEntry("last_class", 20028.0);
        assertThat(data.customers().get(1).values()).doesNotContainKeys("goal", "last_class", "last_visit");
    }

    @Test
    void shouldReadWhatSpreadsheetsWrite() throws IOException {
        String excel = "\uFEFF"
                + ITEMS.replace("M1,1,", "\"M\r\n1\",1,").replace("\n", "\r\n").replace("\r\r", "\r") + "\r\n";
        excel = excel.replace(String.valueOf(Shard.of("M1")), String.valueOf(Shard.of("M\r\n1")));

        CustomerData data = read(excel, INTERACTIONS.replace("M1", "\"M\r\n1\""));

        assertThat(data.customers().get(0).id()).isEqualTo("M\r\n1");
        assertThat(data.customers()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AGE,PLAN | PLAN,AGE | line 2, column PLAN: this must be one of trial, full; the same on 1 more line",
                "M1,1,30 | M1,1,30.5 | line 2, column AGE: this must be a whole number",
                "M1,1,30 | M1,1,thirty | line 2, column AGE: this must be a whole number",
                "M1,1,30 | M1,1,3000000000 | line 2, column AGE: this is beyond 2147483647, the greatest whole number that is stored",
                "M1,1,30 | M1,1,13 | line 2, column AGE: this is less than the catalogue's min, 14",
                "M2,1,55 | M2,1,111 | line 3, column AGE: this is greater than the catalogue's max, 110",
                "19.5 | 19,5 | line 2: the number of cells is 14, but that of the columns 13",
                "19.5 | 0x1 | line 2, column FEE: this must be a number such as 1234.5",
                "full,strength | gold,strength | line 2, column PLAN: this must be one of trial, full",
                "trial,none | none,none | line 3, column PLAN: this must be one of trial, full",
                "trial,none | trial,speed | line 3, column GOAL: this must be one of strength, endurance, none",
                "trial,none | trial, | line 3, column GOAL: this is empty; no text is written none",
                "1672531200 | 2023-01-01 | line 2, column JOINED: this must be epoch seconds, such as 1733011200",
                "1672531200 | 1672531200000 | line 2, column JOINED: these are not seconds since 1970 but something finer, such as milliseconds",
                "1672531200 | 0 | line 2, column JOINED: there must be a value, for the catalogue does not say nullable: true",
                "1732924800 | -86400 | line 2, column LAST_VISIT: a date before 1970 cannot be told from none, which is 0, by a filter",
                "M2,1 | M1,1 | line 3, column ITEM_ID: an earlier line has the same id",
                "M2,1 | ,1 | line 3, column ITEM_ID: the id is missing"
            })
    void shouldTellWhatIsWrongWithACell(String right, String wrong, String message) {
        assertThat(refusal(ITEMS.replaceFirst("\\Q" + right + "\\E", wrong), INTERACTIONS))
                .contains("items.csv, " + message);
    }

    @Test
    void shouldRefuseAnIdThatIsTooLong() {
        assertThat(refusal(ITEMS.replace("M2,1,", "M".repeat(257) + ",1,"), INTERACTIONS))
                .contains("items.csv, line 3, column ITEM_ID: the id is longer than 256 characters");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2,1730419200 | 0,1730419200 | line 2, column LAST_CLASS: there must be a date exactly where CLASSES is not 0 (counted_by: classes)",
                "2,1730419200 | 2,0 | line 2, column LAST_CLASS: there must be a date exactly where CLASSES is not 0 (counted_by: classes)",
                "1730419200,1732924800,3 | 1730419200,0,0 | line 2, column LAST_CLASS: who has a date here must have one in LAST_VISIT, and not an earlier one (not_after: last_visit)",
                "1730419200,1732924800,3 | 1730419200,1714521600,0 | line 2, column LAST_CLASS: who has a date here must have one in LAST_VISIT, and not an earlier one (not_after: last_visit)",
                "1732924800,3 | 1732924800,0 | line 2, column VISITS: this must be 1 or more exactly where LAST_VISIT lies in the 30 days before 2024-11-30, the newest date of the data (counted_over)",
                "1730419200,1732924800,3 | 1727740800,1727740800,3 | line 2, column VISITS: this must be 1 or more exactly where LAST_VISIT lies in the 30 days before"
            })
    void shouldTellWhichPromiseTheDataBreaks(String kept, String broken, String message) {
        assertThat(refusal(ITEMS.replace(kept, broken), INTERACTIONS.replace("1732924801", "1732924802")))
                .contains("items.csv, " + message);
    }

    @Test
    void shouldCountTheLinesThatBreakAPromise() {
        String broken = ITEMS.replace("2,1730419200", "0,1730419200").replace("0,0,0,0,0,none", "1,0,0,0,0,none");

        assertThat(refusal(broken, INTERACTIONS))
                .contains("line 2, column LAST_CLASS: there must be a date exactly where CLASSES is not 0"
                        + " (counted_by: classes); the same on 1 more line");
    }

    @Test
    void shouldRefuseWhatOnlyThePlannerNeedsIfItIsWrong() {
        String wrong = ITEMS.replace(",city|marina,", ",city,").replace("," + Shard.of("M2"), ",7");

        assertThat(refusal(wrong, INTERACTIONS))
                .contains("items.csv, line 2, column INTERESTED_MODELS: this must be the users of the customer's"
                        + " interactions, joined by |, or none; the command dataset fills it in")
                .contains(
                        "items.csv, line 3, column SHARD: this must be the low 20 bits of the CRC-32 of the id in UTF-8;"
                                + " the command dataset fills it in");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "city,M1,view,1732924800 | city,M1,view,2024-11-30 | line 2, column TIMESTAMP: this must be epoch seconds, such as 1733011200",
                "city,M1 | ,M1 | line 2, column USER_ID: the product is missing",
                "city,M1 | city, | line 2, column ITEM_ID: the customer is missing",
                "USER_ID | USER | line 1: the column USER_ID is missing",
                "TIMESTAMP | EVENT_TYPE | line 1: the columns 3 and 4 have the same name"
            })
    void shouldTellWhatIsWrongWithAnInteraction(String right, String wrong, String message) {
        assertThat(refusal(ITEMS, INTERACTIONS.replaceFirst(right, wrong == null ? "" : wrong)))
                .contains("interactions.csv, " + message);
    }

    @Test
    void shouldTellAllColumnsThatAreMissingAtOnce() {
        assertThat(refusal(ITEMS.replace("AGE", "OLD").replace("PLAN", "TARIFF"), INTERACTIONS))
                .contains("items.csv, line 1: the columns AGE, PLAN are missing");
    }

    @Test
    void shouldTellWhatIsWrongWithAFileAsAWhole() throws IOException {
        assertThat(refusal("", INTERACTIONS)).contains("items.csv: the file is empty");
        assertThat(refusal(ITEMS.lines().findFirst().orElse(""), INTERACTIONS))
                .contains("items.csv: there are no rows under the columns' names");
        assertThat(refusal(ITEMS.replace(',', ';'), INTERACTIONS))
                .contains("items.csv, line 1: the cells must be separated by commas, not by semicolons");
        assertThat(refusal(ITEMS.replace("full,", "\"full\"x,"), INTERACTIONS))
                .contains("items.csv, line 2: this is not CSV: a quoted cell ends with a quote");
        Files.writeString(directory.resolve("interactions.csv"), INTERACTIONS);
        Files.write(
                directory.resolve("items.csv"),
                ITEMS.replace("full", "f\u00fcll").getBytes(StandardCharsets.ISO_8859_1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImportFiles.read(directory, Business.of(catalogue, CLUBS, TODAY), notices::add))
                .withMessageContaining("the file is not in UTF-8");
        Files.delete(directory.resolve("items.csv"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImportFiles.read(directory, Business.of(catalogue, CLUBS, TODAY), notices::add))
                .withMessageContaining("items.csv: there is no such file");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ImportFiles.read(directory.resolve("none"), Business.of(catalogue, CLUBS, TODAY), notices::add))
                .withMessageContaining("it must hold items.csv and interactions.csv");
    }

    @Test
    void shouldReportTheFirstTenProblemsOfBothFilesAndHowManyMore() {
        String items = ITEMS.replace(
                "M1,1,30,full,strength,1672531200,2,1730419200,1732924800,3,19.5", "M1,1,x,x,x,x,x,x,x,x,x");
        String interactions = INTERACTIONS.replace("1732924800", "x").replace("marina,M1", ",");

        String message = refusal(items, interactions);

        assertThat(message.lines()).hasSize(12).last().isEqualTo("and 2 more");
        assertThat(message.lines().skip(1).limit(10))
                .allMatch(line -> line.matches("(items|interactions).csv, line 2, column .*"));
    }

    @Test
    void shouldQuoteNoIdAndNoValue() {
        String message = refusal(ITEMS.replace("M1,1,30,full", "M1,secret,secret,secret"), INTERACTIONS);

        assertThat(message).doesNotContain("M1", "secret");
    }

    @Test
    void shouldNoteWhatMaySurprise() throws IOException {
        String items = ITEMS.replace("SHARD", "SHARD,EXTRA")
                .replace("city|marina", "city|dock")
                .replaceAll("(?m)(\\d)$", "$1,x");

        read(items, INTERACTIONS.replace("marina", "dock"));

        assertThat(notices)
                .containsExactly(
                        "items.csv, line 1: the column EXTRA is not known and left out",
                        "interactions.csv: no interaction is with Marina (marina), so every request for it is answered with Empty Data");
    }

    @Test
    void shouldRefuseInteractionsNoneOfWhichIsWithAProductOfRequests() {
        assertThat(refusal(ITEMS, INTERACTIONS.replaceAll("city|marina", "dock")))
                .contains(
                        "interactions.csv: none of its products is one that requests can name; the request schema has City, Marina");
    }

    @Test
    void shouldNoteInteractionsOfCustomersThatNobodyKnows() throws IOException {
        read(ITEMS, INTERACTIONS + "city,M8,view,1732924800\ncity,M9,view,1732924800\n");

        assertThat(notices)
                .containsExactly(
                        "interactions.csv, line 4: the customers' file does not have the customer; the same on 1 more line");
    }

    @Test
    void shouldReadTheSampleThatIsBuiltInAsItWasWritten() throws IOException {
        CustomerData sample = SampleData.asOf(SampleData.DAY).data();
        DatasetFiles.write(sample, directory);

        CustomerData read = ImportFiles.read(
                directory,
                Business.of(
                        CatalogueReader.builtIn(),
                        SampleData.asOf(SampleData.DAY).carModels(),
                        TODAY),
                notices::add);

        assertThat(notices).isEmpty();
        assertThat(read.dataset()).isEqualTo(sample.dataset());
    }

    @Test
    void shouldReadWhateverTextsWereWritten() throws IOException {
        catalogue = CatalogueReader.read(Files.writeString(directory.resolve("texts.yaml"), """
                columns:
                  - {name: id, type: id}
                  - {name: note, type: text}
                """));
        List<Customer> customers = new ArrayList<>();
        for (String text : List.of("a, b", "say \"yes\"", "two\nlines", " spaces ", "Zoë; ½", "#1", "x".repeat(900))) {
            customers.add(new Customer("N" + customers.size(), Map.of("note", text), List.of("city")));
        }
        List<Dataset.Interaction> interactions = customers.stream()
                .map(customer -> new Dataset.Interaction("city", customer.id(), "view", 1_733_011_200))
                .toList();
        CustomerData data = new CustomerData(catalogue, customers, interactions);
        DatasetFiles.write(data, directory);

        assertThat(ImportFiles.read(directory, Business.of(catalogue, CLUBS, TODAY), notices::add))
                .isEqualTo(data);
        assertThat(ExportFiles.read(
                                directory.resolve(DatasetFiles.CUSTOMERS),
                                directory.resolve(DatasetFiles.INTERACTIONS),
                                Business.of(catalogue, CLUBS, TODAY),
                                notices::add)
                        .customers())
                .hasSameSizeAs(customers);
    }

    private CustomerData read(String items, String interactions) throws IOException {
        Files.writeString(directory.resolve("items.csv"), items);
        Files.writeString(directory.resolve("interactions.csv"), interactions);
        return ImportFiles.read(directory, Business.of(catalogue, CLUBS, TODAY), notices::add);
    }

    private String refusal(String items, String interactions) {
        try {
            read(items, interactions);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageStartingWith("The data in " + directory + " cannot be used:\n");
            return String.valueOf(refused.getMessage());
        } catch (IOException fault) {
            throw new AssertionError(fault);
        }
        throw new AssertionError("The data was taken");
    }
}
