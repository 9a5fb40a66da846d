package io.customersegment.cli;

import picocli.CommandLine.TypeConversionException;

/**
 * The time that a command waits, in seconds.
 *
 * @param count 1 or more
 */
record Seconds(int count) {

    /**
     * Parses the text that a person typed.
     *
     * @throws TypeConversionException if it is not a whole number of 1 or more
     */
    static Seconds of(String text) {
        try {
            int count = Integer.parseInt(text);
            if (count >= 1) {
                return new Seconds(count);
            }
        } catch (NumberFormatException broken) {
            // Reported below.
        }
        throw new TypeConversionException("'" + text + "' is not a number of seconds of at least 1");
    }

    @Override
    public String toString() {
        return String.valueOf(count);
    }
}
