package io.customersegment.prompt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Cuts a prompt into words, numbers and signs. Every character that is no space ends up in a token or is a quotation mark. */
final class Tokenizer {

    private static final Map<String, String> AUXILIARIES = auxiliaries();
    private static final Map<String, String> CONTRACTED = Map.ofEntries(
            Map.entry("whos", "s"),
            Map.entry("whats", "s"),
            Map.entry("thats", "s"),
            Map.entry("theres", "s"),
            Map.entry("lets", "s"),
            Map.entry("ive", "have"),
            Map.entry("weve", "have"),
            Map.entry("youve", "have"),
            Map.entry("theyve", "have"),
            Map.entry("whove", "have"),
            Map.entry("theyre", "are"),
            Map.entry("youre", "are"));

    private final String prompt;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Tokenizer(String prompt) {
        this.prompt = prompt;
    }

    /** The tokens of the prompt, in their order. */
    static List<Token> tokens(String prompt) {
        Tokenizer tokenizer = new Tokenizer(prompt);
        tokenizer.run();
        return tokenizer.tokens;
    }

    private void run() {
        while (at < prompt.length()) {
            char c = prompt.charAt(at);
            if (isDigit(c) || (c == '.' && isDigit(peek(1)) && !isDigit(peek(-1)))) {
                number();
            } else if (Character.isLetter(c)) {
                word();
            } else if (isApostrophe(c)) {
                apostrophe();
            } else if (Character.isWhitespace(c) || Character.isSpaceChar(c) || isQuote(c)) {
                at++;
            } else if (joinsWords(c) || suspends(c)) {
                at++;
            } else {
                sign();
            }
        }
    }

    private void number() {
        int start = at;
        StringBuilder digits = new StringBuilder();
        while (isDigit(peek(0)) || isGrouping() || (peek(0) == '.' && isDigit(peek(1)) && digits.indexOf(".") < 0)) {
            if (peek(0) != ',') {
                digits.append(peek(0));
            }
            at++;
        }
        double value = Double.parseDouble(digits.toString());
        int end = at;
        while (Character.isLetterOrDigit(peek(0))) {
            at++;
        }
        String suffix = prompt.substring(end, at).toLowerCase(Locale.ROOT);
        switch (suffix) {
            case "" -> add(start, digits.toString(), value);
            case "k" -> add(start, digits + suffix, value * 1e3);
            case "m", "mn", "mio" -> add(start, digits + suffix, value * 1e6);
            case "bn" -> add(start, digits + suffix, value * 1e9);
            case "x" -> add(start, digits + suffix, value);
            default -> add(start, digits + suffix, Double.NaN);
        }
    }

    /** A comma before exactly three digits groups thousands. */
    private boolean isGrouping() {
        return peek(0) == ',' && isDigit(peek(1)) && isDigit(peek(2)) && isDigit(peek(3)) && !isDigit(peek(4));
    }

    private void word() {
        int start = at;
        while (Character.isLetterOrDigit(peek(0)) || Character.getType(peek(0)) == Character.NON_SPACING_MARK) {
            at++;
        }
        String text = prompt.substring(start, at).toLowerCase(Locale.ROOT);
        if (isAbbreviation(text)) {
            text = text + "." + Character.toLowerCase(peek(1));
            at += peek(2) == '.' ? 3 : 2;
        }
        if (isApostrophe(peek(0))
                && (peek(1) == 't' || peek(1) == 'T')
                && text.endsWith("n")
                && !Character.isLetter(peek(2))) {
            String verb =
                    text.equals("can") ? "can" : text.equals("won") ? "will" : text.substring(0, text.length() - 1);
            tokens.add(new Token(verb, Stem.of(verb), Double.NaN, start, at));
            tokens.add(new Token("not", "not", Double.NaN, at, at + 2));
            at += 2;
            return;
        }
        addWord(text, start);
    }

    /** Two single letters with points, such as i.e. */
    private boolean isAbbreviation(String text) {
        return text.length() == 1
                && peek(0) == '.'
                && Character.isLetter(peek(1))
                && !Character.isLetterOrDigit(peek(2));
    }

    /** A word, or the two that it is short for where its apostrophe was left out: dont, whos. */
    private void addWord(String text, int start) {
        int cut = text.length() - 2;
        String verb = text.endsWith("nt") ? AUXILIARIES.get(text.substring(0, cut)) : null;
        String tail = CONTRACTED.get(text);
        if (verb == null && tail == null) {
            tokens.add(new Token(text, Stem.of(text), Double.NaN, start, at));
            return;
        }
        int middle = tail == null ? at - 2 : start + text.length() - (tail.equals("s") ? 1 : 2);
        String first = verb != null ? verb : text.substring(0, middle - start);
        String second = tail == null ? "not" : tail;
        tokens.add(new Token(first, Stem.of(first), Double.NaN, start, middle));
        tokens.add(new Token(second, Stem.of(second), Double.NaN, middle, at));
    }

    /** After a word: 've, 're, 'd, 'll, 's and 'm are words of their own; elsewhere it is a quotation mark. */
    private void apostrophe() {
        int start = at++;
        boolean afterWord = Character.isLetterOrDigit(peek(-2));
        int end = at;
        while (Character.isLetter(charAt(end))) {
            end++;
        }
        String rest = prompt.substring(at, end).toLowerCase(Locale.ROOT);
        String word = switch (rest) {
            case "ve" -> "have";
            case "re", "m" -> "are";
            case "d", "ll" -> "would";
            case "s" -> "s";
            default -> "";
        };
        if (afterWord && !word.isEmpty()) {
            at = end;
            tokens.add(new Token(word, Stem.of(word), Double.NaN, start, at));
        }
    }

    private void sign() {
        int start = at;
        int point = prompt.codePointAt(at);
        at += Character.charCount(point);
        char next = peek(0);
        if ((point == '>' || point == '<' || point == '!' || point == '=')
                && (next == '=' || (point == '<' && next == '>'))) {
            at++;
        }
        String text = switch (prompt.substring(start, at)) {
            case "≥" -> ">=";
            case "≤" -> "<=";
            case "–", "—", "−" -> "-";
            case "…" -> ".";
            case "==" -> "=";
            default -> prompt.substring(start, at);
        };
        tokens.add(new Token(text, text, Double.NaN, start, at));
    }

    private static Map<String, String> auxiliaries() {
        Map<String, String> verbs = new HashMap<>(Map.of("ca", "can", "wo", "will"));
        for (String verb : List.of(
                "have", "has", "had", "do", "does", "did", "is", "are", "was", "were", "could", "would", "should")) {
            verbs.put(verb, verb);
        }
        return Map.copyOf(verbs);
    }

    private void add(int start, String text, double value) {
        tokens.add(new Token(text, text, value, start, at));
    }

    /** A hyphen or an underscore inside a word ties it together: "high-value" and "high value" are the same two words. */
    private boolean joinsWords(char c) {
        if (!tokens.isEmpty() && tokens.get(tokens.size() - 1).isNumber() && isDigit(peek(1))) {
            return false;
        }
        return (c == '-' || c == '_' || c == '\u2010' || c == '\u2011')
                && Character.isLetterOrDigit(peek(-1))
                && Character.isLetterOrDigit(peek(1))
                && (Character.isLetter(peek(-1)) || Character.isLetter(peek(1)));
    }

    /** The hyphen of a word that is finished later: low- or middle-income. */
    private boolean suspends(char c) {
        return c == '-'
                && Character.isLetter(peek(-1))
                && (prompt.startsWith(" or ", at + 1)
                        || prompt.startsWith(" and ", at + 1)
                        || peek(1) == '/'
                        || peek(1) == ',');
    }

    private char peek(int ahead) {
        return charAt(at + ahead);
    }

    private char charAt(int index) {
        return index >= 0 && index < prompt.length() ? prompt.charAt(index) : '\0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isApostrophe(char c) {
        return c == '\'' || c == '\u2019' || c == '\u2018' || c == '`' || c == '\u02bc';
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\u201c' || c == '\u201d' || c == '\u00ab' || c == '\u00bb' || c == '\u201e';
    }
}
