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

    /** A sign, which is its own lemma. */
    static Token sign(String text, Kind kind, int from, int to) {
        return new Token(text, text, kind, Double.NaN, "", from, to, true, false);
    }

    /** Whether it is this word or sign. */
    boolean is(String word) {
        return text.equals(word);
    }

    /** Whether it is a form of this word, as "had" is of "have". */
    boolean isFormOf(String word) {
        return lemma.equals(word) || (word.startsWith(lemma) && lemma.equals(Lemmas.stem(word)));
    }

    /** Whether it is another form of its word than the plain one. */
    boolean isInflected() {
        return !isFormOf(text);
    }

    /** Whether it, or the word that it is a form of, is of this group. */
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

    /** The word that the token and the one behind it are together. */
    Token joined(Token second, String word, String itsLemma) {
        return new Token(word, itsLemma, kind, number, suffix, from, second.to, spaced, capital);
    }

    /** The word that is written with the token in its place. */
    Token asWord(String word) {
        return new Token(word, word, Kind.WORD, Double.NaN, "", from, to, spaced, false);
    }

    /** The part with this index of so many words that the token is taken for; the last letters are those of the parts behind the first. */
    Token part(String word, String itsLemma, int index, int parts) {
        int middle = Math.max(from, to - (parts - 1 - index));
        int start = index == 0 ? from : Math.max(from, to - (parts - index));
        return new Token(
                word, itsLemma, kind, number, suffix, start, middle, index > 0 || spaced, capital && index == 0);
    }

    /** Without the word, so that it can be logged. */
    @Override
    public String toString() {
        return "Token[" + kind + " " + from + "-" + to + "]";
    }
}
