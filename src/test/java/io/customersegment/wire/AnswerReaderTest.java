package io.customersegment.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Reason;
import io.customersegment.outcome.Stage;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.AbstractMap.SimpleEntry;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {

    @Test
    void shouldReadTheCustomersOfResult() {
        List<Map<String, @Nullable Object>> customers = AnswerReader.customers(bytes(
                "{\"data\":[{\"customer_id\":\"C1\",\"age\":30,\"last_purchase\":null,\"interest_score\":0.5}]}"));

        assertThat(customers).hasSize(1);
        assertThat(customers.get(0))
                .containsExactly(
                        Map.entry("customer_id", "C1"),
                        Map.entry("age", 30),
                        new SimpleEntry<>("last_purchase", null),
                        Map.entry("interest_score", new BigDecimal("0.5")));
    }

    @Test
    void shouldReadWhatAnErrorRecordTells() {
        ErrorRecord error = new ErrorRecord(
                new Failure(Stage.ENRICH, Reason.SOURCE_THROTTLED, "too many"),
                new Arrival("requests", 2, 17, 0, null, bytes("{}"), List.of()),
                Instant.EPOCH);

        AnswerReader.Refusal refusal = AnswerReader.refusal(error.json(Long.MAX_VALUE));

        assertThat(refusal)
                .isEqualTo(new AnswerReader.Refusal(
                        "Personalize Error",
                        "too many",
                        "Amazon Personalize service error",
                        "Check AWS Personalize status and configuration",
                        true,
                        "enrich",
                        "requests-2@17"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "no json", "{\"data\": 5, \"error_type\": 5}"})
    void shouldRefuseWhatIsNoAnswer(String json) {
        assertThatThrownBy(() -> AnswerReader.customers(bytes(json))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AnswerReader.refusal(bytes(json))).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
