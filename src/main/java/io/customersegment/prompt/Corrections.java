package io.customersegment.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replaces words that the sender takes back by their correction: silver only, no wait, gold only. Both must be text values of one column,
 * or numbers of the same thing; anything else is left as it is, and the words between them are unread.
 */
final class Corrections {

    private static final int LONGEST_GAP = 4;

    private final Chart chart;
    private final String prompt;
    private final Map<String, String> notes;

    /** Creates an instance for this chart that adds each replaced text and its replacement to {@code notes}. */
    Corrections(Chart chart, String prompt, Map<String, String> notes) {
        this.chart = chart;
        this.prompt = prompt;
        this.notes = notes;
    }

    /** Returns the tokens of the chart without the replaced words, or the same tokens if nothing was corrected. */
    List<Token> corrected() {
        for (int i = 1; chart.occurs(Symbol.CORRECTION) && i < chart.tokens().size(); i++) {
            int to = corrects(i);
            List<Token> corrected = to > i ? corrected(i, behind(to)) : null;
            if (corrected != null) {
                return corrected;
            }
        }
        return chart.tokens();
    }

    private @Nullable List<Token> corrected(int from, int to) {
        int end = from;
        for (int gap = 0; gap <= LONGEST_GAP && end > 0; gap++) {
            for (int i = Math.max(0, end - LONGEST_GAP); i < end; i++) {
                for (Node node : chart.at(i)) {
                    if (node.to() == end && !isNegatedOrCoordinated(i)) {
                        List<Token> tokens = node.value() instanceof NamedValues values
                                ? text(node, values, to)
                                : node.symbol() == Symbol.NUMBER ? number(node, from, to) : null;
                        if (tokens != null) {
                            return tokens;
                        }
                    }
                }
            }
            if (!isPassedOver(end - 1)) {
                return null;
            }
            end--;
        }
        return null;
    }

    /** Returns the end of the words at the token that take something back; the token itself if there are none. */
    private int corrects(int index) {
        return chart.end(Symbol.CORRECTION, index);
    }

    /** Returns the token after the words that may stand between a retraction and the correction. */
    private int behind(int index) {
        int at = index;
        while (at < chart.tokens().size()) {
            int next = corrects(at);
            boolean passes = chart.has(Symbol.COMMA, at)
                    || chart.has(Symbol.WHO, at)
                    || chart.has(Symbol.PLACE, at)
                    || chart.has(Symbol.DETERMINER, at)
                    || chart.tokens().get(at).is("-")
                    || chart.tokens().get(at).isFormOf("be");
            if (next == at && !passes) {
                return at;
            }
            at = Math.max(next, at + 1);
        }
        return at;
    }

    /** Whether the token may stand between the original words and their retraction. */
    private boolean isPassedOver(int index) {
        Token token = chart.tokens().get(index);
        return token.is(",")
                || token.is("-")
                || token.is("--")
                || token.is("…")
                || token.is("...")
                || chart.has(Symbol.EXACTLY, index)
                || chart.isPeople(index)
                || chart.has(Symbol.SIZE_NOUN, index);
    }

    /** Whether the words at the token are negated or one of several. */
    private boolean isNegatedOrCoordinated(int index) {
        boolean turned = index > 0
                && (chart.has(Symbol.AND, index - 1)
                        || chart.has(Symbol.OR, index - 1)
                        || chart.has(Symbol.TO, index - 1)
                        || chart.has(Symbol.SLASH, index - 1));
        for (int i = Math.max(0, index - LONGEST_GAP); i < index; i++) {
            turned |= chart.has(Symbol.NOT, i)
                    || chart.has(Symbol.NO, i)
                    || chart.has(Symbol.WITHOUT, i)
                    || chart.has(Symbol.EXCEPT, i);
        }
        return turned;
    }

    private @Nullable List<Token> text(Node first, NamedValues values, int to) {
        Node meant = null;
        for (Node node : to < chart.tokens().size() ? chart.at(to) : List.<Node>of()) {
            boolean same = node.value() instanceof NamedValues others
                    && others.column().equals(values.column());
            meant = same && (meant == null || node.to() > meant.to()) ? node : meant;
        }
        boolean several = values.texts().size() > 1 || isContained(first);
        return meant == null || several || isAdded(meant.to()) ? null : spliced(first.from(), meant.from(), meant.to());
    }

    /** Whether a longer list of text values contains the node. */
    private boolean isContained(Node first) {
        for (int i = Math.max(0, first.from() - LONGEST_GAP * 2); i <= first.from(); i++) {
            for (Node node : chart.at(i)) {
                if (node.value() instanceof NamedValues && node.length() > first.length() && node.to() >= first.to()) {
                    return true;
                }
            }
        }
        return false;
    }

    private @Nullable List<Token> number(Node first, int from, int to) {
        boolean plain = first.length() == 1
                && to < chart.tokens().size()
                && chart.has(Symbol.NUMBER, to)
                && from - first.to() <= LONGEST_GAP;
        if (!plain) {
            return null;
        }
        boolean counted = first.to() < from && chart.tokens().get(first.to()).isWord();
        Token noun = counted ? chart.tokens().get(first.to()) : null;
        Token next = to + 1 < chart.tokens().size() ? chart.tokens().get(to + 1) : null;
        if (noun != null && next != null && next.lemma().equals(noun.lemma())) {
            return spliced(first.from(), to, to + 2);
        }
        boolean alone = next == null
                || next.isBreak()
                || ",.;!:".contains(next.text())
                || chart.has(Symbol.SIGN_OFF, to + 1)
                || chart.has(Symbol.COURTESY, to + 1);
        if (!alone || chart.tokens().get(to).suffix().length() > 0) {
            return null;
        }
        Token old = chart.tokens().get(first.from());
        Token meant = chart.tokens().get(to);
        List<Token> tokens = new ArrayList<>(chart.tokens().subList(0, first.from()));
        tokens.add(new Token(
                meant.text(),
                meant.lemma(),
                meant.kind(),
                meant.number(),
                meant.suffix(),
                old.from(),
                old.to(),
                old.spaced(),
                old.capital()));
        if (noun != null) {
            tokens.add(noun);
        }
        tokens.addAll(chart.tokens().subList(to + 1, chart.tokens().size()));
        note(first.from(), to, to + 1);
        return tokens;
    }

    /** Whether the correction that ends before the token is meant in addition and not as a replacement. */
    private boolean isAdded(int index) {
        return index < chart.tokens().size() && chart.tokens().get(index).is(WordGroup.ALSO);
    }

    private List<Token> spliced(int from, int meant, int to) {
        note(from, meant, to);
        List<Token> tokens = new ArrayList<>(chart.tokens().subList(0, from));
        tokens.addAll(chart.tokens().subList(meant, chart.tokens().size()));
        return tokens;
    }

    private void note(int from, int meant, int to) {
        notes.put(quote(from, meant), quote(meant, to));
    }

    private String quote(int from, int to) {
        return prompt.substring(
                chart.tokens().get(from).from(), chart.tokens().get(to - 1).to());
    }
}
