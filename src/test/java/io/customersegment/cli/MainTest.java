package io.customersegment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.Order;
import io.customersegment.prompt.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MainTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CAMRY = "CAMRY HYBRID ELEGANCE - 2024";

    @TempDir
    private Path directory = Path.of("unset");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "run",
                "topics",
                "request",
                "explain",
                "catalogue",
                "catalogue check",
                "catalogue diff",
                "catalogue gaps",
                "batch",
                "replay",
                "filters",
                "doctor",
                "emulate",
                "sample-data",
                "dataset"
            })
    void shouldHelpWithEveryCommand(String command) {
        Invocation help = Invocation.of((command + " --help").split(" "));

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).startsWith("Usage: customer-segment " + command);
    }

    @Test
    void shouldTellAWrongCommandLine() {
        Invocation wrong = Invocation.of("explian", "gold members");

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("explian");
        assertThat(wrong.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replay | Say which requests",
                "replay --from yesterday | neither a time like 2024-12-01T09:30:00Z",
                "replay --from 2024-12-02 --to 2024-12-01 | --from must be before --to",
                "replay --offsets 0:1 --errors | --offsets goes with none of",
                "replay --offsets 1-2 | is not PARTITION:FIRST[-[LAST]]",
                "replay --offsets 0:5-2 | ends before it begins",
                "replay --errors Outage | There are Invalid Prompt, No Segments Found",
                "replay --errors --rate 0 | --rate must be at least 1"
            })
    void shouldTellWhatIsWrongWithAReplay(String line, String message) {
        Invocation wrong = Invocation.of(line.split(" "));

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).containsIgnoringCase(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "filters --apply | need --dataset-group-arn",
                "filters --diff | need --dataset-group-arn",
                "filters --diff --apply --dataset-group-arn a | exclude each other",
                "filters --apply --dataset-group-arn a --wait-seconds -1 | must not be negative"
            })
    void shouldTellWhatIsWrongWithFilters(String line, String message) {
        Invocation wrong = Invocation.of(line.split(" "));

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains(message);
    }

    @Test
    void shouldShowTheTopicsAsTheSettingsNameThem() {
        Invocation shown = Invocation.of("topics", "--set", "error.topic=wrong");

        assertThat(shown.exitCode()).isZero();
        assertThat(shown.lines())
                .containsSubsequence(
                        "customer-segment-requests",
                        "  partitions 4",
                        "  retention.ms 604800000",
                        "customer-segment-results",
                        "wrong",
                        "  retention.ms 2592000000");
    }

    @Test
    void shouldExplainAPrompt() {
        Invocation explained = Invocation.of(
                "explain",
                "customers who made multiple purchases in the last 6 months",
                "--car-model",
                CAMRY,
                "--as-of",
                "2024-12-01");

        assertThat(explained.exitCode()).isZero();
        assertThat(explained.out())
                .contains("criteria    last_purchase >= 2024-06-01 and purchase_count >= 2")
                .contains("filter      customer-segment-")
                .contains("$PURCHASE_COUNT_MIN = 2")
                .contains("columns     last_purchase, purchase_count, total_value")
                .contains("left over   nothing");
    }

    @Test
    void shouldExplainInJson() throws IOException {
        Invocation explained = Invocation.of(
                "explain",
                "--json",
                "--car-model",
                CAMRY,
                "--as-of",
                "2024-12-01",
                "top 20 families who took a test drive");

        JsonNode json = JSON.readTree(explained.out());
        assertThat(explained.lines()).hasSize(1);
        assertThat(json.path("criteria").asText()).isEqualTo("children >= 1 and test_drives >= 1");
        assertThat(json.path("order").asText()).isEqualTo("first 20");
        assertThat(json.path("branches").path(0).path("left_over").asText()).isEqualTo("test_drives >= 1");
    }

    @Test
    void shouldExplainWhyAPromptIsRefused() {
        Invocation refused = Invocation.of("explain", "customers who bought twice and like jazz");

        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.out()).contains("Invalid Prompt").contains("jazz");
    }

    @Test
    void shouldExplainInJsonWhyAPromptIsRefused() throws IOException {
        Invocation refused = Invocation.of("explain", "--json", "customers who bought twice and like jazz");

        JsonNode json = JSON.readTree(refused.out());
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(json.path("error_type").asText()).isEqualTo("Invalid Prompt");
        assertThat(json.has("understood")).isTrue();
        assertThat(json.path("unread")).isNotEmpty();
        assertThat(json.path("suggestions").isArray()).isTrue();
    }

    @Test
    void shouldExplainWhatIsReadIfTheRestIsIgnored() {
        Invocation explained = Invocation.of("explain", "--ignore-unread", "gold members");

        assertThat(explained.exitCode()).isZero();
        assertThat(explained.out()).contains("criteria    loyalty_tier = gold");
    }

    @Test
    void shouldExplainWhatIsApproximatedAndIgnored() {
        Reading reading = new Reading(
                new Criteria(Condition.everybody(), Order.BY_INTEREST, 3),
                List.of(),
                List.of("for the fair", "thanks"),
                List.of("looks at the last purchase alone"));

        assertThat(ExplainCommand.besides(reading))
                .containsExactly(
                        "note        looks at the last purchase alone",
                        "ignored     \"for the fair\"",
                        "ignored     \"thanks\"");
    }

    @Test
    void shouldPrintFiltersWithinTheServicesLimits() throws IOException {
        Invocation filters = Invocation.of("filters", "--json");
        Invocation commands = Invocation.of("filters", "--dataset-group-arn", "arn:group");

        Set<String> fields = new HashSet<>();
        for (String line : filters.lines()) {
            JsonNode filter = JSON.readTree(line);
            assertThat(filter.path("expression").asText().length()).isLessThanOrEqualTo(2500);
            assertThat(filter.path("columns")).hasSizeLessThanOrEqualTo(8);
            filter.path("columns").forEach(column -> fields.add(column.asText()));
        }
        assertThat(filters.lines()).hasSizeBetween(1, 30);
        assertThat(fields).hasSizeLessThanOrEqualTo(18);
        assertThat(commands.lines())
                .hasSameSizeAs(filters.lines())
                .allMatch(line -> line.startsWith("aws personalize create-filter --name customer-segment-"));
    }

    @ParameterizedTest
    @CsvSource({
        "run, kafka.securty.protocol=SSL, kafka.security.protocol",
        "request anything, kafka.acks=1, kafka.acks",
        "topics diff, enrich.capacty=1, enrich.capacity"
    })
    void shouldRefuseASettingBeforeItAsksTheCluster(String command, String setting, String named) {
        List<String> line = new ArrayList<>(List.of(command.split(" ")));
        line.addAll(List.of("--bootstrap-servers", "localhost:1", "--set", setting));

        Invocation refused = Invocation.of(line.toArray(String[]::new));

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains(named);
    }

    @Test
    void shouldRefuseAnUnknownSettingInALine() {
        Invocation refused = Invocation.of("explain", "--set", "plan.max.cals=5", "gold members");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("plan.max.cals").contains("plan.max.calls");
        assertThat(refused.err().lines()).hasSize(1);
    }

    @Test
    void shouldWriteTheSampleDataAsOfADay() throws IOException {
        Invocation written = Invocation.of("sample-data", "--out", directory.toString(), "--as-of", "2025-01-01");

        assertThat(written.exitCode()).isZero();
        List<String> customers = Files.readAllLines(directory.resolve("customers.csv"));
        assertThat(customers).hasSize(5001);
        assertThat(customers.get(0)).startsWith("ITEM_ID,AGE,AGE_GROUP,REGION,");
        assertThat(directory.resolve("interactions.csv")).isNotEmptyFile();
        assertThat(directory.resolve("items.csv")).isNotEmptyFile();
    }

    @Test
    void shouldInventCustomersOfACatalogueAndMakeItsDatasetOutOfThem() throws IOException {
        String out = directory.toString();
        String catalogue = "config/examples/gym/catalogue.yaml";
        String schema = "config/examples/gym/request.schema.json";

        Invocation invented = Invocation.of("sample-data", "--out", out, "--catalogue", catalogue, "--schema", schema);
        Invocation made = Invocation.of(
                "dataset",
                "--customers",
                out + "/customers.csv",
                "--interactions",
                out + "/interactions.csv",
                "--out",
                out + "/dataset",
                "--set",
                "catalogue.file=" + catalogue,
                "--set",
                "request.schema.file=" + schema);

        assertThat(invented.exitCode()).as(invented.err()).isZero();
        assertThat(made.exitCode()).as(made.err()).isZero();
        for (String file : List.of("items.csv", "interactions.csv", "items.avsc.json", "interactions.avsc.json")) {
            assertThat(directory.resolve("dataset").resolve(file)).hasSameTextualContentAs(directory.resolve(file));
        }
        assertThat(directory.resolve("dataset/customers.csv")).doesNotExist();
        assertThat(made.err()).contains(" customers, ").doesNotContain("C10001");
    }

    @Test
    void shouldSayThatWhatIsBuiltInIsInUseWhereOnlyHalfOfABusinessIsSet() {
        String out = directory.toString();
        String gym = "config/examples/gym/";
        Invocation.of(
                "sample-data",
                "--out",
                out,
                "--catalogue",
                gym + "catalogue.yaml",
                "--schema",
                gym + "request.schema.json");
        String[] dataset = {
            "dataset", "--customers", out + "/customers.csv", "--interactions", out + "/interactions.csv", "--out", out
        };

        Invocation withoutSchema = Invocation.of(with(dataset, "--catalogue", gym + "catalogue.yaml"));
        Invocation withoutCatalogue = Invocation.of(with(dataset, "--schema", gym + "request.schema.json"));
        Invocation emulated = Invocation.of("emulate", "--data", out);

        assertThat(withoutSchema.exitCode()).isEqualTo(1);
        assertThat(withoutSchema.err())
                .contains(
                        "interactions.csv: none of its products is one that requests can name; the request schema has ")
                .contains("; the request schema that is built in is in use; set request.schema.file");
        assertThat(withoutCatalogue.exitCode()).isEqualTo(1);
        assertThat(withoutCatalogue.err())
                .contains(" are missing; the catalogue that is built in is in use; set catalogue.file");
        assertThat(emulated.exitCode()).isEqualTo(1);
        assertThat(emulated.err())
                .contains(" are missing; the catalogue that is built in is in use; set catalogue.file");
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "emulate --example car | There is no example car; the examples are gym",
                "emulate --example gym --data . | mutually exclusive",
                "emulate --data . --as-of 2024-12-01 | those of --data keep their dates",
                "batch --in x --out y --data . --bootstrap-servers localhost:1 | --data and --example are for the emulator that runs here",
                "batch --in x --out ./x | --in and --out are the same file",
                "batch --in x --out y --timeout-seconds 0 | '0' is not a number of seconds of at least 1",
                "request gold --timeout-seconds -3 | '-3' is not a number of seconds of at least 1",
                "demo --set catalogue.file=config/examples/gym/catalogue.yaml | say with --scenes FILE which ones to publish"
            })
    void shouldTellWhichOptionsDoNotGoTogether(String line, String message) {
        Invocation wrong = Invocation.of(line.split(" "));

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains(message);
    }

    @Test
    void shouldTellWhatIsWrongWithDataBeforeAnythingStarts() throws IOException {
        Files.writeString(directory.resolve("items.csv"), "ITEM_ID\nM1\n");

        Invocation refused = Invocation.of("emulate", "--quiet", "--port", "0", "--data", directory.toString());

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .contains("The data in " + directory + " cannot be used:")
                .contains("items.csv, line 1: the columns AGE, AGE_GROUP,")
                .contains("interactions.csv: there is no such file");
    }

    @Test
    void shouldSayWhatIsWrongWithABatchsInput() throws IOException {
        Path missing = directory.resolve("nowhere.jsonl");
        Path binary = Files.write(directory.resolve("binary.jsonl"), new byte[] {(byte) 0xff});

        Path out = Files.writeString(directory.resolve("out"), "yesterday's answers");

        for (Path in : List.of(missing, binary)) {
            Invocation failed = Invocation.of("batch", "--in", in.toString(), "--out", out.toString());

            assertThat(failed.exitCode()).isEqualTo(1);
            assertThat(failed.err()).contains("The file " + in);
        }
        assertThat(Invocation.of("batch", "--in", binary.toString(), "--out", out.toString())
                        .err())
                .contains("line 1, column 1: the file is not in UTF-8");
        Path empty = Files.writeString(directory.resolve("empty.jsonl"), "{}");
        assertThat(Invocation.of("batch", "--in", empty.toString(), "--out", out.toString(), "--set", "no.setting=1")
                        .exitCode())
                .isEqualTo(1);
        assertThat(out).content().isEqualTo("yesterday's answers");
    }
}
