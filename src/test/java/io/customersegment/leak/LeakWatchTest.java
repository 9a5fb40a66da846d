package io.customersegment.leak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leaks marks on purpose: a search for leaks that does not find these would prove nothing. */
final class LeakWatchTest {

    private static final Logger OURS = LoggerFactory.getLogger("io.customersegment.Canary");
    private static final Logger LIBRARY = LoggerFactory.getLogger("com.example.Canary");

    @TempDir
    private Path folder = Path.of("unset");

    static Stream<Arguments> leaks() {
        return Stream.of(
                leak("a message at TRACE", watch -> OURS.trace("read {}", Marks.WORD)),
                leak("a message of a library at DEBUG", watch -> LIBRARY.debug("read {}", Marks.WORD)),
                leak(
                        "a value",
                        watch ->
                                OURS.atDebug().addKeyValue("prompt", Marks.WORD).log("read")),
                leak("a number in bytes", watch -> OURS.debug("spent {}", (double) Marks.NUMBER)),
                leak("an exception", watch -> OURS.warn("bug", new IllegalStateException(Marks.WORD))),
                leak(
                        "a cause",
                        watch -> OURS.warn("bug", new IllegalStateException(new IllegalArgumentException(Marks.WORD)))),
                leak("a suppressed one", watch -> {
                    IllegalStateException fault = new IllegalStateException("bug");
                    fault.addSuppressed(new IllegalArgumentException(Marks.WORD));
                    OURS.warn("bug", fault);
                }),
                leak("standard error", watch -> new IllegalStateException(Marks.WORD).printStackTrace()),
                leak("standard output", watch -> System.out.println(Marks.WORD)),
                leak("a text", watch -> watch.look("metrics", "answers{prompt=\"" + Marks.WORD + "\"} 1.0")),
                leak(
                        "an exception that is thrown",
                        watch -> watch.look(
                                "thrown", new IllegalStateException(new IllegalStateException(Marks.WORD)))));
    }

    private static Arguments leak(String how, Consumer<LeakWatch> leak) {
        return Arguments.of(how, leak);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("leaks")
    void shouldFind(String how, Consumer<LeakWatch> leak) {
        try (LeakWatch watch = LeakWatch.start()) {
            OURS.trace("nothing to see");

            leak.accept(watch);

            assertThat(watch.leaks()).as(how).isNotEmpty();
        }
    }

    @Test
    void shouldFindNamesOfThreadsAndFiles() throws Exception {
        Files.createFile(folder.resolve(Marks.WORD + ".csv"));
        try (LeakWatch watch = LeakWatch.start()) {
            Thread named = new Thread(() -> watch.lookAtTheJvm(), "worker-" + Marks.WORD);

            named.start();
            named.join();
            watch.lookAtFileNames(folder);

            assertThat(watch.leaks()).containsOnlyKeys("thread name", "file name");
        }
    }

    @Test
    void shouldFindAMarkInEveryForm() {
        byte[] bytes = ("ab" + Marks.WORD + "cd").getBytes(StandardCharsets.UTF_8);

        assertThat(Stream.of(
                        Marks.WORD.toUpperCase(Locale.ROOT),
                        Arrays.toString(bytes),
                        HexFormat.of().formatHex(bytes),
                        Base64.getEncoder().encodeToString(bytes),
                        Base64.getEncoder().encodeToString(("x" + Marks.WORD).getBytes(StandardCharsets.UTF_8)),
                        Base64.getEncoder().encodeToString(Marks.WORD.getBytes(StandardCharsets.UTF_8)),
                        String.valueOf((double) Marks.NUMBER)))
                .allMatch(text -> Marks.find(text) != null);
    }

    @Test
    void shouldFindNothingElse() {
        assertThat(Stream.of("zqx", "7351946", "[122, 113]", "").allMatch(text -> Marks.find(text) == null))
                .isTrue();
    }

    @Test
    void shouldLeaveTheLogAsItWas() {
        boolean debug = LIBRARY.isDebugEnabled();

        LeakWatch.start().close();

        assertThat(LIBRARY.isDebugEnabled()).isEqualTo(debug).isFalse();
    }
}
