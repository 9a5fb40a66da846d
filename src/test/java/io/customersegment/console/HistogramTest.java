package io.customersegment.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.customersegment.catalogue.Column;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class HistogramTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final @Nullable Object[] NOTHING = {null};
    private static final Column COUNT = column("purchase_count", Column.Type.INTEGER);
    private static final Column SPEND = column("total_value", Column.Type.DECIMAL);
    private static final Column DAY = column("last_purchase", Column.Type.DATE);
    private static final Column TIER =
            new Column("loyalty_tier", Column.Type.TEXT, true, List.of("bronze", "silver", "gold"), -1, 1, true);

    @Test
    void shouldHaveABucketForEachOfFewWholeNumbers() {
        List<JsonNode> values = values(2, 3, 5, 5, null);

        Histogram histogram = Histogram.of(COUNT, values);

        assertThat(histogram.labels()).containsExactly("2", "3", "4", "5");
        assertThat(histogram.counts(values)).containsExactly(1, 1, 0, 2);
        assertThat(Histogram.summary(COUNT, values)).isEqualTo("median 3, from 2 to 5");
    }

    @Test
    void shouldHaveRoundRangesOfManyNumbers() {
        List<JsonNode> values = values(1200.5, 9800, 41_000, 99_999.99);

        Histogram histogram = Histogram.of(SPEND, values);

        assertThat(histogram.labels())
                .hasSize(10)
                .startsWith("0–10,000", "10,000–20,000")
                .endsWith("90,000–100,000");
        assertThat(histogram.counts(values)).containsExactly(2, 0, 0, 0, 1, 0, 0, 0, 0, 1);
    }

    @Test
    void shouldNotSayThatWholeNumbersAreInTwoRanges() {
        assertThat(Histogram.of(COUNT, values(0, 100)).labels())
                .startsWith("0–9", "10–19")
                .hasSize(11);
    }

    @Test
    void shouldHaveMonthsQuartersOrYearsOfDates() {
        assertThat(Histogram.of(DAY, values("2024-01-31", "2024-03-01")).labels())
                .containsExactly("2024-01", "2024-02", "2024-03");
        assertThat(Histogram.of(DAY, values("2023-01-31", "2024-12-01")).labels())
                .hasSize(8)
                .startsWith("2023 Q1")
                .endsWith("2024 Q4");
        assertThat(Histogram.of(DAY, values("2015-01-31", "2024-12-01")).labels())
                .hasSize(10)
                .startsWith("2015");
        assertThat(Histogram.of(DAY, values("1960-01-31", "2024-12-01")).labels())
                .hasSizeLessThanOrEqualTo(12);
        assertThat(Histogram.summary(DAY, values("2024-01-31", "2024-03-01")))
                .isEqualTo("median 2024-01-31, from 2024-01-31 to 2024-03-01");
    }

    @Test
    void shouldHaveTextsInTheirOrderAndThenByNumber() {
        List<JsonNode> values = values("gold", "bronze", "gold", null, "odd");

        Histogram histogram = Histogram.of(TIER, values);

        assertThat(histogram.labels()).containsExactly("bronze", "gold", "odd");
        assertThat(histogram.counts(values)).containsExactly(1, 2, 1);
        assertThat(Histogram.summary(TIER, values)).isEqualTo("gold 40 %, bronze 20 %, odd 20 %");
    }

    @Test
    void shouldPutWhatIsRareTogether() {
        List<JsonNode> values = IntStream.range(0, 40)
                .mapToObj(i -> (JsonNode) JSON.getNodeFactory().textNode("text " + i))
                .toList();

        Histogram histogram = Histogram.of(TIER, values);

        assertThat(histogram.labels()).hasSize(12).endsWith("others");
        assertThat(histogram.counts(values)[11]).isEqualTo(29);
    }

    @Test
    void shouldHaveNothingOfNothing() {
        assertThat(Histogram.of(SPEND, values(NOTHING)).labels()).isEmpty();
        assertThat(Histogram.of(TIER, List.of()).labels()).isEmpty();
        assertThat(Histogram.summary(SPEND, values(NOTHING))).isEqualTo("no values");
    }

    @Test
    void shouldCountEveryValueOnceWhateverItIs() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            double scale = Math.pow(10, random.nextInt(12) - 5);
            Column column = random.nextBoolean() ? COUNT : SPEND;
            List<JsonNode> values = IntStream.range(0, 1 + random.nextInt(50))
                    .mapToObj(i -> {
                        double value = (random.nextDouble() - 0.3) * scale;
                        return (JsonNode) JSON.getNodeFactory().numberNode(column.whole() ? Math.rint(value) : value);
                    })
                    .toList();

            Histogram histogram = Histogram.of(column, values);

            assertThat(histogram.labels()).hasSizeBetween(1, 12);
            assertThat(IntStream.of(histogram.counts(values)).sum()).isEqualTo(values.size());
        }
    }

    @Test
    void shouldEndWhateverTheNumbersAre() {
        assertThat(Histogram.of(SPEND, values(-1.7e308, 1.7e308)).labels()).hasSize(1);
        assertThat(Histogram.of(SPEND, values(1.0, Math.nextUp(1.0))).labels()).hasSize(1);
        assertThat(Histogram.of(SPEND, values(7.5)).labels()).containsExactly("7.5");
        assertThat(Histogram.of(SPEND, values(10_000_001, 10_000_010)).labels()).doesNotHaveDuplicates();
        assertThat(Histogram.summary(SPEND, values(20_000_123))).startsWith("median 20,000,123,");
    }

    @Test
    void shouldShowTheMostFrequentOfManyTexts() {
        List<String> all = IntStream.range(0, 30).mapToObj(i -> "text " + i).toList();
        Column column = new Column("text", Column.Type.TEXT, true, all, -1, 1, true);

        assertThat(Histogram.of(
                                column,
                                values(IntStream.range(0, 90)
                                        .mapToObj(i -> i % 2 == 0 ? "text 29" : "text " + i / 3)
                                        .toArray()))
                        .labels())
                .contains("text 29")
                .endsWith("others");
    }

    private static Column column(String name, Column.Type type) {
        return new Column(name, type, true, List.of(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, true);
    }

    private static List<JsonNode> values(@Nullable Object... values) {
        return Arrays.stream(values).map(JSON::<JsonNode>valueToTree).toList();
    }
}
