package io.customersegment.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;

class SendersTest {

    private final ManualClock clock = new ManualClock();
    private double callsPerSecond = 400;
    private final Senders half = new Senders(PendingRequests.SENDER, 50, () -> callsPerSecond, () -> 4, clock);

    @Test
    void shouldKnowSenderByTheHeader() {
        assertThat(half.of(PendingRequests.arrival(
                        0, List.of(PendingRequests.header(PendingRequests.SENDER, " spring campaign ")))))
                .isEqualTo("spring campaign");
    }

    @Test
    void shouldTakeAllWithoutUsableHeaderForOneSender() {
        assertThat(half.of(PendingRequests.arrival(0, List.of()))).isEmpty();
        assertThat(half.of(PendingRequests.arrival(0, List.of(new RecordHeader(PendingRequests.SENDER, null)))))
                .isEmpty();
        assertThat(half.of(PendingRequests.arrival(
                        0, List.of(new RecordHeader(PendingRequests.SENDER, new byte[] {(byte) 0xC3})))))
                .isEmpty();
        assertThat(half.of(PendingRequests.arrival(
                        0, List.of(PendingRequests.header(PendingRequests.SENDER, "x".repeat(257))))))
                .isEmpty();
        assertThat(half.of(PendingRequests.arrival(
                        0, List.of(PendingRequests.header(PendingRequests.SENDER, "x".repeat(256))))))
                .hasSize(256);
    }

    @Test
    void shouldGiveSenderItsShareOfTheCallsAndNoMore() {
        assertThat(loadsOf("bulk", 10_000)).isBetween(10 * 50, 10 * 50 + 6);
    }

    @Test
    void shouldGiveEachSenderAShareOfItsOwn() {
        loadsOf("bulk", 1_000);

        assertThat(loadsOf("small", 1_000)).isBetween(50, 56);
    }

    @Test
    void shouldFollowTheRateInForce() {
        callsPerSecond = 40;

        assertThat(loadsOf("bulk", 10_000)).isBetween(10 * 5, 10 * 5 + 2);
    }

    @Test
    void shouldChargeWhatLoadsTookInTheEnd() {
        int loads = 0;
        for (int millis = 0; millis < 10_000; millis++) {
            while (half.open("bulk")) {
                half.ended("bulk", half.started("bulk"), 20);
                loads++;
            }
            clock.advance(Duration.ofMillis(1));
        }

        assertThat(loads).isBetween(10 * 10, 10 * 10 + 2);
    }

    @Test
    void shouldStartLoadInTheEndHoweverManyCallsItTakes() {
        Senders little = new Senders(PendingRequests.SENDER, 1, () -> 10, () -> 100, clock);
        little.started("bulk");
        clock.advance(Duration.ofSeconds(989));
        boolean before = little.open("bulk");

        clock.advance(Duration.ofSeconds(2));

        assertThat(before).isFalse();
        assertThat(little.open("bulk")).isTrue();
    }

    @Test
    void shouldForgetSendersWhoseShareIsWholeAgain() {
        for (int i = 0; i < 100_000; i++) {
            half.started("invented " + i);
            clock.advance(Duration.ofMillis(10));
        }

        assertThat(half.known()).isLessThan(1100);
    }

    @Test
    void shouldNotHoldSenderForLongerWhenTheClockJumpsBack() {
        half.started("bulk");
        half.started("bulk");
        IntStream.range(0, 20).forEach(i -> half.started("bulk"));
        clock.advance(Duration.ofHours(-1));
        half.open("bulk");

        clock.advance(Duration.ofSeconds(1));

        assertThat(half.open("bulk")).isTrue();
    }

    @Test
    void shouldCountNothingWithoutLimit() {
        Senders all = PendingRequests.senders();

        IntStream.range(0, 10_000).forEach(i -> all.started("bulk"));

        assertThat(all.open("bulk")).isTrue();
        assertThat(all.known()).isZero();
    }

    /** Starts all loads that the sender may start in the given number of milliseconds, and returns their number. */
    private int loadsOf(String sender, int millis) {
        int loads = 0;
        for (int i = 0; i < millis; i++) {
            while (half.open(sender)) {
                half.started(sender);
                loads++;
            }
            clock.advance(Duration.ofMillis(1));
        }
        return loads;
    }
}
