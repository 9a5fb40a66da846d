package io.customersegment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClassLengthTest {

    private static final int LONGEST_WITHOUT_A_REASON = 300;
    private static final String REASON = "onger than 300 lines because ";

    @Test
    void shouldGiveTheReasonOfEveryLongClass() throws IOException {
        List<Path> withoutReason;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            withoutReason = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(ClassLengthTest::isLongWithoutReason)
                    .toList();
        }

        assertThat(withoutReason).isEmpty();
    }

    private static boolean isLongWithoutReason(Path file) {
        try {
            String source = Files.readString(file);
            return source.lines().count() > LONGEST_WITHOUT_A_REASON
                    && !source.replaceAll("\\s+\\* ", " ").contains(REASON);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
