package io.customersegment.local.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The port, the data directory and the properties of a broker.
 *
 * @param port 0 for any free port
 * @param directory keeps the data when the broker is closed, so that it can be started again; null for a temporary directory that is
 *     deleted on close
 * @param overrides broker properties that take precedence over the broker's own
 */
public record BrokerSettings(int port, @Nullable Path directory, Map<String, String> overrides) {

    public BrokerSettings {
        overrides = Map.copyOf(overrides);
    }

    /** Returns settings with any free port and a temporary directory. */
    public static BrokerSettings temporary() {
        return new BrokerSettings(0, null, Map.of());
    }

    /** Returns settings of a broker that restarts with the same address and the same data. */
    public static BrokerSettings at(int port, Path directory) {
        return new BrokerSettings(port, directory, Map.of());
    }

    /** Returns a copy with other broker properties. */
    public BrokerSettings withOverrides(Map<String, String> properties) {
        return new BrokerSettings(port, directory, properties);
    }

    /** Omits the values of the overrides, which may contain passwords. */
    @Override
    public String toString() {
        return "BrokerSettings[" + port + ", " + directory + ", " + new TreeSet<>(overrides.keySet()) + "]";
    }
}
