package io.customersegment.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
        ErrorRecord error = error(detail.repeat(100), value);

        assertThat(error.json(0).length).isLessThanOrEqualTo(32 * 1024);
        assertThat(read(error.json(Long.MAX_VALUE)).path("stage").asText()).isEqualTo("validate");
    }

    private static ErrorRecord error(String detail, byte @Nullable [] value) {
        return new ErrorRecord(
                new Failure(Stage.VALIDATE, Reason.PROMPT_BLANK, detail),
                new Arrival("requests", 3, 42, 1718452800000L, null, value, List.of()),
                FAILED_AT);
    }

    private static JsonNode read(byte[] json) throws IOException {
        return new ObjectMapper().readTree(json);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
