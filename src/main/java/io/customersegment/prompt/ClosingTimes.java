package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds times at the end of several things that were done, which may belong to all of them: bought and serviced, both this year. */
final class ClosingTimes {

    private ClosingTimes() {}

    /** Whether "both" or "all" after a comma stands before the time, so that it is that of everything done before. */
    static boolean isOfAll(Chart chart, List<Item> items, int index) {
        Item all = index > 1 ? items.get(index - 1) : null;
        return all != null
                && items.get(index - 2).is(Kind.COMMA)
                && (all.is(Kind.SILENT) || all.is(Kind.EITHER) || all.is(Kind.PEOPLE))
                && (chart.has(Symbol.ALL, all.from())
                        || chart.has(Symbol.EVERY, all.from())
                        || chart.has(Symbol.BOTH, all.from()));
    }

    /** Applies the time to everything done at the end of the operands; false unless that is possible for at least two of them. */
    static boolean apply(List<Operand> operands, Window window, LocalDate day) {
        int timed = 0;
        for (int i = operands.size() - 1; i >= 0 && SharedWindows.isDone(operands.get(i)); i--) {
            Operand operand = operands.get(i);
            @Nullable Operand within = SharedWindows.timed(operand, operand.negated, window, day);
            if (within == null) {
                return false;
            }
            operands.set(i, within);
            timed++;
        }
        return timed > 1;
    }

    /** Returns the time that a comma sets off from the other words of the item, or null: no purchase, in the last month. */
    static @Nullable Window setOff(Chart chart, Item item) {
        for (int i = item.from() + 1; i + 1 < item.to(); i++) {
            for (Node node : chart.has(Symbol.COMMA, i) ? chart.at(i + 1) : List.<Node>of()) {
                if (node.symbol() == Symbol.WINDOW && node.to() == item.to()) {
                    return (Window) node.value();
                }
            }
        }
        return null;
    }
}
