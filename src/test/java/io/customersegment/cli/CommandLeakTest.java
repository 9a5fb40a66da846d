package io.customersegment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.leak.LeakWatch;
import io.customersegment.leak.Marks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Apart from their requested output, commands print nothing from prompts, customers and requests, even invalid ones. */
final class CommandLeakTest {

    private static final String PROMPT = Marks.WORD + " customers who spent more than " + Marks.NUMBER;

    @TempDir
    private Path folder = Path.of("unset");

    @Test
    void shouldExplainOnStandardOutputAlone() {
        try (LeakWatch watch = LeakWatch.start()) {
            Invocation read = Invocation.of("explain", "customers who spent more than " + Marks.NUMBER);
            Invocation refused = Invocation.of("explain", PROMPT);

            assertThat(read.out()).contains(String.valueOf(Marks.NUMBER));
            assertThat(refused.out()).contains(Marks.WORD);
            assertThat(read.err() + refused.err()).isEmpty();
            assertThat(watch.leaks()).isEmpty();
        }
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("a prompt without quotes", 2, "explain", "gold", Marks.WORD),
                mistake("the same for a cluster", 2, "request", "gold", Marks.WORD, "members"),
                mistake("a mistyped option with a value", 2, "explain", "gold members", "--car-modle=" + Marks.WORD),
                mistake(
                        "a cluster that is not there",
                        1,
                        "request",
                        PROMPT,
                        "--key",
                        Marks.WORD,
                        "--car-model",
                        Marks.WORD,
                        "--bootstrap-servers",
                        "localhost:1",
                        "--set",
                        "kafka.default.api.timeout.ms=300",
                        "--set",
                        "kafka.request.timeout.ms=200"));
    }

    private static Arguments mistake(String what, int exitCode, String... arguments) {
        return Arguments.of(what, exitCode, List.of(arguments));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void shouldNotQuoteWhatWasTyped(String what, int exitCode, List<String> arguments) {
        try (LeakWatch watch = LeakWatch.start()) {
            Invocation wrong = Invocation.of(arguments.toArray(String[]::new));

            assertThat(wrong.exitCode()).as(wrong.err()).isEqualTo(exitCode);
            assertThat(wrong.err()).as(what).isNotBlank();
            watch.look("standard error", wrong.err());
            assertThat(watch.leaks()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void shouldNotQuoteAFileOfPromptsThatCannotBeRead(String line) throws IOException {
        Path file = Files.writeString(folder.resolve("prompts.jsonl"), line + "\n");
        try (LeakWatch watch = LeakWatch.start()) {
            Invocation explained = Invocation.of(
                    "explain",
                    "--in",
                    file.toString(),
                    "--out",
                    folder.resolve("out").toString());
            Invocation checked =
                    Invocation.of("catalogue", "check", "config/catalogue.yaml", "--prompts", file.toString());
            Invocation counted = Invocation.of("catalogue", "gaps", "--in", file.toString());

            assertThat(List.of(explained.exitCode(), checked.exitCode())).containsOnly(1);
            for (Invocation invocation : List.of(explained, checked, counted)) {
                watch.look("standard error", invocation.err());
            }
            assertThat(watch.leaks()).isEmpty();
        }
    }

    static Stream<String> lines() {
        return Stream.of(
                "{\"prompt\": \"" + Marks.WORD,
                "{\"prompt\": " + Marks.WORD + "}",
                "{\"prompt\": [\"" + Marks.WORD + "\"]}",
                "{\"prompt\": \"gold\", \"" + Marks.WORD + "\": \"" + Marks.WORD + "\"}",
                "{\"prompt\": \"gold\", \"prompt\": \"" + Marks.WORD + "\"}",
                "{\"prompt\": \"" + Marks.WORD + "\", \"criteria\": " + Marks.NUMBER + "}",
                "{\"prompt\": \"gold\", \"as_of\": \"" + Marks.WORD + "\"}");
    }

    @ParameterizedTest
    @MethodSource("tables")
    void shouldNotQuoteCustomersThatCannotBeUsed(String customers) throws IOException {
        Path file = Files.writeString(folder.resolve("customers.csv"), customers);
        Path interactions = Files.writeString(
                folder.resolve("interactions.csv"),
                "customer_id,product,time\n" + Marks.WORD + "," + Marks.WORD + "," + Marks.WORD + "\n");
        Files.writeString(folder.resolve("items.csv"), customers);
        try (LeakWatch watch = LeakWatch.start()) {
            Invocation exported = Invocation.of(
                    "dataset",
                    "--customers",
                    file.toString(),
                    "--interactions",
                    interactions.toString(),
                    "--out",
                    folder.resolve("out").toString());
            Invocation imported = Invocation.of("emulate", "--quiet", "--port", "0", "--data", folder.toString());

            assertThat(exported.exitCode()).as(exported.err()).isEqualTo(1);
            assertThat(imported.exitCode()).as(imported.err()).isEqualTo(1);
            watch.look("standard error of dataset", exported.err());
            watch.look("standard error of emulate", imported.err());
            assertThat(watch.leaks()).isEmpty();
        }
    }

    static Stream<String> tables() {
        String row = Marks.WORD + "," + Marks.NUMBER + "," + Marks.WORD + "\n";
        return Stream.of(
                "customer_id,age,region\n" + row + row,
                "customer_id,age,region\n\"" + Marks.WORD + "\"" + row,
                "ITEM_ID,AGE,REGION\n" + row + Marks.WORD + "," + Marks.WORD + "\n",
                row + row,
                Marks.NUMBER + "," + Marks.NUMBER + "," + Marks.NUMBER + "\n",
                Marks.WORD + ";" + Marks.NUMBER + "\n");
    }

    @Test
    void shouldNotQuoteScenesThatCannotBeRead() throws IOException {
        Path scenes = folder.resolve("scenes.jsonl");
        try (LeakWatch watch = LeakWatch.start()) {
            for (String line : (Iterable<String>) lines()::iterator) {
                Files.writeString(scenes, line + "\n");

                Invocation demo = Invocation.of("demo", "--scenes", scenes.toString());

                assertThat(demo.exitCode()).as(demo.err()).isNotZero();
                watch.look("standard error", demo.err());
            }
            assertThat(watch.leaks()).isEmpty();
        }
    }
}
