package io.customersegment.prompt;

/**
 * A word, number or sign of a prompt.
 *
 * @param text lower case
 * @param stem the text without its inflection; the same for a number and a sign
 * @param number what it counts, NaN for a word or a sign
 * @param from where it starts in the prompt, in chars
 * @param to where it ends, exclusive
 */
record Token(String text, String stem, double number, int from, int to) {

    /** Whether it is a number in digits. */
    boolean isNumber() {
        return !Double.isNaN(number);
    }

    /** Whether it is this word or sign. */
    boolean is(String word) {
        return text.equals(word);
    }

    /** Whether it starts with a letter. */
    boolean isWord() {
        return Character.isLetter(text.charAt(0));
    }
}
