package io.customersegment.cli;

import io.customersegment.app.SegmentService;
import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options through which every command gets its settings: a file, overridden by the environment, overridden by these flags. */
final class SettingsOptions {

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Settings file (key=value lines)")
    private @Nullable Path file;

    @Option(
            names = {"-s", "--set"},
            paramLabel = "KEY=VALUE",
            description = "One setting; may be given several times. config/README.md lists the keys")
    private Map<String, String> flags = new LinkedHashMap<>();

    /** Reads the settings. */
    Settings read() {
        return read(Map.of(), Map.of());
    }

    /**
     * Reads the settings.
     *
     * @param defaults the command's own values, used where no flag sets another
     * @param fixed the values that the command itself determines, which override everything else
     */
    Settings read(Map<String, String> defaults, Map<String, String> fixed) {
        Map<String, String> all = new LinkedHashMap<>(defaults);
        all.putAll(flags);
        all.putAll(fixed);
        return SegmentService.checked(SettingsReader.read(file, all));
    }
}
