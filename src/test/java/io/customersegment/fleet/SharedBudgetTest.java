package io.customersegment.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.customersegment.wire.BudgetDemand;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SharedBudgetTest {

    private final SharedBudget budget = new SharedBudget("own", "run", 400);

    @Test
    void shouldMakeNoCallBeforeItsOwnFirstRecordIsRead() {
        budget.read("own", new BudgetDemand(400, 0, "an earlier run", 0), 0, true, seconds(1));

        assertThat(budget.perSecond(seconds(1))).isZero();
    }

    @Test
    void shouldHaveAllOfItAtOnceWhereNobodyElseIs() {
        own(0, 1);

        assertThat(budget.perSecond(seconds(1))).isEqualTo(400);
    }

    @Test
    void shouldHaveWhatItHadBeforeARestartAtOnce() {
        for (int second = 0; second <= 100; second++) {
            other("other", 1000L * second, 500);
            budget.read("own", new BudgetDemand(400, 400, "an earlier run", 0), 1000L * second, true, seconds(500));
        }
        own(101_000, 501);

        assertThat(budget.perSecond(seconds(501))).isCloseTo(200, within(1e-9));
    }

    @Test
    void shouldWaitForItsShareUntilTheOthersHaveTheirNewOnes() {
        for (int second = 0; second <= 100; second++) {
            other("other", 1000L * second, 500);
        }
        own(100_500, 500);
        own(102_500, 502.9);
        assertThat(budget.perSecond(seconds(502.9))).isZero();

        own(103_100, 503.1);
        assertThat(budget.perSecond(seconds(504.2))).isCloseTo(200, within(1e-9));
    }

    @Test
    void shouldHaveAllOfItAtOnceWhereTheLastWasGoneLongAgo() {
        other("other", 0, 500);
        own(10_001, 500);
        assertThat(budget.perSecond(seconds(500))).isEqualTo(400);
    }

    @Test
    void shouldWaitWhereTheLastMayStillBeThere() {
        other("other", 0, 500);
        own(7_500, 500);

        assertThat(budget.perSecond(seconds(500))).isZero();
        own(8_500, 502);
        own(10_500, 504);
        assertThat(budget.perSecond(seconds(504.1))).isEqualTo(400);
    }

    @Test
    void shouldTrustNoTimestampThatASenderMade() {
        budget.read("other", new BudgetDemand(400, 400, "another run", 0), 0, false, seconds(500));
        budget.read("own", new BudgetDemand(400, 400, "run", seconds(500)), 1_000_000, false, seconds(500));

        assertThat(budget.perSecond(seconds(500))).isZero();
    }

    @Test
    void shouldLoseAtOnceAndGainLater() {
        own(0, 10);
        other("other", 100, 10.1);
        assertThat(budget.perSecond(seconds(10.1))).isCloseTo(200, within(1e-9));

        own(1000, 11);
        budget.read("other", null, 1100, true, seconds(11.1));
        own(3000, 13);
        assertThat(budget.perSecond(seconds(14))).isCloseTo(200, within(1e-9));
        assertThat(budget.perSecond(seconds(14.2))).isEqualTo(400);
    }

    @Test
    void shouldMakeNoCallWhileItDoesNotKnowWhatTheOthersDo() {
        own(0, 10);
        assertThat(budget.perSecond(seconds(13))).isEqualTo(400);
        assertThat(budget.known(seconds(13))).isTrue();
        assertThat(budget.perSecond(seconds(13.1))).isZero();
        assertThat(budget.known(seconds(13.1))).isFalse();

        own(4000, 14);
        assertThat(budget.perSecond(seconds(14))).isEqualTo(400);
    }

    @Test
    void shouldNotBeKeptUpByARecordThatTookLong() {
        budget.read("own", budget.currentDemand(400, seconds(10)), 0, true, seconds(12));

        assertThat(budget.perSecond(seconds(13))).isEqualTo(400);
        assertThat(budget.perSecond(seconds(13.1))).isZero();
    }

    @Test
    void shouldSayNoMoreThanTheBudget() {
        assertThat(budget.currentDemand(Double.MAX_VALUE, 5)).isEqualTo(new BudgetDemand(400, 400, "run", 5));
    }

    private void own(long timestamp, double now) {
        budget.read("own", budget.currentDemand(400, seconds(now)), timestamp, true, seconds(now));
    }

    private void other(String name, long timestamp, double now) {
        budget.read(name, new BudgetDemand(400, 400, "another run", 0), timestamp, true, seconds(now));
    }

    private static long seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000)).toNanos();
    }
}
