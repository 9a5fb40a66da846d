package io.customersegment.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.app.Wiring;
import io.customersegment.config.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The prompts of the gym example: those next to its catalogue, and those of authors who knew only the catalogue. */
final class GymVoicesTest {

    private static final LocalDate DAY = LocalDate.of(2024, 12, 1);
    private static final Wiring GYM = Wiring.from(SettingsReader.read(
            null,
            Map.of(
                    "catalogue.file", "config/examples/gym/catalogue.yaml",
                    "request.schema.file", "config/examples/gym/request.schema.json")));

    @Test
    void shouldReadEveryVerifiedPromptOfTheExample() throws IOException {
        assertThat(differences("config/examples/gym/prompts.jsonl", 35)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "gym-voices-a.jsonl, 80",
        "gym-voices-b.jsonl, 83",
        "gym-voices-c.jsonl, 71",
        "gym-voices-d.jsonl, 70",
        "gym-voices-e.jsonl, 87",
        "gym-voices-f.jsonl, 95",
        "gym-voices-g.jsonl, 94",
        "gym-voices-h.jsonl, 87",
        "gym-voices-i.jsonl, 89",
        "gym-voices-j.jsonl, 90",
        "gym-voices-k.jsonl, 84",
        "gym-voices-l.jsonl, 82",
        "gym-voices-m.jsonl, 87",
        "gym-voices-n.jsonl, 93",
        "gym-voices-o.jsonl, 90",
        "gym-voices-p.jsonl, 81",
        "gym-voices-q.jsonl, 72",
        "gym-voices-r.jsonl, 95",
        "gym-voices-s.jsonl, 88"
    })
    void shouldReadWhatPeopleWriteFreelyAndNothingInAnotherWay(String file, int exact) throws IOException {
        List<VerifiedPrompts.Difference> differences = differences("src/test/resources/prompts/" + file, 100);

        assertThat(differences)
                .filteredOn(difference -> difference.read() != null)
                .extracting(difference -> difference.prompt().text())
                .isEmpty();
        assertThat(100 - differences.size()).isGreaterThanOrEqualTo(exact);
    }

    private static List<VerifiedPrompts.Difference> differences(String file, int size) throws IOException {
        List<Prompt> prompts = PromptFile.verified(file, Files.readAllBytes(Path.of(file)));
        assertThat(prompts).hasSize(size);
        return new VerifiedPrompts(GYM, DAY).differences(prompts);
    }
}
