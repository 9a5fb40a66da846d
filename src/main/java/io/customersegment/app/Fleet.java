package io.customersegment.app;

import io.customersegment.config.Settings;
import io.customersegment.fleet.FleetBudget;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * This instance among those of its application: its name, and what it shares with them.
 *
 * @param budget null if it has the budget of calls to itself
 */
record Fleet(Identity identity, @Nullable FleetBudget budget) implements AutoCloseable {

    /**
     * Joins the others. What it shares is there a moment later, for the cluster has to be asked.
     *
     * @param stateDirectory where Kafka Streams keeps its state
     */
    static Fleet join(Settings settings, String stateDirectory) {
        Identity identity =
                Identity.take(Path.of(stateDirectory, settings.kafka().applicationId() + "-instances"));
        return new Fleet(
                identity,
                settings.resilience().callsShared()
                        ? FleetBudget.open(
                                settings.kafka(), settings.resilience().callsPerSecond(), identity.name())
                        : null);
    }

    /** The name of this instance, the same after a restart. */
    String instance() {
        return identity.name();
    }

    /** Leaves them. */
    @Override
    public void close() {
        if (budget != null) {
            budget.close();
        }
        identity.close();
    }
}
