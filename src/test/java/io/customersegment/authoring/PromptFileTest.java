package io.customersegment.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.customersegment.text.InvalidFileException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PromptFileTest {

    @Test
    void shouldReadPlainTextWithAPromptALine() {
        List<Prompt> prompts = PromptFile.prompts("p", bytes("\uFEFFgold members\r\n\r\n  VIPs {twice}\r\n"));

        assertThat(prompts).extracting(Prompt::text).containsExactly("gold members", "VIPs {twice}");
        assertThat(prompts).extracting(Prompt::line).containsExactly(1, 3);
    }

    @Test
    void shouldReadJsonLinesWithWhatTheySay() {
        List<Prompt> prompts = PromptFile.verified("p", bytes("""
                {"prompt": "gold members", "criteria": "club = gold", "as_of": "2024-12-01", "comment": "by hand"}

                {"id": 7, "prompt": "jazz", "refused": true, "car_model": "A"}
                """));

        assertThat(prompts).hasSize(2);
        assertThat(prompts.get(0).asOf()).isEqualTo(LocalDate.of(2024, 12, 1));
        assertThat(prompts.get(0).expectation()).isEqualTo(new Prompt.Expectation("club = gold"));
        assertThat(prompts.get(1).line()).isEqualTo(3);
        assertThat(prompts.get(1).carModel()).isEqualTo("A");
        assertThat(prompts.get(1).id()).hasToString("7");
        assertThat(prompts.get(1).expectation()).isEqualTo(new Prompt.Expectation(null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"prompt": "secret"}                                      | column 1: the line needs "criteria", or "refused": true
            {"criteria": "a = 1"}                                     | column 1: the key prompt is missing
            {"prompt": " ", "refused": true}                          | column 1: prompt must be text that is not blank
            {"prompt": "secret", "criteria": 1}                       | column 1: criteria must be text that is not blank
            {"prompt": "secret", "refused": false}                    | column 1: refused must be true
            {"prompt": "secret", "refused": true, "criteria": "a"}    | column 1: criteria and refused exclude each other
            {"prompt": "secret", "refused": true, "as_of": "secret"}  | column 1: as_of must be a date like 2024-12-01
            {"prompt": "secret", "refused": true, "car_model": 1}     | column 1: car_model must be text
            {"prompt": "secret", "refusd": true, "refused": true}     | column 1: there is an unknown key; did you mean refused?
            {"prompt": "secret", "refused": true, "secret": 1}        | column 1: there is an unknown key; the known ones are id, prompt, car_model, criteria, refused, as_of, comment
            {"prompt": "secret", "prompt": "secret"}                  | column 30: a key is there twice
            {"prompt": "secret" secret}                               | column 21: the line is not JSON
            secret                                                    | column 1: the line is not JSON
            ["secret"]                                                | column 1: the line must be a JSON object, such as {"prompt": "…"}
            """)
    void shouldSayWhatIsWrongWithALineAndQuoteNothing(String line, String problem) {
        byte[] file = bytes("{\"prompt\": \"a\", \"refused\": true}\n" + line);

        assertThatExceptionOfType(InvalidFileException.class)
                .isThrownBy(() -> PromptFile.verified("The file p", file))
                .withMessage("The file p cannot be used: line 2, " + problem);
    }

    @Test
    void shouldReportEveryBadLine() {
        byte[] file = bytes("{\"prompt\": 1}\n{}\n{\"prompt\": \"a\"}\n");

        assertThatExceptionOfType(InvalidFileException.class)
                .isThrownBy(() -> PromptFile.prompts("The file p", file))
                .withMessage("""
                        The file p cannot be used:
                        line 1, column 1: prompt must be text that is not blank
                        line 2, column 1: the key prompt is missing""");
    }

    @Test
    void shouldRefuseAFileWithoutPrompts() {
        assertThatExceptionOfType(InvalidFileException.class)
                .isThrownBy(() -> PromptFile.prompts("The file p", bytes("\n \n")))
                .withMessage("The file p cannot be used: line 1, column 1: the file has no prompt");
    }

    @Test
    void shouldSayWhereAFileIsNotUtf8() {
        byte[] file = "gold\ncaf\u00e9".getBytes(StandardCharsets.ISO_8859_1);

        assertThatExceptionOfType(InvalidFileException.class)
                .isThrownBy(() -> PromptFile.prompts("The file p", file))
                .withMessage("The file p cannot be used: line 2, column 4: the file is not in UTF-8");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
