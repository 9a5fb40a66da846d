package io.customersegment.local.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where a broker listens and keeps its data.
 *
 * @param port 0 for any that is free
 * @param directory where the data stays when the broker is closed, so that it can be started again; null for a temporary one that
 *     is deleted then
 * @param overrides broker properties that go before the broker's own
 */
public record BrokerSettings(int port, @Nullable Path directory, Map<String, String> overrides) {

    public BrokerSettings {
        overrides = Map.copyOf(overrides);
    }

    /** Any free port, a temporary directory. */
    public static BrokerSettings temporary() {
        return new BrokerSettings(0, null, Map.of());
    }

    /** A broker that comes back under the same address with the same data. */
    public static BrokerSettings at(int port, Path directory) {
        return new BrokerSettings(port, directory, Map.of());
    }

    /** The same with other broker properties. */
    public BrokerSettings withOverrides(Map<String, String> properties) {
        return new BrokerSettings(port, directory, properties);
    }

    /** Without the values of the overrides, among which may be passwords. */
    @Override
    public String toString() {
        return "BrokerSettings[" + port + ", " + directory + ", " + new TreeSet<>(overrides.keySet()) + "]";
    }
}
