package io.customersegment.prompt;

import io.customersegment.criteria.Condition;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Determines how a bracket in a clause relates to the words before and after it. */
final class Brackets {

    private Brackets() {}

    /**
     * Returns the index of the bracket that closes the one at the index, or the number of items if it is not closed. For an item that is no
     * bracket, returns its own index.
     */
    static int close(List<Item> items, int open) {
        int depth = 0;
        for (int i = open; i < items.size(); i++) {
            depth += items.get(i).is(Kind.OPEN) ? 1 : items.get(i).is(Kind.CLOSE) ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return items.size();
    }

    /** Whether a bracket contradicts the name directly before it: young (30 to 35), gold (I mean silver). */
    static boolean isContradicted(List<Item> items, int open, List<Condition> inner, List<Operand> operands) {
        Operand last = operands.isEmpty() ? null : operands.get(operands.size() - 1);
        if (last == null || before(items, open) < 0 || inner.size() != 1) {
            return false;
        }
        Condition named = last.readings.get(0);
        return inner.get(0).columns().equals(named.columns())
                && Condition.all(List.of(named, inner.get(0))).equals(Condition.nobody());
    }

    /** Returns the index of the condition directly before the bracket or its noun, -1 if there is none: gold members (or silver). */
    private static int before(List<Item> items, int open) {
        int last = open > 1 && items.get(open - 1).is(Kind.PEOPLE) ? open - 2 : open - 1;
        return last >= 0 && items.get(last).is(Kind.CONDITION) ? last : -1;
    }

    /** Whether the bracket begins with "or" or "and" and continues the condition before it. */
    static boolean isJoined(List<Item> items, int open, int close) {
        return close > open + 1
                && before(items, open) >= 0
                && (items.get(open + 1).is(Kind.OR) || items.get(open + 1).is(Kind.AND));
    }

    /** Whether the bracket only adds one more of the same kind: gold (or platinum) in the West. */
    static boolean isAfterthought(List<Item> items, int open, int close) {
        WordedCondition before = items.get(before(items, open)).said();
        List<Item> inner = items.subList(open + 2, Math.min(close, items.size()));
        boolean alike = inner.stream()
                .filter(item -> item.is(Kind.CONDITION))
                .allMatch(item -> item.said().frame() == before.frame()
                        && (before.frame() != Frame.TEXTS
                                || item.said()
                                        .condition()
                                        .columns()
                                        .equals(before.condition().columns())));
        return alike
                && inner.stream().filter(Item::isMeant).count() == 1
                && inner.stream().allMatch(item -> item.is(Kind.CONDITION) || item.is(Kind.SILENT));
    }

    /** Whether a condition follows the bracket that may apply to the bracket alone or also to the words before it. */
    static boolean isNarrowed(List<Item> items, int close) {
        for (int i = close + 1; i < items.size(); i++) {
            switch (items.get(i).kind()) {
                case COMMA, BUT, AND, OR, SLASH, EXCEPT -> {
                    return false;
                }
                case CONDITION -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }

    /** Returns the item that may include customers beyond those named before, null if there is none: including those who never bought. */
    static @Nullable Item takesIn(Chart chart, List<Item> items) {
        return items.stream()
                .filter(item -> item.is(Kind.SILENT) && chart.has(Symbol.TAKEN_IN, item.from()))
                .findFirst()
                .orElse(null);
    }
}
