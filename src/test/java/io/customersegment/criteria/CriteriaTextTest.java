package io.customersegment.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.CatalogueReader;
import io.customersegment.catalogue.Column;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CriteriaTextTest {

    private final Catalogue catalogue = CatalogueReader.builtIn();
    private final Column age = catalogue.column("age");
    private final Column bought = catalogue.column("last_purchase");
    private final Column spend = catalogue.column("total_value");
    private final Column region = catalogue.column("region");

    @Test
    void shouldWriteRangesAndTheirOpenEnds() {
        assertThat(words(age, Values.exactly(age, 30))).isEqualTo("age = 30");
        assertThat(words(age, Values.between(age, 30, 39))).isEqualTo("age >= 30 and <= 39");
        assertThat(words(age, Values.below(age, 30))).isEqualTo("age <= 29");
        assertThat(words(spend, Values.above(spend, 200_000))).isEqualTo("total_value > 200000");
    }

    @Test
    void shouldWriteDatesAsIsoDatesAndNullAsAnAlternative() {
        Values longAgo =
                Values.below(bought, (double) LocalDate.parse("2024-01-01").toEpochDay());

        assertThat(words(bought, longAgo)).isEqualTo("last_purchase <= 2023-12-31");
        assertThat(words(bought, Values.either(bought, longAgo, Values.onlyNull(bought))))
                .isEqualTo("last_purchase <= 2023-12-31 or null");
    }

    @Test
    void shouldPutAlternativesInAConjunctionIntoBrackets() {
        Condition north = Condition.test(region, Values.in(region, List.of("North")));
        Condition young = Condition.test(age, Values.below(age, 30));
        Condition rich = Condition.test(spend, Values.atLeast(spend, 80_000));

        Condition condition = Condition.all(List.of(north, Condition.any(List.of(young, rich))));

        assertThat(CriteriaText.condition(condition))
                .contains("(")
                .contains("region = North")
                .contains(" and ")
                .contains(" or ");
        assertThat(CriteriaText.condition(Condition.everybody())).isEqualTo("everybody");
        assertThat(CriteriaText.condition(Condition.nobody())).isEqualTo("nobody");
    }

    private static String words(Column column, Values values) {
        return CriteriaText.condition(Condition.test(column, values));
    }
}
