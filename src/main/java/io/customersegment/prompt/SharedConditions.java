package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import java.util.List;

/** Finds conditions of a clause that apply to everything named before them, or to each of several cases. */
final class SharedConditions {

    private final Chart chart;

    SharedConditions(Chart chart) {
        this.chart = chart;
    }

    /**
     * Returns the comma after which a condition applies to everything named before it, or to each of the cases; -1 if there is none: gold
     * in the North and silver in the West, both with consent.
     */
    int comma(List<Item> items) {
        int depth = 0;
        int last = -1;
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            boolean each = last > 0
                    && item.is(Kind.SILENT)
                    && chart.has(Symbol.EACH_CASE, item.from())
                    && (items.subList(last, i).stream().allMatch(SharedConditions::isOpening)
                            || items.subList(i + 1, items.size()).stream().allMatch(Denials::isClosing));
            if (each) {
                return last;
            }
            depth += item.is(Kind.OPEN) ? 1 : item.is(Kind.CLOSE) ? -1 : 0;
            boolean ends = item.is(Kind.COMMA) && depth == 0;
            last = ends ? i : last;
            boolean all = ends && i > 0 && i + 2 < items.size() && isOfAll(items.get(i + 1), items.get(i + 2));
            if (all && items.subList(0, i).stream().anyMatch(Item::isMeant)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the item stands for each of several cases, and does not only introduce the clause. */
    boolean isEachCase(List<Item> items, int index) {
        return chart.has(Symbol.EACH_CASE, items.get(index).from())
                && items.stream().anyMatch(other -> other.is(Kind.OR) || other.is(Kind.AND))
                && !items.subList(0, index).stream().allMatch(SharedConditions::isOpening);
    }

    /** Whether the item only introduces the items after it. */
    private static boolean isOpening(Item item) {
        return switch (item.kind()) {
            case COMMA, AND, BUT, SILENT -> true;
            default -> false;
        };
    }

    /** Whether the item stands for all before it, and the next one begins what they have, where they are or who they are. */
    private boolean isOfAll(Item all, Item next) {
        boolean each = (all.is(Kind.SILENT) || all.is(Kind.EITHER))
                && (chart.has(Symbol.ALL, all.from())
                        || chart.has(Symbol.EVERY, all.from())
                        || chart.has(Symbol.BOTH, all.from()));
        boolean goesOn = chart.has(Symbol.WITH, next.from())
                || chart.has(Symbol.PLACE, next.from())
                || chart.has(Symbol.WITHOUT, next.from())
                || next.is(Kind.WHO)
                || next.is(Kind.NOT);
        return each && goesOn && !next.is(Kind.WINDOW);
    }
}
