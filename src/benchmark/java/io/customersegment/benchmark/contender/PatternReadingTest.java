package io.customersegment.benchmark.contender;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.app.Wiring;
import io.customersegment.config.SettingsReader;
import io.customersegment.wire.Arrival;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PatternReadingTest {

    private static final long NOW = System.currentTimeMillis();

    private final RequestReading ours = new OurReading(Wiring.from(SettingsReader.read(null, Map.of(), Map.of())));
    private final RequestReading patterns = new PatternReading(ours, UnreadMain.CAR_MODEL);

    @Test
    void shouldAskOfEachFormWhatOurReadingAsksButForTheBoundsOfItsNumbers() {
        for (Form form : Form.ALL) {
            Object[] numbers = new Object[form.placeholders().size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = 40 + i;
            }
            Arrival arrival = arrival(form.prompt(numbers));

            Asking expected = asking(ours, arrival);
            Asking found = asking(patterns, arrival);

            assertThat(found.filter()).isEqualTo(expected.filter());
            assertThat(found.shown()).isEqualTo(expected.shown());
            assertThat(found.values()).containsAllEntriesOf(without(expected.values(), form.placeholders()));
            for (int i = 0; i < numbers.length; i++) {
                assertThat(found.values()).containsEntry(form.placeholders().get(i), numbers[i].toString());
            }
        }
    }

    @Test
    void shouldTellRequestsWithOtherNumbersApart() {
        List<Asking> askings = new ArrayList<>();
        for (int spend = 0; spend < 100; spend++) {
            askings.add(asking(patterns, arrival(Form.ALL.get(0).prompt(spend))));
        }

        assertThat(askings).doesNotHaveDuplicates();
        assertThat(askings).contains(asking(patterns, arrival(Form.ALL.get(0).prompt(50))));
    }

    private static Map<String, String> without(Map<String, String> values, List<String> placeholders) {
        Map<String, String> rest = new HashMap<>(values);
        placeholders.forEach(rest::remove);
        return rest;
    }

    private static Asking asking(RequestReading reading, Arrival arrival) {
        return reading.read(arrival).fold(asking -> asking, failure -> {
            throw new AssertionError(failure.detail());
        });
    }

    private static Arrival arrival(String prompt) {
        String value = "{\"prompt\":\"" + prompt + "\",\"car_model\":\"" + UnreadMain.CAR_MODEL + "\"}";
        return new Arrival("requests", 0, 0, NOW, null, value.getBytes(StandardCharsets.UTF_8), List.of());
    }
}
