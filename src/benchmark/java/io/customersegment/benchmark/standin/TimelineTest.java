package io.customersegment.benchmark.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TimelineTest {

    private static final long START = 1_700_000_000_400L;

    private final Arrivals arrivals = new Arrivals(START);

    @Test
    void shouldTellTheMostWithinASecondWhereverThatBegins() {
        note(600, 300);
        note(1_599, 200);
        note(1_600, 7);

        assertThat(arrivals.timeline(START + 5_000).mostIn(1)).isEqualTo(500);
    }

    @Test
    void shouldCountByTheSecondsOfTheClock() {
        note(0, 1);
        note(599, 2);
        note(600, 4);
        note(1_600, 8);

        Timeline timeline = arrivals.timeline(START + 1_700);

        assertThat(timeline.bySecondOfTheClock()).containsExactly(3, 4, 8);
        assertThat(timeline).hasToString("3 4 8");
    }

    @Test
    void shouldCountWhatLiesBetween() {
        note(99, 1);
        note(100, 2);
        note(2_099, 4);
        note(2_100, 8);

        Timeline between = arrivals.timeline(START + 3_000).between(START + 100, START + 2_100);

        assertThat(between.calls()).isEqualTo(6);
        assertThat(between.seconds()).isEqualTo(2);
        assertThat(between.between(0, START).calls()).isZero();
        assertThat(between.between(START + 9_000, START + 10_000).calls()).isZero();
    }

    @Test
    void shouldReadBackFromItsText() {
        note(3, 5);

        Timeline timeline = arrivals.timeline(START + 10);

        assertThat(Timeline.parse(timeline.text()).text())
                .isEqualTo(timeline.text())
                .isEqualTo(START + " 0 0 0 5 0 0 0 0 0 0 0");
    }

    @Test
    void shouldForgetWhatWasBeforeARestart() {
        note(3, 5);
        arrivals.restart(START + 1_000);
        note(1_002, 1);

        assertThat(arrivals.timeline(START + 1_003).text()).isEqualTo((START + 1_000) + " 0 0 1 0");
    }

    private void note(long after, int calls) {
        IntStream.range(0, calls).forEach(call -> arrivals.note(START + after));
    }
}
