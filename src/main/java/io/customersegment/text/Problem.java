package io.customersegment.text;

/**
 * Something that is wrong in a file, or could be better.
 *
 * @param text names the key and the rule
 */
public record Problem(Position position, String text) {

    @Override
    public String toString() {
        return position + ": " + text;
    }
}
