package io.customersegment.prompt;

/** Finds where sentences and clauses begin and end: at the edges of the prompt, at punctuation, before a courtesy or a purpose. */
final class ClauseEdges {

    private final Chart chart;
    private final Asides asides;

    ClauseEdges(Chart chart, Asides asides) {
        this.chart = chart;
        this.asides = asides;
    }

    /** Whether a clause ends at the token: the end of the prompt, a line break, a comma, a slash or a sign that ends a sentence. */
    boolean endsClause(int index) {
        if (index < 0) {
            return false;
        }
        if (index >= chart.tokens().size()) {
            return true;
        }
        Token token = chart.tokens().get(index);
        return token.isBreak() || ",.;!?/".contains(token.text());
    }

    boolean startsSentence(int index) {
        return index == 0
                || isGreeted(index)
                || ".!?".contains(chart.tokens().get(index - 1).text());
    }

    /** Whether only a greeting and its comma precede the token. */
    boolean isGreeted(int index) {
        return index > 1
                && index <= 5
                && chart.has(Symbol.GREETING, 0)
                && chart.tokens().get(index - 1).is(",");
    }

    /** Whether the clause ends at the token, or goes on with only a courtesy or a purpose. */
    boolean closes(int index, int to) {
        return index >= to
                || endsClause(index)
                || chart.has(Symbol.COURTESY, index)
                || chart.has(Symbol.SIGN_OFF, index)
                || asides.at(index, to) != null;
    }

    /** Whether the clause ends with a courtesy at the token. */
    boolean isCourtesy(int index) {
        return chart.at(index).stream().anyMatch(next -> next.symbol() == Symbol.COURTESY && endsClause(next.to()));
    }

    /** Whether "and", "or" or a negation is at the token. */
    boolean joins(int index) {
        return chart.has(Symbol.AND, index) || chart.has(Symbol.OR, index) || chart.has(Symbol.NOT, index);
    }

    /** Whether a new clause begins at the token: with a comma, the sender, a request or people. */
    boolean goesOn(int index) {
        return endsClause(index)
                || chart.has(Symbol.ASKER, index)
                || chart.has(Symbol.REQUEST, index)
                || chart.has(Symbol.EVERY, index)
                || chart.isPeople(index);
    }

    /** Whether a comma at the token is the first of a list that ends with "or". */
    boolean leadsToOr(int comma, int to) {
        if (comma >= to || !chart.has(Symbol.COMMA, comma)) {
            return false;
        }
        for (int i = comma + 1; i < to && !endsClause(i); i++) {
            if (chart.has(Symbol.OR, i)) {
                return true;
            }
        }
        return false;
    }
}
