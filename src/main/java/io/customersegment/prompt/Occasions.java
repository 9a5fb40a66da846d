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

    private static final int LAST_DAY = 31;

    private final Chart chart;
    private final Cover cover;
    private final Narrowing narrowing;

    Occasions(Chart chart, Cover cover, Narrowing narrowing) {
        this.chart = chart;
        this.cover = cover;
        this.narrowing = narrowing;
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
                && !narrowing.has(from, end, Symbol.PLACE, Symbol.BY, Symbol.SPEAKER)
                && !restricts(from, end)
                && !narrowing.has(
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

    /**
     * Returns how many leading items of the clause only name an offer to the customers after them, as in "big tent for | families". Known
     * words must name these customers immediately: "free pizza for hungry families" is for only some of them.
     */
    int offerPrefixLength(List<Item> clause) {
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
                        && !narrowing.has(
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
            int head = tail < 0 ? -1 : head(from, end, event || tail > 0, isDated(from, end, to));
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
                    || narrowing.has(
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
            boolean joins =
                    chart.has(Symbol.COMMA, at) && at + 1 < to && (plain(at + 1) > at + 1 || when(at + 1, to) > at + 1);
            if (joins) {
                at++;
            }
            int plain = plain(at);
            int next = Math.max(plain, Math.max(when(at, to), where(chart, at, to)));
            if (next <= at) {
                return -1;
            }
            told += next > plain ? next - at : 0;
            at = next;
        }
        return told;
    }

    /** Returns the end of a number, a month or a word of courtesy at the token, or the token itself. */
    private int plain(int from) {
        Token token = chart.tokens().get(from);
        boolean number = token.isNumber()
                && (token.number() <= ArrangementRules.MOST_OF_A_HOUSEHOLD
                        || (token.number() >= chart.day().getYear() && token.number() <= Narrowing.LAST_YEAR));
        int end = number || chart.has(Symbol.MONTH, from) ? from + 1 : from;
        if (isDay(from)) {
            boolean month = chart.has(Symbol.MONTH, from + 1);
            end = month ? from + 2 : token.suffix().isEmpty() ? end : from + 1;
        }
        return Math.max(end, chart.end(Symbol.COURTESY, from));
    }

    /** Returns the end of the words at the token that state a future time, as in "on 14 December", "next Friday", "at 7 pm". */
    private int when(int from, int to) {
        int at = from;
        boolean coming = false;
        while (at < to
                && (chart.tokens().get(at).is(WordGroup.SPOT) || isComing(at) || chart.has(Symbol.DETERMINER, at))) {
            coming |= isComing(at);
            at++;
        }
        int end = from;
        for (Node node : at < to ? chart.at(at) : List.<Node>of()) {
            boolean when = switch (node.symbol()) {
                case POINT -> !isPast((Point) node.value());
                case WEEKDAY, MONTH, TOMORROW -> true;
                case UNIT, EVENT -> coming;
                default -> false;
            };
            end = when && node.to() <= to ? Math.max(end, node.to()) : end;
        }
        if (at > from
                && at < to
                && isDay(at)
                && !chart.tokens().get(at).suffix().isEmpty()) {
            end = Math.max(end, at + 1);
        }
        boolean hour = at + 1 < to
                && chart.tokens().get(at).isNumber()
                && chart.tokens().get(at + 1).is(WordGroup.HOUR);
        return hour ? at + 2 : end;
    }

    /** Whether the token is a day of a month: 18, 18th. */
    private boolean isDay(int index) {
        Token token = chart.tokens().get(index);
        return token.isNumber()
                && token.number() <= LAST_DAY
                && (token.suffix().isEmpty() || WordGroup.ORDINAL_ENDING.holds(token.suffix()));
    }

    /** Whether a certain day is given for something whose name takes more than one word and that customers do not have. */
    private boolean isDated(int from, int end, int to) {
        if (end - from < 2 || narrowing.has(from, end, Symbol.BELONGING)) {
            return false;
        }
        for (int i = end; i < to; i++) {
            boolean often =
                    chart.has(Symbol.WEEKDAY, i) && chart.tokens().get(i).text().endsWith("days");
            boolean day = isDay(i) && !chart.tokens().get(i).suffix().isEmpty();
            if (!often && (day || narrowing.has(i, i + 1, Symbol.WEEKDAY, Symbol.TOMORROW))) {
                return true;
            }
        }
        return false;
    }

    private boolean isComing(int index) {
        return chart.has(Symbol.NEXT, index) || chart.has(Symbol.THIS, index);
    }

    private boolean isPast(Point point) {
        return point.ahead().to() == null || point.ahead().to().isBefore(chart.day());
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
