package io.customersegment.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the arguments that {@code bin/customer-segment} passes to the JVM, with a replacement for the JVM that prints them. */
final class LauncherTest {

    private static final Instant BUILT = Instant.parse("2024-12-01T00:00:00Z");
    private static final String TRAINING = "customer-segment: training the JVM";

    /** A script that prints its arguments, one per line, and writes an AOT cache if it is instructed to create one. */
    private static final String JVM = """
            #!/bin/sh
            for argument in "$@"; do
              printf '%s\\n' "$argument"
              case "$*:$argument" in *AOTMode=create*:-XX:AOTCache=*) echo learned >"${argument#*=}" ;; esac
            done
            """;

    private static final String JVM_THAT_FAILS_TO_REHEARSE = JVM + """
            case "$*" in *" rehearse "*) echo no such luck; exit 1 ;; esac
            """;

    @TempDir
    private Path directory = Path.of("unset");

    private Path dist = Path.of("unset");
    private Path cache = Path.of("unset");

    /** The exit code of a launch, its output (the arguments of the JVM, or the lines printed instead) and its error output. */
    private record Launch(int exitCode, List<String> out, String err) {}

    @BeforeEach
    void distribute() throws IOException {
        Files.createDirectories(directory.resolve("bin"));
        Files.copy(
                Path.of("bin", "customer-segment"),
                directory.resolve("bin/customer-segment"),
                StandardCopyOption.COPY_ATTRIBUTES);
        dist = directory.resolve("target/dist");
        cache = dist.resolve("aot/run.aot");
        for (String jar : List.of("lib/b.jar", "lib/a.jar", "lib/C.jar", "lib-local/broker.jar")) {
            Files.createDirectories(dist.resolve(jar).getParent());
            Files.createFile(dist.resolve(jar));
        }
        Path jar = Files.createFile(directory.resolve("target/customer-segment.jar"));
        Files.setLastModifiedTime(jar, FileTime.from(BUILT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"17.0.15", "21.0.1", "1.8.0_402"})
    void shouldAskNothingThatAnOlderJvmDoesNotKnow(String version) throws Exception {
        jdk(version, JVM);
        builtHere();

        Launch run = launch(Map.of(), "run");

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .noneMatch(option -> option.matches(".*(AOT|aot|native-access|unsafe).*"))
                .anyMatch(option -> option.startsWith("-XX:ArchiveClassesAtExit=" + dist.resolve("run.jsa")));
    }

    @Test
    void shouldTakeItForAnOlderJvmWhereNothingTellsItsVersion() throws Exception {
        jdk("25.0.1", JVM);
        Files.delete(directory.resolve("jdk/release"));

        assertThat(launch(Map.of(), "run").out()).noneMatch(option -> option.contains("native-access"));
    }

    @Test
    void shouldHaveTheSameClassPathEverywhere() throws Exception {
        jdk("17.0.15", JVM);

        List<String> out = launch(Map.of("CLASSPATH", "/more.jar"), "run").out();

        String lib = dist.resolve("lib").toString();
        assertThat(out.get(out.indexOf("-cp") + 1))
                .isEqualTo(directory.resolve("target/customer-segment.jar") + ":" + lib + "/C.jar:" + lib + "/a.jar:"
                        + lib + "/b.jar:/more.jar");
    }

    @Test
    void shouldTrainOnceForABuildOfItsOwn() throws Exception {
        jdk("25.0.1", JVM);
        builtHere();

        Launch first = launch(Map.of("LOG_FORMAT", "json"), "run");
        Launch second = launch(Map.of(), "run");

        assertThat(first.err()).startsWith(TRAINING).hasLineCount(1);
        assertThat(first.out()).contains("-XX:AOTCache=" + cache, "-Xlog:aot*=off", "-Dlog.format=json");
        assertThat(second.err()).isEmpty();
        assertThat(second.out())
                .contains("-XX:AOTCache=" + cache, "--enable-native-access=ALL-UNNAMED")
                .noneMatch(option -> option.contains("ArchiveClassesAtExit"));
        assertThat(dist.toFile().list())
                .as("nothing else is left")
                .containsExactlyInAnyOrder("aot", "built", "lib", "lib-local");
    }

    @Test
    void shouldNotTrainWhereSomebodyAsksHow() throws Exception {
        jdk("25.0.1", JVM);
        assertThat(launch(Map.of(), "train").exitCode()).isZero();
        byte[] trained = Files.readAllBytes(cache);

        Launch help = launch(Map.of(), "train", "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).first().asString().startsWith("Usage: customer-segment train");
        assertThat(cache).hasBinaryContent(trained);
    }

    @Test
    void shouldTrainAgainAfterAnotherBuild() throws Exception {
        jdk("25.0.1", JVM);
        assertThat(launch(Map.of(), "train").exitCode()).isZero();
        Files.setLastModifiedTime(
                directory.resolve("target/customer-segment.jar"),
                FileTime.from(Instant.now().plusSeconds(5)));

        assertThat(launch(Map.of(), "run").out()).noneMatch(option -> option.startsWith("-XX:AOTCache"));
        Files.createFile(dist.resolve("built"));
        Files.setLastModifiedTime(
                dist.resolve("built"), FileTime.from(Instant.now().plusSeconds(10)));
        assertThat(launch(Map.of(), "run").err()).startsWith(TRAINING);
    }

    @Test
    void shouldDoWithoutWhereTheTrainingFailed() throws Exception {
        jdk("25.0.1", JVM_THAT_FAILS_TO_REHEARSE);
        builtHere();

        Launch first = launch(Map.of(), "run");
        Launch second = launch(Map.of(), "run");

        assertThat(first.exitCode()).isZero();
        assertThat(first.err()).contains("the training failed", "no such luck");
        assertThat(second.err()).isEmpty();
        assertThat(second.out())
                .noneMatch(option -> option.startsWith("-XX:AOTCache"))
                .anyMatch(option -> option.startsWith("-XX:ArchiveClassesAtExit"));
        assertThat(launch(Map.of(), "train").exitCode())
                .as("asked for, it tells")
                .isEqualTo(1);
    }

    @Test
    void shouldNotTrainWhatMavenBuilt() throws Exception {
        jdk("25.0.1", JVM);

        Launch run = launch(Map.of(), "run");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).noneMatch(option -> option.startsWith("-XX:AOT"));
    }

    @Test
    void shouldNotTrainToHelp() throws Exception {
        jdk("25.0.1", JVM);
        builtHere();

        assertThat(launch(Map.of(), "run", "--help").err()).isEmpty();
    }

    @Test
    void shouldTrainWithoutWhatTheShellHasSet() throws Exception {
        jdk("25.0.1", JVM + "env >>'" + directory.resolve("environment") + "'\n");

        Launch train = launch(Map.of("BOOTSTRAP_SERVERS", "elsewhere:9092", "JAVA_OPTS", "-Xmx1g"), "train");

        assertThat(train.exitCode()).isZero();
        assertThat(Files.readString(directory.resolve("environment"))).doesNotContain("elsewhere", "Xmx1g");
    }

    @Test
    void shouldHaveNothingToTrainOnAnOlderJvm() throws Exception {
        jdk("17.0.15", JVM);

        Launch train = launch(Map.of(), "train");

        assertThat(train.exitCode()).isZero();
        assertThat(train.err()).contains("nothing to train");
        assertThat(train.out()).isEmpty();
    }

    @Test
    void shouldLeaveCollectorAndHeapToWhoNamesThem() throws Exception {
        jdk("25.0.1", JVM);

        List<String> out =
                launch(Map.of("JAVA_OPTS", "-XX:+UseG1GC -Xmx2g"), "run").out();

        assertThat(out)
                .contains("-XX:+UseG1GC", "-Xmx2g")
                .doesNotContain("-XX:+UseSerialGC", "-XX:NewRatio=1", "-Xms640m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "request", "explain", "batch"})
    void shouldWriteDownNothingOfItsMemory(String command) throws Exception {
        jdk("25.0.1", JVM);

        List<String> out = launch(Map.of(), command, "--help").out();

        assertThat(out)
                .contains("-XX:ErrorFile=/dev/null", "-XX:-CreateCoredumpOnCrash", "-XX:-HeapDumpOnOutOfMemoryError");
    }

    @Test
    void shouldWriteItsMemoryDownWhereSomebodySaysWhereTo() throws Exception {
        jdk("25.0.1", JVM);
        String options = "-XX:ErrorFile=/secure/crash -XX:+HeapDumpOnOutOfMemoryError -XX:+CreateCoredumpOnCrash";

        List<String> out = launch(Map.of("JDK_JAVA_OPTIONS", options), "run").out();

        assertThat(out)
                .doesNotContain(
                        "-XX:ErrorFile=/dev/null", "-XX:-CreateCoredumpOnCrash", "-XX:-HeapDumpOnOutOfMemoryError");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LOG_FORMAT", "LOG_LEVEL", "LOG_LEVEL_LIBRARIES"})
    void shouldRefuseAnUnknownWayToLog(String name) throws Exception {
        jdk("25.0.1", JVM);

        Launch refused = launch(Map.of(name, "LOUD"), "run");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains(name + " must be ").contains("not LOUD");
        assertThat(launch(Map.of("LOG_LEVEL", "debug"), "run").exitCode()).isZero();
    }

    @Test
    void shouldTakeAnArchiveThatARunLeftBehindOnlyIfItIsWhole() throws Exception {
        jdk("17.0.15", JVM + """
                case "$*" in *VerifySharedSpaces*) grep -q whole "$(printf '%s' "$2" | cut -d= -f2)" ;; esac
                """);
        Path archive = dist.resolve("run.jsa");
        Files.writeString(dist.resolve("run.jsa.999999999"), "whole");

        assertThat(launch(Map.of(), "run").out()).contains("-XX:SharedArchiveFile=" + archive);
        assertThat(archive).hasContent("whole");

        Files.delete(archive);
        Files.writeString(dist.resolve("run.jsa.999999999"), "cut sh");

        assertThat(launch(Map.of(), "run").out())
                .noneMatch(argument -> argument.startsWith("-XX:SharedArchiveFile"))
                .anyMatch(argument -> argument.startsWith("-XX:ArchiveClassesAtExit=" + archive));
        assertThat(dist.resolve("run.jsa.999999999")).doesNotExist();
    }

    @Test
    void shouldSayOnceWhereJavaIsMissing() throws Exception {
        Launch run = launch(Map.of("JAVA_HOME", "/nonexistent"), "run");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .isEqualToIgnoringNewLines(
                        "customer-segment: there is no /nonexistent/bin/java, which JAVA_HOME asks for");
    }

    @Test
    void shouldUseNoCacheWithOptionsThatForbidIt() throws Exception {
        jdk("25.0.1", JVM);
        builtHere();

        List<String> out = launch(Map.of("JAVA_OPTS", "-XX:+UseZGC"), "run").out();

        assertThat(out).contains("-Xlog:aot*=off").noneMatch(option -> option.startsWith("-XX:AOTCache"));
    }

    private void jdk(String version, String java) throws IOException {
        Path bin = Files.createDirectories(directory.resolve("jdk/bin"));
        Files.writeString(
                directory.resolve("jdk/release"), "IMPLEMENTOR=\"nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        Files.writeString(bin.resolve("java"), java);
        Files.setPosixFilePermissions(bin.resolve("java"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Creates the file that the script leaves after a build. */
    private void builtHere() throws IOException {
        Files.createFile(dist.resolve("built"));
    }

    private Launch launch(Map<String, String> environment, String... arguments) throws Exception {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(
                        directory.resolve("bin/customer-segment").toString())
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.command().addAll(List.of(arguments));
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().put("JAVA_HOME", directory.resolve("jdk").toString());
        builder.environment().putAll(environment);
        int exitCode = builder.start().waitFor();
        return new Launch(
                exitCode,
                Files.readAllLines(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
