package io.customersegment.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.PromptRefusal;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ErrorRecordTest {

    private static final Instant FAILED_AT = Instant.parse("2024-06-15T12:00:01Z");

    @Test
    void shouldTellAllThatTheActionTellsOfAnError() {
        byte[] json = error("prompt is blank", bytes("{\"prompt\": \" \"}")).json(Long.MAX_VALUE);

        assertThat(json)
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"error_type\":\"Invalid Prompt\",\"message\":\"prompt is blank\","
                        + "\"cause\":\"Prompt is too vague or malformed\","
                        + "\"solution\":\"Provide specific, clear segmentation criteria in the prompt\","
                        + "\"retryable\":false,\"stage\":\"validate\",\"request\":{\"prompt\": \" \"},"
                        + "\"source\":{\"topic\":\"requests\",\"partition\":3,\"offset\":42,\"timestamp\":1718452800000},"
                        + "\"failed_at\":\"2024-06-15T12:00:01Z\"}");
    }

    @Test
    void shouldTellWhatTheSenderOfARefusedPromptCanUse() throws IOException {
        JsonNode error = read(refused("purchase_count >= 2", List.of("jazz", "\"rock\""), List.of("bought twice")));

        assertThat(error.path("understood").asText()).isEqualTo("purchase_count >= 2");
        assertThat(error.path("unread").toString()).isEqualTo("[\"jazz\",\"\\\"rock\\\"\"]");
        assertThat(error.path("suggestions").toString()).isEqualTo("[\"bought twice\"]");
        assertThat(error.has("unread_left_out")).isFalse();
    }

    @Test
    void shouldSayThatNothingWasUnderstood() throws IOException {
        JsonNode error = read(refused(null, List.of(), List.of()));

        assertThat(error.has("understood")).isTrue();
        assertThat(error.path("understood").isNull()).isTrue();
        assertThat(error.path("unread")).isEmpty();
        assertThat(error.path("suggestions")).isEmpty();
    }

    @Test
    void shouldLeaveOutWholePiecesWhereThereAreTooMany() throws IOException {
        JsonNode error = read(refused("x", Collections.nCopies(500, "ten digits"), List.of("y".repeat(8001), "z")));

        int kept = error.path("unread").size();
        assertThat(kept).isBetween(200, 400);
        assertThat(error.path("unread")).allMatch(piece -> piece.asText().equals("ten digits"));
        assertThat(error.path("unread_left_out").asInt()).isEqualTo(500 - kept);
        assertThat(error.path("suggestions").toString()).isEqualTo("[\"z\"]");
    }

    @Test
    void shouldRepeatRequestBehindRegistryPrefixWithoutIt() throws IOException {
        byte[] value = bytes("     {\"prompt\": 1}");
        System.arraycopy(new byte[] {0, 0, 0, 0, 9}, 0, value, 0, 5);

        assertThat(read(error("x", value).json(Long.MAX_VALUE))
                        .at("/request/prompt")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void shouldHaveNoRequestWhereTheRecordHadNoValue() throws IOException {
        JsonNode error = read(error("x", null).json(0));

        assertThat(error.path("request").isNull()).isTrue();
        assertThat(error.has("request_left_out")).isFalse();
    }

    @Test
    void shouldLeaveRequestOutWhereTheWholeDoesNotFit() throws IOException {
        ErrorRecord error = error("x", bytes("\"" + "y".repeat(500) + "\""));
        int whole = error.json(Long.MAX_VALUE).length;

        assertThat(read(error.json(whole)).path("request").asText()).hasSize(500);
        assertThat(read(error.json(whole - 1)).path("request_left_out").asInt()).isEqualTo(502);
    }

    @Property
    void shouldBeSmallWithoutTheRequestAndJsonWhateverTheMessage(@ForAll String detail, @ForAll byte[] value)
            throws IOException {
        String text = detail.repeat(100);
        PromptRefusal refusal = new PromptRefusal(text, Collections.nCopies(100, text), List.of(text, detail, text));
        ErrorRecord error = error(new Failure(Stage.VALIDATE, Reason.PROMPT_BLANK, text, refusal), value);

        assertThat(error.json(0).length).isLessThanOrEqualTo(48 * 1024);
        assertThat(read(error.json(Long.MAX_VALUE)).path("stage").asText()).isEqualTo("validate");
    }

    private static ErrorRecord error(String detail, byte @Nullable [] value) {
        return error(new Failure(Stage.VALIDATE, Reason.PROMPT_BLANK, detail), value);
    }

    private static byte[] refused(@Nullable String understood, List<String> unread, List<String> suggestions) {
        return error(
                        new Failure(
                                Stage.INTERPRET,
                                Reason.PARTLY_UNDERSTOOD,
                                "x",
                                new PromptRefusal(understood, unread, suggestions)),
                        null)
                .json(Long.MAX_VALUE);
    }

    private static ErrorRecord error(Failure failure, byte @Nullable [] value) {
        return new ErrorRecord(
                failure, new Arrival("requests", 3, 42, 1718452800000L, null, value, List.of()), FAILED_AT);
    }

    private static JsonNode read(byte[] json) throws IOException {
        return new ObjectMapper().readTree(json);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
