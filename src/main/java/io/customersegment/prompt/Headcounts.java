package io.customersegment.prompt;

/** Determines whether a number counts the requested customers, not something that they have or did: 20 households, invited 20 guests. */
final class Headcounts {

    private final Chart chart;
    private final ClauseEdges edges;

    Headcounts(Chart chart, ClauseEdges edges) {
        this.chart = chart;
        this.edges = edges;
    }

    /** Whether the counted customers follow: a noun or an adjective for customers, text values, or a superlative. */
    boolean countsPeople(int at) {
        for (Node next : chart.at(at)) {
            boolean people = switch (next.symbol()) {
                case PEOPLE, CUSTOMERS, RANKING -> true;
                case WITH, WHO -> (at > 1 && chart.tokens().get(at - 2).is("the")) || isRanked(next.to());
                default -> false;
            };
            if (next.value() instanceof WordedCondition said) {
                people = switch (said.frame()) {
                    case NOUN, ADJECTIVE, TEXTS -> true;
                    case UNNAMED -> chart.tokens().get(next.to() - 1).suffix().equals("s");
                    default -> false;
                };
            }
            if (people) {
                return true;
            }
        }
        return false;
    }

    /** Whether an order starts at the token, possibly after an article: 10 with the highest churn. */
    private boolean isRanked(int index) {
        int at = chart.has(Symbol.FILLER, index) ? index + 1 : index;
        return chart.at(at).stream()
                .anyMatch(node -> node.value() instanceof Arrangement arrangement
                        && !arrangement.keys().isEmpty()
                        && arrangement.size() == 0);
    }

    /** Whether the number counts the listed text values and conditions that hold, not people: any two of gold, North, opted in. */
    boolean isOfList(Node node) {
        return ((Arrangement) node.value()).size() <= SizeRules.MOST_OF_A_HOUSEHOLD
                && chart.tokens().get(node.to()).is("of")
                && chart.has(Symbol.VALUES, node.to() + 1);
    }

    /** Whether the number counts customers by another name, not something that they have: 20 households, 50 customers spend. */
    boolean isSizeOf(WordedCondition said, Node node) {
        Subject subject = said.subject();
        boolean measured =
                subject != null && subject.number() != null && !subject.number().whole();
        return said.frame() == WordedCondition.Frame.THING
                && (node.length() == 2 || (node.length() > 2 && measured))
                && chart.has(Symbol.NUMBER, node.from())
                && chart.has(Symbol.CUSTOMERS, node.from() + 1);
    }

    /** Whether the number after a verb counts the people who follow: bring us 50 customers. */
    boolean isSizeBehindVerb(WordedCondition done, int to) {
        boolean number = done.frame() == WordedCondition.Frame.VERB
                && !done.bare()
                && chart.tokens().get(to - 1).isNumber()
                && chart.tokens().get(to - 1).suffix().isEmpty();
        return number && chart.isPeople(to);
    }

    /** Whether the number is the object of a customer's action: who invited 20 guests, who bought 3 tickets. */
    boolean isDoneByThem(int index, int from) {
        int at = index;
        while (at > from && (chart.has(Symbol.DETERMINER, at - 1) || chart.has(Symbol.FILLER, at - 1))) {
            at--;
        }
        boolean deed = chart.endsBefore(
                at,
                Math.min(4, at - from),
                node -> node.value() instanceof WordedCondition said && said.frame() == WordedCondition.Frame.VERB);
        if (deed) {
            return true;
        }
        while (at > from && !chart.has(Symbol.WHO, at - 1) && isVerbal(at - 1)) {
            at--;
        }
        return at - 1 > from && chart.has(Symbol.WHO, at - 1) && !edges.startsSentence(at - 1);
    }

    private boolean isVerbal(int index) {
        return chart.has(Symbol.VERB, index)
                || chart.has(Symbol.HOST, index)
                || chart.has(Symbol.WANT, index)
                || chart.has(Symbol.MODAL, index)
                || chart.has(Symbol.CONTACT, index)
                || chart.has(Symbol.GIVING, index)
                || chart.has(Symbol.FILLER, index);
    }

    /** Whether a noun for an occasion ends directly before the token. */
    boolean isBehindOccasion(int index) {
        return chart.endsBefore(index, 3, node -> node.symbol() == Symbol.EVENT || node.symbol() == Symbol.VENUE);
    }

    /** Whether the number is in the range of years. */
    static boolean isYear(Arrangement size) {
        return Years.isYear(size.size());
    }

    /** Whether the number before the token counts nothing else: the clause ends, or goes on with where, for what or with whom. */
    boolean standsAlone(int index, int to) {
        boolean preposed = index < to
                && !goesOnWith(index)
                && (chart.has(Symbol.PLACE, index)
                        || chart.has(Symbol.WITH, index)
                        || chart.has(Symbol.PURPOSE, index));
        return preposed
                || edges.closes(index, to)
                || countsPeople(index)
                || chart.has(Symbol.COLON, index)
                || chart.has(Symbol.OPEN, index);
    }

    /** Whether the words at the token belong to a number before it: or more, to five, times, a unit, a counted noun. */
    boolean goesOnWith(int index) {
        for (Node next : chart.at(index)) {
            switch (next.symbol()) {
                case OR_MORE, OR_LESS, DASH, TIMES, UNIT, PERCENT, SCALE, NAME -> {
                    return true;
                }
                case TO -> {
                    if (chart.has(Symbol.NUMBER, next.to())) {
                        return true;
                    }
                }
                case CONTEXT -> {
                    if (!chart.has(Symbol.PLACE, index)) {
                        return true;
                    }
                }
                default -> {}
            }
        }
        return false;
    }
}
