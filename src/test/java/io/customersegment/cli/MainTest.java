package io.customersegment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    @TempDir
    Path folder;

    private final StringWriter err = new StringWriter();

    @Test
    void shouldSayWhatIsWrongWithAFileThatIsMissing() {
        Path missing = folder.resolve("requests.jsonl");

        assertThat(batch(missing)).isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("Cannot read " + missing, "NoSuchFileException");
    }

    @Test
    void shouldNameTheFileThatIsNotUtf8() throws Exception {
        Path binary = Files.write(folder.resolve("requests.jsonl"), new byte[] {(byte) 0xff});

        assertThat(batch(binary)).isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("Cannot read " + binary, "MalformedInputException");
    }

    private int batch(Path in) {
        return Main.commandLine()
                .setErr(new PrintWriter(err, true))
                .execute(
                        "batch",
                        "--in",
                        in.toString(),
                        "--out",
                        folder.resolve("answers").toString());
    }
}
