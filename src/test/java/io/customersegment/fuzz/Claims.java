package io.customersegment.fuzz;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Assertions of targets about every input: cheaper than assertions that describe themselves, because there are millions. */
public final class Claims {

    private Claims() {}

    /**
     * Asserts that a claim holds.
     *
     * @throws AssertionError if it does not
     */
    public static void holds(boolean claim, String what) {
        if (!claim) {
            throw new AssertionError(what);
        }
    }

    /**
     * Asserts that two values are equal.
     *
     * @throws AssertionError if they are not
     */
    public static void same(@Nullable Object one, @Nullable Object other, String what) {
        if (!Objects.equals(one, other)) {
            throw new AssertionError(what + ": " + one + " and " + other);
        }
    }
}
