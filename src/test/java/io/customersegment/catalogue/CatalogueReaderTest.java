package io.customersegment.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueReaderTest {

    @TempDir
    private Path directory = Path.of("unset");

    @Test
    void shouldIdentifyTheContentOfTheFile() throws IOException {
        byte[] builtIn;
        try (InputStream stream = getClass().getResourceAsStream("/config/catalogue.yaml")) {
            builtIn = Objects.requireNonNull(stream).readAllBytes();
        }
        Path same = Files.write(directory.resolve("same.yaml"), builtIn);
        Path other = Files.writeString(directory.resolve("other.yaml"), Files.readString(same) + "# other\n");

        assertThat(CatalogueReader.builtIn().version())
                .matches("[0-9a-f]{12}")
                .isEqualTo(CatalogueReader.read(same).version())
                .isNotEqualTo(CatalogueReader.read(other).version());
    }
}
