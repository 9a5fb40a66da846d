package io.customersegment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.client.Answer;
import io.customersegment.text.ExactJson;
import io.customersegment.wire.RequestJson;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The display of an answer, and the fields that are added to its JSON. */
class AnswerTableTest {

    private static final Answer SEGMENT = new Answer(
            true,
            "{\"data\":[{\"customer_id\":\"C1\",\"total_value\":12345678.9}]}",
            false,
            "hit",
            "2024-12-01T00:00:00Z",
            false,
            "purchase_count >= 2",
            List.of("for the \"fair\"", "thanks"),
            4);
    private static final Answer REFUSAL = Answer.error("""
            {"error_type":"Invalid Prompt","message":"jazz cannot be read","understood":"purchase_count >= 2",
             "unread":["jazz"],"suggestions":["customers who bought twice","gold members"],
             "solution":"Provide criteria","retryable":false}""");

    @Test
    void shouldShowHowThePromptWasReadAndWhatWasIgnored() {
        assertThat(shown(SEGMENT))
                .containsSubsequence(
                        "  1 customer, 5 ms, cache hit",
                        "  read as: purchase_count >= 2",
                        "  ignored: \"for the \"fair\"\"",
                        "  ignored: \"thanks\"",
                        "  ignored: 4 more",
                        "    C1           12345678.9");
    }

    @Test
    void shouldShowWhatCanBeSentInstead() {
        assertThat(shown(REFUSAL))
                .containsSubsequence(
                        "  Invalid Prompt: jazz cannot be read",
                        "  Provide criteria",
                        "  understood: purchase_count >= 2",
                        "  Try: customers who bought twice",
                        "  Try: gold members");
    }

    @Test
    void shouldShowNoReadingWhereThereIsNone() {
        assertThat(shown(Answer.error("{\"error_type\":\"Invalid Prompt\",\"message\":\"no prompt\"}")))
                .noneMatch(line -> line.contains("read as") || line.contains("ignored") || line.contains("Try"));
    }

    @Test
    void shouldAddTheReadingToASegmentsJson() {
        ObjectNode line = Requests.withReading(Requests.parsed(SEGMENT), SEGMENT);

        assertThat(line.toString())
                .isEqualTo("{\"data\":[{\"customer_id\":\"C1\",\"total_value\":12345678.9}],"
                        + "\"criteria\":\"purchase_count >= 2\","
                        + "\"ignored\":[\"for the \\\"fair\\\"\",\"thanks\"],\"ignored_left_out\":4}");
    }

    @Test
    void shouldAddWhatARefusalSaysToItsJson() {
        ObjectNode line = Requests.withReading(ExactJson.MAPPER.createObjectNode(), REFUSAL);

        assertThat(line.toString())
                .isEqualTo("{\"understood\":\"purchase_count >= 2\",\"unread\":[\"jazz\"],"
                        + "\"suggestions\":[\"customers who bought twice\",\"gold members\"]}");
    }

    private static List<String> shown(Answer answer) {
        StringWriter text = new StringWriter();
        new AnswerTable(new PrintWriter(text), criteria -> criteria).print(RequestJson.of("a prompt", null), answer, 5);
        return text.toString().lines().toList();
    }
}
