package io.customersegment.benchmark.contender;

import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Settings as arguments of a process, KEY=VALUE. */
final class SettingsArguments {

    private SettingsArguments() {}

    static Settings read(List<String> arguments) {
        Map<String, String> flags = new HashMap<>();
        for (String argument : arguments) {
            String[] pair = argument.split("=", 2);
            flags.put(pair[0], pair[1]);
        }
        return SettingsReader.read(null, Map.of(), flags);
    }
}
