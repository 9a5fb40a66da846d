package io.customersegment.prompt;

import io.customersegment.criteria.Condition;
import io.customersegment.prompt.Item.Kind;
import java.util.List;

/**
 * Distinguishes headings that name an occasion, with its time and place, from words that may specify the customers, as in "movie night",
 * "boat trip on 14 December", "dinner in the ballroom".
 */
final class Occasions {

    private static final int LONGEST_NAME = 6;
    private static final int LONGEST_TAIL = 12;
    private static final int LONGEST_PLACE = 5;
    private static final int LONGEST_NOUN = 4;

    private final Chart chart;
    private final Cover cover;
    private final Narrowing narrowing;
    private final OccasionTimes times;

    Occasions(Chart chart, Cover cover, Narrowing narrowing) {
        this.chart = chart;
        this.cover = cover;
        this.narrowing = narrowing;
        this.times = new OccasionTimes(chart);
    }

    /**
     * Whether the tokens name an occasion, its time and its place, and nothing else except a number, as in "ten-year anniversary party".
     */
    boolean isOccasion(int from, int to) {
        return isNamed(from, to, false) && said(from, to).isEmpty();
    }

    /**
     * Returns the conditions on customers in the name of an occasion; the rest of the prompt must state them as well, as in "kids' cinema".
     */
    List<Condition> said(int from, int to) {
        return cover.items(from, to).stream()
                .filter(item -> item.is(Kind.CONDITION) && !item.said().isSilent())
                .map(item -> item.said().condition())
                .toList();
    }

    private boolean isNamed(int from, int to, boolean event) {
        int end = nameEnd(from, to, event);
        boolean ofOthers = cover.items(from, to).stream()
                .anyMatch(item -> item.is(Kind.ASIDE) && item.from() > from && item.from() < end);
        return end > from
                && !ofOthers
                && !isForPeople(chart, from, end)
                && !chart.hasAny(from, end, Symbol.PLACE, Symbol.BY, Symbol.SPEAKER)
                && !restricts(from, end)
                && !chart.hasAny(
                        from,
                        to,
                        Symbol.WHO,
                        Symbol.WITH,
                        Symbol.NOT,
                        Symbol.NO,
                        Symbol.WITHOUT,
                        Symbol.OR,
                        Symbol.EXCEPT,
                        Symbol.PEOPLE,
                        Symbol.CUSTOMERS)
                && !narrowing.wants(from, to);
    }

    /** Whether the words next to bare words for customers restrict these customers. */
    private boolean restricts(int from, int end) {
        int begin = from;
        for (Item item : cover.items(from, end)) {
            boolean bare = item.is(Kind.CONDITION)
                    && item.said().bare()
                    && item.said().frame() != WordedCondition.Frame.TEXTS
                    && item.said().frame() != WordedCondition.Frame.VERB;
            if (bare && narrowing.restricts(begin, begin, item.from())) {
                return true;
            }
            begin = bare ? item.to() : begin;
        }
        return narrowing.restricts(begin, begin, end);
    }

    /** Returns how many leading items of the clause only name an occasion, before the number of guests, as in "dinner for | 12 guests". */
    int occasionPrefixLength(List<Item> clause) {
        int first = 0;
        while (first < clause.size() && clause.get(first).is(Kind.COMMA)) {
            first++;
        }
        int size = first;
        while (size < clause.size() && !isSize(clause.get(size))) {
            size++;
        }
        int named = size;
        while (named > first && isBetween(clause.get(named - 1))) {
            named--;
        }
        boolean occasion = named > first
                && isOpen(clause.subList(first, named))
                && isNamed(clause.get(first).from(), clause.get(named - 1).to(), true);
        return occasion ? size : 0;
    }

    /** Whether some of the words can be read only as part of a heading; not the case in "newsletter readers". */
    private boolean isOpen(List<Item> items) {
        int end = nameEnd(items.get(0).from(), items.get(items.size() - 1).to(), true);
        return items.stream().anyMatch(item -> item.is(Kind.UNREAD) && item.to() <= end)
                && items.stream()
                        .noneMatch(item -> item.is(Kind.CONDITION)
                                && (item.to() == end || item.said().frame() == WordedCondition.Frame.VERB));
    }

    private static boolean isSize(Item item) {
        return item.is(Kind.ARRANGEMENT)
                && item.arrangement().size() > 0
                && item.arrangement().keys().isEmpty();
    }

    private boolean isBetween(Item item) {
        return item.is(Kind.WITH)
                || item.is(Kind.COMMA)
                || (item.is(Kind.PLACE) && chart.has(Symbol.PURPOSE, item.from()));
    }

    /** Returns the end of an occasion's name that is followed only by tokens for its time and place, or -1. */
    private int nameEnd(int from, int to, boolean event) {
        for (int end = Math.min(to, from + LONGEST_NAME); end > from && to - end <= LONGEST_TAIL; end--) {
            int tail = tail(end, to);
            int head = tail < 0 ? -1 : head(from, end, event || tail > 0, times.isDated(from, end, to));
            if (head >= from && (!event || isModifier(from, head))) {
                return end;
            }
        }
        return -1;
    }

    /**
     * Returns the first token of the noun for an occasion that ends before the token, or -1.
     *
     * @param event whether it must be something that customers cannot have done at that time: a dinner, but not a visit
     * @param dated whether its date is given
     */
    private int head(int from, int end, boolean event, boolean dated) {
        int head = -1;
        for (int i = Math.max(from, end - LONGEST_NOUN); i < end; i++) {
            for (Node node : chart.at(i)) {
                if (head < 0 && node.to() == end && isHead(node, from, event, dated)) {
                    head = i;
                }
            }
        }
        return head;
    }

    private boolean isHead(Node node, int from, boolean event, boolean dated) {
        boolean known = chart.has(Symbol.NAME, node.from());
        boolean names = node.symbol() == Symbol.EVENT
                || (node.symbol() == Symbol.VENUE && (dated || narrowing.isSizeAsked(from, node.to())));
        return (names && !known) || (!event && Narrowing.isOurs(node));
    }

    /**
     * Whether the words may modify a noun for an occasion, rather than form a sentence such as "received an offer" or "liked the dinner".
     */
    private boolean isModifier(int from, int head) {
        for (int i = from; i < head; i++) {
            Token token = chart.tokens().get(i);
            boolean article = chart.has(Symbol.DETERMINER, i) || chart.has(Symbol.POSSESSIVE, i);
            boolean noun = chart.has(Symbol.OCCASION, i) || chart.has(Symbol.OURS, i) || chart.has(Symbol.EVENT, i);
            boolean form = token.isWord() && !token.text().equals(token.lemma()) && !article;
            boolean plural = form && token.text().endsWith("s") && !chart.has(Symbol.CONDITION, i);
            boolean verbal = (form && !token.text().endsWith("s") && !noun)
                    || token.text().endsWith("ed")
                    || chart.hasAny(
                            i,
                            i + 1,
                            Symbol.VERB,
                            Symbol.GETTING,
                            Symbol.MODAL,
                            Symbol.WISH,
                            Symbol.MUCH,
                            Symbol.LITTLE,
                            Symbol.HIGHEST,
                            Symbol.LOWEST,
                            Symbol.LAST,
                            Symbol.TOP,
                            Symbol.ORDINAL,
                            Symbol.LATEST,
                            Symbol.EARLIEST);
            if (verbal || plural || (article && i > from)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns how many of the tokens state a time or place in words that could also belong to an action of customers; -1 if there are other
     * tokens.
     */
    private int tail(int from, int to) {
        int at = from;
        int told = 0;
        while (at < to) {
            boolean joins = chart.has(Symbol.COMMA, at)
                    && at + 1 < to
                    && (times.plain(at + 1) > at + 1 || times.when(at + 1, to) > at + 1);
            if (joins) {
                at++;
            }
            int plain = times.plain(at);
            int next = Math.max(plain, Math.max(times.when(at, to), where(chart, at, to)));
            if (next <= at) {
                return -1;
            }
            told += next > plain ? next - at : 0;
            at = next;
        }
        return told;
    }

    /**
     * Returns the end of the words at the token that name a place of the requester's side, as in "at the long table"; the token itself if
     * there are none.
     */
    static int where(Chart chart, int from, int to) {
        if (!chart.tokens().get(from).is(WordGroup.SPOT) || startsConditionOrArrangement(chart, from)) {
            return from;
        }
        int best = from;
        for (int i = from + 1; i < to && i - from <= LONGEST_PLACE && isPlain(chart, i); i++) {
            for (Node node : chart.at(i)) {
                boolean place = node.symbol() == Symbol.EVENT
                        || node.symbol() == Symbol.VENUE
                        || node.symbol() == Symbol.THIRD_PARTY
                        || Narrowing.isOurs(node);
                best = place && node.to() <= to ? Math.max(best, node.to()) : best;
            }
        }
        return isForPeople(chart, from, best) ? from : best;
    }

    private static boolean startsConditionOrArrangement(Chart chart, int index) {
        return chart.has(Symbol.CONDITION, index) || chart.has(Symbol.ARRANGEMENT, index);
    }

    /** Whether the token may precede a noun for a place of the requester's side. */
    private static boolean isPlain(Chart chart, int index) {
        boolean plain = chart.tokens().get(index).isWord() && !startsConditionOrArrangement(chart, index);
        for (Node node : chart.at(index)) {
            plain &= switch (node.symbol()) {
                case AND, OR, BUT, NOT, NO, WITHOUT, EXCEPT, WHO, WITH, PEOPLE, CUSTOMERS, PLACE, NAME, VALUE, UNIT ->
                    false;
                default -> true;
            };
        }
        return plain;
    }

    /**
     * Whether the words name people whom no column distinguishes from others, as in "ladies' night", "dog owners brunch", "cats evening".
     */
    static boolean isForPeople(Chart chart, int from, int to) {
        for (int i = from; i < to; i++) {
            Token token = chart.tokens().get(i);
            boolean several = token.isWord()
                    && chart.at(i).isEmpty()
                    && token.text().endsWith("s")
                    && !token.lemma().endsWith("s");
            if (several || Topic.isOtherPeople(chart, i)) {
                return true;
            }
        }
        return false;
    }
}
