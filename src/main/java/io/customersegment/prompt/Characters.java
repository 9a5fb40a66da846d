package io.customersegment.prompt;

/** Reads the characters of a text by their position, and classifies them. */
final class Characters {

    private Characters() {}

    /** Returns the character with this index, or a null character outside of the text. */
    static char at(String text, int index) {
        return index >= 0 && index < text.length() ? text.charAt(index) : '\0';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isInvisible(char c) {
        return c == '\u200b' || c == '\u200c' || c == '\u200d' || c == '\ufeff' || c == '\u2060' || c == '\ufe0f';
    }

    static boolean isApostrophe(char c) {
        return c == '\'' || c == '\u2019' || c == '\u2018' || c == '`' || c == '\u02bc';
    }

    /** Whether the character is a quotation mark or an asterisk, which sets words off like one. */
    static boolean isQuote(char c) {
        return c == '"'
                || c == '\u201c'
                || c == '\u201d'
                || c == '\u00ab'
                || c == '\u00bb'
                || c == '\u201e'
                || c == '*';
    }
}
