package io.customersegment.local.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatasetFilesTest {

    @TempDir
    static Path directory;

    @BeforeAll
    static void write() throws Exception {
        DatasetFiles.write(SampleData.asOf(SampleData.DAY).data(), directory.resolve("new"));
    }

    @Test
    void shouldLeaveNullsEmptyInCustomers() throws Exception {
        List<String> lines = lines(DatasetFiles.CUSTOMERS);

        assertThat(lines).hasSize(5001);
        assertThat(lines.get(0)).startsWith("ITEM_ID,AGE,AGE_GROUP,").endsWith(",CHURN_RISK,EMAIL_CONSENT");
        assertThat(lines).filteredOn(line -> line.contains(",,")).isNotEmpty();
    }

    @Test
    void shouldLeaveNothingEmptyInItems() throws Exception {
        List<String> lines = lines(DatasetFiles.ITEMS);

        assertThat(lines).hasSize(5001);
        assertThat(lines.get(0)).startsWith("ITEM_ID,CREATION_TIMESTAMP,AGE,").endsWith(",INTERESTED_MODELS,SHARD");
        assertThat(lines).noneMatch(line -> line.contains(",,"));
    }

    @Test
    void shouldNameTheUserOfAnInteractionByTheModelsSlug() throws Exception {
        List<String> lines = lines(DatasetFiles.INTERACTIONS);

        assertThat(lines.get(0)).isEqualTo("USER_ID,ITEM_ID,EVENT_TYPE,TIMESTAMP");
        assertThat(lines.subList(1, lines.size()))
                .allMatch(line -> line.matches(
                        "[a-z0-9-]+-20[0-9]{2},C[0-9]{5},(view|brochure|quote|test_drive|purchase),[0-9]{10}"));
    }

    @Test
    void shouldDescribeEachColumnOfItsFileInTheSchema() throws Exception {
        assertThat(schemaColumns(DatasetFiles.ITEMS_SCHEMA))
                .containsExactly(lines(DatasetFiles.ITEMS).get(0).split(","));
        assertThat(schemaColumns(DatasetFiles.INTERACTIONS_SCHEMA))
                .containsExactly(lines(DatasetFiles.INTERACTIONS).get(0).split(","));
    }

    @Test
    void shouldMarkTextColumnsOfItemsAsCategorical() throws Exception {
        JsonNode schema = json(DatasetFiles.ITEMS_SCHEMA);

        assertThat(schema.path("namespace").asText()).isEqualTo("com.amazonaws.personalize.schema");
        assertThat(schema.path("name").asText()).isEqualTo("Items");
        assertThat(schema.path("version").asText()).isEqualTo("1.0");
        for (JsonNode field : schema.path("fields")) {
            boolean text = field.path("type").asText().equals("string")
                    && !field.path("name").asText().equals("ITEM_ID");
            assertThat(field.path("categorical").asBoolean(false)).isEqualTo(text);
        }
    }

    private static List<String> schemaColumns(String file) throws Exception {
        List<String> names = new ArrayList<>();
        json(file).path("fields").forEach(field -> names.add(field.path("name").asText()));
        return names;
    }

    private static JsonNode json(String file) throws Exception {
        return new ObjectMapper()
                .readTree(directory.resolve("new").resolve(file).toFile());
    }

    private static List<String> lines(String file) throws Exception {
        return Files.readAllLines(directory.resolve("new").resolve(file));
    }
}
