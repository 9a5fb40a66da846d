package io.customersegment.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedRequestTest {

    @Test
    void shouldBringTheRequestBackByteForByte() {
        byte[] value = bytes("{\"prompt\":\"gold members\",\"car_model\":null}");

        RefusedRequest refused = read(value, Long.MAX_VALUE);

        assertThat(refused.errorType()).isEqualTo("Timeout Error");
        assertThat(refused.retryable()).isTrue();
        assertThat(refused.source()).isEqualTo("requests-3@42");
        assertThat(refused.timestamp()).isEqualTo(1718452800000L);
        assertThat(refused.failedAt()).isEqualTo(Instant.EPOCH);
        assertThat(refused.complete()).isTrue();
        assertThat(refused.value()).isEqualTo(value);
    }

    @Test
    void shouldTellAStringThatLooksLikeBase64FromBytes() {
        byte[] text = bytes("\"AQID\"");
        byte[] raw = {1, 2, 3};

        assertThat(read(text, Long.MAX_VALUE).value()).isEqualTo(text);
        assertThat(read(raw, Long.MAX_VALUE).value()).isEqualTo(raw);
    }

    @Test
    void shouldTellThatTheRequestIsLeftOut() {
        assertThat(read(bytes("{\"prompt\":\"" + "x".repeat(2000) + "\"}"), 1000)
                        .complete())
                .isFalse();
    }

    @Test
    void shouldTellARequestWithoutValueFromOneThatIsLeftOut() {
        RefusedRequest refused = read(null, Long.MAX_VALUE);

        assertThat(refused.complete()).isTrue();
        assertThat(refused.value()).isNull();
    }

    @Test
    void shouldBeNoneWhereThereIsNoErrorRecord() {
        assertThat(RefusedRequest.read(null)).isNull();
        assertThat(RefusedRequest.read(new byte[] {1})).isNull();
        assertThat(RefusedRequest.read(bytes("[]"))).isNull();
        assertThat(RefusedRequest.read(bytes("{\"data\":[]}"))).isNull();
        assertThat(RefusedRequest.read(
                        bytes("{\"error_type\":\"Timeout Error\",\"request\":null,\"failed_at\":\"now\"}")))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"prompt\": \"gold\", \"id\": 12345678901234567890.10, \"n\": 1e999}",
                "{\"prompt\": \"\\ud83d \\u00e9\"}",
                "null"
            })
    void shouldBringTheRequestBackAsItsSenderWroteIt(String text) {
        RefusedRequest refused = read(bytes(text), Long.MAX_VALUE);

        assertThat(refused.complete()).isTrue();
        assertThat(refused.value()).asString(StandardCharsets.UTF_8).isEqualTo(text);
    }

    @Test
    void shouldBringBackTheDeepestRequestThatIsRead() {
        String deep = "[".repeat(64) + "]".repeat(64);

        assertThat(read(bytes(deep), Long.MAX_VALUE).value())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(deep);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"bm9{\"", "\"A\"", "[1]", "17"})
    void shouldBeNoneWhereTheRequestIsNoBase64(String request) {
        assertThat(RefusedRequest.read(bytes("{\"error_type\":\"T\",\"request\":" + request
                        + ",\"request_encoding\":\"base64\",\"failed_at\":\"1970-01-01T00:00:00Z\"}")))
                .isNull();
    }

    @Property
    void shouldBringBackWhatIsNoJson(@ForAll byte[] tail) {
        byte[] value = new byte[tail.length + 1];
        value[0] = (byte) 0xff;
        System.arraycopy(tail, 0, value, 1, tail.length);

        assertThat(read(value, Long.MAX_VALUE).value()).isEqualTo(value);
    }

    private static RefusedRequest read(byte @Nullable [] value, long maxBytes) {
        ErrorRecord error = new ErrorRecord(
                new Failure(Stage.ENRICH, Reason.DEADLINE_PASSED, "late"),
                new Arrival("requests", 3, 42, 1718452800000L, null, value, List.of()),
                Instant.EPOCH);
        return Objects.requireNonNull(RefusedRequest.read(error.json(maxBytes)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
