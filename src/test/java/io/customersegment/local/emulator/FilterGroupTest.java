package io.customersegment.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customersegment.local.data.Dataset;
import io.customersegment.plan.FilterTemplate;
import java.time.Clock;
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
        FilterGroup group = group(looksAt("base", 0, 10));

        assertThat(group.byArn("arn:aws:personalize:eu-west-1:123456789012:filter/base"))
                .isNotNull();
        assertThat(group.byArn("arn:aws:personalize:eu-west-1:123456789012:filter/other"))
                .isNull();
    }

    @Test
    void shouldHoldAsManyFiltersAsTheServiceDoes() {
        assertThat(group(many(30)).byArn("x/f29")).isNotNull();
        assertThatThrownBy(() -> group(many(31))).hasMessageContaining("at most 30 filters");
    }

    @Test
    void shouldRefuseAFilterOfTooManyFields() {
        assertThatThrownBy(() -> group(looksAt("wide", 0, 11)))
                .hasMessageContaining("Filter wide")
                .hasMessageContaining("10 fields");
    }

    @Test
    void shouldRefuseTooManyFieldsInAll() {
        List<FilterTemplate> two = List.of(looksAt("a", 0, 10), looksAt("b", 10, 20));
        List<FilterTemplate> three = List.of(two.get(0), two.get(1), looksAt("c", 20, 21));

        assertThat(group(two).byArn("x/b")).isNotNull();
        assertThatThrownBy(() -> group(three)).hasMessageContaining("20 fields");
    }

    @Test
    void shouldRefuseALongExpression() {
        String longExpression = "INCLUDE ItemID WHERE Items.F1 = 1" + " OR Items.F1 = 1".repeat(155);

        assertThatThrownBy(() -> group(template("long", longExpression)))
                .hasMessageContaining("2500 characters, this one has " + longExpression.length());
    }

    @Test
    void shouldRefuseABadOrRepeatedName() {
        FilterTemplate base = looksAt("base", 0, 1);

        assertThatThrownBy(() -> group(base, base))
                .hasMessageContaining("Filter base: a filter of this name already exists");
        assertThatThrownBy(() -> group(looksAt("a/b", 0, 1))).hasMessageContaining("Filter a/b");
    }

    @Test
    void shouldNameTheFilterThatIsNotInTheLanguage() {
        assertThatThrownBy(() -> group(template("odd", "INCLUDE everyone")))
                .hasMessage("Filter odd: at character 9: expected ItemID, not everyone");
    }

    private static FilterGroup group(FilterTemplate... templates) {
        return group(List.of(templates));
    }

    private static FilterGroup group(List<FilterTemplate> templates) {
        FilterGroup group = new FilterGroup(ITEMS, Clock.systemUTC());
        group.createAll(templates);
        return group;
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
