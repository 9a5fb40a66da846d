package io.customersegment.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the bullets, numbers and letters that mark list items, and replaces them by line breaks. */
final class ListMarkers {

    /** The text of a line break followed by a list item. */
    static final String BULLET = "•";

    private static final Set<String> BULLETS = Set.of(
            "-", "•", "+", "*", "--", ">", "→", "#", "##", "✓", "✔", "✅", "☑", "►", "▶", "➤", "➔", "➜", "○", "■", "□",
            "☐", "◆", "◇", "★", "☆");
    private static final List<List<String>> LETTERS = List.of(
            List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"),
            List.of("i", "ii", "iii", "iv", "v", "vi", "vii", "viii"));

    private ListMarkers() {}

    /**
     * Returns the tokens with each marker replaced by the line break of a list item. On a line that begins with a plus,
     * a dash is not a marker but a minus.
     */
    static List<Token> replaced(List<Token> tokens) {
        boolean[] numbered = numbered(tokens);
        List<Token> result = new ArrayList<>(tokens.size());
        boolean weighed = false;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            weighed &= !token.isBreak();
            boolean startsLine = i == 0 || tokens.get(i - 1).isBreak();
            boolean bullet = startsLine && BULLETS.contains(token.text()) && i + 1 < tokens.size();
            boolean opens = token.is("(") && i + 1 < tokens.size() && numbered[i + 1];
            if (opens) {
                continue;
            }
            weighed |= bullet && token.is("+") && isWeighed(tokens, i);
            if (numbered[i]) {
                itemize(result, token, startsLine);
                i++;
            } else if (weighed && isDash(tokens, i)) {
                result.add(new Token(
                        "minus", "minus", Token.Kind.WORD, Double.NaN, "", token.from(), token.to(), true, false));
            } else if (bullet) {
                itemize(result, token, true);
            } else {
                result.add(token);
            }
        }
        return result;
    }

    /** Turns the line break before the marker into that of a list item, or adds one. */
    private static void itemize(List<Token> tokens, Token marker, boolean startsLine) {
        if (startsLine && tokens.isEmpty()) {
            return;
        }
        Token before = startsLine ? tokens.remove(tokens.size() - 1) : marker;
        tokens.add(Token.sign(BULLET, Token.Kind.BREAK, before.from(), before.to()));
    }

    /** Whether a dash follows the plus on its line, so that it may be a minus, as in "+ gold - parents". */
    private static boolean isWeighed(List<Token> tokens, int plus) {
        for (int i = plus + 1; i < tokens.size() && !tokens.get(i).isBreak(); i++) {
            if (isDash(tokens, i)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns, for each token, whether it numbers a list item: 1. … 2. …, 1) … 2) … or (1) … (2) …, on several lines or on one; each list
     * starts again at one.
     */
    private static boolean[] numbered(List<Token> tokens) {
        boolean[] numbered = lettered(tokens);
        List<List<Integer>> lists = new ArrayList<>(List.of(new ArrayList<>()));
        for (int i = 0; i + 1 < tokens.size(); i++) {
            Token token = tokens.get(i);
            Token sign = tokens.get(i + 1);
            boolean marks =
                    token.isNumber() && token.suffix().isEmpty() && (sign.is(".") || sign.is(")")) && !sign.spaced();
            boolean open = sign.is(")") && i > 0 && tokens.get(i - 1).is("(");
            List<Integer> list = lists.get(lists.size() - 1);
            boolean first =
                    token.number() == 1 && (open ? isStart(tokens, i - 1) : list.isEmpty() || isStart(tokens, i));
            if (marks && first && !list.isEmpty()) {
                list = new ArrayList<>();
                lists.add(list);
            }
            boolean opened = !list.isEmpty()
                    && list.get(0) > 0
                    && tokens.get(list.get(0) - 1).is("(");
            if (marks && (first || (token.number() == list.size() + 1 && open == opened && !list.isEmpty()))) {
                list.add(i);
            }
        }
        boolean several = lists.stream().anyMatch(list -> list.size() > 1);
        for (List<Integer> list : lists) {
            if (list.size() > 1 || (several && !list.isEmpty() && isStart(tokens, list.get(0)))) {
                list.forEach(place -> numbered[place] = true);
            }
        }
        return numbered;
    }

    /** Whether the token begins a line or follows a sign that ends a heading or a sentence. */
    private static boolean isStart(List<Token> tokens, int index) {
        Token before = index == 0 ? null : tokens.get(index - 1);
        return before == null || before.isBreak() || before.is(":") || before.is(";") || before.is(".");
    }

    /** Returns, for each token, whether it is the letter of a list item: a) … b) …, (a) … (b) … or (i) … (ii) … */
    private static boolean[] lettered(List<Token> tokens) {
        boolean[] lettered = new boolean[tokens.size()];
        for (List<String> letters : LETTERS) {
            List<Integer> places = new ArrayList<>();
            for (int i = 0; i + 1 < tokens.size() && places.size() < letters.size(); i++) {
                boolean marks = tokens.get(i).is(letters.get(places.size()))
                        && tokens.get(i + 1).is(")")
                        && !tokens.get(i + 1).spaced();
                if (marks) {
                    places.add(i);
                }
            }
            if (places.size() > 1) {
                places.forEach(place -> lettered[place] = true);
            }
        }
        return lettered;
    }

    /** Whether the token is a dash with a space on each side. */
    static boolean isDash(List<Token> tokens, int index) {
        Token token = tokens.get(index);
        boolean alone = token.spaced()
                && (index + 1 >= tokens.size() || tokens.get(index + 1).spaced());
        return token.is("-") && alone;
    }
}
