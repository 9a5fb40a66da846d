package io.customersegment.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.customersegment.local.emulator.Fault;
import io.customersegment.local.emulator.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SceneTest {

    @TempDir
    private Path directory = Path.of("unset");

    @Test
    void shouldReadTheRequestsOfAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("scenes.jsonl"), """
                {"prompt": "members", "expected": "a segment"}

                {"prompt": "members", "car_model": "City", "expected": "Empty Data", "faults": {"probability": {"empty": 1}}}
                """);

        List<Scene> scenes = Scene.read(file);

        assertThat(scenes)
                .containsExactly(
                        new Scene("members", null, Faults.none(), Scene.SEGMENT),
                        new Scene("members", "City", Faults.none().withProbability(Fault.EMPTY, 1), "Empty Data"));
    }

    @Test
    void shouldShowEveryErrorTypeAndThreeSegmentsInEachDemo() throws IOException {
        assertThat(Example.names()).contains("gym");
        for (String name : Example.names()) {
            assertThat(Scene.read(Example.open(name).scenes()))
                    .as(name)
                    .extracting(Scene::expected)
                    .containsExactlyInAnyOrderElementsOf(
                            Scene.builtIn().stream().map(Scene::expected).toList());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "members | this is not a JSON object: {\"prompt\":...",
                "[] | this is not a JSON object",
                "{\"promt\": \"x\"} | there is an unknown key; the known ones are prompt, car_model, faults, expected",
                "{\"expected\": \"a segment\"} | prompt must be a text",
                "{\"prompt\": \"x\", \"car_model\": 3, \"expected\": \"a segment\"} | car_model must be a text, or be left out for the default",
                "{\"prompt\": \"x\", \"expected\": \"Outage\"} | expected must be one of a segment, Invalid Prompt, No Segments Found, Model Not Found, Personalize Error, Empty Data, Timeout Error",
                "{\"prompt\": \"x\", \"expected\": \"a segment\", \"faults\": {\"next\": {\"rain\": 1}}} | faults: Unknown fault rain"
            })
    void shouldTellWhatIsWrongWithALine(String line, String message) throws IOException {
        Path file = Files.writeString(directory.resolve("scenes.jsonl"), "\n" + line + "\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scene.read(file))
                .withMessageStartingWith(file + ", line 2: " + message);
    }

    @Test
    void shouldSayThatThereIsNoRequest() throws IOException {
        Path file = Files.writeString(directory.resolve("scenes.jsonl"), "\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scene.read(file))
                .withMessageContaining("has no requests; it needs a JSON object a line");
    }
}
