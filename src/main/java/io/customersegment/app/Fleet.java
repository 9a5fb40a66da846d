package io.customersegment.app;

import io.customersegment.config.Settings;
import io.customersegment.fleet.FleetBudget;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * This instance among those of its application: its name, and what it shares with them.
 *
 * @param budget null if it has the budget of calls to itself
 * @param segments those that it has of others, and that they have of it
 */
record Fleet(Identity identity, @Nullable FleetBudget budget, SegmentSharing segments) implements AutoCloseable {

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
                        : null,
                SegmentSharing.start(settings));
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
        segments.close();
        identity.close();
    }
}
