package io.customersegment.cli;

import picocli.CommandLine.TypeConversionException;

/**
 * How long a command waits.
 *
 * @param count 1 or more
 */
record Seconds(int count) {

    /**
     * What a person typed.
     *
     * @throws TypeConversionException if it is no whole number from 1 on
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
        throw new TypeConversionException("'" + text + "' is no number of seconds from 1 on");
    }

    @Override
    public String toString() {
        return String.valueOf(count);
    }
}
