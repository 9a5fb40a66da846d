package io.customersegment.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceIdTest {

    @TempDir
    private Path directory;

    @Test
    void shouldBeTheSameAfterARestart() {
        String before;
        try (InstanceId instanceId = InstanceId.take(directory)) {
            before = instanceId.name();
        }

        try (InstanceId again = InstanceId.take(directory)) {
            assertThat(again.name()).hasSize(36).isEqualTo(before);
        }
    }

    @Test
    void shouldBeAnotherForEachInstanceAtTheSameTime() {
        try (InstanceId first = InstanceId.take(directory);
                InstanceId second = InstanceId.take(directory)) {
            assertThat(second.name()).hasSize(36).isNotEqualTo(first.name());
        }
    }

    @Test
    void shouldStartWithoutADirectoryToKeepItIn() throws IOException {
        Path file = Files.createFile(directory.resolve("no-directory"));

        try (InstanceId instanceId = InstanceId.take(file)) {
            assertThat(instanceId.name()).hasSize(36);
        }
    }

    @Test
    void shouldMakeAnotherOfAFileThatWasCutShort() throws IOException {
        Files.writeString(directory.resolve("instance-0"), "half");

        String made;
        try (InstanceId instanceId = InstanceId.take(directory)) {
            made = instanceId.name();
        }

        assertThat(made).hasSize(36);
        assertThat(directory.resolve("instance-0")).hasContent(made);
    }
}
