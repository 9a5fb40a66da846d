package io.customersegment.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class LatenciesTest {

    @Test
    void shouldTellWhatAShareDoesNotExceed() {
        Latencies latencies = new Latencies(LongStream.rangeClosed(1, 200)
                .map(index -> (201 - index) * 1_000_000)
                .toArray());

        assertThat(latencies.millis(0.5)).isEqualTo(100);
        assertThat(latencies.millis(0.99)).isEqualTo(198);
        assertThat(latencies.millis(1)).isEqualTo(200);
    }
}
