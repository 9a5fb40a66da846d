package io.customersegment;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.client.Answer;
import io.customersegment.client.SegmentClient;
import io.customersegment.config.Settings;
import io.customersegment.config.SettingsReader;
import io.customersegment.local.broker.Broker;
import io.customersegment.local.broker.BrokerSettings;
import io.customersegment.process.Child;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trains an AOT cache with a JVM of version 25 or later. Where a processor cannot use the cache, it still starts and answers, and prints
 * nothing but its log. Skipped, with a message, where no such JVM is found.
 */
@Tag("processes")
@EnabledIf("io.customersegment.failure.Chaos#on")
final class TrainingIT {

    private static final Duration TRAINING = Duration.ofMinutes(5);
    private static final Pattern TEXT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT.* (INFO|WARN|ERROR) .*");
    private static final Pattern JSON = Pattern.compile("\\{.*}");

    @TempDir
    private Path home = Path.of("unset");

    @Test
    void shouldStartWithWhatIsUsableAndInSilence() throws Exception {
        Path jdk = newJdk();
        if (jdk == null) {
            Assumptions.abort("no JDK from 25 on is found here, so training is not tried");
            return;
        }
        distribute();
        try (Child train = start(jdk, Map.of(), List.of("train", "--requests", "300"))) {
            assertThat(train.awaitExit(TRAINING)).as(train.tail()).isZero();
        }
        Path cache = home.resolve("target/dist/aot/run.aot");
        byte[] whole = Files.readAllBytes(cache);
        assertThat(whole).isNotEmpty();

        try (Broker broker = Broker.start(BrokerSettings.temporary());
                LocalParts parts = new LocalParts(broker.bootstrapServers())) {
            assertThat(starts(jdk, parts, "trained", Map.of(), TEXT)).isTrue();
            assertThat(starts(jdk, parts, "json", Map.of("LOG_FORMAT", "json"), JSON))
                    .isTrue();
            assertThat(starts(jdk, parts, "small", Map.of("JAVA_OPTS", "-Xmx300m -XX:MaxInlineLevel=15"), TEXT))
                    .isTrue();
            assertThat(starts(jdk, parts, "other-collector", Map.of("JAVA_OPTS", "-XX:+UseZGC"), TEXT))
                    .isFalse();

            try (FileChannel file = FileChannel.open(cache, StandardOpenOption.WRITE)) {
                file.truncate(whole.length / 2);
            }
            assertThat(starts(jdk, parts, "truncated", Map.of(), TEXT)).isFalse();

            Files.write(cache, "of another JVM".getBytes(StandardCharsets.UTF_8));
            assertThat(starts(jdk, parts, "foreign", Map.of(), TEXT)).isFalse();

            Files.write(cache, whole);
            try (Stream<Path> jars = Files.list(home.resolve("target/dist/lib"))) {
                Files.setLastModifiedTime(jars.findFirst().orElseThrow(), FileTime.from(Instant.EPOCH));
            }
            assertThat(starts(jdk, parts, "touched", Map.of(), TEXT)).isFalse();
        }
    }

    /** Starts a processor, checks that it answers and prints only its log, and returns whether it used the cache. */
    private boolean starts(Path jdk, LocalParts parts, String name, Map<String, String> environment, Pattern line)
            throws Exception {
        Map<String, String> flags =
                parts.flags(name, Map.of("kafka.state.dir", home.resolve(name).toString()));
        Settings settings = SettingsReader.read(null, Map.of(), flags);
        LocalParts.createTopics(settings);
        List<String> arguments = new ArrayList<>(List.of("run"));
        flags.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
        try (Child run = start(jdk, environment, arguments);
                SegmentClient client = new SegmentClient(settings.kafka(), settings.topics())) {
            Answer answer = client.send(
                            null, "{\"prompt\": \"gold members\"}".getBytes(StandardCharsets.UTF_8), null, Map.of())
                    .get(60, TimeUnit.SECONDS);
            assertThat(answer.segment()).as(name).isTrue();
            boolean used = run.maps().contains("run.aot");
            run.terminate();
            assertThat(run.awaitExit(Duration.ofSeconds(30))).as(name).isEqualTo(143);
            assertThat(run.output().lines())
                    .as(name)
                    .isNotEmpty()
                    .allMatch(printed -> line.matcher(printed).matches());
            return used;
        }
    }

    private Child start(Path jdk, Map<String, String> environment, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin/customer-segment").toString());
        command.addAll(arguments);
        Map<String, String> all = new HashMap<>(Map.of("JAVA_HOME", jdk.toString(), "JAVA_OPTS", ""));
        all.putAll(environment);
        return Child.start(arguments.get(0), command, all);
    }

    /** Copies the files of this checkout that are needed to run into a directory of its own. */
    private void distribute() throws IOException {
        for (String top : List.of(
                "bin/customer-segment", "target/customer-segment.jar", "target/dist/lib", "target/dist/lib-local")) {
            try (Stream<Path> files = Files.walk(Path.of(top))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path copy = home.resolve(file.toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    /** Returns the home of this JVM, or of one in the same directory, that is of version 25 or later; null if there is none. */
    private static @Nullable Path newJdk() throws IOException {
        Path own = Path.of(System.getProperty("java.home"));
        if (Runtime.version().feature() >= 25) {
            return own;
        }
        String named = System.getenv("JAVA_HOME_25_X64");
        if (named != null) {
            return Path.of(named);
        }
        try (Stream<Path> beside = Files.list(own.resolveSibling("."))) {
            return beside.filter(each -> each.getFileName().toString().matches(".*\\b25\\b.*"))
                    .filter(each ->
                            Files.isExecutable(each.resolve("bin/java")) && Files.exists(each.resolve("release")))
                    .sorted()
                    .findFirst()
                    .orElse(null);
        }
    }
}
