package io.customersegment.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AdaptiveRateTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private long now = 17 * SECOND + 3;
    private final AdaptiveRate rate = new AdaptiveRate(CallBudget.of(1000), now);

    @Test
    void shouldFollowABudgetThatChanges() {
        double[] callsPerSecond = {200};
        AdaptiveRate shared = new AdaptiveRate(time -> callsPerSecond[0], now);
        shared.sent(now);
        shared.throttled(now, now);
        assertThat(shared.perSecond(now)).isLessThan(20);

        now += 60 * SECOND;
        assertThat(shared.perSecond(now)).isEqualTo(200);
        callsPerSecond[0] = 0;
        assertThat(shared.perSecond(now)).isZero();
    }

    @Test
    void shouldBeTheBudgetUntilTheServiceThrottles() {
        send(3000, 3);

        assertThat(rate.perSecond(now)).isEqualTo(1000);
    }

    @Test
    void shouldBeCutByTheTwentiethPartOfWhatIsSent() {
        send(400, 1);

        rate.throttled(now, now);

        assertThat(rate.perSecond(now)).isCloseTo(380, within(20.0));
    }

    @Test
    void shouldBeCutOnceForAllCallsThatWentOutBefore() {
        send(400, 1);
        long sent = now;
        now += SECOND / 50;

        for (int i = 0; i < 100; i++) {
            rate.throttled(sent, now);
        }

        assertThat(rate.perSecond(now)).isCloseTo(380, within(20.0));
    }

    @Test
    void shouldNotBeCutBelowWhatTheServiceTakes() {
        send(400, 1);
        for (int i = 0; i < 400; i++) {
            rate.taken(now);
        }

        for (int i = 0; i < 100; i++) {
            now += SECOND / 1000;
            rate.throttled(now, now);
        }

        assertThat(rate.perSecond(now)).isCloseTo(380, within(1.0));
    }

    @Test
    void shouldComeBackQuicklySlowlyAndQuicklyAgain() {
        send(500, 1);
        rate.throttled(now, now);
        double plateau = rate.perSecond(now) / 0.95;
        double regrown = Math.cbrt(plateau * 0.05 / 0.4);

        assertThat(rate.perSecond(now + (long) (regrown / 2 * SECOND))).isGreaterThan(plateau * 0.99);
        assertThat(rate.perSecond(now + (long) (regrown * SECOND))).isCloseTo(plateau, within(0.1));
        assertThat(rate.perSecond(now + (long) (regrown * 1.5 * SECOND))).isLessThan(plateau * 1.01);
        assertThat(rate.perSecond(now + 20 * SECOND)).isEqualTo(1000);
        assertThat(rate.perSecond(now + 1_000_000 * SECOND)).isEqualTo(1000);
    }

    @Test
    void shouldNeverFallBelowOneCallASecond() {
        for (int i = 0; i < 1000; i++) {
            now++;
            rate.throttled(now, now);
        }

        assertThat(rate.perSecond(now)).isEqualTo(1);
    }

    private void send(int calls, int seconds) {
        for (int i = 0; i < calls; i++) {
            now += seconds * SECOND / calls;
            rate.sent(now);
        }
    }
}
