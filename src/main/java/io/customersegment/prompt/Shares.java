package io.customersegment.prompt;

/** Recognizes clauses that divide the customers and are no remarks: 40 for me and 40 for Kim; some bought, the others not yet. */
final class Shares {

    private Shares() {}

    /** Whether a number of customers is for somebody: 40 for me. */
    static boolean isShare(Chart chart, int start) {
        return (chart.has(Symbol.DIGITS, start) || chart.has(Symbol.CARDINAL, start))
                && start + 1 < chart.tokens().size()
                && chart.tokens().get(start + 1).is("for");
    }

    /** Whether the tokens only deny of other customers what was said before: the others not yet, the rest never did. */
    static boolean isElliptic(Chart chart, int start, int to) {
        int at = chart.has(Symbol.DETERMINER, start) ? start + 1 : start;
        if (at >= to || !chart.tokens().get(at).is(WordGroup.OTHERS)) {
            return false;
        }
        boolean denied = false;
        for (at = at + 1; at < to; at++) {
            boolean denies = chart.has(Symbol.NOT, at) || chart.has(Symbol.NEVER, at);
            boolean stands = chart.tokens().get(at).is(WordGroup.AUXILIARY)
                    || chart.has(Symbol.FILLER, at)
                    || chart.tokens().get(at).is("yet");
            if (!denies && !stands) {
                return false;
            }
            denied |= denies;
        }
        return denied;
    }
}
