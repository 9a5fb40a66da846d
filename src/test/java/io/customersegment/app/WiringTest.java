package io.customersegment.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.customersegment.catalogue.CatalogueReader;
import io.customersegment.text.InvalidFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The mistakes in a catalogue that are rejected at the start: violations of the rules of the file, of the filters and of English. */
final class WiringTest {

    private static final Path MISTAKES = Path.of("src/test/resources/catalogue/mistakes.txt");
    private static final String COLUMNS =
            "columns: [{name: guest_id, type: id}, {name: nights, type: integer, filter: true},"
                    + " {name: stay, type: date}, {name: room, type: text, values: [single, suite]},"
                    + " {name: club, type: text, values: [silver, gold]}]\n";

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void shouldReportEveryMistakeWithItsPosition(String title, String yaml, List<String> reported) throws IOException {
        Path file = Files.writeString(folder.resolve("catalogue.yaml"), yaml);

        String expected = "The catalogue " + file + " cannot be used:" + (reported.size() == 1 ? " " : "\n")
                + String.join("\n", reported);
        assertThatExceptionOfType(InvalidFileException.class)
                .as(title)
                .isThrownBy(() -> Wiring.checked(file).catalogue())
                .withMessage(expected);
    }

    @Test
    void shouldKnowAllProblemsWhereTheMessageHasTheFirstTen() throws IOException {
        String entries = Stream.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l")
                .map(name -> "  - {name: " + name + ", number: rooms}\n")
                .collect(Collectors.joining());
        Path file = Files.writeString(folder.resolve("catalogue.yaml"), COLUMNS + "entries:\n" + entries);

        assertThatExceptionOfType(InvalidFileException.class)
                .isThrownBy(() -> Wiring.checked(file).catalogue())
                .withMessageEndingWith("\nand 2 more")
                .satisfies(fault -> assertThat(fault.problems()).hasSize(12));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config/catalogue.yaml",
                "config/examples/gym/catalogue.yaml",
                "src/test/resources/prompts/hotel-catalogue.yaml"
            })
    void shouldRefuseNothingInTheCataloguesThatAreShipped(String file) {
        assertThat(Wiring.checked(Path.of(file)).catalogue().columns())
                .isEqualTo(CatalogueReader.read(Path.of(file)).columns());
    }

    static Stream<Arguments> mistakes() throws IOException {
        List<Arguments> mistakes = new ArrayList<>();
        for (String block : Files.readString(MISTAKES).split("(?m)^--- (?=\\S)", -1)) {
            String title = block.lines().findFirst().orElse("");
            List<String> yaml = new ArrayList<>();
            List<String> reported = new ArrayList<>();
            block.lines().skip(1).forEach(line -> {
                if (line.startsWith("=> ")) {
                    reported.add(line.substring("=> ".length()));
                } else {
                    yaml.add(line);
                }
            });
            if (!reported.isEmpty()) {
                String text = String.join("\n", yaml).strip();
                boolean whole = text.isEmpty() || text.contains("columns");
                mistakes.add(Arguments.of(title, whole ? text : COLUMNS + text, reported));
            }
        }
        return mistakes.stream();
    }
}
