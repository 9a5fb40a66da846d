package io.customersegment.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Splits a prompt into tokens. Every character that is not white space, a quotation mark or a hyphen inside a word belongs to a token, so
 * that nothing is dropped; line breaks are tokens.
 */
final class Tokenizer {

    /** A number after a quotation mark: '25-34', '65+'. */
    private static final Pattern QUOTED_NUMBER = Pattern.compile("\\d+(?:[-–]\\d+|\\+)?['’]");

    private static final Pattern SHORT_YEAR = Pattern.compile("\\d\\d(?![\\p{L}\\d'\u2019%])");

    private static final int CENTURY = 2000;

    private final String prompt;
    private final English english;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private boolean spaced = true;

    private Tokenizer(String prompt, English english) {
        this.prompt = prompt;
        this.english = english;
    }

    /** Returns the tokens of the prompt in order. */
    static List<Token> tokens(String prompt, English english) {
        Tokenizer tokenizer = new Tokenizer(prompt, english);
        tokenizer.run();
        return tokenizer.tokens;
    }

    private void run() {
        while (at < prompt.length()) {
            char c = prompt.charAt(at);
            int before = tokens.size();
            if (c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029') {
                lineBreak();
            } else if (Character.isWhitespace(c) || Character.isSpaceChar(c) || Characters.isInvisible(c)) {
                at++;
                spaced = true;
                continue;
            } else if (Characters.isDigit(c)
                    || (c == '.' && Characters.isDigit(peek(1)) && !Characters.isDigit(peek(-1)))) {
                number();
            } else if (Character.isLetter(c)) {
                word();
            } else if (Characters.isApostrophe(c)) {
                apostrophe();
            } else if (c == '!' && Signs.negates(prompt, at, spaced, last())) {
                at++;
                tokens.add(new Token("not", "not", Token.Kind.WORD, Double.NaN, "", at - 1, at, true, false));
            } else if (isQuotation(c) || joinsWords() || Signs.suspends(prompt, at)) {
                at++;
                continue;
            } else {
                sign();
            }
            if (tokens.size() > before) {
                spaced = false;
            }
        }
    }

    private void lineBreak() {
        int start = at;
        while (Character.isWhitespace(peek(0)) || Characters.isInvisible(peek(0))) {
            at++;
        }
        if (!tokens.isEmpty() && at < prompt.length()) {
            boolean empty =
                    prompt.substring(start, at).chars().filter(c -> c == '\n').count() > 1;
            add(empty ? Layout.EMPTY_LINE : "\n", Token.Kind.BREAK, Double.NaN, "", start);
        }
        spaced = true;
    }

    private void number() {
        int start = at;
        int digitsEnd = start;
        while (Characters.isDigit(charAt(digitsEnd))) {
            digitsEnd++;
        }
        boolean goesOn = Characters.isDigit(charAt(digitsEnd + 1));
        boolean dated = goesOn && "-/.".indexOf(charAt(digitsEnd)) >= 0;
        DateNotation date = dated ? DateNotation.at(prompt, start) : null;
        if (date != null) {
            at = date.end();
            add(date.iso(), Token.Kind.DATE, Double.NaN, "", start);
            return;
        }
        NumberNotation number = NumberNotation.at(prompt, start, digitsEnd, isInBrackets());
        at = number.end();
        int end = at;
        while (Character.isLetter(peek(0))) {
            at++;
        }
        String suffix = end == at ? "" : prompt.substring(end, at).toLowerCase(Locale.ROOT);
        boolean word = suffix.length() > 1 && !english.isSuffix(suffix);
        if (word) {
            at = end;
            suffix = "";
        }
        add(number.text(), Token.Kind.NUMBER, number.value(), suffix, start);
        if (word) {
            spaced = true;
            word();
        }
    }

    /** Whether an opening bracket is directly before this place. */
    private boolean isInBrackets() {
        Token last = last();
        return last != null && (last.is("(") || last.is("{") || last.is("["));
    }

    private void word() {
        int start = at;
        while (Character.isLetterOrDigit(peek(0)) || Character.getType(peek(0)) == Character.NON_SPACING_MARK) {
            at++;
        }
        String written = prompt.substring(start, at);
        String text = written.toLowerCase(Locale.ROOT);
        if (text.length() == 1
                && peek(0) == '.'
                && Character.isLetter(peek(1))
                && !Character.isLetterOrDigit(peek(2))) {
            text = text + "." + Character.toLowerCase(peek(1));
            at += peek(2) == '.' ? 3 : 2;
            addWord(text, start, at);
            return;
        }
        boolean negated = Characters.isApostrophe(peek(0))
                && (peek(1) == 't' || peek(1) == 'T')
                && text.endsWith("n")
                && !Character.isLetter(peek(2));
        if (negated) {
            List<String> known = english.contraction(text + "t");
            String verb = known.isEmpty() ? text.substring(0, text.length() - 1) : known.get(0);
            addWord(verb, start, at);
            spaced = true;
            addWord("not", at, at + 2);
            at += 2;
            return;
        }
        List<String> words = english.contraction(english.contraction(written).isEmpty() ? text : written);
        if (words.isEmpty() || isInitial(written) || isSpelledOut(words)) {
            addWord(text, start, at);
            return;
        }
        for (int i = 0; i < words.size(); i++) {
            int middle = Math.max(start, at - (words.size() - 1 - i));
            addWord(words.get(i), i == 0 ? start : Math.max(start, at - (words.size() - i)), middle);
            spaced = true;
        }
    }

    /** Whether the last of the words is written after the word, so that the word is not a contraction: lets us. */
    private boolean isSpelledOut(List<String> words) {
        String last = words.get(words.size() - 1);
        int start = at;
        while (charAt(start) == ' ') {
            start++;
        }
        return words.size() > 1
                && start > at
                && prompt.regionMatches(true, start, last, 0, last.length())
                && !Character.isLetterOrDigit(charAt(start + last.length()));
    }

    /** Whether the word is a single capital letter in a prompt with small letters, or one that is joined to another word: W for West. */
    private boolean isInitial(String written) {
        Token last = last();
        boolean capital = written.length() == 1 && Character.isUpperCase(written.charAt(0)) && peek(0) != '/';
        return capital
                && (prompt.chars().anyMatch(Character::isLowerCase)
                        || Signs.isBeforeJoint(prompt, at)
                        || (last != null && last.is(WordGroup.JOINING)));
    }

    /** Reads an apostrophe. After a word, 've, 're, 'd, 'll, 's and 'm are words of their own; elsewhere it is a quotation mark. */
    private void apostrophe() {
        int start = at++;
        boolean afterWord = Character.isLetterOrDigit(peek(-2));
        int end = at;
        while (Character.isLetter(charAt(end))) {
            end++;
        }
        String rest = prompt.substring(at, end).toLowerCase(Locale.ROOT);
        String word = english.clitic(rest);
        if (!afterWord) {
            if (!QUOTED_NUMBER.matcher(prompt).region(at, prompt.length()).lookingAt()) {
                shortYear(start);
            }
            return;
        }
        if (rest.equals("s")) {
            at = end;
            Token last = last();
            List<String> words = last == null ? List.of() : english.contraction(last.text() + "s");
            if (last != null && english.isPronoun(last.text())) {
                spaced = true;
                addWord("is", start, at);
            } else if (last != null && words.size() > 1 && words.get(0).equals(last.text())) {
                spaced = true;
                addWord(words.get(1), start, at);
            }
        } else if (!word.isEmpty()) {
            at = end;
            spaced = true;
            addWord(word, start, at);
        }
    }

    /** Reads a year of two digits after an apostrophe: Nov '24. */
    private void shortYear(int start) {
        boolean year = SHORT_YEAR
                .matcher(prompt)
                .region(at, prompt.length())
                .useTransparentBounds(true)
                .lookingAt();
        if (year && !tokens.isEmpty()) {
            int number = CENTURY + Integer.parseInt(prompt.substring(at, at + 2));
            at += 2;
            add(String.valueOf(number), Token.Kind.NUMBER, number, "", start);
        }
    }

    private void sign() {
        int start = at;
        Token last = last();
        if (peek(0) == '.' && last != null && last.to() == at && isAbbreviation(last)) {
            at++;
            return;
        }
        at = Signs.end(prompt, start);
        add(Signs.usual(prompt.substring(start, at)), Token.Kind.SIGN, Double.NaN, "", start);
    }

    private boolean isAbbreviation(Token last) {
        String written = prompt.substring(last.from(), last.to()).toLowerCase(Locale.ROOT);
        return english.isAbbreviation(last.text()) || english.isAbbreviation(written);
    }

    private void addWord(String text, int from, int to) {
        boolean capital = Character.isUpperCase(prompt.charAt(from));
        tokens.add(
                new Token(text, english.lemmas().of(text), Token.Kind.WORD, Double.NaN, "", from, to, spaced, capital));
    }

    private void add(String text, Token.Kind kind, double value, String suffix, int start) {
        tokens.add(new Token(text, text, kind, value, suffix, start, at, spaced, false));
    }

    /** Whether the character sets words off: a quotation mark, or an asterisk that is neither a sign nor a bullet. */
    private boolean isQuotation(char c) {
        return Characters.isQuote(c) && !Signs.multiplies(prompt, at, last()) && !Signs.isBullet(prompt, at);
    }

    /** Whether a hyphen or an underscore joins the words around it, which then are separate words. */
    private boolean joinsWords() {
        boolean joins = Signs.joinsWords(prompt, at, last(), english);
        if (joins) {
            spaced = true;
        }
        return joins;
    }

    /** Returns the token before this place, or null if there is none. */
    private @Nullable Token last() {
        return tokens.isEmpty() ? null : tokens.get(tokens.size() - 1);
    }

    private char peek(int ahead) {
        return charAt(at + ahead);
    }

    private char charAt(int index) {
        return Characters.at(prompt, index);
    }
}
