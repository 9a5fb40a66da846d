package io.customersegment.prompt;

/**
 * A word, number, date or sign of a prompt.
 *
 * @param text lower case; signs in their plain form ({@code >=} for {@code ≥})
 * @param lemma the text without its inflection; the text itself for anything but a word
 * @param kind what it is
 * @param number the value of a number, NaN otherwise
 * @param suffix the letters directly after the digits of a number, lower case: {@code k}, {@code m}, {@code th}; empty otherwise
 * @param from where it starts in the prompt, in chars
 * @param to where it ends, exclusive
 * @param spaced whether white space stands before it
 */
record Token(String text, String lemma, Kind kind, double number, String suffix, int from, int to, boolean spaced) {

    /** What a token is. */
    enum Kind {
        WORD,
        NUMBER,
        /** A calendar date written in digits, e.g. {@code 2024-06-15} or {@code 31/12/2023}. */
        DATE,
        SIGN,
        /** One or more line breaks. */
        BREAK
    }

    /** Whether it is this word or sign. */
    boolean is(String word) {
        return text.equals(word);
    }

    boolean isWord() {
        return kind == Kind.WORD;
    }

    boolean isNumber() {
        return kind == Kind.NUMBER;
    }

    boolean isBreak() {
        return kind == Kind.BREAK;
    }

    /** The same token under another word, which it is taken for a misspelling of. */
    Token corrected(String word, String itsLemma) {
        return new Token(word, itsLemma, kind, number, suffix, from, to, spaced);
    }
}
