package io.customersegment.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.CatalogueReader;
import io.customersegment.catalogue.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTemplatesTest {

    private final Catalogue catalogue = CatalogueReader.builtIn();

    @Test
    void shouldStayWithinTheLimitsOfPersonalize() {
        List<FilterTemplate> templates = FilterTemplates.from(catalogue).all();

        Set<String> fields = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (FilterTemplate template : templates) {
            Set<String> own = fieldsOf(template.expression());
            fields.addAll(own);
            names.add(template.name());
            assertThat(own).hasSizeLessThanOrEqualTo(10);
            assertThat(template.expression()).hasSizeLessThanOrEqualTo(2500);
            assertThat(template.name()).matches("[a-zA-Z0-9][a-zA-Z0-9\\-_]{0,62}");
            assertThat(template.expression().chars().filter(c -> c == '$').count())
                    .isLessThanOrEqualTo(25);
        }
        assertThat(templates).hasSizeLessThanOrEqualTo(30);
        assertThat(names).hasSameSizeAs(templates);
        assertThat(fields).hasSize(20);
    }

    @Test
    void shouldHoldEveryTripleOfColumnsTogether() {
        List<FilterTemplate> templates = FilterTemplates.from(catalogue).all();
        List<Column> columns =
                catalogue.columns().stream().filter(Column::filterable).toList();

        for (int a = 0; a < columns.size(); a++) {
            for (int b = a + 1; b < columns.size(); b++) {
                for (int c = b + 1; c < columns.size(); c++) {
                    List<Column> triple = List.of(columns.get(a), columns.get(b), columns.get(c));
                    assertThat(templates)
                            .anyMatch(template -> template.columns().containsAll(triple));
                }
            }
        }
    }

    @Test
    void shouldBeAPureFunctionOfTheCatalogue() {
        assertThat(FilterTemplates.from(CatalogueReader.builtIn()).all())
                .isEqualTo(FilterTemplates.from(catalogue).all());
    }

    @Test
    void shouldWriteRangesForNumbersAndListsForTexts(@TempDir Path folder) throws IOException {
        Catalogue small = catalogue(
                folder,
                "{name: age, type: integer, filter: true}, "
                        + "{name: region, type: text, values: [North], filter: true}, {name: note, type: text}");

        List<FilterTemplate> templates = FilterTemplates.from(small).all();

        assertThat(templates).hasSize(1);
        assertThat(templates.get(0).expression())
                .isEqualTo("INCLUDE ItemID WHERE Items.INTERESTED_MODELS IN ($MODEL)"
                        + " AND Items.SHARD >= $SHARD_MIN AND Items.SHARD <= $SHARD_MAX"
                        + " AND Items.AGE >= $AGE_MIN AND Items.AGE <= $AGE_MAX"
                        + " AND Items.REGION IN ($REGION)");
    }

    @Test
    void shouldNameAFilterAfterItsExpressionSoThatAnotherCatalogueFindsNoOldOne(@TempDir Path folder)
            throws IOException {
        String first = FilterTemplates.from(catalogue(folder, "{name: age, type: integer, filter: true}"))
                .all()
                .get(0)
                .name();
        String second = FilterTemplates.from(catalogue(folder, "{name: years, type: integer, filter: true}"))
                .all()
                .get(0)
                .name();

        assertThat(first).startsWith("customer-segment-01-").isNotEqualTo(second);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 9, 12, 18})
    void shouldPutEveryFilterableColumnIntoSomeTemplate(int columns, @TempDir Path folder) throws IOException {
        Catalogue some = catalogue(folder, numbered(columns));

        List<FilterTemplate> templates = FilterTemplates.from(some).all();

        assertThat(templates).hasSizeBetween(1, 30);
        assertThat(templates.stream().flatMap(t -> t.columns().stream()).collect(Collectors.toSet()))
                .hasSize(columns);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {name: note, type: text, filter: true}                              | note.*must list its values
            {name: note, type: text, values: ['a"b'], filter: true}             | note.*quote
            {name: note, type: text, values: ["a\\x7Cb"], filter: true}          | note.*bar
            {name: note, type: text, nullable: true, values: [none]}            | note.*the value none
            {name: size, type: integer, nullable: true, filter: true}           | size.*no null test for numbers
            {name: id, type: id, filter: true}                                  | id.*not stored
            {name: x123456789x123456789x123456789x123456789x123456, type: integer, filter: true} | placeholder.*51 characters
            """)
    void shouldRefuseAColumnThatNoFilterCanCarry(String column, String message, @TempDir Path folder)
            throws IOException {
        Catalogue broken = catalogue(folder, column);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> FilterTemplates.from(broken))
                .withMessageMatching(".*" + message + ".*");
    }

    @Test
    void shouldRefuseMoreColumnsThanADatasetGroupHolds(@TempDir Path folder) throws IOException {
        Catalogue broken = catalogue(folder, numbered(19));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> FilterTemplates.from(broken))
                .withMessageContaining("19 columns")
                .withMessageContaining("only 18");
    }

    @Test
    void shouldRefuseValuesThatDoNotFitInACall(@TempDir Path folder) throws IOException {
        String values =
                IntStream.range(0, 100).mapToObj(i -> "value number " + i).collect(Collectors.joining(", "));
        Catalogue broken = catalogue(folder, "{name: note, type: text, filter: true, values: [" + values + "]}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> FilterTemplates.from(broken))
                .withMessageContaining("1000 are allowed");
    }

    @Test
    void shouldRefuseAColumnNamedLikeAFieldOrPlaceholderOfItsOwn(@TempDir Path folder) {
        List<String> taken = List.of(
                FilterTemplate.INTERESTED_MODELS,
                FilterTemplate.SHARD,
                FilterTemplate.MODEL,
                FilterTemplate.SHARD_MIN,
                FilterTemplate.SHARD_MAX);
        for (String own : taken) {
            String column = "{name: " + own.toLowerCase(Locale.ROOT) + ", type: text, values: [a], filter: true}";

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> catalogue(folder, column))
                    .withMessageContaining(own);
        }
    }

    private static String numbered(int columns) {
        return IntStream.range(0, columns)
                .mapToObj(i -> "{name: number_" + i + ", type: integer, filter: true}")
                .collect(Collectors.joining(", "));
    }

    private static Catalogue catalogue(Path folder, String columns) throws IOException {
        String id = columns.contains("type: id") ? "{name: age, type: integer}, " : "{name: customer_id, type: id}, ";
        return CatalogueReader.read(
                Files.writeString(folder.resolve("catalogue.yaml"), "columns: [" + id + columns + "]"));
    }

    private static Set<String> fieldsOf(String expression) {
        return Pattern.compile("Items\\.([A-Z_]+)")
                .matcher(expression)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }
}
