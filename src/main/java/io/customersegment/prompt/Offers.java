package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import java.util.List;

/** Recognizes headings that name an offer to the customers after them, as in "big tent for families". */
final class Offers {

    private static final int LONGEST_NAME = 6;

    private final Chart chart;

    Offers(Chart chart) {
        this.chart = chart;
    }

    /**
     * Returns how many leading items of the clause only name an offer to the customers after them, as in "big tent for | families". Known
     * words must name these customers immediately: "free pizza for hungry families" is for only some of them.
     */
    int prefixLength(List<Item> clause) {
        int first = 0;
        while (first < clause.size()
                && (clause.get(first).is(Kind.COMMA) || clause.get(first).is(Kind.SILENT))) {
            first++;
        }
        int at = first;
        while (at < clause.size() && !chart.tokens().get(clause.get(at).from()).is("for")) {
            Item item = clause.get(at);
            boolean adjective = item.is(Kind.CONDITION)
                    && item.said().bare()
                    && item.said().frame() == WordedCondition.Frame.ADJECTIVE
                    && item.to() - item.from() == 1
                    && at + 1 < clause.size()
                    && clause.get(at + 1).is(Kind.UNREAD);
            if (!adjective && !item.is(Kind.UNREAD) && !item.is(Kind.SILENT)) {
                return 0;
            }
            at++;
        }
        boolean led = at < clause.size()
                && (clause.get(at).is(Kind.CONDITION) || clause.get(at).is(Kind.PLACE));
        if (!led) {
            return 0;
        }
        int who = clause.get(at).is(Kind.CONDITION) ? at : at + 1;
        while (who < clause.size()
                && (chart.has(Symbol.DETERMINER, clause.get(who).from())
                        || chart.has(Symbol.POSSESSIVE, clause.get(who).from()))) {
            who++;
        }
        if (at == first || who >= clause.size() || !isOffered(clause.get(at - 1))) {
            return 0;
        }
        int from = clause.get(first).from();
        int to = clause.get(at - 1).to();
        Item customers = clause.get(who);
        boolean people = customers.is(Kind.PEOPLE)
                || customers.is(Kind.ARRANGEMENT)
                || (customers.is(Kind.CONDITION)
                        && (customers.said().frame() == WordedCondition.Frame.NOUN
                                || (who + 1 < clause.size()
                                        && clause.get(who + 1).is(Kind.PEOPLE))
                                || chart.isPeople(customers.to() - 1)));
        return people
                        && to - from <= LONGEST_NAME
                        && !chart.hasAny(
                                from,
                                to,
                                Symbol.PERSON,
                                Symbol.BELONGING,
                                Symbol.ALONE,
                                Symbol.TO,
                                Symbol.PLACE,
                                Symbol.VERB,
                                Symbol.WANT,
                                Symbol.WISH,
                                Symbol.NAME,
                                Symbol.NO,
                                Symbol.NOT,
                                Symbol.EXCEPT,
                                Symbol.BY,
                                Symbol.DIGITS,
                                Symbol.NUMBER)
                        && !Topic.isOtherPeople(chart, to - 1)
                        && !isParticiple(chart, to - 1)
                ? who
                : 0;
    }

    private boolean isOffered(Item item) {
        return item.is(Kind.UNREAD) || chart.has(Symbol.SIZE_NOUN, item.from()) || chart.has(Symbol.OURS, item.from());
    }

    /** Whether the token is a verb form, which may state what customers do or did, as in "waiting for" or "qualified for". */
    static boolean isParticiple(Chart chart, int index) {
        String text = chart.tokens().get(index).text();
        return text.endsWith("ing") || text.endsWith("ed");
    }
}
