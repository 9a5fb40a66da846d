package io.customersegment.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a prompt into tokens. Every character that is not white space, a quotation mark or a hyphen inside a word belongs to a token, so
 * that nothing is dropped; line breaks are tokens.
 */
final class Tokenizer {

    private static final Pattern ISO_DATE = Pattern.compile("(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?![\\d])");
    private static final Pattern DAY_FIRST_DATE = Pattern.compile("(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4})(?!\\d)");
    /** A number after a quotation mark: '25-34', '65+'. */
    private static final Pattern QUOTED_NUMBER = Pattern.compile("\\d+(?:[-–]\\d+|\\+)?['’]");

    private static final Pattern SHORT_YEAR_DATE =
            Pattern.compile("(\\d{1,2})([/.])(\\d{1,2})\\2((?:1[5-9]|[23]\\d))(?![\\d/]|\\.\\d)");
    private static final Pattern SHORT_YEAR = Pattern.compile("\\d\\d(?![\\p{L}\\d'\u2019%])");
    private static final Pattern ISO_MONTH = Pattern.compile("(19|20)\\d{2}-(0[1-9]|1[0-2])(?![-/.]?\\d)");
    private static final Pattern MONTH_FIRST = Pattern.compile("(0?[1-9]|1[0-2])/((?:19|20)\\d{2})(?![-/.]?\\d)");
    private static final Pattern SUSPENDED = Pattern.compile("[/,]|\\s+(or|and|&)\\s", Pattern.CASE_INSENSITIVE);
    private static final Pattern DECIMAL_COMMA = Pattern.compile(
            "(?:0(?=,)|\\d{1,3}(?=,\\d\\s*(?:k|m|mio|mil|mn|million|millions)\\b)),(\\d{1,2})(?!\\d|[.,]\\d)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern GROUPED = Pattern.compile("\\d{1,3}([,' \u00a0\u202f]\\d{3})+(?![\\d])");

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
            } else if (Character.isWhitespace(c) || Character.isSpaceChar(c) || isInvisible(c)) {
                at++;
                spaced = true;
                continue;
            } else if (isDigit(c) || (c == '.' && isDigit(peek(1)) && !isDigit(peek(-1)))) {
                number();
            } else if (Character.isLetter(c)) {
                word();
            } else if (isApostrophe(c)) {
                apostrophe();
            } else if (c == '!' && negates()) {
                at++;
                tokens.add(new Token("not", "not", Token.Kind.WORD, Double.NaN, "", at - 1, at, true, false));
            } else if ((isQuote(c) && !multiplies(c) && !isBullet(c)) || joinsWords(c) || suspends(c)) {
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

    /** Whether the character is an asterisk that begins a line and is separated from the following text. */
    private boolean isBullet(char c) {
        int start = at - 1;
        while (start >= 0 && (charAt(start) == ' ' || charAt(start) == '\t')) {
            start--;
        }
        return c == '*' && Character.isWhitespace(peek(1)) && (start < 0 || charAt(start) == '\n');
    }

    private void lineBreak() {
        int start = at;
        while (Character.isWhitespace(peek(0)) || isInvisible(peek(0))) {
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
        while (isDigit(charAt(digitsEnd))) {
            digitsEnd++;
        }
        boolean goesOn = isDigit(charAt(digitsEnd + 1));
        boolean dated = goesOn && "-/.".indexOf(charAt(digitsEnd)) >= 0;
        if (dated
                && (date(ISO_DATE, 1, 2, 3)
                        || date(DAY_FIRST_DATE, 4, 3, 1)
                        || date(SHORT_YEAR_DATE, 4, 3, 1)
                        || month())) {
            return;
        }
        at = digitsEnd;
        String text = prompt.substring(start, digitsEnd);
        if (goesOn) {
            text = decimal(start, grouped(start, text));
        }
        int points = at;
        while (peek(0) == '.' && isDigit(peek(1))) {
            at++;
            while (isDigit(peek(0))) {
                at++;
            }
        }
        text = at > points ? text + prompt.substring(points, at) : text;
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
        boolean thousands = text.indexOf('.') != text.lastIndexOf('.');
        String plain = thousands ? text.replace(".", "") : text;
        double value = plain.length() > 300 ? Double.POSITIVE_INFINITY : Double.parseDouble(plain);
        add(text, Token.Kind.NUMBER, value, suffix, start);
        if (word) {
            spaced = true;
            word();
        }
    }

    /** Returns the digits of the number, including those after separators of thousands, and advances past them. */
    private String grouped(int start, String digits) {
        Matcher grouped = GROUPED.matcher(prompt).region(start, prompt.length());
        if (!grouped.lookingAt()) {
            return digits;
        }
        at = grouped.end();
        return grouped.group().replaceAll("[^\\d]", "");
    }

    /** Returns the digits with those after a decimal comma, and advances past them. */
    private String decimal(int start, String digits) {
        Matcher comma =
                DECIMAL_COMMA.matcher(prompt).region(start, prompt.length()).useTransparentBounds(true);
        if (!comma.lookingAt() || isListed(comma.end())) {
            return digits;
        }
        at = comma.end();
        return digits + '.' + comma.group(1);
    }

    /** Whether the number is in a list in brackets: in (0,1). */
    private boolean isListed(int end) {
        Token last = tokens.isEmpty() ? null : tokens.get(tokens.size() - 1);
        return last != null && (last.is("(") || last.is("{") || last.is("[")) && ")}]".indexOf(charAt(end)) >= 0;
    }

    /** Reads a year and a month, and returns whether there were any: 2024-11, 11/2024. */
    private boolean month() {
        boolean inside = isDigit(peek(-1)) || peek(-1) == '/';
        Matcher iso = ISO_MONTH.matcher(prompt).region(at, prompt.length());
        Matcher monthFirst = MONTH_FIRST.matcher(prompt).region(at, prompt.length());
        int start = at;
        if (!inside && iso.lookingAt()) {
            at = iso.end();
            add(iso.group(), Token.Kind.DATE, Double.NaN, "", start);
            return true;
        }
        if (!inside && monthFirst.lookingAt()) {
            at = monthFirst.end();
            String text = "%s-%02d".formatted(monthFirst.group(2), Integer.parseInt(monthFirst.group(1)));
            add(text, Token.Kind.DATE, Double.NaN, "", start);
            return true;
        }
        return false;
    }

    private boolean date(Pattern pattern, int year, int month, int day) {
        Matcher matcher = pattern.matcher(prompt).region(at, prompt.length());
        if (!matcher.lookingAt() || isDigit(peek(-1))) {
            return false;
        }
        int number = Integer.parseInt(matcher.group(year));
        String iso = "%04d-%02d-%02d"
                .formatted(
                        number < 100 ? CENTURY + number : number,
                        Integer.parseInt(matcher.group(month)),
                        Integer.parseInt(matcher.group(day)));
        int start = at;
        at = matcher.end();
        add(iso, Token.Kind.DATE, Double.NaN, "", start);
        return true;
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
        boolean negated = isApostrophe(peek(0))
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
        boolean capital = written.length() == 1 && Character.isUpperCase(written.charAt(0)) && peek(0) != '/';
        return capital
                && (prompt.chars().anyMatch(Character::isLowerCase)
                        || SUSPENDED.matcher(prompt).region(at, prompt.length()).lookingAt()
                        || (!tokens.isEmpty() && tokens.get(tokens.size() - 1).is(WordGroup.JOINING)));
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
            Token last = tokens.isEmpty() ? null : tokens.get(tokens.size() - 1);
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
        int point = prompt.codePointAt(at);
        Token last = tokens.isEmpty() ? null : tokens.get(tokens.size() - 1);
        if (point == '.' && last != null && last.to() == at && isAbbreviation(last)) {
            at++;
            return;
        }
        at += Character.charCount(point);
        char next = peek(0);
        boolean doubled = ((point == '>' || point == '<' || point == '!' || point == '=')
                        && (next == '=' || (point == '<' && next == '>')))
                || ((point == '&' || point == '|' || point == '-') && next == point)
                || (point == '-' && next == '>')
                || (point == ':' && (next == ')' || next == '('));
        if (doubled) {
            at++;
        }
        while (point == '-' && peek(0) == '-') {
            at++;
        }
        String text = switch (prompt.substring(start, at)) {
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
            default -> prompt.substring(start, at);
        };
        add(text, Token.Kind.SIGN, Double.NaN, "", start);
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

    /** Whether a hyphen or an underscore is inside a word and joins its parts: "high-value" and "high value" are the same two words. */
    private boolean joinsWords(char c) {
        boolean afterNumber = !tokens.isEmpty() && tokens.get(tokens.size() - 1).isNumber();
        if (afterNumber && isDigit(peek(1))) {
            return false;
        }
        if (c == '-' && spansMonths()) {
            return false;
        }
        boolean joins = (c == '-' || c == '_' || c == '\u2010' || c == '\u2011')
                && (Character.isLetterOrDigit(peek(-1)) || isQuote(peek(-1)))
                && Character.isLetterOrDigit(peek(1))
                && (Character.isLetter(peek(-1)) || Character.isLetter(peek(1)));
        if (joins) {
            spaced = true;
        }
        return joins;
    }

    /** Whether a month or a part of a year is directly before and after the hyphen: Jul-Sep, Q1-Q2. */
    private boolean spansMonths() {
        int end = at + 1;
        while (Character.isLetterOrDigit(charAt(end))) {
            end++;
        }
        Token last = tokens.isEmpty() ? null : tokens.get(tokens.size() - 1);
        return last != null
                && last.to() == at
                && english.isPartOfYear(last.text())
                && english.isPartOfYear(prompt.substring(at + 1, end).toLowerCase(Locale.ROOT));
    }

    /** Whether a hyphen ends a word that is completed later: low- or middle-income. */
    private boolean suspends(char c) {
        return c == '-'
                && Character.isLetter(peek(-1))
                && SUSPENDED.matcher(prompt).region(at + 1, prompt.length()).lookingAt();
    }

    /** Whether an asterisk multiplies, which a number after it shows; other asterisks set words off or are bullets. */
    private boolean multiplies(char c) {
        int next = at + 1;
        while (charAt(next) == ' ') {
            next++;
        }
        boolean behind = !tokens.isEmpty() && !tokens.get(tokens.size() - 1).isBreak();
        boolean tied = next == at + 1 && !Character.isLetterOrDigit(peek(-1));
        return c == '*' && behind && !tied && isDigit(charAt(next));
    }

    /** Whether an exclamation mark negates the following word or bracket: it is directly before it, or after a sign that joins. */
    private boolean negates() {
        int next = at + 1;
        while (charAt(next) == ' ') {
            next++;
        }
        if (!Character.isLetter(charAt(next)) && charAt(next) != '(') {
            return false;
        }
        boolean directly = next == at + 1 && (spaced || peek(-1) == '(');
        return directly || tokens.isEmpty() || tokens.get(tokens.size() - 1).is(WordGroup.JOINING);
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

    private static boolean isInvisible(char c) {
        return c == '\u200b' || c == '\u200c' || c == '\u200d' || c == '\ufeff' || c == '\u2060' || c == '\ufe0f';
    }

    private static boolean isApostrophe(char c) {
        return c == '\'' || c == '\u2019' || c == '\u2018' || c == '`' || c == '\u02bc';
    }

    private static boolean isQuote(char c) {
        return c == '"'
                || c == '\u201c'
                || c == '\u201d'
                || c == '\u00ab'
                || c == '\u00bb'
                || c == '\u201e'
                || c == '*';
    }
}
