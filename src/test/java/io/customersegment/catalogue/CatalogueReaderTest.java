package io.customersegment.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CatalogueReaderTest {

    private static final Path BUILT_IN = Path.of("config/catalogue.yaml");
    private static final String COLUMNS =
            "columns: [{name: guest_id, type: id}, {name: nights, type: integer, filter: true},"
                    + " {name: stay, type: date}, {name: room, type: text, values: [single, suite]},"
                    + " {name: club, type: text, values: [silver, gold]}]\n";

    @TempDir
    Path folder;

    /** A start reads the built-in catalogue without these checks. */
    @Test
    void shouldFindNothingWrongWithTheCatalogueThatIsBuiltIn() {
        Catalogue catalogue = CatalogueReader.read(BUILT_IN);

        assertThat(catalogue.columns()).isEqualTo(CatalogueReader.builtIn().columns());
    }

    @Test
    void shouldIdentifyTheContentOfTheFile() throws IOException {
        Path same = Files.copy(BUILT_IN, folder.resolve("same.yaml"));
        Path other = Files.writeString(folder.resolve("other.yaml"), Files.readString(BUILT_IN) + "# other\n");

        assertThat(CatalogueReader.builtIn().version())
                .matches("[0-9a-f]{12}")
                .isEqualTo(CatalogueReader.read(same).version())
                .isNotEqualTo(CatalogueReader.read(other).version());
    }

    @Test
    void shouldSayThatThereIsNoFile() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CatalogueReader.read(folder.resolve("none.yaml")))
                .withMessageEndingWith("none.yaml cannot be read: there is no such file");
    }

    @Test
    void shouldSayWhereARelativePathBegins() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CatalogueReader.read(Path.of("none.yaml")))
                .withMessageEndingWith("there is no such file; a relative path begins at "
                        + Path.of("").toAbsolutePath());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // The words after the phrase decide.
                """
                entries:
                  - {name: stay, number: nights, what: [stay]}
                  - {name: last stay, date: stay, what: [stay]}
                """,
                // Each value is valid only next to its name.
                """
                entries:
                  - {name: room, text: room, values: {suite: [best]}}
                  - {name: club, text: club, values: {gold: [best]}, traits: [values_need_name]}
                """,
                // A number after the phrase decides, or the absence of one.
                """
                entries:
                  - {name: club, text: club, values: {gold: [best]}}
                  - {name: stay, number: nights, what: [best]}
                """,
                // The sentence decides.
                """
                people: [guest, night]
                occasions: [stay]
                entries: [{name: stay, number: nights, what: [night], does: [stay]}]
                """,
                // One phrase for several values of one column.
                """
                entries: [{name: club, text: club, values: {silver: [metal], gold: [metal]}}]
                """,
                "people: &people [guest]\n",
                "entries: [{name: club, text: club, values: {gold: [yes, on, 'no', \"2\"]}}]\n"
            })
    void shouldAcceptWhatCanBeToldApart(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("catalogue.yaml"), COLUMNS + yaml);

        assertThat(CatalogueReader.read(file).columns()).hasSize(5);
    }

    @Test
    void shouldCallAColumnByItsLabelOrByItsNameInWords() throws IOException {
        Path file = Files.writeString(folder.resolve("catalogue.yaml"), """
                columns:
                  - {name: guest_id, type: id}
                  - {name: bar_bill, type: decimal}
                  - {name: total_value, label: lifetime spend, type: decimal}
                """);

        assertThat(CatalogueReader.read(file).columns())
                .extracting(Column::label)
                .containsExactly("guest id", "bar bill", "lifetime spend");
    }

    @Test
    void shouldReadWhatDatesSayOfOtherColumns() throws IOException {
        Path file = Files.writeString(folder.resolve("catalogue.yaml"), """
                columns:
                  - {name: guest_id, type: id}
                  - {name: last_stay, type: date, nullable: true, counted_by: stays, not_after: last_contact}
                  - {name: stays, type: integer, min: 0}
                  - {name: last_contact, type: date, nullable: true}
                """);

        Catalogue catalogue = CatalogueReader.read(file);

        Column date = catalogue.column("last_stay");
        assertThat(catalogue.countColumns()).isEqualTo(Map.of(date, catalogue.column("stays")));
        assertThat(catalogue.laterDateColumns()).isEqualTo(Map.of(date, catalogue.column("last_contact")));
    }
}
