package io.customersegment.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;

/** The table of settings in {@code config/README.md} matches their definition. */
final class SettingsTableTest {

    @Test
    void shouldListEverySettingWithItsDefaultAndMeaning() throws IOException {
        List<String> expected = SettingsReader.definition().configKeys().values().stream()
                .map(key -> "| `" + key.name + "` | " + defaultOf(key.defaultValue) + " | " + key.documentation + " |")
                .toList();

        List<String> rows = Files.readAllLines(Path.of("config/README.md")).stream()
                .dropWhile(line -> !line.startsWith("| setting |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();

        assertThat(rows).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static String defaultOf(Object value) {
        String text = value instanceof List<?> list
                ? list.stream().map(Object::toString).collect(Collectors.joining(","))
                : value.toString();
        return text.isEmpty() || value.equals(new Password("")) ? "(empty)" : "`" + text + "`";
    }
}
