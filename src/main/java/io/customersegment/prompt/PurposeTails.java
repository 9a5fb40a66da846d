package io.customersegment.prompt;

import java.util.function.IntPredicate;

/** Finds the complement of an occasion or of an action in the purpose of a list: "about our new prices". */
final class PurposeTails {

    private static final int LONGEST_TAIL = 8;

    private final Chart chart;

    PurposeTails(Chart chart) {
        this.chart = chart;
    }

    /**
     * Returns the end of the complement of an occasion or of an action, up to the end of the clause: to the opening of the showroom, in
     * June, about our new prices. Returns {@code from} if a word of the complement may narrow the customers.
     */
    int tail(int from, int end, boolean done) {
        if (from >= end || !opensTail(from, done)) {
            return from;
        }
        int to = followed(from, end, i -> Topic.isOtherPeople(chart, i));
        return to > from + 1 ? to : from;
    }

    /** Returns the end of the clause after its first word, or -1 if a word of it may not follow, is barred, or the clause is too long. */
    int followed(int from, int end, IntPredicate barred) {
        int to = from + 1;
        while (to < end && !chart.has(Symbol.COMMA, to) && !endsTail(to)) {
            if (!mayFollow(to) || barred.test(to) || to - from > LONGEST_TAIL) {
                return -1;
            }
            to++;
        }
        return to;
    }

    private boolean opensTail(int index, boolean done) {
        for (Node node : chart.at(index)) {
            boolean opens = switch (node.symbol()) {
                case TO, PLACE, PURPOSE, NEXT, BY -> true;
                case DETERMINER, WITH -> done;
                default -> false;
            };
            if (opens) {
                return !startsConditionOrArrangement(index);
            }
        }
        return false;
    }

    private boolean endsTail(int index) {
        boolean asks = chart.has(Symbol.REQUEST, index) && chart.has(Symbol.WANT, index);
        if (asks || chart.has(Symbol.SPEAKER, index) || chart.has(Symbol.PURPOSE, index)) {
            return true;
        }
        Token token = chart.tokens().get(index);
        return !token.isWord() && !token.isNumber() && token.kind() != Token.Kind.DATE && !token.is("&");
    }

    /** Whether a condition or an arrangement begins at the token, which then is not part of a purpose: in the North. */
    boolean startsConditionOrArrangement(int index) {
        for (Node node : chart.at(index)) {
            boolean told = switch (node.symbol()) {
                case CONDITION, ARRANGEMENT -> true;
                default -> false;
            };
            if (told) {
                return true;
            }
        }
        return false;
    }

    private boolean mayFollow(int index) {
        Token token = chart.tokens().get(index);
        for (Node node : chart.at(index)) {
            boolean month = node.symbol() == Symbol.WINDOW || node.symbol() == Symbol.POINT;
            boolean text = node.value() instanceof NamedValues values && !values.needName();
            boolean occasion = chart.has(Symbol.OCCASION, index) || chart.has(Symbol.OURS, index);
            boolean foreign = switch (node.symbol()) {
                case WHO,
                        CUSTOMERS,
                        PEOPLE,
                        RANKING,
                        WITHOUT,
                        NO,
                        NOT,
                        EXCEPT,
                        BUT,
                        ABOVE,
                        BELOW,
                        AT_LEAST,
                        AT_MOST,
                        ARRANGEMENT,
                        SORT -> true;
                case NAME, CONDITION -> !occasion;
                default -> false;
            };
            if ((foreign && !month) || text) {
                return false;
            }
        }
        return token.isWord() || token.isNumber() || token.kind() == Token.Kind.DATE || token.is("&");
    }
}
