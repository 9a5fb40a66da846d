package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.List;

/** Detects times that may belong to an event, an action or a thing other than the one that the words around them name. */
final class AmbiguousTimes {

    private final Chart chart;

    AmbiguousTimes(Chart chart) {
        this.chart = chart;
    }

    /** Whether the window is relative to another event, which the data does not keep: bought within a week of asking for a quote. */
    boolean isOfEvent(List<Item> items, int index) {
        if (index < 2
                || (!items.get(index - 1).is(Kind.SILENT)
                        && !items.get(index - 1).is(Kind.PLACE))
                || !items.get(index - 2).is(Kind.CONDITION)) {
            return false;
        }
        boolean of = chart.tokens().get(items.get(index).from() - 1).is("of");
        return of && chart.has(Symbol.UNIT, items.get(index - 2).to() - 1);
    }

    /** Whether the time of a noun for customers may belong to the text value or the thing before the noun: gold members since 2020. */
    boolean isSince(List<Item> items, int index) {
        if (!isTenureBehind(Symbol.CUSTOMERS, items, index)) {
            return false;
        }
        WordedCondition before = items.get(index - 1).said();
        return before.bare() && (before.frame() == Frame.TEXTS || before.frame() == Frame.THING);
    }

    /** Whether "with us" and its time may belong to an action or a thing before it: a lease with us since 2020. */
    boolean isWithUs(List<Item> items, int index) {
        if (!isTenureBehind(Symbol.WITH, items, index)) {
            return false;
        }
        WordedCondition before = items.get(index - 1).said();
        Column number = before.subject() == null ? null : before.subject().number();
        boolean sum = number != null && !number.whole();
        return before.frame() == Frame.VERB || (before.frame() == Frame.THING && (before.bare() || sum));
    }

    /** Whether the item states how long they have been customers, opens with the symbol, and directly follows another condition. */
    private boolean isTenureBehind(Symbol opening, List<Item> items, int index) {
        Item item = items.get(index);
        Subject subject = item.said().subject();
        return index > 0
                && subject != null
                && subject.is(Entry.Trait.LASTING)
                && chart.has(opening, item.from())
                && items.get(index - 1).is(Kind.CONDITION);
    }

    /** Whether the count is over any one span of time, not only the last one: two services in one year. */
    boolean isInOne(List<Item> items, int index) {
        Item item = items.get(index);
        if (item.said().amount() == null) {
            return false;
        }
        for (int i = item.from(); i + 2 < item.to(); i++) {
            Token number = chart.tokens().get(i + 1);
            boolean one = chart.has(Symbol.DURING, i) && number.is(WordGroup.ONE);
            if (one && chart.has(Symbol.UNIT, i + 2)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the window is relative to an event named before: joined in 2019, last contact within a year of that. */
    boolean isAroundEvent(List<Item> items, int index) {
        Item item = items.get(index);
        boolean within = false;
        for (int i = item.from(); i < item.to() && i + 1 < chart.tokens().size(); i++) {
            within |= chart.tokens().get(i).is("within");
            if (within && chart.has(Symbol.UNIT, i) && chart.tokens().get(i + 1).is("of")) {
                return true;
            }
        }
        return false;
    }

    /** Whether a time alone belongs to a negated "be" whose other words are skipped: haven't been in during May. */
    static boolean isOfBeing(List<Item> items, int index) {
        int not = index - 1;
        while (not >= 0 && (items.get(not).is(Kind.PLACE) || items.get(not).is(Kind.SILENT))) {
            not--;
        }
        Node node = not >= 0 && items.get(not).is(Kind.NOT) ? items.get(not).node() : null;
        return node != null && node.rule().endsWith(" be");
    }
}
