package io.customersegment.prompt;

import org.jspecify.annotations.Nullable;

/**
 * Finds what a list is for: "for our spring campaign", "so we can call them", "to invite". Such a phrase ends with the verb and its object
 * or with the noun for the occasion; what stands behind it is read like anything else.
 */
final class Asides {

    /** The rule of a heading, which is reported like a remark. */
    static final String HEADING = "heading";

    private static final int LONGEST = 8;

    private final Chart chart;

    /** Asides in this chart. */
    Asides(Chart chart) {
        this.chart = chart;
    }

    /** The aside that starts at the token and ends before the other, or null. */
    @Nullable
    Node at(int from, int end) {
        int to = -1;
        for (Node node : chart.at(from)) {
            if (node.symbol() == Symbol.PURPOSE) {
                to = Math.max(to, occasion(node.to(), end));
            } else if (node.symbol() == Symbol.SO_THAT) {
                to = Math.max(to, contact(node.to(), end));
            } else if (node.symbol() == Symbol.CONTACT && starts(from)) {
                to = Math.max(to, object(node.to(), end));
            } else if (node.symbol() == Symbol.THIRD_PARTY || node.symbol() == Symbol.POSSESSIVE) {
                to = Math.max(to, asking(from, end));
            }
        }
        int heading = starts(from) ? heading(from, end) : -1;
        if (heading > to) {
            return new Node(Symbol.ASIDE, from, heading, HEADING, 0, HEADING);
        }
        boolean mention = chart.tokens().get(from).is("@")
                && from + 1 < end
                && chart.tokens().get(from + 1).isWord();
        to = mention ? Math.max(to, from + 2) : to;
        String rule = to > from && isKnown(from, to) ? "purpose" : HEADING;
        return to < 0 ? null : new Node(Symbol.ASIDE, from, to, rule, 0, rule);
    }

    /** Whether all words are known, so that there is nothing to report. */
    private boolean isKnown(int from, int to) {
        int known = from;
        for (int i = from; i < to; i++) {
            for (Node node : chart.at(i)) {
                known = Math.max(known, node.to());
            }
            if (known <= i) {
                return false;
            }
        }
        return true;
    }

    /** Whether a sentence, a line or a bracket starts at the token. */
    private boolean starts(int index) {
        boolean greeted = index > 1
                && index <= 5
                && chart.has(Symbol.GREETING, 0)
                && chart.tokens().get(index - 1).is(",");
        return index == 0
                || greeted
                || (!chart.tokens().get(index - 1).isWord()
                        && !chart.tokens().get(index - 1).isNumber()
                        && !chart.tokens().get(index - 1).is(","));
    }

    /** The end of an occasion after "for": some words that are no conditions, and a noun for an occasion. */
    private int occasion(int from, int end) {
        int best = -1;
        for (int i = from; i < end && i - from < LONGEST; i++) {
            for (Node node : chart.at(i)) {
                if (node.symbol() == Symbol.OCCASION && node.to() <= end) {
                    best = Math.max(best, numbered(node.to(), end));
                }
            }
            if (best > i) {
                i = best - 1;
                continue;
            }
            if (!mayModify(i)) {
                break;
            }
        }
        return best;
    }

    /** The end of an occasion with its number: wave 2. */
    private int numbered(int at, int end) {
        boolean number = at < end
                && chart.tokens().get(at).isNumber()
                && chart.tokens().get(at).number() < 10
                && chart.tokens().get(at).suffix().isEmpty();
        boolean counts = number
                && (chart.has(Symbol.PEOPLE, at + 1)
                        || chart.has(Symbol.CUSTOMERS, at + 1)
                        || chart.has(Symbol.CONTEXT, at + 1)
                        || chart.has(Symbol.NAME, at + 1)
                        || chart.has(Symbol.VALUE, at + 1)
                        || chart.has(Symbol.OR_MORE, at + 1));
        return number && !counts ? at + 1 : at;
    }

    /** Whether the token may stand before a noun for an occasion: anything but a number, a joint, a comparison or a relative. */
    private boolean mayModify(int index) {
        Token token = chart.tokens().get(index);
        if (!token.isWord()) {
            return false;
        }
        for (Node node : chart.at(index)) {
            switch (node.symbol()) {
                case AND,
                        OR,
                        BUT,
                        COMMA,
                        NOT,
                        NO,
                        WITHOUT,
                        EXCEPT,
                        WHO,
                        WITH,
                        ABOVE,
                        BELOW,
                        AT_LEAST,
                        AT_MOST,
                        BETWEEN,
                        PEOPLE,
                        CUSTOMERS,
                        SO_THAT,
                        UNIT,
                        PURPOSE -> {
                    return false;
                }
                default -> {}
            }
            boolean meant = (node.symbol() == Symbol.WINDOW && node.length() > 1)
                    || node.symbol() == Symbol.CONDITION
                    || node.symbol() == Symbol.AMOUNT
                    || node.symbol() == Symbol.ARRANGEMENT;
            if (meant && !chart.has(Symbol.OCCASION, node.to())) {
                return false;
            }
            boolean text = node.value() instanceof NamedValues values && !values.needName();
            if (text) {
                return false;
            }
        }
        return true;
    }

    /** The end of "my boss asked for": a third party who asks for the list. */
    private int asking(int from, int end) {
        boolean third = false;
        int i = from;
        for (int words = 0; words < 5 && i < end; words++) {
            int next = i;
            for (Node node : chart.at(i)) {
                switch (node.symbol()) {
                    case WANT -> {
                        if (third && node.to() <= end) {
                            return node.to();
                        }
                    }
                    case THIRD_PARTY -> {
                        third = true;
                        next = Math.max(next, node.to());
                    }
                    case POSSESSIVE, FILLER, MODAL -> next = Math.max(next, node.to());
                    default -> {}
                }
            }
            if (next == i) {
                return -1;
            }
            i = next;
        }
        return -1;
    }

    /** The end of a heading that names an occasion after something of the domain: test drive weekend. */
    private int heading(int from, int end) {
        int to = -1;
        for (Node node : chart.at(from)) {
            boolean thing = node.value() instanceof Subject
                    || (node.value() instanceof NamedValues values && values.needName());
            if (!thing || node.to() >= end || chart.has(Symbol.CONTEXT, node.to())) {
                continue;
            }
            for (Node occasion : chart.at(node.to())) {
                if (occasion.symbol() == Symbol.OCCASION && occasion.to() <= end) {
                    to = Math.max(to, occasion.to());
                }
            }
        }
        return to;
    }

    /** The end of what will be done with them: a verb for it, and whom it is done to. */
    private int contact(int from, int end) {
        int i = from;
        int verb = -1;
        for (int skipped = 0; skipped < 5 && i < end; skipped++) {
            for (Node node : chart.at(i)) {
                if (node.symbol() == Symbol.CONTACT && node.to() <= end) {
                    verb = Math.max(verb, node.to());
                }
            }
            if (verb > i) {
                int object = object(verb, end);
                return car(object < 0 ? verb : object, end);
            }
            int next = silent(i);
            if (next <= i) {
                return -1;
            }
            i = next;
        }
        return -1;
    }

    /** The end of what they are offered: a text that counts only next to a name. */
    private int car(int from, int end) {
        int at = from < end && chart.has(Symbol.FILLER, from) ? from + 1 : from;
        int to = from;
        for (Node node : chart.at(at)) {
            if (node.value() instanceof NamedValues values && values.needName() && node.to() <= end) {
                to = Math.max(to, node.to());
            }
        }
        return to;
    }

    private int object(int from, int end) {
        int to = -1;
        for (Node node : chart.at(from)) {
            if (node.symbol() == Symbol.PRONOUN && node.to() <= end) {
                to = Math.max(to, node.to());
            }
        }
        return to;
    }

    private int silent(int index) {
        int to = index;
        for (Node node : chart.at(index)) {
            switch (node.symbol()) {
                case FILLER, MODAL, ASKER, POSSESSIVE, THIRD_PARTY, PRONOUN, OF_THEIRS, COURTESY ->
                    to = Math.max(to, node.to());
                default -> {}
            }
        }
        return to;
    }
}
