package io.customersegment.prompt;

/** Finds numbers that may be the requested number of customers: of things to hand out, as in "I have 50 vouchers", or of people. */
final class RequestedSizes {

    private static final int FEW = 5;

    private final Chart chart;

    RequestedSizes(Chart chart) {
        this.chart = chart;
    }

    /**
     * Whether a number at the token counts things to hand out, and so may be the requested number of customers, as in "I have 50 vouchers".
     * False if a number of customers is requested elsewhere.
     */
    boolean isSize(int index, int from, int to) {
        for (Node node : chart.at(index)) {
            boolean done = index > from
                    && (chart.has(Symbol.VERB, index - 1)
                            || chart.has(Symbol.PURPOSE, index - 1)
                            || chart.has(Symbol.CONTACT, index - 1)
                            || chart.has(Symbol.HOST, index - 1)
                            || isUnknown(index - 1, to)
                            || chart.has(Symbol.GIVING, index - 1))
                    && (node.to() >= to || chart.has(Symbol.PLACE, node.to()) || chart.has(Symbol.PURPOSE, node.to()));
            boolean many = isUnknown(node.to(), to)
                    && node.value() instanceof Num some
                    && some.value() > SizeRules.MOST_OF_A_HOUSEHOLD;
            boolean counts = node.symbol() == Symbol.NUMBER
                    && node.value() instanceof Num number
                    && number.value() > 1
                    && !isHad(index, number)
                    && (done
                            || many
                            || chart.has(Symbol.OCCASION, node.to())
                            || chart.has(Symbol.OURS, node.to())
                            || chart.has(Symbol.EVENT, node.to())
                            || chart.has(Symbol.VENUE, node.to())
                            || chart.has(Symbol.SIZE_NOUN, node.to()))
                    && !isSizeAsked(from, to);
            if (counts) {
                return true;
            }
        }
        return false;
    }

    /** Whether the number is small and follows "had", so that it counts something past, as in "I've had three coffees". */
    private boolean isHad(int index, Num number) {
        return index > 1
                && number.value() < FEW
                && chart.tokens().get(index - 1).is("had")
                && (chart.has(Symbol.SPEAKER, index - 2) || chart.has(Symbol.WITH, index - 2));
    }

    /** Whether a word without any node is at the token. */
    private boolean isUnknown(int index, int to) {
        return index < to
                && chart.tokens().get(index).isWord()
                && chart.at(index).isEmpty();
    }

    /** Whether a number of customers is requested before or after the tokens. */
    boolean isSizeAsked(int from, int to) {
        for (int i = 0; i < chart.tokens().size(); i++) {
            if (i >= from && i < to) {
                continue;
            }
            for (Node node : chart.at(i)) {
                boolean asked = node.value() instanceof Arrangement arrangement
                        && arrangement.size() > 0
                        && !node.rule().equals(SizeRules.BARE_SIZE);
                if (asked) {
                    return true;
                }
            }
        }
        return false;
    }
}
