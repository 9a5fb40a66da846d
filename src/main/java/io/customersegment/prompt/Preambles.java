package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import java.util.List;

/**
 * Finds the words at the beginning of a clause that only lead to the request, as in "we would like to hand out vouchers
 * to gold members".
 */
final class Preambles {

    private final Chart chart;
    private final Narrowing narrowing;
    private final Topic topic;

    Preambles(Chart chart, Narrowing narrowing) {
        this.chart = chart;
        this.narrowing = narrowing;
        this.topic = new Topic(chart);
    }

    /**
     * Returns how many items at the beginning of the clause only lead to the request: we would like to hand out
     * vouchers to | gold members. Returns 0 if there are none, or if one of them may describe the customers.
     */
    int length(List<Item> clause) {
        int last = -1;
        int meant = -1;
        for (int i = 0; i < clause.size(); i++) {
            Item item = clause.get(i);
            boolean request = item.is(Kind.CONDITION) || item.is(Kind.ARRANGEMENT) || item.is(Kind.PEOPLE);
            last = item.is(Kind.UNREAD) ? i : last;
            meant = request && (meant < 0 || meant < last) ? i : meant;
        }
        if (meant <= last) {
            return 0;
        }
        int request = meant;
        while (request - 1 > last
                && (clause.get(request - 1).is(Kind.WHO)
                        || clause.get(request - 1).is(Kind.PEOPLE))) {
            request--;
        }
        int to = clause.get(request).from();
        if (chart.has(Symbol.NO, to)) {
            return 0;
        }
        int begin = clause.get(clause.get(0).is(Kind.COMMA) ? 1 : 0).from();
        int from = topic.skipped(begin, to);
        boolean counted = clause.get(request).is(Kind.ARRANGEMENT)
                && chart.has(Symbol.WISH, to)
                && topic.predicate(from, to + 1) == to
                && !narrowing.restricts(from, to, to);
        if (counted) {
            return request;
        }
        int predicate = topic.predicate(begin, from, to);
        boolean names = predicate > 0
                && !narrowing.restricts(from, predicate, to)
                && !narrowing.isOfCustomers(predicate, to)
                && !chart.hasAny(from, to, Symbol.EXCEPT, Symbol.NO, Symbol.NOT, Symbol.WITHOUT)
                && clause.subList(0, request).stream()
                        .noneMatch(item -> item.is(Kind.CONDITION) || item.is(Kind.ARRANGEMENT));
        boolean sends = predicate < 0 && chart.has(Symbol.GIVING, from) && givesBefore(from, to) && isSent(from, to);
        if (sends) {
            return request;
        }
        boolean own = predicate > 0 && (topic.isOwn(predicate - 1, to) || !topic.isNamed(from, predicate));
        if (names
                && isContactBefore(predicate, to)
                && isOnlyRequest(begin, clause.get(clause.size() - 1).to())) {
            return request;
        }
        boolean hosts = clause.get(request).is(Kind.ARRANGEMENT)
                && chart.at(to).stream().anyMatch(node -> node.rule().equals(SizeRules.HOSTED));
        return names && (hosts || asksBefore(predicate, to, last(clause, last), own) || givesBefore(predicate, to))
                ? request
                : 0;
    }

    /** Whether the words before the token announce whom somebody will contact: my colleague will call | everyone who has a lease. */
    private boolean isContactBefore(int predicate, int to) {
        int end = to;
        while (end > predicate && (chart.has(Symbol.DETERMINER, end - 1) || chart.has(Symbol.TO, end - 1))) {
            end--;
        }
        return end > predicate + 1
                && chart.has(Symbol.CONTACT, end - 1)
                && (chart.has(Symbol.MODAL, end - 2) || chart.has(Symbol.TO, end - 2))
                && (chart.has(Symbol.MODAL, predicate)
                        || chart.tokens().get(predicate).isFormOf("be"));
    }

    /** Whether the tokens contain the only request of the prompt. */
    private boolean isOnlyRequest(int from, int to) {
        boolean excepted = false;
        for (int i = 0; i < chart.tokens().size(); i++) {
            if (i >= from && i < to) {
                continue;
            }
            excepted |= i >= to && chart.has(Symbol.EXCEPT, i);
            boolean asks = (chart.has(Symbol.WANT, i) || chart.has(Symbol.REQUEST, i))
                    && !chart.has(Symbol.FILLER, i)
                    && !chart.has(Symbol.EXCEPT, i)
                    && !chart.has(Symbol.COURTESY, i)
                    && !isListMeant(i);
            boolean told = chart.has(Symbol.CONDITION, i) || (i < from && chart.has(Symbol.CUSTOMERS, i));
            if (asks || (told && !excepted)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the request is for the list of the customers described before: I need that list. */
    private boolean isListMeant(int index) {
        for (Node node : chart.at(index)) {
            boolean asks = node.symbol() == Symbol.WANT || node.symbol() == Symbol.REQUEST;
            int next = node.to();
            boolean list = asks
                    && next + 1 < chart.tokens().size()
                    && chart.tokens().get(next).is(WordGroup.THAT_OR_THE)
                    && chart.has(Symbol.LABEL_NOUN, next + 1);
            if (list) {
                return true;
            }
        }
        return chart.has(Symbol.LABEL_NOUN, index);
    }

    /** Whether the tokens are only a verb of giving and "to": mail to. */
    private boolean isSent(int from, int to) {
        for (Node node : chart.at(from)) {
            if (node.symbol() == Symbol.GIVING && node.to() + 1 >= to - 1) {
                return true;
            }
        }
        return false;
    }

    private static int last(List<Item> clause, int index) {
        return index < 0 ? 0 : clause.get(index).to();
    }

    /** Whether a phrase that requests customers ends before the token and begins after the last unread one. */
    private boolean asksBefore(int from, int to, int unread, boolean own) {
        for (int i = Math.max(from, unread); i < to; i++) {
            if (chart.has(Symbol.WANT, i) || chart.has(Symbol.REQUEST, i)) {
                return (i > unread || i == from) && (own || isWished(from, i));
            }
        }
        return false;
    }

    /** Whether somebody wishes or requests what follows but does not do it: Marco wants, Marco would like to see, not Marco takes. */
    private boolean isWished(int from, int index) {
        for (int i = from; i <= index; i++) {
            boolean wished = chart.has(Symbol.WISH, i) || chart.tokens().get(i).isFormOf("ask");
            if (wished || (i < index && chart.has(Symbol.MODAL, i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the words before the token lead to recipients, by a verb of giving and "to", or by another preposition that leads on. */
    private boolean givesBefore(int from, int to) {
        int end = to;
        while (end > from && chart.has(Symbol.DETERMINER, end - 1)) {
            end--;
        }
        boolean given = end > from && chart.has(Symbol.TO, end - 1) && chart.hasAny(from, end - 1, Symbol.GIVING);
        boolean preposed = end > from
                && (chart.has(Symbol.PLACE, end - 1)
                        || chart.has(Symbol.WITH, end - 1)
                        || chart.has(Symbol.TO, end - 1));
        return given || (preposed && leadsOn(from, end - 1));
    }

    /** Whether the word before the preposition is a verb or something of the author's side: to work on, a flyer for. */
    private boolean leadsOn(int from, int preposition) {
        for (int i = Math.max(from, preposition - 2); i < preposition; i++) {
            for (Node node : chart.at(i)) {
                boolean leads = node.symbol() == Symbol.VERB || Narrowing.isOurs(node);
                if (leads && node.to() == preposition) {
                    return true;
                }
            }
        }
        return false;
    }
}
