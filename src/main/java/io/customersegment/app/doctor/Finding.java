package io.customersegment.app.doctor;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a check found.
 *
 * @param remedy what to do about it, null if nothing
 */
public record Finding(
        Check check, Status status, String text, @Nullable String remedy) {

    private static final int WIDTH = 13;

    /** How it stands. */
    public enum Status {
        /** As it has to be. */
        OK,
        /** Works, but something deserves a look; or doctor itself may not look. */
        WARN,
        /** Requests will not be answered as they should be. */
        FAIL,
        /** Not looked at. */
        SKIP;

        /** Its word in reports; what fails stands out. */
        public String word() {
            return this == FAIL ? name() : name().toLowerCase(Locale.ROOT);
        }
    }

    /** The finding in a line. */
    public String line() {
        String line = status.word()
                + " ".repeat(6 - status.word().length())
                + check.word()
                + " ".repeat(WIDTH + 2 - check.word().length())
                + text;
        return remedy == null ? line : line + "; " + remedy;
    }
}
