package io.customersegment.app;

import io.customersegment.config.Settings;
import io.customersegment.fleet.FleetBudget;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * This instance among the instances of its application: its name, and what it shares with them.
 *
 * @param budget the shared budget of calls, null if this instance has a budget to itself
 * @param segments the segments that it shares with them
 */
record Fleet(InstanceId instanceId, @Nullable FleetBudget budget, SegmentSharing segments) implements AutoCloseable {

    /**
     * Joins the other instances. Shared data become available a moment later, because they come from the cluster.
     *
     * @param stateDirectory the directory where Kafka Streams keeps its state
     */
    static Fleet join(Settings settings, String stateDirectory) {
        InstanceId instanceId =
                InstanceId.take(Path.of(stateDirectory, settings.kafka().applicationId() + "-instances"));
        return new Fleet(
                instanceId,
                settings.resilience().callsShared()
                        ? FleetBudget.open(
                                settings.kafka(), settings.resilience().callsPerSecond(), instanceId.name())
                        : null,
                SegmentSharing.start(settings));
    }

    /** The name of this instance, the same after a restart. */
    String instance() {
        return instanceId.name();
    }

    /** Leaves the other instances. */
    @Override
    public void close() {
        if (budget != null) {
            budget.close();
        }
        segments.close();
        instanceId.close();
    }
}
