package io.customersegment.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customersegment.local.data.Dataset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FilterTest {

    private static final Dataset DATASET = new Dataset(
            List.of(
                    new Dataset.Field("REGION", Dataset.Type.STRING),
                    new Dataset.Field("MODELS", Dataset.Type.STRING),
                    new Dataset.Field("AGE", Dataset.Type.INT),
                    new Dataset.Field("RISK", Dataset.Type.DOUBLE)),
            List.of(
                    new Dataset.Item("a", List.of("North", "x|y", "20", "0.1")),
                    new Dataset.Item("b", List.of("North East", "x", "30", "0.6")),
                    new Dataset.Item("c", List.of("West", "y|z", "40", "0.9")),
                    new Dataset.Item("d", List.of("West", "none", "50", "0.25"))),
            List.of());
    private static final ItemTable ITEMS = ItemTable.of(DATASET);

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            value = {
                "INCLUDE ItemID WHERE Items.REGION IN (\"North\"); a",
                "INCLUDE ItemID WHERE Items.REGION IN (\"North\", \"West\"); acd",
                "INCLUDE ItemID WHERE Items.REGION NOT IN (\"North\",\"West\"); b",
                "INCLUDE ItemID WHERE Items.REGION IN (\"north\"); ''",
                "INCLUDE ItemID WHERE Items.MODELS IN (\"y\"); ac",
                "INCLUDE ItemID WHERE Items.MODELS NOT IN (\"y\"); bd",
                "INCLUDE ItemID WHERE Items.MODELS IN (\"x|y\"); ''",
                "INCLUDE ItemID WHERE Items.AGE = 30; b",
                "INCLUDE ItemID WHERE Items.AGE != 30; acd",
                "INCLUDE ItemID WHERE Items.AGE < 30; a",
                "INCLUDE ItemID WHERE Items.AGE <= 30; ab",
                "INCLUDE ItemID WHERE Items.AGE > 30; cd",
                "INCLUDE ItemID WHERE Items.AGE >= 30; bcd",
                "INCLUDE ItemID WHERE Items.AGE>=-1; abcd",
                "INCLUDE ItemID WHERE Items.RISK >= 0.6; bc",
                "EXCLUDE ItemID WHERE Items.AGE < 30; bcd",
                "INCLUDE ItemID WHERE Items.AGE > 20 AND Items.AGE < 50; bc",
                "INCLUDE ItemID WHERE Items.AGE = 20 OR Items.AGE = 50; ad",
                "INCLUDE ItemID WHERE Items.AGE = 20 OR Items.AGE > 30 AND Items.RISK < 0.5; ad",
                "INCLUDE ItemID WHERE Items.AGE = 20 AND Items.RISK > 0.5 OR Items.AGE = 30; b",
                "INCLUDE ItemID WHERE Items.AGE = 20 | INCLUDE ItemID WHERE Items.AGE = 40; ac",
                "INCLUDE ItemID WHERE Items.AGE < 50 | EXCLUDE ItemID WHERE Items.REGION IN (\"West\"); ab",
                "EXCLUDE ItemID WHERE Items.AGE < 50 | INCLUDE ItemID WHERE Items.REGION IN (\"West\"); d",
                "EXCLUDE ItemID WHERE Items.AGE = 20 | EXCLUDE ItemID WHERE Items.AGE = 30; cd",
                "INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN (\"view\"); ab",
                "INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN (\"*\"); abc",
                "EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN (\"view\",\"quote\"); d",
                "INCLUDE ItemID WHERE Interactions.EVENT_TYPE NOT IN (\"*\"); d",
            })
    void shouldPassWhatTheExpressionSays(String expression, String expected) {
        assertThat(passing(expression, Map.of())).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{1} {2}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            value = {
                "INCLUDE ItemID WHERE Items.REGION IN ($P); \"North\"; a",
                "INCLUDE ItemID WHERE Items.REGION IN ($P); \"North\",\"North East\"; ab",
                "INCLUDE ItemID WHERE Items.REGION IN ($P); \"North\" , \"West\" ; acd",
                "INCLUDE ItemID WHERE Items.REGION IN ($P); \"\"; ''",
                "EXCLUDE ItemID WHERE Items.REGION IN ($P); \"North\",\"West\"; b",
                "INCLUDE ItemID WHERE Items.MODELS IN ($P); \"z\",\"none\"; cd",
                "INCLUDE ItemID WHERE Items.AGE >= $P; 40; cd",
                "INCLUDE ItemID WHERE Items.AGE >= $P; \"40\"; cd",
                "INCLUDE ItemID WHERE Items.AGE >= $P; 4e1; cd",
                "INCLUDE ItemID WHERE Items.AGE >= $P; -1; abcd",
                "INCLUDE ItemID WHERE Items.RISK <= $P AND Items.AGE != $P; 0.25; ad",
                "INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ($P); \"quote\"; ac",
            })
    void shouldPutTheValueInThePlaceholder(String expression, String value, String expected) {
        assertThat(passing(expression, Map.of("P", value))).isEqualTo(expected);
    }

    @Test
    void shouldSkipAnExcludeWithoutItsValue() {
        String expression = "INCLUDE ItemID WHERE Items.AGE > $MIN"
                + " | EXCLUDE ItemID WHERE Items.REGION IN ($REGION) AND Items.AGE < $MAX"
                + " | EXCLUDE ItemID WHERE Items.AGE = 50";

        assertThat(passing(expression, Map.of("MIN", "20"))).isEqualTo("bc");
        assertThat(passing(expression, Map.of("MIN", "20", "MAX", "50"))).isEqualTo("bc");
        assertThat(passing(expression, Map.of("MIN", "20", "MAX", "50", "REGION", "\"West\"")))
                .isEqualTo("b");
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            value = {
                "AGE; North",
                "AGE; 1,2",
                "AGE; ''",
                "AGE; NaN",
                "AGE; 1d",
                "AGE; \"1",
                "REGION; North",
                "REGION; ''",
                "REGION; \"North\",",
                "REGION; \"North\" \"West\"",
                "REGION; \"No\"rth\"",
                "OTHER; 1",
            })
    void shouldRefuseAValueThatDoesNotFit(String parameter, String value) {
        Filter filter = Filter.compile("EXCLUDE ItemID WHERE Items.REGION IN ($REGION) OR Items.AGE < $AGE", ITEMS);

        assertThat(filter.problem(Map.of(parameter, value))).contains(parameter);
    }

    @Test
    void shouldRefuseAnIncludeWithoutItsValue() {
        Filter filter = Filter.compile("INCLUDE ItemID WHERE Items.REGION IN ($REGION) OR Items.AGE < $AGE", ITEMS);

        assertThat(filter.problem(Map.of("AGE", "3"))).contains("REGION");
        assertThat(filter.problem(Map.of("AGE", "3", "REGION", "\"West\""))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "INCLUDE",
                "INCLUDE ItemID",
                "INCLUDE ItemID WHERE",
                "include ItemID WHERE Items.AGE = 1",
                "INCLUDE UserID WHERE Items.AGE = 1",
                "INCLUDE ItemID WHERE Items.AGE",
                "INCLUDE ItemID WHERE Items.AGE = ",
                "INCLUDE ItemID WHERE Items.AGE == 1",
                "INCLUDE ItemID WHERE Items.AGE <> 1",
                "INCLUDE ItemID WHERE Items.AGE = \"1\"",
                "INCLUDE ItemID WHERE Items.AGE = 1 AND",
                "INCLUDE ItemID WHERE Items.AGE = 1 |",
                "INCLUDE ItemID WHERE Items.AGE = 1 Items.AGE = 2",
                "INCLUDE ItemID WHERE (Items.AGE = 1)",
                "INCLUDE ItemID WHERE Items.AGE IN (1)",
                "INCLUDE ItemID WHERE Items.AGE IN ($P)",
                "INCLUDE ItemID WHERE Items.AGE IS NULL",
                "INCLUDE ItemID WHERE Items.REGION = $P",
                "INCLUDE ItemID WHERE Items.REGION = North",
                "INCLUDE ItemID WHERE Items.REGION IN ()",
                "INCLUDE ItemID WHERE Items.REGION IN (North)",
                "INCLUDE ItemID WHERE Items.REGION IN (\"North\"",
                "INCLUDE ItemID WHERE Items.REGION IN (\"North)",
                "INCLUDE ItemID WHERE Items.REGION IN ($P, $Q)",
                "INCLUDE ItemID WHERE Items.REGION IN ($P, \"North\")",
                "INCLUDE ItemID WHERE Items.REGION NOT IN ($P)",
                "INCLUDE ItemID WHERE Items.REGION NOT \"North\"",
                "INCLUDE ItemID WHERE Items.REGION IN ($P) AND Items.AGE = $P",
                "INCLUDE ItemID WHERE Items.NOWHERE = 1",
                "INCLUDE ItemID WHERE REGION IN (\"North\")",
                "INCLUDE ItemID WHERE Items.IN (\"North\")",
                "INCLUDE ItemID WHERE Interactions.EVENT_VALUE > 1",
                "INCLUDE ItemID WHERE Interactions.EVENT_TYPE = 1",
                "INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN (\"view\") AND Items.AGE = 1",
                "INCLUDE ItemID WHERE Items.AGE = 1; DROP",
            })
    void shouldRefuseWhatIsNotInTheLanguage(String expression) {
        assertThatThrownBy(() -> Filter.compile(expression, ITEMS)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldSayWhereAnExpressionBreaks() {
        assertThatThrownBy(() -> FilterParser.parse("INCLUDE ItemID WHERE Items.AGE == 1"))
                .hasMessage("at character 33: expected a number or a placeholder, not =");
    }

    private static String passing(String expression, Map<String, String> values) {
        UserEvents events = new UserEvents();
        events.add("view", 0);
        events.add("view", 1);
        events.add("quote", 2);
        events.add("quote", 0);
        events.add("purchase", 1);
        Filter filter = Filter.compile(expression, ITEMS);
        assertThat(filter.problem(values)).isNull();
        Filter.Rows rows = filter.bind(values, events);
        return IntStream.range(0, ITEMS.size())
                .filter(rows::pass)
                .mapToObj(ITEMS::id)
                .reduce("", String::concat);
    }
}
