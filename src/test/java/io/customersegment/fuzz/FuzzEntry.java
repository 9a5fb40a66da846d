package io.customersegment.fuzz;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What Jazzer calls, by these names.
 *
 * <p><i>Threads:</i> called by one.
 */
@SuppressWarnings("NonFinalStaticField") // Jazzer has static entry points only
public final class FuzzEntry {

    private static @Nullable FuzzTarget target;

    private FuzzEntry() {}

    /** Chooses the target: the first argument names it. */
    public static void fuzzerInitialize(String[] arguments) {
        target = FuzzTargets.of(arguments[0]);
    }

    /** Hands an input to the target. */
    public static void fuzzerTestOneInput(byte[] input) {
        Objects.requireNonNull(target).check(input);
    }
}
