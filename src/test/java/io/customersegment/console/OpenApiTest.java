package io.customersegment.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.app.Wiring;
import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import java.net.InetAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The API has exactly the described calls; {@code ConsoleIT} validates the responses. */
final class OpenApiTest {

    /** Calls that are handled outside the routes. */
    private static final List<String> BESIDES = List.of("GET /api/session", "POST /api/session", "GET /api/events");

    @Test
    void shouldDescribeEveryCallAndNoOther() {
        Settings settings = SettingsReader.read(null, Map.of(), Map.of());
        Events events = new Events();
        try (Processors processors = new Processors(List.of(), events)) {
            Api api = new Api(
                    Wiring.from(settings),
                    Wiring.catalogue(settings.request()),
                    settings.request().promptMaxChars(),
                    Clock.systemUTC(),
                    new Access(null, InetAddress.getLoopbackAddress(), settings.console()),
                    new PublishedRequests(),
                    null,
                    new Traffic(settings.topics(), Clock.systemUTC(), events),
                    processors);

            List<String> calls = new ArrayList<>(BESIDES);
            api.routes().forEach(route -> calls.add(route.method() + " " + route.template()));

            assertThat(new OpenApi().calls()).containsExactlyInAnyOrderElementsOf(calls);
        }
    }
}
