package io.customersegment.fuzz;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The entry points that Jazzer calls, with the names that it requires.
 *
 * <p><i>Threads:</i> called by one thread.
 */
@SuppressWarnings("NonFinalStaticField") // Jazzer supports only static entry points
public final class FuzzEntry {

    private static @Nullable FuzzTarget target;

    private FuzzEntry() {}

    /** Selects the target that the first argument names. */
    public static void fuzzerInitialize(String[] arguments) {
        target = FuzzTargets.of(arguments[0]);
    }

    /** Passes an input to the target. */
    public static void fuzzerTestOneInput(byte[] input) {
        Objects.requireNonNull(target).check(input);
    }
}
