package io.customersegment.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ProcessorsTest {

    private static final Processors.Metrics METRICS = Processors.Metrics.of("""
            # HELP segment_pending requests
            # TYPE segment_pending gauge
            segment_pending{state="in-flight"} 3.0
            segment_pending{state="waiting"} 40.0
            personalize_calls_seconds_count{outcome="ok"} 1.0E3
            personalize_calls_seconds_count{outcome="throttled"} 24.0
            personalize_rate NaN
            personalize_budget 400
            """);

    @Test
    void shouldAddTheSeriesOfAMetric() {
        assertThat(METRICS.sum("personalize_calls_seconds_count", "")).hasValue(1024);
        assertThat(METRICS.sum("segment_pending", "waiting")).hasValue(40);
        assertThat(METRICS.sum("personalize_budget", "")).hasValue(400);
    }

    @Test
    void shouldTellWhatIsNotThere() {
        assertThat(METRICS.sum("personalize_rate", "")).isEmpty();
        assertThat(METRICS.sum("segment_waiting", "")).isEmpty();
    }
}
