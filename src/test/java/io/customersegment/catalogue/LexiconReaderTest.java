package io.customersegment.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LexiconReaderTest {

    private static final String COLUMNS = """
            columns:
              - {name: nights, type: integer}
              - {name: stay, type: date}
              - {name: room, type: text, values: [single, suite]}
            entries:
            """;

    @TempDir
    Path folder;

    @Test
    void shouldKeepSpansOfTimeRelative() throws IOException {
        Catalogue catalogue =
                catalogue("  - {name: recent, which: [recent], means: [{column: stay, within: 30 days}]}");

        Entry entry = catalogue.lexicon().entries().get(0);

        assertThat(entry.means())
                .containsExactly(new Meaning.Dated(catalogue.column("stay"), Meaning.Reach.WITHIN, Period.ofDays(30)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: x, nouns: [a]}|unknown key nouns",
                "{name: x, number: days}|no column days",
                "{name: x, means: [{column: stay, whithin: 3 days}]}|unknown key whithin",
                "{name: x, means: [{column: stay, within: 3 fortnights}]}|3 fortnights",
                "{name: x, means: [{column: room, in: [double]}]}|[double]",
                "{name: x, text: room, values: {double: []}}|the value double",
                "{name: x, order: [nights down]}|nights down"
            })
    void shouldSayWhatIsWrong(String entry, String expected) {
        assertThatThrownBy(() -> catalogue("  - " + entry))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expected);
    }

    private Catalogue catalogue(String entries) throws IOException {
        Path file = folder.resolve("catalogue.yaml");
        Files.writeString(file, COLUMNS + entries);
        return CatalogueReader.read(file);
    }
}
