package io.customersegment.benchmark.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class OutageTest {

    private static final long SECOND = 1_000_000_000;
    private static final long NOW = 7 * SECOND;

    private final Outage outage = new Outage();

    @Test
    void shouldBeNoneBeforeItBegins() {
        assertThat(outage.at(NOW)).isNull();
    }

    @Test
    void shouldLastAsLongAsItWasTold() {
        outage.begin(Outage.Kind.SILENCE, Duration.ofSeconds(20), NOW);

        assertThat(outage.at(NOW)).isEqualTo(Outage.Kind.SILENCE);
        assertThat(outage.at(NOW + 20 * SECOND - 1)).isEqualTo(Outage.Kind.SILENCE);
        assertThat(outage.at(NOW + 20 * SECOND)).isNull();
    }

    @Test
    void shouldEndTheOneBefore() {
        outage.begin(Outage.Kind.SILENCE, Duration.ofSeconds(20), NOW);
        outage.begin(Outage.Kind.ERRORS, Duration.ofSeconds(1), NOW + SECOND);

        assertThat(outage.at(NOW + SECOND)).isEqualTo(Outage.Kind.ERRORS);
        assertThat(outage.at(NOW + 2 * SECOND)).isNull();
    }
}
