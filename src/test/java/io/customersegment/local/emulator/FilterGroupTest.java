package io.customersegment.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customersegment.local.data.Dataset;
import io.customersegment.plan.FilterTemplate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FilterGroupTest {

    private static final ItemTable ITEMS = ItemTable.of(new Dataset(
            IntStream.range(0, 30)
                    .mapToObj(i -> new Dataset.Field("F" + i, Dataset.Type.INT))
                    .toList(),
            List.of(),
            List.of()));

    @Test
    void shouldFindAFilterByTheLastPartOfItsArn() {
        FilterGroup group = new FilterGroup(List.of(looksAt("base", 0, 10)), ITEMS);

        assertThat(group.byArn("arn:aws:personalize:eu-west-1:123456789012:filter/base"))
                .isNotNull();
        assertThat(group.byArn("arn:aws:personalize:eu-west-1:123456789012:filter/other"))
                .isNull();
    }

    @Test
    void shouldHoldAsManyFiltersAsTheServiceDoes() {
        assertThat(new FilterGroup(many(30), ITEMS).byArn("x/f29")).isNotNull();
        assertThatThrownBy(() -> new FilterGroup(many(31), ITEMS)).hasMessageContaining("at most 30 filters");
    }

    @Test
    void shouldRefuseAFilterOfTooManyFields() {
        assertThatThrownBy(() -> new FilterGroup(List.of(looksAt("wide", 0, 11)), ITEMS))
                .hasMessageContaining("Filter wide")
                .hasMessageContaining("10 fields");
    }

    @Test
    void shouldRefuseTooManyFieldsInAll() {
        List<FilterTemplate> two = List.of(looksAt("a", 0, 10), looksAt("b", 10, 20));
        List<FilterTemplate> three = List.of(two.get(0), two.get(1), looksAt("c", 20, 21));

        assertThat(new FilterGroup(two, ITEMS).byArn("x/b")).isNotNull();
        assertThatThrownBy(() -> new FilterGroup(three, ITEMS)).hasMessageContaining("20 fields");
    }

    @Test
    void shouldRefuseALongExpression() {
        String longExpression = "INCLUDE ItemID WHERE Items.F1 = 1" + " OR Items.F1 = 1".repeat(155);

        assertThatThrownBy(() -> new FilterGroup(List.of(template("long", longExpression)), ITEMS))
                .hasMessageContaining("2500 characters, this one has " + longExpression.length());
    }

    @Test
    void shouldRefuseABadOrRepeatedName() {
        FilterTemplate base = looksAt("base", 0, 1);

        assertThatThrownBy(() -> new FilterGroup(List.of(base, base), ITEMS)).hasMessageContaining("twice");
        assertThatThrownBy(() -> new FilterGroup(List.of(looksAt("a/b", 0, 1)), ITEMS))
                .hasMessageContaining("Filter a/b");
    }

    @Test
    void shouldNameTheFilterThatIsNotInTheLanguage() {
        assertThatThrownBy(() -> new FilterGroup(List.of(template("odd", "INCLUDE everyone")), ITEMS))
                .hasMessage("Filter odd: at character 9: expected ItemID, not everyone");
    }

    private static List<FilterTemplate> many(int count) {
        return IntStream.range(0, count).mapToObj(i -> looksAt("f" + i, 0, 1)).toList();
    }

    private static FilterTemplate looksAt(String name, int from, int to) {
        return template(
                name,
                "INCLUDE ItemID WHERE "
                        + String.join(
                                " AND ",
                                IntStream.range(from, to)
                                        .mapToObj(i -> "Items.F" + i + " = 1")
                                        .toList()));
    }

    private static FilterTemplate template(String name, String expression) {
        return new FilterTemplate(name, List.of(), expression);
    }
}
