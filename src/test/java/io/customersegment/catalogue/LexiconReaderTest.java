package io.customersegment.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LexiconReaderTest {

    private static final String COLUMNS = """
            columns:
              - {name: guest_id, type: id}
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

    private Catalogue catalogue(String entries) throws IOException {
        Path file = folder.resolve("catalogue.yaml");
        Files.writeString(file, COLUMNS + entries);
        return CatalogueReader.read(file);
    }
}
