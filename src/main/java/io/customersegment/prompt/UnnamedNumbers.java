package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.List;

/** Detects numbers without a name that need not be an age: at least 20 gold members, 20 years with us, up to 30 of them. */
final class UnnamedNumbers {

    private final Chart chart;

    UnnamedNumbers(Chart chart) {
        this.chart = chart;
    }

    /** Whether the number may be the size of the list or a duration instead of an age. */
    boolean isAmbiguous(List<Item> items, int index) {
        return isCount(items, index) || isTenure(items, index) || isLasting(items, index) || isSize(items, index);
    }

    /** Whether a number without a unit stands before people it may count, so that it need not be an age: at least 20 gold members. */
    private boolean isCount(List<Item> items, int index) {
        Item item = items.get(index);
        boolean unnamed = item.node() != null && item.node().rule().equals(AgeRules.UNNAMED);
        boolean plain = chart.has(Symbol.NUMBER, item.to() - 1)
                && chart.tokens().get(item.to() - 1).suffix().isEmpty();
        boolean behindNoun = index > 0
                && (items.get(index - 1).is(Kind.CONDITION)
                        || items.get(index - 1).is(Kind.PEOPLE));
        if (!unnamed || !plain || behindNoun || index + 1 == items.size()) {
            return false;
        }
        return Neighbours.isWho(chart, items.get(index + 1));
    }

    /** Whether years that look like an age are the duration of the state after them: 20 years with us. */
    private boolean isTenure(List<Item> items, int index) {
        Item item = items.get(index);
        return item.said().frame() == Frame.UNNAMED
                && chart.has(Symbol.UNIT, item.to() - 1)
                && chart.at(item.to()).stream()
                        .anyMatch(node -> node.value() instanceof Subject subject && subject.is(Entry.Trait.LASTING));
    }

    /** Whether years without "old" are a duration, not an age: gold members for 30 years, 20-year customers. */
    private boolean isLasting(List<Item> items, int index) {
        Item item = items.get(index);
        boolean years = item.said().frame() == Frame.UNNAMED && chart.has(Symbol.UNIT, item.to() - 1);
        int next = index + 1;
        while (next < items.size()
                && items.get(next).is(Kind.SILENT)
                && chart.tokens().get(items.get(next).from()).is(WordGroup.ARTICLE)) {
            next++;
        }
        boolean people = next < items.size() && items.get(next).is(Kind.PEOPLE);
        return years
                && (people
                        || (item.from() > 0
                                && chart.tokens().get(item.from() - 1).is("for")));
    }

    /** Whether a number without a name may be the size of the list: a list of at most 30, up to 30 of them, we can't take more than 60. */
    private boolean isSize(List<Item> items, int index) {
        Item item = items.get(index);
        boolean unnamed = item.node() != null && item.node().rule().equals(AgeRules.UNNAMED);
        if (!unnamed || chart.tokens().get(item.to() - 1).suffix().equals("s")) {
            return false;
        }
        Item next = Neighbours.next(items, index);
        boolean of = next != null
                && next.is(Kind.SILENT)
                && next.from() == item.to()
                && chart.tokens().get(next.from()).is("of");
        boolean thing = next != null
                && next.is(Kind.CONDITION)
                && next.from() == item.to()
                && next.said().bare()
                && next.said().frame() == Frame.THING
                && chart.has(Symbol.NUMBER, item.to() - 1);
        boolean counted = next != null
                && Neighbours.isWho(chart, next)
                && chart.tokens().get(item.to() - 1).is(WordGroup.MORE_OR_FEWER);
        boolean list = false;
        boolean not = false;
        int first = index - 1;
        while (first >= 0
                && (items.get(first).is(Kind.SILENT)
                        || items.get(first).is(Kind.NOT)
                        || items.get(first).is(Kind.MODAL)
                        || items.get(first).is(Kind.PLACE))) {
            not |= items.get(first).is(Kind.NOT);
            for (int i = items.get(first).from(); i < items.get(first).to(); i++) {
                list |= chart.has(Symbol.LABEL_NOUN, i) && (i > 0 || i + 1 < item.from());
            }
            first--;
        }
        int start = first + 1 < index ? items.get(first + 1).from() : item.from();
        boolean ours = not && (chart.has(Symbol.ASKER, start) || chart.has(Symbol.THIS_THING, start));
        return of || thing || counted || list || ours;
    }
}
