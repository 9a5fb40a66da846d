package io.customersegment;

import io.customersegment.app.SegmentService;
import io.customersegment.app.TopicDeclarations;
import io.customersegment.app.Wiring;
import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import io.customersegment.local.data.SampleData;
import io.customersegment.local.emulator.Emulator;
import io.customersegment.local.emulator.EmulatorSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** The emulator with sample data of a fixed day, alongside a broker, for the processors that a test starts and stops. */
public final class LocalParts implements AutoCloseable {

    private final SampleData sample = SampleData.asOf(SampleData.DAY);
    private final String bootstrapServers;
    private final Emulator emulator;

    public LocalParts(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.emulator = Emulator.start(
                EmulatorSettings.onPort(0),
                sample.dataset(),
                Wiring.from(SettingsReader.read(null, Map.of(), Map.of()))
                        .templates()
                        .all());
    }

    /** Returns the sample data of the emulator. */
    public SampleData sample() {
        return sample;
    }

    public Emulator emulator() {
        return emulator;
    }

    /**
     * Returns settings for a processor with topics and an application id of its own, connected to the broker and the emulator; creates the
     * topics.
     */
    Settings settings(String name, Map<String, String> more) {
        Settings settings = SettingsReader.read(null, Map.of(), flags(name, more));
        createTopics(settings);
        return settings;
    }

    /** Returns the settings of such a processor as command-line flags; does not create the topics. */
    public Map<String, String> flags(String name, Map<String, String> more) {
        Map<String, String> flags = new HashMap<>(Map.of(
                "http.port",
                "0",
                "bootstrap.servers",
                bootstrapServers,
                "personalize.endpoint",
                emulator.endpoint().toString(),
                "application.id",
                name,
                "request.topic",
                name + "-requests",
                "result.topic",
                name + "-results",
                "error.topic",
                name + "-errors"));
        flags.putAll(more);
        return flags;
    }

    /** Creates the missing topics of the settings, with unlimited retention. */
    public static void createTopics(Settings settings) {
        try (Admin admin = SegmentService.admin(settings.kafka())) {
            TopicDeclarations.named(settings.topics()).create(admin, Map.of("retention.ms", "-1"));
        }
    }

    @Override
    public void close() {
        emulator.close();
    }
}
