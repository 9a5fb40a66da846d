package io.customersegment.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.customersegment.wire.BudgetDemand;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BudgetSharesTest {

    private static final Offset<Double> EXACT = within(1e-9);

    private final BudgetShares shares = new BudgetShares(6000);

    @Test
    void shouldGiveAllOfItToTheOnlyInstance() {
        wants("a", 0);

        assertThat(shares.shareOf("a")).isCloseTo(400, EXACT);
        assertThat(shares.shareOf("b")).isZero();
    }

    @Test
    void shouldShareEvenlyAmongThoseThatWantAllOfIt() {
        wants("a", 400);
        wants("b", 400);
        wants("c", 1e9);

        assertThat(shares.shareOf("a")).isCloseTo(400 / 3.0, EXACT);
        assertThat(shares.shareOf("c")).isCloseTo(400 / 3.0, EXACT);
    }

    @Test
    void shouldGiveTheBusyWhatTheIdleLeaveButForATenth() {
        wants("busy", 400);
        wants("idle", 0);
        wants("idler", 0);
        wants("idlest", 0);

        assertThat(shares.shareOf("idle")).isCloseTo(10, EXACT);
        assertThat(shares.shareOf("busy")).isCloseTo(370, EXACT);
    }

    @Test
    void shouldCutTheLargestDemandsFirst() {
        wants("small", 50);
        wants("large", 300);
        wants("larger", 350);

        assertThat(shares.shareOf("small")).isCloseTo(50, EXACT);
        assertThat(shares.shareOf("large")).isCloseTo(175, EXACT);
        assertThat(shares.shareOf("larger")).isCloseTo(175, EXACT);
    }

    @Test
    void shouldShareEvenlyWhatNobodyWants() {
        wants("a", 50);
        wants("b", 150);

        assertThat(shares.shareOf("a")).isCloseTo(150, EXACT);
        assertThat(shares.shareOf("b")).isCloseTo(250, EXACT);
    }

    @Test
    void shouldTakeTheLeastBudgetWhileSettingsAreBeingChanged() {
        wants("a", 0);
        shares.apply("b", new BudgetDemand(100, 0, "run", 0), 0);

        assertThat(shares.budget()).isEqualTo(100);
        assertThat(shares.shareOf("a") + shares.shareOf("b")).isCloseTo(100, EXACT);
    }

    @Test
    void shouldLetGoOfThoseThatLeaveOrAreSilent() {
        wants("a", 0);
        wants("b", 0);
        shares.apply("b", null, 1000);
        assertThat(shares.instances()).isEqualTo(1);

        shares.apply("c", new BudgetDemand(400, 0, "run", 0), 6000);
        assertThat(shares.instances()).isEqualTo(2);
        assertThat(shares.expire(6001)).isEqualTo(6000);
        assertThat(shares.instances()).isEqualTo(1);
        assertThat(shares.shareOf("a")).isZero();
    }

    private void wants(String instance, double callsPerSecond) {
        shares.apply(instance, new BudgetDemand(400, callsPerSecond, "run", 0), 0);
    }
}
