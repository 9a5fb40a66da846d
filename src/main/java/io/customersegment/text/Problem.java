package io.customersegment.text;

/**
 * An error in a file, or a possible improvement.
 *
 * @param text names the key and the rule
 */
public record Problem(Position position, String text) {

    @Override
    public String toString() {
        return position + ": " + text;
    }
}
