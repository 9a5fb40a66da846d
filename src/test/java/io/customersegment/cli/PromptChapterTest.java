package io.customersegment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.customersegment.text.ExactJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code topics/README.md} shows prompts as they are read with the built-in catalogue. */
final class PromptChapterTest {

    private static final Path CHAPTERS = Path.of("topics/README.md");

    @Test
    void shouldShowWhatTheCommandsPrint() throws IOException {
        List<ShownCommand> shown = ShownCommand.of(CHAPTERS);

        assertThat(shown)
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(command -> assertThat(command.run("", ""))
                        .startsWith(command.output().toArray(String[]::new)));
    }

    @Test
    void shouldShowTheCriteriaOfPrompts() throws IOException {
        List<String> rows = Files.readAllLines(CHAPTERS).stream()
                .dropWhile(line -> !line.equals("| prompt | criteria |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();

        assertThat(rows).hasSizeGreaterThanOrEqualTo(10).allSatisfy(row -> {
            String prompt = row.substring(2, row.indexOf(" | "));
            assertThat(row).isEqualTo("| " + prompt + " | " + read(prompt) + " |");
        });
    }

    private static String read(String prompt) throws IOException {
        Invocation explained = Invocation.of("explain", prompt, "--as-of", "2024-12-01", "--json");
        JsonNode line = ExactJson.MAPPER.readTree(explained.out());
        String order = line.path("order").asText();
        return "`" + line.path("criteria").asText() + "`" + (order.isEmpty() ? "" : "; " + order);
    }
}
