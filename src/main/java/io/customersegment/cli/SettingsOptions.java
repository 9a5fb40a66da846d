package io.customersegment.cli;

import io.customersegment.app.SegmentService;
import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which every command takes its settings: a file, over it the environment, over that these flags. */
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

    /** The settings. */
    Settings read() {
        return read(Map.of(), Map.of());
    }

    /**
     * The settings.
     *
     * @param defaults what the command would have where no flag says otherwise
     * @param fixed what the command itself decides, over everything else
     */
    Settings read(Map<String, String> defaults, Map<String, String> fixed) {
        Map<String, String> all = new LinkedHashMap<>(defaults);
        all.putAll(flags);
        all.putAll(fixed);
        return SegmentService.checked(SettingsReader.read(file, all));
    }
}
