package io.customersegment.benchmark;

import io.customersegment.benchmark.contender.BlockingMain;
import io.customersegment.benchmark.contender.HandWrittenMain;
import io.customersegment.benchmark.contender.IdentityMain;
import io.customersegment.config.Settings.Guarantee;
import io.customersegment.process.Child;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who takes part, as the process that it runs in.
 *
 * <p>customer-segment is run as its users run it. The others have the same Java, the same options (none) and the same jars, so the
 * same logging too.
 */
enum Contender {
    OURS_AT_LEAST_ONCE("customer-segment", Guarantee.AT_LEAST_ONCE, null),
    OURS_EXACTLY_ONCE("customer-segment", Guarantee.EXACTLY_ONCE_V2, null),
    HAND_WRITTEN_AT_LEAST_ONCE("hand-written loop", Guarantee.AT_LEAST_ONCE, HandWrittenMain.class),
    HAND_WRITTEN_EXACTLY_ONCE("hand-written loop", Guarantee.EXACTLY_ONCE_V2, HandWrittenMain.class),
    BLOCKING("blocking topology", Guarantee.AT_LEAST_ONCE, BlockingMain.class),
    IDENTITY_AT_LEAST_ONCE("identity topology", Guarantee.AT_LEAST_ONCE, IdentityMain.class),
    IDENTITY_EXACTLY_ONCE("identity topology", Guarantee.EXACTLY_ONCE_V2, IdentityMain.class);

    private static final Path JAR = Path.of("target", "customer-segment.jar");
    private static final Path LIBRARIES = Path.of("target", "dist", "lib", "*");
    private static final Path OWN_CLASSES = Path.of("target", "test-classes");

    private final String title;
    private final Guarantee guarantee;
    private final @Nullable Class<?> main;

    Contender(String title, Guarantee guarantee, @Nullable Class<?> main) {
        this.title = title;
        this.guarantee = guarantee;
        this.main = main;
    }

    /** Its name in the tables. */
    String title() {
        return title + (guarantee == Guarantee.EXACTLY_ONCE_V2 ? ", exactly once" : ", at least once");
    }

    /** When its answers count as given. */
    Guarantee guarantee() {
        return guarantee;
    }

    /** Whether it is an identity topology, which takes the file with its answer before the settings. */
    boolean identity() {
        return main == IdentityMain.class;
    }

    /**
     * Starts it.
     *
     * @param answer the file with the answer of an identity topology
     */
    Child start(Map<String, String> settings, Path answer) {
        List<String> command = new ArrayList<>();
        if (main == null) {
            command.addAll(List.of(Path.of("bin", "customer-segment").toString(), "run"));
            settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        } else {
            command.addAll(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    JAR + File.pathSeparator + LIBRARIES + File.pathSeparator + OWN_CLASSES,
                    main.getName()));
            if (identity()) {
                command.add(answer.toString());
            }
            settings.forEach((key, value) -> command.add(key + "=" + value));
        }
        return Child.start(name().toLowerCase(Locale.ROOT), command, Map.of());
    }
}
