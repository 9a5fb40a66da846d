package io.customersegment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.customersegment.Monitoring.Selector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The parsing of rules and panels; {@code PipelineIT} compares their series with a scrape. */
class MonitoringTest {

    private static final List<String> SCRAPE = List.of(
            "# TYPE segment_answers_total counter",
            "segment_answers_total{outcome=\"result\",reason=\"none\"} 3.0",
            "segment_cache_bytes 17.0");

    @Test
    void shouldFindTheSeriesInAnExpression() {
        assertThat(Monitoring.selectors("histogram_quantile(0.99, sum by (le) (rate(a_bucket{job=\"$job\"}[5m]))) > 5"))
                .containsExactly(new Selector("a_bucket", Map.of("job", List.of("=", "$job"))));
        assertThat(
                        Monitoring.selectors(
                                "sum by (x) (rate(a{x=~\"b|c\", y!=\"d (e)\"}[1h])) / ignoring (x) group_left sum(f) > 1e3 or g == 0"))
                .extracting(Selector::metric)
                .containsExactly("a", "f", "g");
    }

    @Test
    void shouldSeeWhetherASeriesIsThere() {
        assertThat(selector("segment_answers_total").found(SCRAPE)).isTrue();
        assertThat(selector("segment_answers_total{outcome=\"result\"}").found(SCRAPE))
                .isTrue();
        assertThat(selector("segment_answers_total{outcome=~\"res.*|x\", job=\"any\"}")
                        .found(SCRAPE))
                .isTrue();
        assertThat(selector("segment_cache_bytes").found(SCRAPE)).isTrue();
        assertThat(selector("segment_answers").found(SCRAPE)).isFalse();
        assertThat(selector("segment_answers_total{outcome=\"results\"}").found(SCRAPE))
                .isFalse();
        assertThat(selector("segment_answers_total{outcome!=\"result\"}").found(SCRAPE))
                .isFalse();
        assertThat(selector("segment_answers_total{kind=\"result\"}").found(SCRAPE))
                .isFalse();
    }

    @Test
    void shouldHavePanelsThatSayWhatTheyShow() {
        JsonNode panels = Monitoring.read(Monitoring.DASHBOARD).path("panels");

        assertThat(panels)
                .hasSizeGreaterThan(15)
                .extracting(panel -> panel.path("id").asInt())
                .doesNotHaveDuplicates();
        panels.forEach(panel -> {
            assertThat(panel.path("title").asText()).isNotBlank();
            if (!panel.path("type").asText().equals("row")) {
                assertThat(panel.path("description").asText())
                        .as(panel.path("title").asText())
                        .isNotBlank();
                assertThat(panel.at("/fieldConfig/defaults/unit").asText())
                        .as(panel.path("title").asText())
                        .isNotBlank();
                assertThat(panel.path("targets"))
                        .as(panel.path("title").asText())
                        .isNotEmpty();
            }
        });
    }

    private static Selector selector(String expression) {
        return Monitoring.selectors(expression).get(0);
    }
}
