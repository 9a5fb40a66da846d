package io.customersegment.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of the commands that create data for a business: its catalogue and its request schema. */
final class BusinessOptions {

    @Option(names = "--catalogue", paramLabel = "FILE", description = "The catalogue; over the setting catalogue.file")
    private @Nullable Path catalogue;

    @Option(
            names = "--schema",
            paramLabel = "FILE",
            description = "The request schema with the products; over the setting request.schema.file")
    private @Nullable Path schema;

    /** Returns the settings that the flags stand for. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        if (catalogue != null) {
            settings.put("catalogue.file", catalogue.toString());
        }
        if (schema != null) {
            settings.put("request.schema.file", schema.toString());
        }
        return settings;
    }
}
