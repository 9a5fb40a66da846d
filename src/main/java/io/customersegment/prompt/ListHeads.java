package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import java.util.List;

/** Finds the words before a list that state how its members are joined, as in "any of the following" or "none of these". */
final class ListHeads {

    private final Chart chart;
    private final Cover cover;
    private final Stretches stretches;
    private final Parts parts;

    ListHeads(Chart chart, Cover cover, Stretches stretches, Parts parts) {
        this.chart = chart;
        this.cover = cover;
        this.stretches = stretches;
        this.parts = parts;
    }

    /**
     * Returns how the tokens join the members of the list after them; {@code NONE} if they are not the head of a list.
     * A negation that excludes only in part, such as "not all", is unread.
     */
    Part.ListHead of(int from, int to) {
        Part.ListHead head = Part.ListHead.NONE;
        int end = headEnd(from, to);
        for (int i = from; i < to; i++) {
            for (Node node : chart.at(i)) {
                boolean last = endsHead(node, end) && !isWithinMeant(from, to, i);
                switch (node.symbol()) {
                    case ANY_OF, GROUPS -> head = last ? Part.ListHead.ANY : head;
                    case SUPPRESSION -> head = last && !parts.isEmpty() ? Part.ListHead.NOT_ANY : head;
                    case NONE_FOLLOWING -> head = last ? Part.ListHead.NOT_ANY : head;
                    case EXCEPT -> head = last ? Part.ListHead.NOT_ANY : head;
                    case NOT, NO, WITHOUT -> head = last && isSilent(from, i) ? Part.ListHead.NOT_ANY : head;
                    default -> {}
                }
            }
        }
        List<Item> items = cover.items(from, to);
        items.stream()
                .filter(item -> item.is(Kind.NOT) && chart.has(Symbol.NOT_QUITE, item.to()))
                .forEach(item -> stretches.unread().add(new Span(item.from(), item.to() + 1)));
        boolean negates = items.stream().anyMatch(item -> item.is(Kind.NOT) && isFiller(item.to(), to))
                && items.stream().noneMatch(item -> item.isMeant() || item.is(Kind.UNREAD) || item.is(Kind.MODAL));
        return head == Part.ListHead.NONE && negates ? Part.ListHead.NOT_ANY : head;
    }

    /**
     * Returns the start of the words before the colon that make the list one of alternatives or of exclusions; -1 if
     * there are none.
     */
    int start(int from, int colon) {
        for (int i = from; i < colon; i++) {
            for (Node node : chart.at(i)) {
                boolean head = switch (node.symbol()) {
                    case ANY_OF, GROUPS, SUPPRESSION, NONE_FOLLOWING, EXCEPT, NOT, NO, WITHOUT -> true;
                    default -> false;
                };
                if (head && endsHead(node, headEnd(from, colon))) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** Returns the end of the words before a list without a trailing courtesy: none of the following, please. */
    private int headEnd(int from, int to) {
        int end = to;
        while (end > from + 1 && (chart.has(Symbol.COURTESY, end - 1) || chart.has(Symbol.COMMA, end - 1))) {
            end--;
        }
        return end;
    }

    /** Whether the node ends the head of a list, apart from a noun for the listed members: any of these criteria. */
    private boolean endsHead(Node node, int end) {
        return node.to() == end || (node.to() + 1 == end && chart.has(Symbol.CRITERIA, node.to()));
    }

    /** Whether the token is inside an item that states something: opt out. */
    private boolean isWithinMeant(int from, int to, int index) {
        return cover.items(from, to).stream()
                .anyMatch(item -> item.isMeant() && item.from() < index && item.to() > index);
    }

    /** Whether the token is part of words that form the head of a list. */
    boolean isWithinHead(int from, int index) {
        for (int i = from; i <= index; i++) {
            for (Node node : chart.at(i)) {
                boolean head = node.symbol() == Symbol.ANY_OF
                        || node.symbol() == Symbol.NONE_FOLLOWING
                        || node.symbol() == Symbol.SUPPRESSION
                        || node.symbol() == Symbol.GROUPS;
                if (head && node.to() > index) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the tokens announce groups that the list after them describes. */
    boolean announceGroups(int from, int to) {
        for (int i = from; i < to; i++) {
            if (chart.has(Symbol.GROUPS, i)) {
                return true;
            }
        }
        return false;
    }

    /** Whether nothing in the tokens states something or is unread. */
    boolean isSilent(int from, int to) {
        return from >= to || cover.items(from, to).stream().noneMatch(item -> item.isMeant() || item.is(Kind.UNREAD));
    }

    private boolean isFiller(int from, int to) {
        return cover.items(from, to).stream().allMatch(item -> switch (item.kind()) {
            case PLACE, WITH, WHO, COMMA -> true;
            default -> isFiller(item);
        });
    }

    /** Whether the item is silent and requests nothing. */
    static boolean isFiller(Item item) {
        return item.is(Kind.SILENT) && item.node() != null && item.node().symbol() != Symbol.REQUEST;
    }
}
