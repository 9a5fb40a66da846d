package io.customersegment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A custom business, from files to answers: the results equal those of a scan of {@code customers.csv}. */
final class OwnDataIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CATALOGUE = "config/examples/gym/catalogue.yaml";
    private static final String SCHEMA = "config/examples/gym/request.schema.json";

    @TempDir
    private Path directory = Path.of("unset");

    @Test
    void shouldAnswerFromTheFilesOfABusiness() throws IOException {
        Path files = directory.resolve("files");
        Invocation written = Invocation.of(
                "sample-data", "--quiet", "--out", files.toString(), "--catalogue", CATALOGUE, "--schema", SCHEMA);
        assertThat(written.exitCode()).as(written.err()).isZero();
        Path in = Files.writeString(directory.resolve("in.jsonl"), """
                {"id": 1, "car_model": "City", "prompt": "premium members who joined in the last year"}
                {"id": 2, "car_model": "Marina", "prompt": "trained at least 15 times in the last 30 days but never took a class"}
                {"id": 3, "car_model": "Airport", "prompt": "inactive members at the Marina or Airport club, likely to cancel"}
                {"id": 4, "prompt": "everybody aged 40 to 49 whose monthly fee is below 30 euro"}
                {"id": 5, "car_model": "Marina", "prompt": "the 10 oldest members"}
                """);
        Path out = directory.resolve("out.jsonl");

        Invocation batch = Invocation.of(
                "batch",
                "--quiet",
                "--in",
                in.toString(),
                "--out",
                out.toString(),
                "--as-of",
                "2024-12-01",
                "--data",
                files.toString(),
                "--set",
                "catalogue.file=" + CATALOGUE,
                "--set",
                "request.schema.file=" + SCHEMA);

        assertThat(batch.exitCode()).as(batch.err()).isZero();
        List<JsonNode> answers = new ArrayList<>();
        for (String line : Files.readAllLines(out)) {
            answers.add(JSON.readTree(line));
        }
        long yearAgo = seconds("2023-12-01");
        long twoMonthsAgo = seconds("2024-10-01");
        assertThat(ids(answers.get(0)))
                .isNotEmpty()
                .isEqualTo(members(
                        files, "city", row -> "premium".equals(row.get("PLAN")) && number(row, "JOINED") >= yearAgo));
        assertThat(ids(answers.get(1)))
                .isNotEmpty()
                .isEqualTo(members(files, "marina", row -> number(row, "VISITS") >= 15 && number(row, "CLASSES") == 0));
        assertThat(ids(answers.get(2)))
                .isNotEmpty()
                .isEqualTo(members(
                        files,
                        "airport",
                        row -> Set.of("Marina", "Airport").contains(row.get("HOME_CLUB"))
                                && number(row, "LAST_VISIT") < twoMonthsAgo
                                && number(row, "CANCEL_RISK") >= 0.5));
        assertThat(ids(answers.get(3)))
                .isNotEmpty()
                .isEqualTo(members(
                        files,
                        "city",
                        row -> number(row, "AGE") >= 40
                                && number(row, "AGE") <= 49
                                && number(row, "MONTHLY_FEE") < 30));
        assertThat(ages(files, ids(answers.get(4))))
                .isEqualTo(ages(files, members(files, "marina", row -> true)).subList(0, 10));
    }

    @Test
    void shouldShowThreeSegmentsAndEveryErrorTypeOfAnExample() throws IOException {
        Invocation demo = Invocation.of("demo", "--json", "--example", "gym");

        assertThat(demo.exitCode()).as(demo.err()).isZero();
        assertThat(demo.err()).contains("4000 customers as of ");
        List<JsonNode> answers = new ArrayList<>();
        for (String line : demo.lines()) {
            answers.add(JSON.readTree(line));
        }
        assertThat(answers).hasSize(9);
        assertThat(answers).filteredOn(answer -> answer.has("data")).hasSize(3);
        assertThat(answers)
                .filteredOn(answer -> answer.has("error_type"))
                .hasSize(6)
                .noneMatch(answer -> answer.path("message").asText().isEmpty());
    }

    @Test
    void shouldTellWhichRequestOfOwnScenesWasNotAnsweredAsExpected() throws IOException {
        Path scenes = Files.writeString(directory.resolve("scenes.jsonl"), """
                {"prompt": "premium members", "car_model": "Marina", "expected": "a segment"}
                {"prompt": "premium members", "car_model": "Dock", "expected": "a segment"}
                """);

        Invocation demo = Invocation.of("demo", "--quiet", "--example", "gym", "--scenes", scenes.toString());

        assertThat(demo.exitCode()).isEqualTo(1);
        assertThat(demo.err()).contains("request 2 with Model Not Found, not a segment");
        assertThat(demo.out()).contains("There is no car model \"Dock\"");
    }

    private static Set<String> ids(JsonNode answer) {
        assertThat(answer.has("data")).as(answer.toString()).isTrue();
        assertThat(answer.has("truncated")).isFalse();
        return answer.path("data").findValuesAsText("customer_id").stream().collect(Collectors.toSet());
    }

    /** Returns the customers who are interested in the product and meet the condition. */
    private static Set<String> members(Path files, String product, Predicate<Map<String, String>> condition)
            throws IOException {
        Set<String> interested = rows(files.resolve("interactions.csv")).stream()
                .filter(row -> product.equals(row.get("USER_ID")))
                .map(row -> row.get("ITEM_ID"))
                .collect(Collectors.toSet());
        return rows(files.resolve("customers.csv")).stream()
                .filter(row -> interested.contains(row.get("ITEM_ID")) && condition.test(row))
                .map(row -> row.get("ITEM_ID"))
                .collect(Collectors.toSet());
    }

    private static List<Double> ages(Path files, Set<String> ids) throws IOException {
        return rows(files.resolve("customers.csv")).stream()
                .filter(row -> ids.contains(row.get("ITEM_ID")))
                .map(row -> number(row, "AGE"))
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private static List<Map<String, String>> rows(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String[] header = lines.get(0).split(",", -1);
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < header.length; i++) {
                row.put(header[i], cells[i]);
            }
            rows.add(row);
        }
        return rows;
    }

    /** Returns the number; a null value is lower than every other. */
    private static double number(Map<String, String> row, String column) {
        String text = row.getOrDefault(column, "");
        return text.isEmpty() ? Double.NEGATIVE_INFINITY : Double.parseDouble(text);
    }

    private static long seconds(String day) {
        return LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }
}
