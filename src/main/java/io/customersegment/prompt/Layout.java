package io.customersegment.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Splits a prompt into blocks: sentences, lines and list items. Drops nothing: every token is in a block or is the sign that ends one. */
final class Layout {

    /** The text of a line break followed by an empty line. */
    static final String EMPTY_LINE = "\n\n";

    /** The text of a line break followed by a list item. */
    private static final String BULLET = "•";

    private static final int LONGEST_NAME = 4;
    private static final Set<String> BULLETS = Set.of(
            "-", "•", "+", "*", "--", ">", "→", "#", "##", "✓", "✔", "✅", "☑", "►", "▶", "➤", "➔", "➜", "○", "■", "□",
            "☐", "◆", "◇", "★", "☆");
    private static final List<List<String>> LETTERS = List.of(
            List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"),
            List.of("i", "ii", "iii", "iv", "v", "vi", "vii", "viii"));
    private static final Set<String> ENDS = Set.of(".", "!", "?", "…", "--", "->", "→", ":)", ":(", ";", "•", "...");

    private Layout() {}

    /**
     * A block.
     *
     * @param from the first token
     * @param to the token after the last
     * @param line whether a line break precedes it
     * @param item whether it is a list item
     * @param dash whether a dash precedes it
     * @param endsLine whether a line break or the end of the prompt follows
     */
    record Block(int from, int to, boolean line, boolean item, boolean dash, boolean endsLine) {}

    /**
     * Returns the tokens with the bullets and numbers of list items replaced by line breaks. Removes a line break after a colon, and joins
     * by commas the lines that are only text values of the column named in the heading.
     */
    static List<Token> normalized(List<Token> tokens, Lexicon lexicon) {
        List<Token> plain = withoutMarkers(tokens);
        List<Token> result = new ArrayList<>(plain.size());
        boolean listing = false;
        boolean bulleted = false;
        for (int i = 0; i < plain.size(); i++) {
            Token token = plain.get(i);
            if (token.isBreak()
                    && !result.isEmpty()
                    && result.get(result.size() - 1).is(":")
                    && isNamed(result, lexicon)
                    && isText(plain, i + 1, lexicon)) {
                listing = true;
                bulleted = token.is(BULLET);
                continue;
            }
            boolean item = listing && token.isBreak() && token.is(BULLET) == bulleted;
            if (item && isText(plain, i + 1, lexicon) && isTextBefore(plain, i, lexicon)) {
                result.add(Token.sign(",", Token.Kind.SIGN, token.from(), token.to()));
                continue;
            }
            listing &= !token.isBreak();
            result.add(token);
        }
        return result;
    }

    /** Whether a name or one of its context words directly precedes the colon at the end, as in "regions" or "in the region". */
    private static boolean isNamed(List<Token> tokens, Lexicon lexicon) {
        int colon = tokens.size() - 1;
        List<Node> nodes = new ArrayList<>();
        for (int i = Math.max(0, colon - LONGEST_NAME); i < colon; i++) {
            lexicon.at(tokens, i, nodes);
        }
        return nodes.stream()
                        .anyMatch(node ->
                                node.to() == colon && (node.symbol() == Symbol.NAME || node.symbol() == Symbol.CONTEXT))
                && nodes.stream().noneMatch(node -> node.to() == colon && node.symbol() == Symbol.ANY_OF);
    }

    /** Whether the line that starts at the token is a single text value of a column. */
    private static boolean isText(List<Token> tokens, int from, Lexicon lexicon) {
        if (from >= tokens.size()) {
            return false;
        }
        List<Node> nodes = new ArrayList<>();
        lexicon.at(tokens, from, nodes);
        for (Node node : nodes) {
            boolean whole = node.to() == tokens.size() || tokens.get(node.to()).isBreak();
            if (node.symbol() == Symbol.VALUE && whole) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTextBefore(List<Token> tokens, int end, Lexicon lexicon) {
        int from = end - 1;
        while (from > 0 && !tokens.get(from - 1).isBreak()) {
            from--;
        }
        return isText(tokens, from, lexicon);
    }

    private static List<Token> withoutMarkers(List<Token> tokens) {
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

    /** Returns the blocks in the order of the prompt. */
    static List<Block> blocks(Chart chart) {
        List<Token> tokens = chart.tokens();
        List<Block> blocks = new ArrayList<>();
        int from = 0;
        boolean line = false;
        boolean item = false;
        boolean dash = false;
        boolean listing = false;
        int depth = 0;
        for (int i = 0; i <= tokens.size(); i++) {
            Token token = i < tokens.size() ? tokens.get(i) : null;
            if (token != null && token.is("(")) {
                depth++;
            } else if (token != null && token.is(")")) {
                depth = Math.max(0, depth - 1);
            }
            boolean hyphen = token != null && isDash(tokens, i) && depth == 0 && !isSpanned(chart, i);
            boolean ends = token == null
                    || token.isBreak()
                    || hyphen
                    || (ENDS.contains(token.text())
                            && (depth == 0 || isFree(tokens, i))
                            && !(token.is(";") && isSpanned(chart, i) && !listing));
            listing = token != null && !token.isBreak() && !token.is(".") && (listing || headsList(chart, i));
            if (!ends) {
                continue;
            }
            if (i > from) {
                boolean endsLine = token == null
                        || token.isBreak()
                        || (i + 1 < tokens.size() && tokens.get(i + 1).isBreak());
                blocks.add(new Block(from, i, line, item, dash, endsLine));
            }
            boolean empty = i == from;
            item = (token != null && token.isBreak()) ? token.is(BULLET) : (item && empty);
            line = (token != null && token.isBreak()) || (line && empty);
            dash = hyphen;
            from = i + 1;
            if (token != null && token.isBreak()) {
                depth = 0;
            }
        }
        return blocks;
    }

    /**
     * Whether the token is the colon after the head of a list whose members semicolons may separate, as in "at least one of: gold; over
     * 60".
     */
    private static boolean headsList(Chart chart, int index) {
        if (!chart.has(Symbol.COLON, index) || isSpanned(chart, index)) {
            return false;
        }
        for (int i = Math.max(0, index - 6); i < index; i++) {
            for (Node node : chart.at(i)) {
                boolean head = node.symbol() == Symbol.ANY_OF || node.symbol() == Symbol.NONE_FOLLOWING;
                if (head && node.to() == index) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the sign inside a bracket has no closing bracket after it on its line. */
    private static boolean isFree(List<Token> tokens, int index) {
        for (int i = index + 1; i < tokens.size() && !tokens.get(i).isBreak(); i++) {
            if (tokens.get(i).is(")")) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDash(List<Token> tokens, int index) {
        Token token = tokens.get(index);
        boolean alone = token.spaced()
                && (index + 1 >= tokens.size() || tokens.get(index + 1).spaced());
        return token.is("-") && alone;
    }

    /** Whether a node extends over the token, such as the dash of a range. */
    private static boolean isSpanned(Chart chart, int index) {
        for (int i = Math.max(0, index - 6); i < index; i++) {
            for (Node node : chart.at(i)) {
                if (node.to() > index + 1) {
                    return true;
                }
            }
        }
        return false;
    }
}
