package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.List;

/** Finds words for the age of customers that describe the thing directly after them: new leases, the youngest kids. */
final class AgesOfThings {

    private final Chart chart;

    AgesOfThings(Chart chart) {
        this.chart = chart;
    }

    /** Whether the item is such a word. */
    boolean describeNext(List<Item> items, int index) {
        Item item = items.get(index);
        boolean aged =
                item.to() == item.from() + 1 && chart.tokens().get(item.from()).is(WordGroup.AGE_OR_TENURE);
        boolean described = switch (item.kind()) {
            case CONDITION ->
                item.said().frame() == Frame.ADJECTIVE && item.said().bare();
            case ARRANGEMENT -> !item.arrangement().keys().isEmpty();
            default -> false;
        };
        return aged && described && isThing(items, index + 1);
    }

    /** Whether the item is a noun for a thing directly after the word, and no noun for customers follows it. */
    private boolean isThing(List<Item> items, int index) {
        Item thing = index < items.size() ? items.get(index) : null;
        if (thing == null || thing.from() != items.get(index - 1).to()) {
            return false;
        }
        Item next = Neighbours.next(items, index);
        boolean people = next != null
                && next.from() == thing.to()
                && (next.is(Kind.PEOPLE)
                        || (next.is(Kind.CONDITION) && next.said().frame() == Frame.NOUN));
        boolean noun = chart.at(thing.from()).stream()
                .anyMatch(node -> node.value() instanceof Subject subject && subject.part() == Entry.Part.WHAT);
        boolean said = thing.is(Kind.CONDITION)
                ? thing.said().frame() == Frame.THING
                : thing.is(Kind.SILENT) && items.get(index - 1).is(Kind.ARRANGEMENT);
        return noun && said && !people;
    }
}
