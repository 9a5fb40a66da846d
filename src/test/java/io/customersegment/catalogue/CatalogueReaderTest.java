package io.customersegment.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CatalogueReaderTest {

    private static final Path BUILT_IN = Path.of("config/catalogue.yaml");

    @TempDir
    Path folder;

    @Test
    void shouldIdentifyTheContentOfTheFile() throws IOException {
        Path same = Files.copy(BUILT_IN, folder.resolve("same.yaml"));
        Path other = Files.writeString(folder.resolve("other.yaml"), Files.readString(BUILT_IN) + "# other\n");

        assertThat(CatalogueReader.builtIn().version())
                .matches("[0-9a-f]{12}")
                .isEqualTo(CatalogueReader.read(same).version())
                .isNotEqualTo(CatalogueReader.read(other).version());
    }

    @Test
    void shouldFindNothingWrongWithTheCatalogueThatIsBuiltIn() {
        Catalogue catalogue = CatalogueReader.read(BUILT_IN);

        assertThat(catalogue.columns()).isEqualTo(CatalogueReader.builtIn().columns());
    }
}
