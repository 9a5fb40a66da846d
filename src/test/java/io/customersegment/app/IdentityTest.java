package io.customersegment.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityTest {

    @TempDir
    private Path directory;

    @Test
    void shouldBeTheSameAfterARestart() {
        String before;
        try (Identity identity = Identity.take(directory)) {
            before = identity.name();
        }

        try (Identity again = Identity.take(directory)) {
            assertThat(again.name()).hasSize(36).isEqualTo(before);
        }
    }

    @Test
    void shouldBeAnotherForEachInstanceAtTheSameTime() {
        try (Identity first = Identity.take(directory);
                Identity second = Identity.take(directory)) {
            assertThat(second.name()).hasSize(36).isNotEqualTo(first.name());
        }
    }

    @Test
    void shouldStartWithoutADirectoryToKeepItIn() throws IOException {
        Path file = Files.createFile(directory.resolve("no-directory"));

        try (Identity identity = Identity.take(file)) {
            assertThat(identity.name()).hasSize(36);
        }
    }

    @Test
    void shouldMakeAnotherOfAFileThatWasCutShort() throws IOException {
        Files.writeString(directory.resolve("instance-0"), "half");

        String made;
        try (Identity identity = Identity.take(directory)) {
            made = identity.name();
        }

        assertThat(made).hasSize(36);
        assertThat(directory.resolve("instance-0")).hasContent(made);
    }
}
