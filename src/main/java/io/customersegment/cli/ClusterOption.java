package io.customersegment.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flag of the commands that connect to a cluster. */
final class ClusterOption {

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "The Kafka cluster; over the setting bootstrap.servers")
    private @Nullable String bootstrapServers;

    /** Whether the command line names a cluster. */
    boolean given() {
        return bootstrapServers != null;
    }

    /** Returns the setting that the flag stands for, empty without the flag. */
    Map<String, String> settings() {
        return bootstrapServers == null ? Map.of() : Map.of("bootstrap.servers", bootstrapServers);
    }
}
