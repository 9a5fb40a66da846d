package io.customersegment.prompt;

/** Finds the occasion that a list is made for, in a phrase that states its purpose: "for our spring campaign", "for wave 2". */
final class OccasionPhrases {

    private static final int LONGEST_OCCASION = 8;
    private static final int LONGEST_DEED = 8;
    private static final int LONGEST_SEATS = 8;

    private final Chart chart;
    private final PurposeTails purposeTails;

    OccasionPhrases(Chart chart, PurposeTails purposeTails) {
        this.chart = chart;
        this.purposeTails = purposeTails;
    }

    /** Returns the end of an occasion after "for", or -1: words that are not conditions, then a noun for an occasion. */
    int occasion(int from, int end) {
        int best = -1;
        for (int i = from; i < end && i - from < LONGEST_OCCASION; i++) {
            for (Node node : chart.at(i)) {
                boolean side = node.symbol() == Symbol.THIRD_PARTY
                        && !chart.has(Symbol.NAME, node.to() - 1)
                        && !chart.has(Symbol.BELONGING, node.to() - 1);
                boolean event = (node.symbol() == Symbol.EVENT || node.symbol() == Symbol.VENUE)
                        && (isBehindSeats(from - 1) || isOurOwn(from));
                if ((Narrowing.isOurs(node) || event || side) && node.to() <= end) {
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
        return best < 0 || isOfDeed(from, best) ? -1 : purposeTails.tail(best, end, false);
    }

    /** Whether the occasion may be the purpose of a customer's action: bought for a wedding, but not our campaign. */
    private boolean isOfDeed(int from, int to) {
        boolean own = chart.has(Symbol.POSSESSIVE, from) || chart.has(Symbol.OCCASION, to - 1);
        for (int i = Math.max(0, from - LONGEST_DEED - 1); !own && i < from - 1; i++) {
            for (Node node : chart.at(i)) {
                boolean deed = node.to() == from - 1
                        && node.value() instanceof WordedCondition said
                        && said.frame() == WordedCondition.Frame.VERB;
                if (deed) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns the end of an occasion with its number: wave 2. */
    private int numbered(int at, int end) {
        boolean number = at < end
                && chart.tokens().get(at).isNumber()
                && chart.tokens().get(at).number() < 10
                && chart.tokens().get(at).suffix().isEmpty();
        boolean counts = number
                && (chart.isPeople(at + 1)
                        || chart.has(Symbol.CONTEXT, at + 1)
                        || chart.has(Symbol.NAME, at + 1)
                        || chart.has(Symbol.VALUE, at + 1)
                        || chart.has(Symbol.OR_MORE, at + 1));
        return number && !counts ? at + 1 : at;
    }

    /** Whether the token may precede a noun for an occasion: anything but a number, a conjunction, a comparison or a relative pronoun. */
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
            if (meant && !chart.has(Symbol.OCCASION, node.to()) && !chart.has(Symbol.OURS, node.to())) {
                return false;
            }
            boolean text = node.value() instanceof NamedValues values && !values.needName();
            if (text) {
                return false;
            }
        }
        return true;
    }

    /** Whether an occasion with a determiner follows "for", directly behind people and not behind an action: 30 people for the premiere. */
    private boolean isOurOwn(int from) {
        Token before = from > 1 ? chart.tokens().get(from - 2) : null;
        boolean deed = before != null
                && before.isWord()
                && !chart.isPeople(from - 2)
                && !purposeTails.startsConditionOrArrangement(from - 2);
        boolean article =
                chart.has(Symbol.POSSESSIVE, from) || chart.tokens().get(from).is(WordGroup.THE_THIS);
        return article && !deed && chart.tokens().get(from - 1).is("for");
    }

    /** Whether a number of seats ends directly before the token, so that their location may follow. */
    boolean isBehindSeats(int index) {
        return chart.endsBefore(
                index,
                LONGEST_SEATS,
                node -> node.symbol() == Symbol.ARRANGEMENT
                        && (chart.has(Symbol.SIZE_NOUN, index - 1)
                                || chart.has(Symbol.LIMIT, node.from())
                                || node.rule().equals(SizeRules.HOSTED)
                                || chart.has(Symbol.SPARE, index - 1)));
    }
}
