package io.customersegment.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DemandTest {

    private final Demand demand = new Demand();

    @Test
    void shouldBeALittleMoreThanWasUsed() {
        assertThat(demand.at(80, 400, false)).isEqualTo(100);
        assertThat(demand.at(80, 400, true)).isEqualTo(100);
    }

    @Test
    void shouldHaveNoEndWhereAllIsUsedAndMoreIsHeld() {
        demand.at(0, 90, false);
        demand.at(0, 90, false);

        assertThat(demand.at(85, 90, false)).isLessThan(110);
        assertThat(demand.at(85, 90, true)).isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void shouldNotTakeItForRoomWhenMoreHasJustBeenAllowed() {
        for (int i = 0; i < 20; i++) {
            demand.at(20, 20, true);
        }

        assertThat(demand.at(30, 160, true)).isEqualTo(Double.MAX_VALUE);
        assertThat(demand.at(90, 160, true)).isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void shouldOutlastAMomentAndNoMore() {
        demand.at(100, 100, true);

        for (int i = 0; i < 5; i++) {
            assertThat(demand.at(0, 100, true)).isEqualTo(Double.MAX_VALUE);
        }
        assertThat(demand.at(0, 100, true)).isZero();
    }
}
