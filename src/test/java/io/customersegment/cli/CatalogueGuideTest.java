package io.customersegment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue of {@code config/README.md} is valid, and the guide shows the real output of the commands. */
final class CatalogueGuideTest {

    private static final Path GUIDE = Path.of("config/README.md");
    private static final int LONGEST = 60;

    @TempDir
    private Path directory = Path.of("unset");

    private Path shop = Path.of("unset");

    @BeforeEach
    void writeTheCatalogueOfTheGuide() throws IOException {
        shop = Files.write(directory.resolve("shop.yaml"), blocks("```yaml"));
    }

    @Test
    void shouldHaveAValidCatalogueThatIsShort() throws IOException {
        assertThat(Files.readAllLines(shop)).hasSizeBetween(30, LONGEST);

        assertThat(explain("gold members").lines()).contains("criteria    club = gold");
    }

    @Test
    void shouldShowPromptsAsTheyAreRead() throws IOException {
        List<ShownCommand> shown = ShownCommand.of(GUIDE);

        assertThat(shown)
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(command -> assertThat(command.run("catalogue.file=shop.yaml", "catalogue.file=" + shop))
                        .startsWith(command.output().toArray(String[]::new)));
    }

    @Test
    void shouldShowSlipsAsTheyAreReported() throws IOException {
        String broken = Files.readString(shop);
        for (String[] slip : new String[][] {
            {"counted_by: bikes", "counted_by: bike"},
            {"filter: true, counted_by: repairs", "fliter: true, counted_by: repairs"},
            {"people: [customer,", "people: [customer, owner,"},
            {"not_in: [none]", "not_in: [non]"},
            {"recent: 60 days", "recent: two months"},
            {"who: [vip, big spender]", "who: [vip, buyer]"}
        }) {
            assertThat(broken).containsOnlyOnce(slip[0]);
            broken = broken.replace(slip[0], slip[1]);
        }
        Files.writeString(shop, broken);

        List<String> reported = explain("gold members")
                .err()
                .strip()
                .replace(shop.toString(), "shop.yaml")
                .lines()
                .toList();

        assertThat(reported).hasSize(7);
        assertThat(Files.readAllLines(GUIDE)).containsSequence(reported);
    }

    /** Checks each table row with an example of the form: "prompt" is `criteria`. */
    @Test
    void shouldGiveExamplesOfKeysAndTraitsThatAreTrue() throws IOException {
        List<String> wrong = new ArrayList<>();
        int checked = 0;
        for (String line : Files.readAllLines(GUIDE)) {
            List<String> cells = List.of(line.split("\\|", -1));
            if (!line.startsWith("| `") || cells.size() < 5) {
                continue;
            }
            String example = cells.get(3).strip();
            if (example.matches("\"[^\"]+\" is `[^`]+`.*")) {
                String prompt = example.substring(1, example.indexOf('"', 1));
                String criteria =
                        example.substring(example.indexOf('`') + 1, example.indexOf('`', example.indexOf('`') + 1));
                checked++;
                if (!explain(prompt).lines().contains("criteria    " + criteria)) {
                    wrong.add(example);
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(checked).isGreaterThanOrEqualTo(8);
    }

    private Invocation explain(String prompt) {
        return Invocation.of("explain", prompt, "--as-of", "2024-12-01", "--set", "catalogue.file=" + shop);
    }

    private static List<String> blocks(String fence) throws IOException {
        List<String> block = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(GUIDE)) {
            if (line.startsWith("```")) {
                inside = line.equals(fence);
            } else if (inside) {
                block.add(line);
            }
        }
        return block;
    }
}
