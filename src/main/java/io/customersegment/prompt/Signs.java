package io.customersegment.prompt;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Determines where the signs of a prompt end, how they are usually written, and what they do between the characters around them. */
final class Signs {

    private static final Pattern JOINT = Pattern.compile("[/,]|\\s+(or|and|&)\\s", Pattern.CASE_INSENSITIVE);

    private Signs() {}

    /** Returns the index after the sign that begins at this index: some signs have two characters, and a dash has any number. */
    static int end(String prompt, int start) {
        int point = prompt.codePointAt(start);
        int at = start + Character.charCount(point);
        char next = Characters.at(prompt, at);
        boolean doubled = ((point == '>' || point == '<' || point == '!' || point == '=')
                        && (next == '=' || (point == '<' && next == '>')))
                || ((point == '&' || point == '|' || point == '-') && next == point)
                || (point == '-' && next == '>')
                || (point == ':' && (next == ')' || next == '('));
        if (doubled) {
            at++;
        }
        while (point == '-' && Characters.at(prompt, at) == '-') {
            at++;
        }
        return at;
    }

    /** Returns the usual form of a sign, or the word that it stands for. */
    static String usual(String written) {
        return switch (written) {
            case "≥", "=>" -> ">=";
            case "≤", "=<" -> "<=";
            case "≠" -> "!=";
            case "–", "—", "−", "―" -> "-";
            case "∪" -> "or";
            case "∩" -> "and";
            case "==" -> "=";
            case "·", "●", "▪", "‣", "◦" -> "•";
            case "，" -> ",";
            case "；" -> ";";
            case "：" -> ":";
            default -> written;
        };
    }

    /** Whether the character at this index is an asterisk that begins a line and is separated from the following text. */
    static boolean isBullet(String prompt, int at) {
        int start = at - 1;
        while (start >= 0 && (Characters.at(prompt, start) == ' ' || Characters.at(prompt, start) == '\t')) {
            start--;
        }
        return Characters.at(prompt, at) == '*'
                && Character.isWhitespace(Characters.at(prompt, at + 1))
                && (start < 0 || Characters.at(prompt, start) == '\n');
    }

    /**
     * Whether the character at this index is a hyphen or an underscore inside a word that joins its parts: "high-value" and "high value"
     * are the same two words.
     *
     * @param last the token before it, null if there is none
     */
    static boolean joinsWords(String prompt, int at, @Nullable Token last, English english) {
        char c = Characters.at(prompt, at);
        char before = Characters.at(prompt, at - 1);
        char next = Characters.at(prompt, at + 1);
        boolean afterNumber = last != null && last.isNumber();
        if (afterNumber && Characters.isDigit(next)) {
            return false;
        }
        if (c == '-' && spansMonths(prompt, at, last, english)) {
            return false;
        }
        return (c == '-' || c == '_' || c == '\u2010' || c == '\u2011')
                && (Character.isLetterOrDigit(before) || Characters.isQuote(before))
                && Character.isLetterOrDigit(next)
                && (Character.isLetter(before) || Character.isLetter(next));
    }

    /** Whether a month or a part of a year is directly before and after the hyphen: Jul-Sep, Q1-Q2. */
    private static boolean spansMonths(String prompt, int at, @Nullable Token last, English english) {
        int end = at + 1;
        while (Character.isLetterOrDigit(Characters.at(prompt, end))) {
            end++;
        }
        return last != null
                && last.to() == at
                && english.isPartOfYear(last.text())
                && english.isPartOfYear(prompt.substring(at + 1, end).toLowerCase(Locale.ROOT));
    }

    /** Whether the character at this index is a hyphen that ends a word which is completed later: low- or middle-income. */
    static boolean suspends(String prompt, int at) {
        return Characters.at(prompt, at) == '-'
                && Character.isLetter(Characters.at(prompt, at - 1))
                && isBeforeJoint(prompt, at + 1);
    }

    /** Whether a sign or a word that joins alternatives is at this index. */
    static boolean isBeforeJoint(String prompt, int at) {
        return JOINT.matcher(prompt).region(at, prompt.length()).lookingAt();
    }

    /**
     * Whether the character at this index is an asterisk that multiplies, which a number after it shows; other asterisks set words off or
     * are bullets.
     *
     * @param last the token before it, null if there is none
     */
    static boolean multiplies(String prompt, int at, @Nullable Token last) {
        int next = at + 1;
        while (Characters.at(prompt, next) == ' ') {
            next++;
        }
        boolean behind = last != null && !last.isBreak();
        boolean tied = next == at + 1 && !Character.isLetterOrDigit(Characters.at(prompt, at - 1));
        return Characters.at(prompt, at) == '*' && behind && !tied && Characters.isDigit(Characters.at(prompt, next));
    }

    /**
     * Whether an exclamation mark at this index negates the following word or bracket: it is directly before it, or after a sign that
     * joins.
     *
     * @param spaced whether a space precedes it
     * @param last the token before it, null if there is none
     */
    static boolean negates(String prompt, int at, boolean spaced, @Nullable Token last) {
        int next = at + 1;
        while (Characters.at(prompt, next) == ' ') {
            next++;
        }
        if (!Character.isLetter(Characters.at(prompt, next)) && Characters.at(prompt, next) != '(') {
            return false;
        }
        boolean directly = next == at + 1 && (spaced || Characters.at(prompt, at - 1) == '(');
        return directly || last == null || last.is(WordGroup.JOINING);
    }
}
