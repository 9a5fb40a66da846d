package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.Layout.Block;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.ArrayList;
import java.util.List;

/**
 * Recognizes the names of senders and readers that consist of words of the catalogue, in a salutation or a signature: hello from
 * Central, hi Service, best, VIP Service.
 */
final class Senders {

    private static final int LONGEST_NAME = 7;

    private final Chart chart;
    private final Cover cover;
    private final Stretches stretches;

    Senders(Chart chart, Cover cover, Stretches stretches) {
        this.chart = chart;
        this.cover = cover;
        this.stretches = stretches;
    }

    /** Returns the blocks without a salutation at the start of the first one, which is ignored: good morning from the North, we need. */
    List<Block> ungreeted(List<Block> blocks) {
        if (blocks.isEmpty()) {
            return blocks;
        }
        Block first = blocks.get(0);
        int end = first.from();
        while (end < first.to() && !chart.has(Symbol.COMMA, end)) {
            end++;
        }
        int next =
                end < first.to() ? end + 1 : blocks.size() > 1 ? blocks.get(1).from() : end;
        if (!asks(next) || !isSalutation(first.from(), end)) {
            return blocks;
        }
        stretches.ignore(first.from(), end);
        List<Block> rest = new ArrayList<>(blocks.subList(1, blocks.size()));
        if (end < first.to()) {
            rest.add(0, new Block(next, first.to(), first.line(), first.item(), first.dash(), first.endsLine()));
        }
        return rest;
    }

    /** Whether a sentence of the writer or a request begins at the token, so that the words before it only address the reader. */
    private boolean asks(int index) {
        return chart.has(Symbol.ASKER, index)
                || chart.has(Symbol.MODAL, index)
                || chart.has(Symbol.REQUEST, index)
                || chart.has(Symbol.WANT, index)
                || chart.has(Symbol.COURTESY, index);
    }

    private boolean isSalutation(int from, int to) {
        for (Node node : chart.at(from)) {
            boolean greets = node.symbol() == Symbol.GREETING || node.symbol() == Symbol.SIGN_OFF;
            if (!greets || node.to() >= to) {
                continue;
            }
            boolean preposed = chart.tokens().get(node.to()).is("from");
            boolean fromSomewhere =
                    preposed || chart.tokens().get(node.to() - 1).is("from");
            int name = preposed ? node.to() + 1 : node.to();
            boolean named = isPlain(name, to) && (fromSomewhere || isDepartment(name, to) || isCapital(name, to));
            if (named && isMeant(name, to)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the last block of the prompt is a signature: a closing formula and a name, or "your" and a name. */
    boolean isSignature(Block block) {
        int from = block.from();
        boolean signed = false;
        while (from < block.to() && isClosing(from)) {
            int end = from;
            for (Node node : chart.at(from)) {
                signed |= node.symbol() == Symbol.SIGN_OFF;
                boolean closes = node.symbol() == Symbol.SIGN_OFF
                        || node.symbol() == Symbol.AND
                        || node.symbol() == Symbol.COMMA;
                end = closes ? Math.max(end, node.to()) : end;
            }
            from = end;
        }
        boolean of = signed && chart.tokens().get(from - 1).is("from");
        boolean yours = from == block.from() && chart.tokens().get(from).is("your") && isDepartment(from, block.to());
        return from < block.to()
                && isMeant(from, block.to())
                && ((of && isPlain(from, block.to()))
                        || ((signed || yours) && isSender(from, block.to()) && !isOneText(from, block.to())));
    }

    /** Whether the block is a name below a closing formula. */
    boolean isName(Block block) {
        boolean several = block.to() - block.from() > 1 || isDepartment(block.from(), block.to());
        return several
                && isMeant(block.from(), block.to())
                && isSender(block.from(), block.to())
                && !isOneText(block.from(), block.to());
    }

    /**
     * Whether a closing formula precedes a description that is not a name, or may not be one where all is in capitals, so that either may be
     * meant: best, gold members.
     */
    boolean isUnclear(Block block) {
        int comma = block.from();
        while (comma < block.to() && !chart.has(Symbol.COMMA, comma)) {
            comma++;
        }
        int end = comma;
        boolean closing =
                chart.at(block.from()).stream().anyMatch(node -> node.symbol() == Symbol.SIGN_OFF && node.to() == end);
        boolean means =
                comma == block.from() + 1 && chart.hasAny(block.from(), comma, Symbol.CONDITION, Symbol.ARRANGEMENT);
        return closing && (means || !isMixed()) && isMeant(comma, block.to());
    }

    private boolean isClosing(int index) {
        return chart.has(Symbol.SIGN_OFF, index) || chart.has(Symbol.AND, index) || chart.has(Symbol.COMMA, index);
    }

    /** Whether the words would be read as a condition if they were not a name. */
    private boolean isMeant(int from, int to) {
        return from < to && cover.items(from, to).stream().anyMatch(Item::isMeant);
    }

    /** Whether the words are only a text value, of which it is unclear whether it is a name. */
    private boolean isOneText(int from, int to) {
        return !isDepartment(from, to)
                && cover.items(from, to).stream()
                        .allMatch(item -> item.is(Kind.CONDITION) && item.said().frame() == Frame.TEXTS);
    }

    /** Whether the words are a name: with capitals, or with a noun for a department. */
    private boolean isSender(int from, int to) {
        return isPlain(from, to) && (isDepartment(from, to) || (isMixed() && isCapital(from, to)));
    }

    /** Whether a word of the prompt begins with a small letter, so that capitals say something. */
    private boolean isMixed() {
        return chart.tokens().stream().anyMatch(token -> token.isWord() && !token.capital());
    }

    private boolean isDepartment(int from, int to) {
        return chart.hasAny(from, to, Symbol.THIRD_PARTY, Symbol.VENUE);
    }

    /** Whether all words but the connecting ones begin with a capital letter, and the last does not name people. */
    private boolean isCapital(int from, int to) {
        for (int i = from; i < to; i++) {
            boolean connects = chart.has(Symbol.AND, i)
                    || chart.has(Symbol.POSSESSIVE, i)
                    || (i > from && chart.tokens().get(i).is("from"));
            if (!connects && !chart.tokens().get(i).capital()) {
                return false;
            }
        }
        List<Item> items = cover.items(from, to);
        Item last = items.get(items.size() - 1);
        return !last.is(Kind.CONDITION) || last.said().frame() != Frame.NOUN;
    }

    /** Whether the words contain neither a number nor a word that describes customers or changes what they say. */
    private boolean isPlain(int from, int to) {
        for (int i = from; i < to; i++) {
            Token token = chart.tokens().get(i);
            boolean people = token.text().endsWith("s") && chart.isPeople(i);
            if (!token.isWord() || people || token.is("only")) {
                return false;
            }
        }
        return to - from <= LONGEST_NAME
                && !chart.has(Symbol.PLACE, from)
                && !chart.hasAny(
                        from,
                        to,
                        Symbol.DIGITS,
                        Symbol.CARDINAL,
                        Symbol.WHO,
                        Symbol.WITH,
                        Symbol.WITHOUT,
                        Symbol.NOT,
                        Symbol.NO,
                        Symbol.OR,
                        Symbol.EXCEPT,
                        Symbol.SPEAKER,
                        Symbol.WANT,
                        Symbol.OBLIGATION);
    }
}
