package io.customersegment.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final List<Long> taken = new ArrayList<>();
    private long now = -3 * SECOND;
    private final Pace pace = new Pace(now);

    @Property(tries = 100)
    void shouldMakeNoMoreCallsInAnySecondThanTheHighestRateInIt(@ForAll long seed) {
        taken.clear(); // all tries use the same object
        Random random = new Random(seed);
        double rate = 1 + random.nextInt(1000);
        List<Double> rates = new ArrayList<>();
        for (int step = 0; step < 5000; step++) {
            now += random.nextInt(100) == 0 ? random.nextInt(400) * MILLI : random.nextInt(3_000_000);
            if (random.nextInt(1000) == 0) {
                rate = random.nextInt(1000);
            }
            while (pace.pause(rate, now) == 0) {
                pace.take(rate, now);
                taken.add(now);
                rates.add(rate);
            }
        }
        for (int last = 0, first = 0; last < taken.size(); last++) {
            while (taken.get(last) - taken.get(first) >= SECOND) {
                first++;
            }
            assertThat(last - first + 1).isLessThanOrEqualTo((int) Math.max(1, Math.floor(rates.get(last))));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 12.5, 100, 400, 5000})
    void shouldUseTheRateUp(double rate) {
        for (long end = now + 60 * SECOND; now < end; now += MILLI) {
            while (pace.pause(rate, now) == 0) {
                pace.take(rate, now);
                taken.add(now);
            }
        }

        assertThat(taken.size() / 60.0).isBetween(0.95 * Math.floor(rate), rate + 1);
    }

    @Test
    void shouldMakeUpForATimerThatWasLate() {
        long stoodStill = 30 * MILLI;
        for (long end = now + 60 * SECOND; now < end; now += now / MILLI % 300 == 0 ? stoodStill : MILLI) {
            while (pace.pause(400, now) == 0) {
                pace.take(400, now);
                taken.add(now);
            }
        }

        assertThat(taken.size() / 60.0).isGreaterThan(0.95 * 400);
    }

    @Test
    void shouldLookAgainSoonWhereThereIsNoRate() {
        assertThat(pace.pause(0, now)).isBetween(MILLI, SECOND / 10);
        assertThat(pace.pause(1, now)).isZero();
    }
}
