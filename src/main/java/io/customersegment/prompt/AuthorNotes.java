package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import java.util.List;
import java.util.Set;

/**
 * Recognizes by its form a note of the author around a request: an introduction, an apology, thanks, what the author is
 * doing, what the list is for, what the people on it will get.
 */
final class AuthorNotes {

    private static final Set<String> ARROWS = Set.of("->", "→");

    private static final int LONGEST_INTRODUCTION = 8;

    private final Chart chart;
    private final Cover cover;
    private final Narrowing narrowing;
    private final Topic topic;

    AuthorNotes(Chart chart, Cover cover, Narrowing narrowing) {
        this.chart = chart;
        this.cover = cover;
        this.narrowing = narrowing;
        this.topic = new Topic(chart);
    }

    /** Whether the tokens are such a note other than thanks; the words before {@code start} only lead to it. */
    boolean isNote(int from, int start, int to) {
        return isPromise(start, to)
                || isComment(from, start, to)
                || isIntroduction(from, start, to)
                || isThing(start, to)
                || isDoing(start, to)
                || isDestination(from, to)
                || isQuestion(start, to);
    }

    /** Whether the tokens state what the people on the list will get: they will receive a voucher. */
    private boolean isPromise(int start, int to) {
        if (!chart.has(Symbol.THEM, start) || start + 1 >= to) {
            return false;
        }
        for (Node modal : chart.at(start + 1)) {
            boolean promises = modal.symbol() == Symbol.GETTING
                    || (modal.symbol() == Symbol.MODAL && modal.to() < to && chart.has(Symbol.GETTING, modal.to()));
            if (promises) {
                return !narrowing.restricts(start, start, to)
                        && !chart.hasAny(
                                start, to, Symbol.WHO, Symbol.NOT, Symbol.NO, Symbol.WITHOUT, Symbol.CUSTOMERS);
            }
        }
        return false;
    }

    /** Whether the tokens are an apology, a comment on the list, or a statement about the author. */
    private boolean isComment(int from, int start, int to) {
        if (narrowing.isOfDomain(
                from, to, chart.has(Symbol.MODAL, start) && chart.hasAny(start, to, Symbol.POSSESSIVE))) {
            return false;
        }
        boolean people = chart.hasAny(start, to, Symbol.WHO, Symbol.PEOPLE, Symbol.CUSTOMERS, Symbol.NO, Symbol.NOT);
        boolean excuse = (chart.hasAny(from, start + 1, Symbol.APOLOGY)
                        || chart.has(Symbol.COMMENT, start)
                        || chart.has(Symbol.COMMENT, from))
                && !people;
        boolean aboutThem = chart.tokens().get(start).is("they");
        boolean toMe =
                speaksOfMe(start, to) || (chart.has(Symbol.MODAL, start) && chart.hasAny(start, to, Symbol.POSSESSIVE));
        boolean had = chart.hasAny(start, to, Symbol.BELONGING) && !chart.hasAny(start, to, Symbol.POSSESSIVE);
        return excuse || (toMe && (aboutThem || !people) && !had && !narrowing.isDemand(start, to));
    }

    private boolean speaksOfMe(int from, int to) {
        for (int i = from; i < to; i++) {
            if (chart.tokens().get(i).is(WordGroup.ME_OR_YOU) && chart.has(Symbol.ASKER, i)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the tokens introduce the author or name who agreed: Lucie from the call centre here; as agreed with legal. */
    private boolean isIntroduction(int from, int start, int to) {
        boolean present = to - start > 1 && chart.hasAny(start + 1, to, Symbol.PRESENCE);
        boolean agreed = start > from
                && chart.at(from).stream().anyMatch(node -> node.symbol() == Symbol.COURTESY && node.length() > 1)
                && (chart.has(Symbol.WITH, start) || chart.has(Symbol.PLACE, start) || chart.has(Symbol.BY, start));
        return (present || agreed)
                && to - start <= LONGEST_INTRODUCTION
                && !narrowing.restricts(start, to, to)
                && !chart.hasAny(
                        start,
                        to,
                        Symbol.WHO,
                        Symbol.CUSTOMERS,
                        Symbol.PEOPLE,
                        Symbol.THEM,
                        Symbol.BELONGING,
                        Symbol.NO,
                        Symbol.NOT,
                        Symbol.WITHOUT)
                && topic.isNamed(start, present ? presence(start, to) : to);
    }

    private int presence(int from, int to) {
        int at = to - 1;
        while (at > from && !chart.has(Symbol.PRESENCE, at)) {
            at--;
        }
        return at;
    }

    /** Whether the tokens only name something of the author's side and its purpose: plaque for the anniversary evening. */
    private boolean isThing(int start, int to) {
        List<Item> items = cover.items(start, to);
        return (chart.has(Symbol.OURS, start) || chart.has(Symbol.OCCASION, start))
                && items.get(items.size() - 1).is(Kind.ASIDE)
                && items.stream().allMatch(item -> item.is(Kind.UNREAD) || item.is(Kind.SILENT) || item.is(Kind.ASIDE))
                && !narrowing.restricts(start, start, to);
    }

    /** Whether the tokens state what the author is doing: checking the data quality. */
    private boolean isDoing(int start, int to) {
        return chart.has(Symbol.DOING, start)
                && chart.tokens().get(start).text().endsWith("ing")
                && !narrowing.asks(start, to)
                && !narrowing.restricts(start, start, to)
                && !narrowing.isOfCustomers(start + 1, to);
    }

    /** Whether the tokens follow an arrow and name the destination of the list: -> upsell list. */
    private boolean isDestination(int from, int to) {
        int end = to;
        while (end > from && (chart.has(Symbol.SIGN_OFF, end - 1) || chart.has(Symbol.COURTESY, end - 1))) {
            end--;
        }
        return from > 0
                && end > from
                && ARROWS.contains(chart.tokens().get(from - 1).text())
                && namesList(end - 1)
                && !chart.hasAny(from, end, Symbol.PLACE, Symbol.WITH, Symbol.AND)
                && narrowing.saysNothing(from, end);
    }

    private boolean namesList(int index) {
        return chart.has(Symbol.LABEL_NOUN, index)
                || chart.has(Symbol.OCCASION, index)
                || chart.has(Symbol.OURS, index);
    }

    /** Whether the tokens are a question about the people who were described: what happened to these guys? */
    private boolean isQuestion(int start, int to) {
        return to - start > 1
                && chart.has(Symbol.QUESTION, start)
                && chart.has(Symbol.VERB, start + 1)
                && to < chart.tokens().size()
                && chart.tokens().get(to).is("?")
                && narrowing.saysNothing(start, to);
    }

    /** Whether the tokens express thanks. */
    boolean isThanks(int from, int to) {
        int start = topic.greeted(from, to);
        int thanks = topic.greeted(behindConnective(start), to);
        boolean everybody = thanks + 1 < to
                && chart.has(Symbol.TO, thanks + 1)
                && chart.hasAny(thanks + 2, Math.min(to, thanks + 4), Symbol.PEOPLE)
                && chart.hasAny(thanks + 2, to, Symbol.WHO);
        if (everybody && isThankful(thanks)) {
            return saysNothingOfOthers(thanks, to);
        }
        return isThankful(start)
                && !narrowing.wants(from, to)
                && !narrowing.restricts(from, from, to)
                && !chart.hasAny(
                        from,
                        to,
                        Symbol.WHO,
                        Symbol.CUSTOMERS,
                        Symbol.PEOPLE,
                        Symbol.NO,
                        Symbol.NOT,
                        Symbol.WITHOUT,
                        Symbol.EXCEPT);
    }

    private boolean saysNothingOfOthers(int from, int to) {
        return !narrowing.isOfDomain(from, to, true)
                && !narrowing.asks(from, to)
                && !narrowing.restricts(from, to, to)
                && !chart.hasAny(from, to, Symbol.CUSTOMERS, Symbol.BELONGING, Symbol.NO, Symbol.NOT);
    }

    private boolean isThankful(int index) {
        return chart.has(Symbol.SIGN_OFF, index) && chart.has(Symbol.APOLOGY, index);
    }

    /** Returns the index after a connective and its comma: first of all, thanks. */
    private int behindConnective(int index) {
        int end = chart.end(Symbol.CONNECTIVE, index);
        return chart.has(Symbol.COMMA, end) ? end + 1 : end;
    }
}
