package io.customersegment.benchmark;

import io.customersegment.benchmark.contender.BlockingMain;
import io.customersegment.benchmark.contender.HandWrittenMain;
import io.customersegment.benchmark.contender.IdentityMain;
import io.customersegment.benchmark.contender.UnreadMain;
import io.customersegment.config.Settings.Guarantee;
import io.customersegment.process.Child;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A program that takes part in the comparison, as the process that it runs in.
 *
 * <p>customer-segment is run as its users run it. The others have the same Java, the same options (none) and the same jars, hence the same
 * logging; in addition they have the HTTP client that the SDK uses by default.
 */
enum Contender {
    OURS_AT_LEAST_ONCE("customer-segment", Guarantee.AT_LEAST_ONCE, null),
    OURS_EXACTLY_ONCE("customer-segment", Guarantee.EXACTLY_ONCE_V2, null),
    HAND_WRITTEN_AT_LEAST_ONCE("hand-written loop", Guarantee.AT_LEAST_ONCE, HandWrittenMain.class),
    HAND_WRITTEN_EXACTLY_ONCE("hand-written loop", Guarantee.EXACTLY_ONCE_V2, HandWrittenMain.class),
    UNREAD_AT_LEAST_ONCE("hand-written loop that reads nothing", Guarantee.AT_LEAST_ONCE, UnreadMain.class),
    UNREAD_EXACTLY_ONCE("hand-written loop that reads nothing", Guarantee.EXACTLY_ONCE_V2, UnreadMain.class),
    BLOCKING("blocking topology", Guarantee.AT_LEAST_ONCE, BlockingMain.class),
    IDENTITY_AT_LEAST_ONCE("identity topology", Guarantee.AT_LEAST_ONCE, IdentityMain.class),
    IDENTITY_EXACTLY_ONCE("identity topology", Guarantee.EXACTLY_ONCE_V2, IdentityMain.class);

    private static final Path JAR = Path.of("target", "customer-segment.jar");
    private static final Path LIBRARIES = Path.of("target", "dist", "lib", "*");
    private static final Path OWN_CLASSES = Path.of("target", "test-classes");
    private static final String NETTY = "netty-";

    private final String title;
    private final Guarantee guarantee;
    private final @Nullable Class<?> main;

    Contender(String title, Guarantee guarantee, @Nullable Class<?> main) {
        this.title = title;
        this.guarantee = guarantee;
        this.main = main;
    }

    /** Returns its name in the tables. */
    String title() {
        return title + (guarantee == Guarantee.EXACTLY_ONCE_V2 ? ", exactly once" : ", at least once");
    }

    /** Returns the delivery guarantee of its answers. */
    Guarantee guarantee() {
        return guarantee;
    }

    /** Whether it is an identity topology, which takes the file with its answers before the settings. */
    boolean identity() {
        return main == IdentityMain.class;
    }

    /**
     * Starts the process.
     *
     * @param answers the file with the answers of an identity topology
     * @param javaOptions options of its JVM
     */
    Child start(Map<String, String> settings, Path answers, List<String> javaOptions) {
        List<String> command = new ArrayList<>();
        if (main == null) {
            command.addAll(List.of(Path.of("bin", "customer-segment").toString(), "run"));
            settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        } else {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(javaOptions);
            command.addAll(List.of("-cp", classPath(), main.getName()));
            if (identity()) {
                command.add(answers.toString());
            }
            settings.forEach((key, value) -> command.add(key + "=" + value));
        }
        return Child.start(
                name().toLowerCase(Locale.ROOT),
                command,
                main == null && !javaOptions.isEmpty() ? Map.of("JAVA_OPTS", String.join(" ", javaOptions)) : Map.of());
    }

    /** Returns the class path of customer-segment, plus the SDK's Netty client, which customer-segment does not use. */
    private static String classPath() {
        Stream<String> netty = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> Path.of(entry).getFileName().toString().startsWith(NETTY));
        return Stream.concat(Stream.of(JAR.toString(), LIBRARIES.toString(), OWN_CLASSES.toString()), netty)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
