package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import java.util.List;

/** Finds conjunctions and prepositions that do not join what they seem to join: with or without, and/or, nobody without, "n" and "w". */
final class LinkDoubts {

    private final Chart chart;

    LinkDoubts(Chart chart) {
        this.chart = chart;
    }

    /** Whether the item is a conjunction or a "with" that cannot be taken literally. */
    boolean isDoubtful(List<Item> items, int index) {
        Item item = items.get(index);
        return switch (item.kind()) {
            case WITH -> isNobodyWithout(items, index) || isInitial(items, index);
            case AND, OR ->
                isBoth(items, index)
                        || isPlus(items, index)
                        || isBeforeJoint(items, index)
                        || isAndOr(item)
                        || isInitial(items, index);
            default -> false;
        };
    }

    /** Whether more than one condition follows "nobody without", which then does not determine who is included. */
    private static boolean isNobodyWithout(List<Item> items, int index) {
        Node with = items.get(index).node();
        boolean nobody = with != null && with.rule().equals(ConditionRules.NOBODY_WITHOUT);
        int conditions = 0;
        for (Item item : nobody ? items.subList(index, items.size()) : List.<Item>of()) {
            if (item.is(Kind.COMMA) || item.is(Kind.BUT)) {
                break;
            }
            conditions += item.is(Kind.CONDITION) ? 1 : 0;
        }
        return conditions > 1;
    }

    /** Whether a one-letter conjunction or preposition joins nothing, so that it is short for a text value: in n, from w. */
    private boolean isInitial(List<Item> items, int index) {
        Item item = items.get(index);
        Token token = chart.tokens().get(item.from());
        if (item.to() - item.from() > 1 || token.to() - token.from() > 1 || !token.isWord()) {
            return false;
        }
        Item before = index > 0 ? items.get(index - 1) : null;
        Item next = Neighbours.next(items, index);
        boolean follows = before == null
                || before.is(Kind.PLACE)
                || before.is(Kind.NOT)
                || before.is(Kind.EXCEPT)
                || before.is(Kind.OR)
                || before.is(Kind.COMMA);
        boolean ends = next == null
                || next.is(Kind.COMMA)
                || next.is(Kind.AND)
                || next.is(Kind.OR)
                || next.is(Kind.SLASH)
                || next.is(Kind.CLOSE);
        boolean with = item.is(Kind.WITH);
        return ends || (follows && (!with || (before != null && !before.is(Kind.COMMA))));
    }

    /** Whether "and" or "or" joins a "with" and its contrary: with or without. */
    private static boolean isBoth(List<Item> items, int index) {
        boolean between = index > 0 && index + 1 < items.size();
        return between
                && ((items.get(index - 1).is(Kind.WITH) && items.get(index + 1).is(Kind.NOT))
                        || (items.get(index - 1).is(Kind.NOT)
                                && items.get(index + 1).is(Kind.WITH)));
    }

    /** Whether "plus" follows an "except": minus seniors plus families. */
    private boolean isPlus(List<Item> items, int index) {
        return chart.tokens().get(items.get(index).from()).is("plus")
                && items.subList(0, index).stream().anyMatch(item -> item.is(Kind.EXCEPT));
    }

    /** Whether another conjunction follows directly, so that this one may be a word of the business: basic, plus and premium. */
    private static boolean isBeforeJoint(List<Item> items, int index) {
        Item next = Neighbours.next(items, index);
        return next != null
                && (next.is(Kind.AND) || next.is(Kind.OR))
                && next.from() == items.get(index).to();
    }

    /** Whether the item leaves open which of "and" and "or" is meant. */
    private static boolean isAndOr(Item item) {
        return item.to() - item.from() > 1
                && item.node() != null
                && item.node().rule().equals("and/or");
    }
}
