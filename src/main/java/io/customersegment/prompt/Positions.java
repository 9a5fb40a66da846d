package io.customersegment.prompt;

import java.util.stream.IntStream;

/**
 * Determines whether a node may stand in its position in a cover. Rules for short or ambiguous wordings build nodes that are meant only at
 * the start or the end of a clause, next to customers, or behind a negation.
 */
final class Positions {

    private final Chart chart;
    private final ClauseEdges edges;
    private final Headcounts headcounts;

    Positions(Chart chart, ClauseEdges edges) {
        this.chart = chart;
        this.edges = edges;
        this.headcounts = new Headcounts(chart, edges);
    }

    /** Whether the node may stand in its position. */
    boolean isAllowedAt(Node node, int i, int from, int to) {
        if (node.rule().equals(SizeRules.BARE_SIZE)) {
            boolean ofThose = ((Arrangement) node.value()).size() > SizeRules.MOST_OF_A_HOUSEHOLD
                    && node.to() + 2 < chart.tokens().size()
                    && chart.tokens().get(node.to()).is("of")
                    && chart.has(Symbol.FILLER, node.to() + 1)
                    && headcounts.countsPeople(node.to() + 2);
            return ofThose
                    || (headcounts.countsPeople(node.to()) && !headcounts.isOfList(node))
                    || (edges.startsSentence(i) && edges.isCourtesy(node.to()));
        }
        boolean most = node.rule().equals(SizeRules.LONE_SIZE)
                && headcounts.countsPeople(node.to())
                && !chart.has(Symbol.PLACE, node.to());
        if (most) {
            return true;
        }
        boolean lone = node.rule().equals(SizeRules.LONE_SIZE) || node.rule().equals(ListRules.LONE_TEXTS);
        if (lone) {
            if (isInBrackets(node)) {
                return (i == from || edges.isGreeted(i) || edges.joins(i - 1))
                        && (edges.endsClause(node.to()) || edges.joins(node.to()));
            }
            boolean first = i == from && (node.rule().equals(SizeRules.LONE_SIZE) || leadsList(node.to()));
            boolean aside = node.rule().equals(SizeRules.LONE_SIZE)
                    && (chart.has(Symbol.COURTESY, node.to())
                            || chart.has(Symbol.PURPOSE, node.to())
                            || chart.has(Symbol.SO_THAT, node.to()));
            boolean article = node.rule().equals(ListRules.LONE_TEXTS)
                    && i > 1
                    && chart.has(Symbol.DETERMINER, i - 1)
                    && chart.has(Symbol.COMMA, i - 2);
            boolean clause = (first || article || edges.endsClause(i - 1)) && (edges.endsClause(node.to()) || aside);
            return clause || isBracket(i, node.to(), from);
        }
        if (node.value() instanceof WordedCondition said
                && (headcounts.isSizeBehindVerb(said, node.to()) || headcounts.isSizeOf(said, node))) {
            return false;
        }
        boolean share = node.value() instanceof Arrangement arrangement
                && arrangement.size() > 0
                && chart.has(Symbol.PERCENT, node.to());
        if (share) {
            return false;
        }
        if (node.rule().equals(SizeRules.ASKED_SIZE)
                && (headcounts.goesOnWith(node.to()) || headcounts.isDoneByThem(i, from))) {
            return false;
        }
        if (node.rule().equals(SizeRules.PLACES) || node.rule().equals(SizeRules.PEOPLE)) {
            return !headcounts.isDoneByThem(i, from);
        }
        if (node.symbol() == Symbol.HOST) {
            boolean asks =
                    chart.has(Symbol.WANT, i) && !chart.tokens().get(i).text().endsWith("d");
            return asks && (edges.startsSentence(i) || isAskedFor(i));
        }
        if (node.rule().equals(SizeRules.HOSTED)) {
            return !headcounts.isDoneByThem(i, from)
                    && (!chart.has(Symbol.NUMBER, node.to() - 1) || headcounts.standsAlone(node.to(), to));
        }
        if (node.rule().equals(SizeRules.FOR_SO_MANY)) {
            return headcounts.isBehindOccasion(i)
                    && !Headcounts.isYear((Arrangement) node.value())
                    && (!chart.has(Symbol.NUMBER, node.to() - 1) || headcounts.standsAlone(node.to(), to));
        }
        if (node.symbol() == Symbol.SIGN_OFF && node.length() == 1 && isOfNoun(node.to())) {
            return false;
        }
        if (node.rule().equals(RestatementRules.APPOSED)) {
            return !headcounts.goesOnWith(node.to());
        }
        if (node.rule().equals(IndifferenceRules.EITHER_WAY)) {
            boolean begins = i == from || !isWhole(node) || edges.endsClause(i - 1);
            return begins && edges.closes(node.to(), to) && !edges.leadsToOr(node.to(), to);
        }
        if (node.rule().equals(IndifferenceRules.ALL_OF_IT)) {
            boolean begins = i == from || edges.endsClause(i - 1) || chart.has(Symbol.PLACE, i);
            return edges.closes(node.to(), to) && (begins || chart.has(Symbol.REGARDLESS, i));
        }
        if (node.rule().equals(IndifferenceRules.OR_BOTH)) {
            return edges.closes(node.to(), to) && IntStream.range(from, i).anyMatch(at -> chart.has(Symbol.OR, at));
        }
        if (node.rule().equals(IndifferenceRules.ALL_FOUR)) {
            return chart.has(Symbol.COLON, node.to())
                    && (!chart.has(Symbol.CRITERIA, node.to() - 1) || edges.startsSentence(i));
        }
        if (node.rule().equals(SizeRules.JUST_SIZE)) {
            boolean ofNothing =
                    i == 0 || edges.isGreeted(i) || ((Arrangement) node.value()).size() > SizeRules.MOST_OF_A_HOUSEHOLD;
            return ofNothing && edges.startsSentence(i) && edges.closes(node.to(), to);
        }
        if (node.rule().equals(ListRules.NEEDED)) {
            return edges.closes(node.to(), to) && (i == from || !isNegation(i - 1)) && !isNegation(i);
        }
        if (node.rule().equals(AnyValueRules.ANY_LISTED)) {
            boolean listed =
                    (i > from && edges.endsClause(i - 1) && !edges.isGreeted(i)) || chart.has(Symbol.COMMA, node.to());
            return listed
                    && (i == from || edges.endsClause(i - 1))
                    && edges.closes(node.to(), to)
                    && !edges.leadsToOr(node.to(), to);
        }
        if (node.rule().equals(SizeRules.LABELLED_SIZE)) {
            return (i == 0 || edges.endsClause(i - 1)) && edges.closes(node.to(), to);
        }
        if (node.rule().equals(AbsenceRules.OF_IT_NO)) {
            return (i == from || edges.endsClause(i - 1)) && edges.endsClause(node.to());
        }
        if (node.rule().equals(RequestedListRules.NEW_LIST)) {
            return IntStream.range(from, i).noneMatch(this::isOfCustomers);
        }
        if (node.symbol() == Symbol.REST) {
            return IntStream.range(0, i).anyMatch(this::isNegation);
        }
        if (node.rule().equals(ConditionRules.BEFORE_NOW)) {
            return edges.closes(node.to(), to)
                    || edges.joins(node.to())
                    || chart.has(Symbol.BUT, node.to())
                    || (chart.has(Symbol.WHO, node.to()) && !isPronoun(node.to(), to));
        }
        if (node.symbol() == Symbol.LEAVING) {
            boolean begins = i == from
                    || edges.endsClause(i - 1)
                    || chart.has(Symbol.AND, i - 1)
                    || chart.has(Symbol.BUT, i - 1)
                    || chart.has(Symbol.COURTESY, i - 1);
            return begins && !chart.has(Symbol.LEFT_OUT, node.to());
        }
        if (node.symbol() == Symbol.LEFT_OUT) {
            return i > from && edges.closes(node.to(), to) && isBehindPeople(i, from);
        }
        if (node.symbol() == Symbol.NOBODY_ELSE) {
            return (i == from || edges.endsClause(i - 1)) && edges.closes(node.to(), to);
        }
        if (node.symbol() == Symbol.BESIDES) {
            return (i == from || edges.endsClause(i - 1)) && edges.goesOn(node.to());
        }
        if (node.symbol() == Symbol.MODAL && i > from && chart.has(Symbol.MONTH, i)) {
            return !chart.has(Symbol.DURING, i - 1);
        }
        if (node.symbol() == Symbol.PRO_VERB) {
            return i > from && (chart.has(Symbol.NOT, i - 1) || chart.has(Symbol.NO, i - 1));
        }
        if (node.symbol() == Symbol.AMOUNT) {
            return i > from && ((Amount) node.value()).kind() == Amount.Kind.COMPARED;
        }
        return node.symbol() != Symbol.WINDOW || i > from;
    }

    /** Whether keywords follow, each a condition between commas that is not a noun for customers: harrier, high income, West. */
    private boolean leadsList(int comma) {
        if (comma >= chart.tokens().size() || !chart.has(Symbol.COMMA, comma)) {
            return false;
        }
        return chart.at(comma + 1).stream()
                .anyMatch(node -> node.value() instanceof WordedCondition said
                        && said.frame() != WordedCondition.Frame.NOUN
                        && said.frame() != WordedCondition.Frame.VERB
                        && edges.endsClause(node.to()));
    }

    /** Whether a noun or an adjective for customers, or text values, end directly before the token. */
    private boolean isBehindPeople(int index, int from) {
        for (int i = Math.max(from, index - 6); i < index; i++) {
            for (Node node : chart.at(i)) {
                boolean people = switch (node.symbol()) {
                    case PEOPLE, CUSTOMERS -> true;
                    default ->
                        node.value() instanceof WordedCondition said
                                && (said.frame() == WordedCondition.Frame.NOUN
                                        || said.frame() == WordedCondition.Frame.ADJECTIVE
                                        || said.frame() == WordedCondition.Frame.TEXTS);
                };
                if (people && node.to() == index) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isOfCustomers(int index) {
        return chart.has(Symbol.CONDITION, index)
                || chart.isPeople(index)
                || chart.has(Symbol.WHO, index)
                || isNegation(index);
    }

    private boolean isNegation(int index) {
        return chart.has(Symbol.NO, index)
                || chart.has(Symbol.NOT, index)
                || chart.has(Symbol.WITHOUT, index)
                || chart.has(Symbol.EXCEPT, index);
    }

    private boolean isInBrackets(Node node) {
        return chart.has(Symbol.OPEN, node.from()) && chart.has(Symbol.CLOSE, node.to() - 1);
    }

    /** Whether "that" at the token introduces no clause, because its own clause ends or goes on with a joint: bought before that. */
    private boolean isPronoun(int index, int to) {
        return edges.closes(index + 1, to) || edges.joins(index + 1) || chart.has(Symbol.BUT, index + 1);
    }

    /** Whether only the end of the node expresses indifference, so that it must begin a clause: opted in or not. */
    private boolean isWhole(Node node) {
        return !chart.has(Symbol.WHATEVER, node.from()) && !chart.has(Symbol.WHETHER, node.from());
    }

    /** Whether the word before the token belongs to a noun or a number and is not a sign-off: best customers, best 20. */
    private boolean isOfNoun(int index) {
        return chart.has(Symbol.CUSTOMERS, index)
                || chart.has(Symbol.PEOPLE, index)
                || chart.has(Symbol.VALUE, index)
                || chart.has(Symbol.NAME, index)
                || chart.has(Symbol.FIRST, index)
                || chart.has(Symbol.NUMBER, index);
    }

    /** Whether a courtesy, a request or "we" at the start of a sentence ends directly before the token. */
    private boolean isAskedFor(int index) {
        return chart.endsBefore(
                index,
                4,
                node -> node.symbol() == Symbol.COURTESY
                        || node.symbol() == Symbol.REQUEST
                        || (node.symbol() == Symbol.ASKER && edges.startsSentence(node.from())));
    }

    /** Whether the tokens are an independent bracket, not one that qualifies the words before it. */
    private boolean isBracket(int i, int to, int from) {
        boolean bracket = i > from && chart.has(Symbol.OPEN, i - 1) && chart.has(Symbol.CLOSE, to);
        return bracket
                && (i - 1 == from
                        || edges.endsClause(i - 2)
                        || chart.has(Symbol.AND, i - 2)
                        || chart.has(Symbol.OR, i - 2));
    }
}
