package io.customersegment.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.config.SettingsReader;
import io.customersegment.wire.RequestJson;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExplainerTest {

    private static final Explainer EXPLAINER =
            new Explainer(Wiring.from(SettingsReader.read(null, Map.of(), Map.of())), LocalDate.of(2024, 12, 1), false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gold members in the North",
                "customers who bought twice and like jazz",
                "customers who bought jazz twice in the last 6 months",
                "thanks in advance!\n- gold or platinum\n- in the North\n- top 10 by spend",
                "\ud83d\ude00 gold members over 40, or jazz lovers who opened an email",
                "  everybody ",
                "zqxv"
            })
    void shouldSayOfEachPieceWhatItBecame(String prompt) {
        JsonNode pieces = explained(prompt).path("pieces");

        int end = 0;
        for (JsonNode piece : pieces) {
            int from = piece.path("from").asInt();
            assertThat(prompt.substring(end, from)).isBlank();
            end = piece.path("to").asInt();
            assertThat(end).isGreaterThan(from);
            assertThat(piece.path("text").asText())
                    .isEqualTo(prompt.substring(from, end).strip());
        }
        assertThat(prompt.substring(end)).isBlank();
        assertThat(pieces).isNotEmpty();
    }

    @Test
    void shouldShowWhatIsMeantAroundWhatCannotBeRead() {
        assertThat(explained("customers who bought twice and like jazz").path("pieces"))
                .extracting(piece ->
                        piece.path("kind").asText() + " " + piece.path("text").asText())
                .contains("meant bought twice", "unread jazz");
    }

    @Test
    void shouldTellWhatOneConditionHasInIt() {
        JsonNode conditions = explained("age between 30 and 40, region is not North, last purchase is unknown")
                .path("conditions");

        assertThat(conditions)
                .extracting(one -> one.path("column").asText())
                .containsExactly("age", "last_purchase", "region");
        assertThat(conditions.get(0).path("low")).hasToString("{\"inclusive\":true,\"value\":30}");
        assertThat(conditions.get(0).path("high")).hasToString("{\"inclusive\":true,\"value\":40}");
        assertThat(conditions.get(1).path("or_null").asBoolean()).isTrue();
        assertThat(conditions.get(1).path("low").isNull()).isTrue();
        assertThat(conditions.get(2).path("texts"))
                .extracting(JsonNode::asText)
                .containsExactly("Central", "North East", "East", "West");
    }

    @Test
    void shouldLeaveTheEditingOfAlternativesToWhoWritesThem() {
        JsonNode conditions =
                explained("gold members, or customers in the North over 60").path("conditions");

        assertThat(conditions).hasSize(1);
        assertThat(conditions.get(0).path("column").isNull()).isTrue();
        assertThat(explained(conditions.get(0).path("text").asText()).path("criteria"))
                .isEqualTo(conditions.get(0).path("text"));
    }

    @Test
    void shouldSayWhyThereIsNoReading() {
        ObjectNode refused = EXPLAINER.json(RequestJson.of("gold members", "TRACTOR"));

        assertThat(refused.path("read").asBoolean()).isFalse();
        assertThat(refused.path("error_type").asText()).isEqualTo("Model Not Found");
        assertThat(refused.path("pieces")).isEmpty();
        assertThat(refused.path("understood").isNull()).isTrue();
    }

    private static ObjectNode explained(String prompt) {
        return EXPLAINER.json(RequestJson.of(prompt, null));
    }
}
