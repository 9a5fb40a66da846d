package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import java.util.List;

/**
 * Splits the items of a sentence into clauses and recognizes those that are remarks, by their words and by the clauses
 * around them.
 */
final class RemarkClauses {

    private final Chart chart;
    private final Labels labels;
    private final Narrowing narrowing;
    private final Remarks remarks;
    private final Sentences sentences;
    private final SmallTalk talk;

    RemarkClauses(Chart chart, Labels labels, Narrowing narrowing, Remarks remarks, Sentences sentences) {
        this.chart = chart;
        this.labels = labels;
        this.narrowing = narrowing;
        this.remarks = remarks;
        this.sentences = sentences;
        this.talk = new SmallTalk(chart, narrowing);
    }

    /**
     * Returns the end of the clause: before the next comma, "but", bracket or joint that begins a sentence about something other than the
     * customers, or after the bracket that starts here.
     */
    int end(List<Item> items, int from) {
        if (items.get(from).is(Kind.OPEN)) {
            return Math.min(items.size(), Brackets.close(items, from) + 1);
        }
        for (int i = from + 1; i < items.size(); i++) {
            Item item = items.get(i);
            if (item.is(Kind.COMMA) || item.is(Kind.BUT) || item.is(Kind.OPEN) || remarks.changesTopic(items, i)) {
                return i;
            }
        }
        return items.size();
    }

    /**
     * Whether the clause is a remark.
     *
     * @param items the items of the sentence
     * @param end the index of the item after the clause
     * @param excluded whether the clause before it excludes customers
     */
    boolean isRemark(List<Item> clause, List<Item> items, int end, boolean excluded) {
        List<Item> inner = clause.get(0).is(Kind.OPEN) ? clause.subList(1, Math.max(1, clause.size() - 1)) : clause;
        int first = 0;
        while (first < inner.size()
                && (inner.get(first).is(Kind.COMMA) || inner.get(first).is(Kind.BUT))) {
            first++;
        }
        if (first >= inner.size()) {
            return false;
        }
        int from = inner.get(first).from();
        int to = inner.get(inner.size() - 1).to();
        if (end == items.size() && sentences.isPointedTo(to)) {
            return false;
        }
        boolean occasion = clause.get(0).is(Kind.OPEN) && labels.isOccasion(from, to);
        if (occasion || remarks.isReason(clause) || labels.isGreeting(from, to) || labels.isNickname(from, to)) {
            return true;
        }
        if (chart.has(Symbol.WHETHER, from) && chart.has(Symbol.WHATEVER, to - 1)) {
            return false;
        }
        boolean announced = end < items.size()
                && items.get(end).is(Kind.COMMA)
                && chart.has(Symbol.SO_THAT, items.get(end).to())
                && labels.announces(from, to);
        if (announced) {
            return true;
        }
        int start = end - clause.size();
        boolean about = (isLeftOut(items, start) && talk.isServed(from, to))
                || (start > 0 && isOfPlace(items.get(start - 1)) && talk.isDoneThere(from, to));
        boolean felt = clause.get(0).is(Kind.OPEN)
                && end + 1 < items.size()
                && items.subList(0, start).stream().noneMatch(Item::isMeant)
                && (items.get(end).is(Kind.AND)
                        || items.get(end).is(Kind.COMMA)
                        || items.get(end).is(Kind.BUT))
                && chart.has(Symbol.SPEAKER, items.get(end).to())
                && talk.isFelt(from, to);
        boolean opens = from == 0 || (from <= 4 && chart.has(Symbol.GREETING, 0));
        boolean addressed = opens
                && to - from == 1
                && chart.has(Symbol.GIVEN_NAME, from)
                && chart.tokens().get(from).capital();
        if (about || felt || addressed) {
            return true;
        }
        boolean relative = excluded
                && !narrowing.isOfDomain(from, to, false)
                && (inner.get(first).is(Kind.WHO)
                        || (clause.get(0).is(Kind.OPEN)
                                && chart.tokens().get(from).is("they")));
        boolean word = to - from == 1
                && end < items.size()
                && items.subList(end, Math.min(items.size(), Brackets.close(items, end))).stream()
                        .anyMatch(item -> item.is(Kind.OR));
        boolean defined = end < items.size()
                && !word
                && items.get(end).is(Kind.OPEN)
                && !joins(items, end + 1)
                && !isFormal(items, end)
                && labels.isDefinable(label(inner), to)
                && Definitions.isDefined(
                        clause, items.subList(end, Math.min(items.size(), Brackets.close(items, end))));
        boolean aside = clause.get(0).is(Kind.OPEN) && sentences.isAside(from, to);
        return relative || defined || aside || remarks.isRemark(from, to);
    }

    /** Whether the bracket contains a comparison sign, so that a word before it is an operator and not a name: and xnot (age > 40). */
    private boolean isFormal(List<Item> items, int open) {
        int to = items.get(Math.min(items.size() - 1, Brackets.close(items, open)))
                .to();
        return narrowing.hasComparisonSign(items.get(open).from(), to);
    }

    /** Whether the clause before the item excludes somebody: not the East, but no one who bought, except platinum. */
    private boolean isLeftOut(List<Item> items, int index) {
        int first = Math.max(0, index - 1);
        while (first > 0 && !items.get(first).is(Kind.COMMA)) {
            first--;
        }
        List<Item> before = items.subList(first, index);
        for (int i = 0; i < before.size(); i++) {
            Item item = before.get(i);
            boolean nobody = item.is(Kind.NOT)
                    && (chart.tokens().get(item.from()).is(WordGroup.NOBODY_OR_NONE)
                            || chart.tokens().get(item.to() - 1).is("one")
                            || before.subList(i, before.size()).stream().allMatch(RemarkClauses::isOfNamedTexts));
            if (nobody || item.is(Kind.EXCEPT) || excludes(item)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfNamedTexts(Item item) {
        return switch (item.kind()) {
            case NOT, SILENT, PLACE, PEOPLE -> true;
            case CONDITION -> item.said().frame() == WordedCondition.Frame.TEXTS;
            default -> false;
        };
    }

    /** Whether the item is a condition that contains an exclusion: any region except the East. */
    private boolean excludes(Item item) {
        return item.is(Kind.CONDITION) && chart.hasAny(item.from(), item.to(), Symbol.EXCEPT);
    }

    private boolean isOfPlace(Item item) {
        return item.is(Kind.CONDITION) && (item.said().frame() == WordedCondition.Frame.TEXTS || excludes(item));
    }

    /** Returns the first unread token if the words before it are only a request, otherwise the first token: looking for | couples. */
    private static int label(List<Item> clause) {
        for (Item item : clause) {
            if (!item.is(Kind.SILENT) && !item.is(Kind.COMMA)) {
                return item.is(Kind.UNREAD) ? item.from() : clause.get(0).from();
            }
        }
        return clause.get(0).from();
    }

    private static boolean joins(List<Item> items, int index) {
        return index < items.size()
                && (items.get(index).is(Kind.AND) || items.get(index).is(Kind.OR));
    }
}
