package io.customersegment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.customersegment.text.ExactJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code explain --in}: a file of prompts. */
final class ExplainFileTest {

    @TempDir
    private Path directory = Path.of("unset");

    @Test
    void shouldExplainEachPromptAsJsonDoes() throws IOException {
        Path in = Files.writeString(directory.resolve("in.txt"), "gold members\n\ngold members who like jazz\n");

        Invocation explained = Invocation.of("explain", "--in", in.toString(), "--as-of", "2024-12-01");
        Invocation single = Invocation.of("explain", "gold members", "--as-of", "2024-12-01", "--json");

        assertThat(explained.exitCode()).isEqualTo(3);
        assertThat(explained.err())
                .isEqualTo("customer-segment: 2 prompts, 1 read, 1 refused" + System.lineSeparator());
        List<JsonNode> lines = lines(explained.lines());
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .hasToString("{\"line\":1,\"id\":null," + single.out().strip().substring(1));
        assertThat(lines.get(1).path("line").asInt()).isEqualTo(3);
        assertThat(lines.get(1).path("error_type").asText()).isEqualTo("Invalid Prompt");
        assertThat(lines.get(1).path("unread")).isNotEmpty();
    }

    @Test
    void shouldReadJsonLinesWithIdAndCarModel() throws IOException {
        Path in = Files.writeString(directory.resolve("in.jsonl"), """
                {"id": "a", "prompt": "gold members", "car_model": "RAV4 HYBRID - 2022"}
                {"id": 1.10, "prompt": "gold members", "car_model": "TRACTOR"}
                {"prompt": "gold members"}
                """);
        Path out = Files.writeString(directory.resolve("out.jsonl"), "old");

        Invocation explained = Invocation.of(
                "explain",
                "--quiet",
                "--in",
                in.toString(),
                "--out",
                out.toString(),
                "--car-model",
                "YARIS CROSS HYBRID - 2021");

        List<JsonNode> lines = lines(Files.readAllLines(out));
        assertThat(explained.exitCode()).isEqualTo(3);
        assertThat(explained.out()).isEmpty();
        assertThat(lines).extracting(line -> line.path("id").toString()).containsExactly("\"a\"", "1.10", "null");
        assertThat(lines.get(0).path("car_model").asText()).isEqualTo("RAV4 HYBRID - 2022");
        assertThat(lines.get(1).path("error_type").asText()).isEqualTo("Model Not Found");
        assertThat(lines.get(2).path("car_model").asText()).isEqualTo("YARIS CROSS HYBRID - 2021");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactlyInAnyOrder(in, out);
        }
    }

    @Test
    void shouldExitWithZeroWhereAllAreRead() throws IOException {
        Path in = Files.writeString(directory.resolve("in.txt"), "gold members\nsilver members\n");

        assertThat(Invocation.of("explain", "--in", in.toString()).exitCode()).isZero();
    }

    @Test
    void shouldKeepTheOldAnswersWhereTheFileCannotBeRead() throws IOException {
        Path in = Files.writeString(directory.resolve("in.jsonl"), "{\"prompt\": \"gold members\"}\nsecret\n");
        Path out = Files.writeString(directory.resolve("out.jsonl"), "old");

        Invocation explained = Invocation.of("explain", "--in", in.toString(), "--out", out.toString());

        assertThat(explained.exitCode()).isEqualTo(1);
        assertThat(explained.err())
                .contains("The file " + in + " cannot be used: line 2, column 1: the line is not JSON");
        assertThat(out).hasContent("old");
    }

    @Test
    void shouldRefuseToReplaceWhatItReads() throws IOException {
        Path in = Files.writeString(directory.resolve("in.txt"), "gold members\n");
        Path link = Files.createSymbolicLink(directory.resolve("link.txt"), in);

        for (Path out : List.of(in, directory.resolve("./in.txt"), link)) {
            Invocation explained = Invocation.of("explain", "--in", in.toString(), "--out", out.toString());

            assertThat(explained.exitCode()).isEqualTo(2);
            assertThat(explained.err()).contains("--in and --out are the same file");
        }
        assertThat(in).hasContent("gold members\n");
    }

    @Test
    void shouldTakeEitherAPromptOrAFile() {
        Invocation both = Invocation.of("explain", "gold members", "--in", "x");
        Invocation none = Invocation.of("explain");
        Invocation out = Invocation.of("explain", "gold members", "--out", "x");

        assertThat(List.of(both, none, out)).allMatch(invocation -> invocation.exitCode() == 2);
        assertThat(both.err()).contains("mutually exclusive");
        assertThat(none.err()).contains("PROMPT | --in=FILE");
        assertThat(out.err()).contains("--out goes with --in");
    }

    @Test
    void shouldSayThatThereIsNoSuchFile() {
        Invocation missing =
                Invocation.of("explain", "--in", directory.resolve("none.txt").toString());

        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err()).contains("none.txt cannot be read: there is no such file");
    }

    @Test
    void shouldSayThatThereIsNoDirectoryForTheAnswers() throws IOException {
        Path in = Files.writeString(directory.resolve("in.txt"), "gold members\n");
        Path none = directory.resolve("none");

        Invocation explained = Invocation.of(
                "explain", "--in", in.toString(), "--out", none.resolve("out").toString());

        assertThat(explained.exitCode()).isEqualTo(1);
        assertThat(explained.err()).contains("There is no directory " + none + " for the file");
    }

    private static List<JsonNode> lines(List<String> lines) throws IOException {
        List<JsonNode> nodes = new ArrayList<>();
        for (String line : lines) {
            nodes.add(ExactJson.MAPPER.readTree(line));
        }
        return nodes;
    }
}
