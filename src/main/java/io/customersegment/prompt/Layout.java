package io.customersegment.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Splits a prompt into blocks: sentences, lines and list items. Drops nothing: every token is in a block or is the sign that ends one. */
final class Layout {

    /** The text of a line break followed by an empty line. */
    static final String EMPTY_LINE = "\n\n";

    private static final int LONGEST_NAME = 4;
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
    record Block(int from, int to, boolean line, boolean item, boolean dash, boolean endsLine) {

        /** Returns the first colon outside brackets; -1 if there is none. */
        int colon(Cover cover) {
            int depth = 0;
            int at = -1;
            for (Item item : cover.items(from, to)) {
                if (item.is(Item.Kind.OPEN)) {
                    depth++;
                } else if (item.is(Item.Kind.CLOSE)) {
                    depth--;
                } else if (item.is(Item.Kind.COLON) && depth == 0 && at < 0) {
                    at = item.from();
                }
            }
            return at;
        }
    }

    /**
     * Returns the tokens with the bullets and numbers of list items replaced by line breaks. Removes a line break after a colon, and joins
     * by commas the lines that are only text values of the column named in the heading.
     */
    static List<Token> normalized(List<Token> tokens, Lexicon lexicon) {
        List<Token> plain = ListMarkers.replaced(tokens);
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
                bulleted = token.is(ListMarkers.BULLET);
                continue;
            }
            boolean item = listing && token.isBreak() && token.is(ListMarkers.BULLET) == bulleted;
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
            boolean hyphen = token != null && ListMarkers.isDash(tokens, i) && depth == 0 && !isSpanned(chart, i);
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
            item = (token != null && token.isBreak()) ? token.is(ListMarkers.BULLET) : (item && empty);
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
