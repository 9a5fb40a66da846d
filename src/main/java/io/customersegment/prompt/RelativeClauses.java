package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Detects relative clauses that are not about the customers: whose showroom is in the North, kids who own a Camry. */
final class RelativeClauses {

    private final Chart chart;

    RelativeClauses(Chart chart) {
        this.chart = chart;
    }

    /** Returns the words of a relative clause not about customers, or null: whose showroom is in the North, kids who own a Camry. */
    @Nullable
    Item others(List<Item> items, int index) {
        Item who = items.get(index);
        boolean whom = chart.tokens().get(who.from()).is("whom")
                && (who.from() == 0 || !chart.has(Symbol.PLACE, who.from() - 1))
                && index + 1 < items.size()
                && items.subList(index + 1, items.size()).stream()
                        .dropWhile(item -> item.is(Kind.SILENT))
                        .limit(1)
                        .anyMatch(item -> item.is(Kind.CONDITION) && item.said().frame() == Frame.THING);
        if (whom) {
            return new Item(Kind.UNREAD, who.from(), items.get(index + 1).to(), null);
        }
        if (chart.tokens().get(who.from()).is("whose") && index + 1 < items.size()) {
            Item owned = items.get(index + 1);
            boolean others = (Neighbours.isSilentOfCatalogue(owned) && !isObject(items, index + 1))
                    || (owned.is(Kind.PEOPLE) && (names(items, index + 2) || isOfAPerson(items, index + 1)))
                    || (isKin(owned) && isSubject(items, index + 1));
            return others ? new Item(Kind.UNREAD, who.from(), owned.to(), null) : null;
        }
        if (index == 0 || !items.get(index - 1).is(Kind.CONDITION)) {
            return null;
        }
        Item before = items.get(index - 1);
        boolean others = before.said().bare()
                && before.said().frame() == Frame.THING
                && chart.tokens().get(who.from()).is("who")
                && items.subList(0, index - 1).stream().allMatch(item -> item.is(Kind.SILENT));
        return others ? new Item(Kind.UNREAD, before.from(), who.to(), null) : null;
    }

    /** Whether the item names people or things that have an age of their own: parents, kids. */
    private static boolean isKin(Item item) {
        if (!item.is(Kind.CONDITION) || !item.said().bare()) {
            return false;
        }
        Subject subject = item.said().subject();
        return item.said().frame() == Frame.NOUN || (subject != null && subject.is(Entry.Trait.AGED));
    }

    /** Whether the adjective of a "whose" clause expresses a number that only a person can have: whose household is young. */
    private boolean isOfAPerson(List<Item> items, int index) {
        Item last = items.get(items.size() - 1);
        Item what = items.subList(index, items.size()).stream()
                .filter(item -> item.is(Kind.CONDITION))
                .findFirst()
                .orElse(last);
        return chart.has(Symbol.NAME, items.get(index).from())
                && what.is(Kind.CONDITION)
                && what.said().frame() == Frame.ADJECTIVE
                && what.said().condition().columns().stream().allMatch(Column::numeric);
    }

    /** Whether the item is the subject of a condition directly after it. */
    private static boolean isSubject(List<Item> items, int index) {
        return items.subList(index + 1, items.size()).stream()
                .dropWhile(item -> switch (item.kind()) {
                    case SILENT, NOT, PLACE, AND, BUT -> true; // "also" is a word for "and", "still" one for "but"
                    default -> false;
                })
                .findFirst()
                .filter(item -> item.is(Kind.CONDITION))
                .isPresent();
    }

    /** Whether the word is the object of the next condition: whose car we serviced. */
    private boolean isObject(List<Item> items, int index) {
        Entry next = items.subList(index, items.size()).stream()
                .filter(item -> item.is(Kind.CONDITION))
                .findFirst()
                .map(item -> item.said().subject())
                .map(Subject::entry)
                .orElse(null);
        return next != null
                && chart.at(items.get(index).from()).stream()
                        .anyMatch(node -> node.symbol() == Symbol.CONTEXT && next.equals(node.value()));
    }

    /** Whether the next item that is not silent is a noun for customers. */
    private static boolean names(List<Item> items, int from) {
        for (Item item : items.subList(from, items.size())) {
            if (!item.is(Kind.SILENT)) {
                return item.is(Kind.CONDITION) && item.said().frame() == Frame.NOUN;
            }
        }
        return false;
    }
}
