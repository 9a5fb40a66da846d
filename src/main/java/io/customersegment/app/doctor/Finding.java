package io.customersegment.app.doctor;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The result of a check.
 *
 * @param remedy what to do about it, null if nothing
 */
public record Finding(
        Check check, Status status, String text, @Nullable String remedy) {

    private static final int WIDTH = 13;

    /** The status of a finding. */
    public enum Status {
        /** As required. */
        OK,
        /** Works, but needs attention; or doctor itself lacks the permission to check. */
        WARN,
        /** Requests will not be answered as they should be. */
        FAIL,
        /** Not checked. */
        SKIP;

        /** The word in reports; a failure is in upper case so that it stands out. */
        public String word() {
            return this == FAIL ? name() : name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns the finding as one line of text. */
    public String line() {
        String line = status.word()
                + " ".repeat(6 - status.word().length())
                + check.word()
                + " ".repeat(WIDTH + 2 - check.word().length())
                + text;
        return remedy == null ? line : line + "; " + remedy;
    }
}
