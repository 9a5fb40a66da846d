package io.customersegment.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicLimitsTest {

    private static final long NOW = 1_733_011_200_000L;
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;

    private final TopicLimits hours = new TopicLimits(Long.MAX_VALUE, 2 * HOUR, HOUR, false);

    @ParameterizedTest
    @ValueSource(longs = {0, 1, NOW, Long.MAX_VALUE})
    void shouldChangeNoTimestampWithoutLimits(long timestamp) {
        assertThat(TopicLimits.NONE.nearest(timestamp, NOW)).isEqualTo(timestamp);
    }

    @Test
    void shouldBringTimestampsWellWithinTheLimits() {
        assertThat(hours.nearest(NOW - HOUR, NOW)).isEqualTo(NOW - HOUR);
        assertThat(hours.nearest(NOW + HOUR / 2, NOW)).isEqualTo(NOW + HOUR / 2);
        assertThat(hours.nearest(0, NOW)).isEqualTo(NOW - 2 * HOUR + 5 * MINUTE);
        assertThat(hours.nearest(Long.MAX_VALUE, NOW)).isEqualTo(NOW + HOUR - 5 * MINUTE);
    }

    @Test
    void shouldKeepHalfOfNarrowLimits() {
        TopicLimits narrow = new TopicLimits(Long.MAX_VALUE, MINUTE, 0, false);

        assertThat(narrow.nearest(0, NOW)).isEqualTo(NOW - MINUTE / 2);
        assertThat(narrow.nearest(NOW + 1, NOW)).isEqualTo(NOW);
    }

    @Test
    void shouldNeverMakeATimestampNegative() {
        assertThat(hours.nearest(0, 1)).isZero();
    }
}
