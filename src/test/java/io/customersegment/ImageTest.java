package io.customersegment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A release can choose the base of the Dockerfile by digest, and the build context contains exactly the paths that are copied. */
class ImageTest {

    private static final Path DOCKERFILE = Path.of("docker", "Dockerfile");

    @Test
    void shouldStartEveryStageFromTheBaseThatIsGiven() throws IOException {
        List<String> lines = Files.readAllLines(DOCKERFILE);

        assertThat(lines.stream().filter(line -> line.startsWith("FROM ")))
                .isNotEmpty()
                .allMatch(line -> line.matches("FROM \\$\\{BASE}( AS \\w+)?"));
        assertThat(lines.indexOf("ARG BASE=eclipse-temurin:25-jre"))
                .as("before the first stage, so that it is in force in all of them")
                .isBetween(0, lines.indexOf("FROM ${BASE} AS trained"));
    }

    @Test
    void shouldLetInToTheContextWhatIsCopied() throws IOException {
        Set<String> copied = new TreeSet<>();
        for (String line : Files.readAllLines(DOCKERFILE)) {
            if (line.startsWith("COPY ") && !line.startsWith("COPY --from")) {
                List<String> words = List.of(line.split(" "));
                copied.addAll(words.subList(1, words.size() - 1));
            }
        }

        Set<String> letIn = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of(".dockerignore"))) {
            if (line.startsWith("!")) {
                letIn.add(line.substring(1));
            }
        }

        assertThat(letIn).allMatch(path -> copied.stream().anyMatch(from -> within(path, from)));
        assertThat(copied).allMatch(from -> letIn.stream().anyMatch(path -> within(path, from)));
        assertThat(Files.readString(DOCKERFILE))
                .contains("COPY --from=trained /opt/customer-segment/target/dist/notices ");
    }

    private static boolean within(String path, String folder) {
        return path.equals(folder) || path.startsWith(folder + "/");
    }
}
