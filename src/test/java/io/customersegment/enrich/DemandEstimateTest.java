package io.customersegment.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DemandEstimateTest {

    private final DemandEstimate estimate = new DemandEstimate();

    @Test
    void shouldBeALittleMoreThanWasUsed() {
        assertThat(estimate.at(80, 400, false)).isEqualTo(100);
        assertThat(estimate.at(80, 400, true)).isEqualTo(100);
    }

    @Test
    void shouldHaveNoEndWhereAllIsUsedAndMoreIsHeld() {
        estimate.at(0, 90, false);
        estimate.at(0, 90, false);

        assertThat(estimate.at(85, 90, false)).isLessThan(110);
        assertThat(estimate.at(85, 90, true)).isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void shouldNotTakeItForRoomWhenMoreHasJustBeenAllowed() {
        for (int i = 0; i < 20; i++) {
            estimate.at(20, 20, true);
        }

        assertThat(estimate.at(30, 160, true)).isEqualTo(Double.MAX_VALUE);
        assertThat(estimate.at(90, 160, true)).isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void shouldOutlastAMomentAndNoMore() {
        estimate.at(100, 100, true);

        for (int i = 0; i < 5; i++) {
            assertThat(estimate.at(0, 100, true)).isEqualTo(Double.MAX_VALUE);
        }
        assertThat(estimate.at(0, 100, true)).isZero();
    }
}
