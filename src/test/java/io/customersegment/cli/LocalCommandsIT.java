package io.customersegment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that start their own broker and emulator. */
final class LocalCommandsIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory = Path.of("unset");

    @Test
    void shouldShowThreeSegmentsAndEveryErrorType() throws IOException {
        Invocation demo = Invocation.of("demo", "--json", "--quiet");

        List<JsonNode> answers = new ArrayList<>();
        for (String line : demo.lines()) {
            answers.add(JSON.readTree(line));
        }
        assertThat(demo.exitCode()).isZero();
        assertThat(answers).hasSize(9).allMatch(answer -> answer.path("request").has("prompt"));
        assertThat(answers.subList(0, 3))
                .noneMatch(answer -> answer.path("data").isEmpty());
        assertThat(answers.subList(3, 9))
                .extracting(answer -> answer.path("error_type").asText())
                .containsExactlyInAnyOrder(
                        "Invalid Prompt",
                        "No Segments Found",
                        "Model Not Found",
                        "Personalize Error",
                        "Empty Data",
                        "Timeout Error");
    }

    @Test
    void shouldAnswerABatchInItsOrder() throws IOException {
        Path in = Files.writeString(directory.resolve("in.jsonl"), """
                {"id": "a", "prompt": "platinum members in the North", "car_model": "RAV4 HYBRID - 2022"}
                {"id": "b", "prompt": "gold members", "car_model": null}
                {"id": 3, "prompt": "gold members"}

                {"id": "d", "prompt": "gold members", "car_model": "TRACTOR"}
                not JSON at all
                {"id": "f", "prompt": "existing customers"}
                {"id": "g", "prompt": "gold members", "ignore_unread": true}
                {"id": "h", "prompt": "customers who bought twice and like jazz"}
                {"id": 1.10, "prompt": "gold members"} {"id": "second", "prompt": "silver members"}
                {"id": "\\ud83d", "prompt": "gold members", "prompt": "silver members"}
                {"id": "\\ud83d", "prompt": "gold members"}
                """.replaceFirst("^", "\uFEFF"));
        Path out = directory.resolve("out.jsonl");

        Invocation batch =
                Invocation.of("batch", "--in", in.toString(), "--out", out.toString(), "--as-of", "2024-12-01");

        assertThat(batch.exitCode()).as(batch.err()).isEqualTo(3);
        assertThat(batch.err()).contains("11 requests answered, 6 of them with a segment, 5 with an error");
        List<JsonNode> answers = new ArrayList<>();
        for (String line : Files.readAllLines(out)) {
            answers.add(JSON.readTree(line));
        }
        assertThat(answers)
                .extracting(answer -> answer.path("id").asText())
                .containsExactly("a", "b", "3", "d", "null", "f", "g", "h", "null", "null", "\ud83d");
        assertThat(answers.get(0).path("data"))
                .isNotEmpty()
                .allMatch(row -> row.path("region").asText().equals("North"));
        assertThat(answers.get(1).path("data"))
                .isNotEmpty()
                .isEqualTo(answers.get(2).path("data"));
        assertThat(answers.get(3).path("error_type").asText()).isEqualTo("Model Not Found");
        assertThat(answers.get(4).path("error_type").asText()).isEqualTo("Invalid Prompt");
        assertThat(answers.get(5).path("data")).hasSize(500);
        assertThat(answers.get(5).path("truncated").asBoolean()).isTrue();
        assertThat(answers.get(6).path("criteria").asText()).isEqualTo("loyalty_tier = gold");
        assertThat(answers.get(6).path("data")).isEqualTo(answers.get(2).path("data"));
        assertThat(answers.get(7).has("understood")).isTrue();
        assertThat(answers.get(7).path("unread")).isNotEmpty();
        assertThat(answers.get(7).path("suggestions").isArray()).isTrue();
        assertThat(answers.get(4).path("line").asInt()).isEqualTo(6);
        assertThat(answers.subList(8, 10))
                .allMatch(answer -> answer.path("error_type").asText().equals("Invalid Prompt"));
        assertThat(answers.get(10).path("data")).isEqualTo(answers.get(2).path("data"));
    }

    @Test
    void shouldRehearseWithAProcessorOfItsOwn() {
        Invocation rehearsal = Invocation.of(
                "rehearse",
                "--requests",
                "120",
                "--",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run");

        assertThat(rehearsal.exitCode()).as(rehearsal.err()).isZero();
        assertThat(rehearsal.err()).containsPattern("120 requests answered, [1-9]\\d+ of them with a segment");
    }

    @Test
    void shouldTellThatTheProcessorOfARehearsalDoesNotStart() {
        Invocation rehearsal = Invocation.of("rehearse", "--quiet", "--timeout-seconds", "2", "--", "false");

        assertThat(rehearsal.exitCode()).isEqualTo(1);
        assertThat(rehearsal.err()).contains("No answer for 2 s: the processor ended with exit code 1");
    }
}
