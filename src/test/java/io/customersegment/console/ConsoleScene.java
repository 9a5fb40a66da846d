package io.customersegment.console;

import io.customersegment.LocalParts;
import io.customersegment.app.SegmentService;
import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import io.customersegment.local.broker.Broker;
import io.customersegment.local.broker.BrokerSettings;
import io.customersegment.local.emulator.Emulator;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** A broker, the emulator, a processor and a console that watches it. */
final class ConsoleScene implements AutoCloseable {

    private final Broker broker = Broker.start(BrokerSettings.temporary());
    private final LocalParts parts = new LocalParts(broker.bootstrapServers());
    private final SegmentService service;
    private final Console console;
    private final Map<String, String> flags;

    ConsoleScene() {
        flags = new HashMap<>(parts.flags("console", Map.of("console.port", "0")));
        LocalParts.createTopics(settings());
        service = SegmentService.start(settings());
        service.awaitRunning();
        flags.put("console.processors", "http://127.0.0.1:" + service.httpPort() + ",http://127.0.0.1:9");
        console = Console.open(settings(), Clock.systemUTC());
    }

    Settings settings() {
        return SettingsReader.read(null, Map.of(), flags);
    }

    URI address() {
        return console.address();
    }

    /** Opens another console on the same cluster. */
    Console console(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(flags);
        all.putAll(more);
        return Console.open(SettingsReader.read(null, Map.of(), all), Clock.systemUTC());
    }

    Emulator emulator() {
        return parts.emulator();
    }

    @Override
    public void close() {
        console.close();
        service.close();
        parts.close();
        broker.close();
    }
}
