package io.customersegment.benchmark.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RateLimitTest {

    private static final long SECOND = 1_000_000_000;

    private final RateLimit limit = new RateLimit(500, 0);

    @Test
    void shouldAdmitSoManyASecondAndWhatATenthOfASecondKept() {
        assertThat(admitted(0, SECOND, 5000)).isBetween(549, 551);
    }

    @Test
    void shouldKeepNothingLongerThanATenthOfASecond() {
        assertThat(admitted(10 * SECOND, 0, 1000)).isBetween(50, 51);
    }

    /** Returns how many calls are admitted of the given number, spread evenly over the given time from that moment on. */
    private int admitted(long from, long nanos, int calls) {
        return (int) IntStream.range(0, calls)
                .filter(call -> limit.admits(from + nanos * call / calls))
                .count();
    }
}
