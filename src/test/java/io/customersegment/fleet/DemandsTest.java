package io.customersegment.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.customersegment.wire.BudgetDemand;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DemandsTest {

    private static final Offset<Double> EXACT = within(1e-9);

    private final Demands demands = new Demands(6000);

    @Test
    void shouldGiveAllOfItToTheOnlyInstance() {
        wants("a", 0);

        assertThat(demands.shareOf("a")).isCloseTo(400, EXACT);
        assertThat(demands.shareOf("b")).isZero();
    }

    @Test
    void shouldShareEvenlyAmongThoseThatWantAllOfIt() {
        wants("a", 400);
        wants("b", 400);
        wants("c", 1e9);

        assertThat(demands.shareOf("a")).isCloseTo(400 / 3.0, EXACT);
        assertThat(demands.shareOf("c")).isCloseTo(400 / 3.0, EXACT);
    }

    @Test
    void shouldGiveTheBusyWhatTheIdleLeaveButForATenth() {
        wants("busy", 400);
        wants("idle", 0);
        wants("idler", 0);
        wants("idlest", 0);

        assertThat(demands.shareOf("idle")).isCloseTo(10, EXACT);
        assertThat(demands.shareOf("busy")).isCloseTo(370, EXACT);
    }

    @Test
    void shouldCutTheLargestDemandsFirst() {
        wants("small", 50);
        wants("large", 300);
        wants("larger", 350);

        assertThat(demands.shareOf("small")).isCloseTo(50, EXACT);
        assertThat(demands.shareOf("large")).isCloseTo(175, EXACT);
        assertThat(demands.shareOf("larger")).isCloseTo(175, EXACT);
    }

    @Test
    void shouldShareEvenlyWhatNobodyWants() {
        wants("a", 50);
        wants("b", 150);

        assertThat(demands.shareOf("a")).isCloseTo(150, EXACT);
        assertThat(demands.shareOf("b")).isCloseTo(250, EXACT);
    }

    @Test
    void shouldTakeTheLeastBudgetWhileSettingsAreBeingChanged() {
        wants("a", 0);
        demands.apply("b", new BudgetDemand(100, 0, "run", 0), 0);

        assertThat(demands.budget()).isEqualTo(100);
        assertThat(demands.shareOf("a") + demands.shareOf("b")).isCloseTo(100, EXACT);
    }

    @Test
    void shouldLetGoOfThoseThatLeaveOrAreSilent() {
        wants("a", 0);
        wants("b", 0);
        demands.apply("b", null, 1000);
        assertThat(demands.instances()).isEqualTo(1);

        demands.apply("c", new BudgetDemand(400, 0, "run", 0), 6000);
        assertThat(demands.instances()).isEqualTo(2);
        assertThat(demands.expire(6001)).isEqualTo(6000);
        assertThat(demands.instances()).isEqualTo(1);
        assertThat(demands.shareOf("a")).isZero();
    }

    private void wants(String instance, double callsPerSecond) {
        demands.apply(instance, new BudgetDemand(400, callsPerSecond, "run", 0), 0);
    }
}
