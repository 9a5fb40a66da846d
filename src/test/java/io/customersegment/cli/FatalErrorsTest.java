package io.customersegment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.customersegment.process.Child;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The last output of a process that fails. */
@Timeout(120)
class FatalErrorsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"2, run --capacity=1, --capacity", "1, run --set enrich.capacity=none, enrich.capacity"})
    void shouldBeALogLineWhereLogLinesAreJson(int exitCode, String arguments, String named) throws Exception {
        Ended ended = run(List.of("-Dlog.format=json"), arguments.split(" "));

        assertThat(ended.exitCode).isEqualTo(exitCode);
        assertThat(ended.output.lines()).hasSize(1);
        JsonNode event = new ObjectMapper().readTree(ended.output);
        assertThat(event.path("level").asText()).isEqualTo("ERROR");
        assertThat(event.path("message").asText()).contains(named);
    }

    @Test
    void shouldBeALineOfTextOtherwise() {
        Ended ended = run(List.of(), "run", "--config=/missing.properties");

        assertThat(ended.exitCode).isEqualTo(1);
        assertThat(ended.output.lines())
                .singleElement()
                .asString()
                .startsWith("customer-segment: ")
                .contains("/missing.properties");
    }

    @Test
    void shouldSayWhatToDoWhereTheNativeLibraryCannotBeUnpacked() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        Ended ended = run(
                List.of("-Djava.io.tmpdir=" + file),
                "filters",
                "--diff",
                "--dataset-group-arn=arn:aws:personalize:us-east-1:123456789012:dataset-group/x",
                "--set=personalize.endpoint=http://localhost:1");

        assertThat(ended.exitCode).isEqualTo(1);
        assertThat(ended.output
                        .lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("WARNING: "))) // JDK 24 and later
                .singleElement()
                .asString()
                .contains("cannot load its native library from " + file, "JAVA_OPTS=-Djava.io.tmpdir=");
    }

    private record Ended(int exitCode, String output) {}

    private static Ended run(List<String> options, String... arguments) {
        List<String> all = new ArrayList<>(options);
        all.add("-Dlogback.configurationFile=logback.xml"); // not the one of the tests
        try (Child process = Child.java("fatal", all, Main.class, List.of(arguments))) {
            int exitCode = process.awaitExit(Duration.ofSeconds(60));
            return new Ended(exitCode, process.output());
        }
    }
}
