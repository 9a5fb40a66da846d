package io.customersegment.prompt;

/**
 * A word, number, date or sign of a prompt.
 *
 * @param text in lower case; signs in their plain form ({@code >=} for {@code ≥})
 * @param lemma the text without its inflection; the text itself for anything but a word
 * @param kind the kind of token
 * @param number the value of a number, NaN otherwise
 * @param suffix the letters directly after the digits of a number, in lower case: {@code k}, {@code m}, {@code th}; empty otherwise
 * @param from the offset of its first char in the prompt
 * @param to the offset after its last char
 * @param spaced whether white space precedes it
 * @param capital whether it is a word that begins with a capital letter
 */
record Token(
        String text,
        String lemma,
        Kind kind,
        double number,
        String suffix,
        int from,
        int to,
        boolean spaced,
        boolean capital) {

    /** The kind of a token. */
    enum Kind {
        WORD,
        NUMBER,
        /** A calendar date written in digits, e.g. {@code 2024-06-15} or {@code 31/12/2023}. */
        DATE,
        SIGN,
        /** One or more line breaks. */
        BREAK
    }

    /** Creates a sign, which is its own lemma. */
    static Token sign(String text, Kind kind, int from, int to) {
        return new Token(text, text, kind, Double.NaN, "", from, to, true, false);
    }

    /** Whether the token is this word or sign. */
    boolean is(String word) {
        return text.equals(word);
    }

    /** Whether the token is a form of this word, as "had" is of "have". */
    boolean isFormOf(String word) {
        return lemma.equals(word) || (word.startsWith(lemma) && lemma.equals(Lemmas.stem(word)));
    }

    /** Whether the token is not in the plain form of its word. */
    boolean isInflected() {
        return !isFormOf(text);
    }

    /** Whether the token, or its plain form, belongs to the group. */
    boolean is(WordGroup group) {
        return group.holds(text) || group.holdsPlainFormOf(lemma);
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

    /** Returns the word that this token and the next one form together. */
    Token joined(Token second, String word, String itsLemma) {
        return new Token(word, itsLemma, kind, number, suffix, from, second.to, spaced, capital);
    }

    /** Returns the word in place of this token. */
    Token asWord(String word) {
        return new Token(word, word, Kind.WORD, Double.NaN, "", from, to, spaced, false);
    }

    /** Returns the part with the index among those that replace the token; each part after the first has one of the last letters. */
    Token part(String word, String itsLemma, int index, int parts) {
        int middle = Math.max(from, to - (parts - 1 - index));
        int start = index == 0 ? from : Math.max(from, to - (parts - index));
        return new Token(
                word, itsLemma, kind, number, suffix, start, middle, index > 0 || spaced, capital && index == 0);
    }

    /** Omits the word, so that the token can be logged. */
    @Override
    public String toString() {
        return "Token[" + kind + " " + from + "-" + to + "]";
    }
}
