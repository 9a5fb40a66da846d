package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.List;
import java.util.Objects;

/**
 * Detects conditions that may belong to the action or the thing named before them, as its object, purpose, manner or number, instead of to
 * the customers: bought a lease, consented to a test drive, to offer a second car.
 */
final class ActionComplements {

    private final Chart chart;

    ActionComplements(Chart chart) {
        this.chart = chart;
    }

    /**
     * Whether the condition cannot be meant in its position: a number without a name behind a thing that has numbers of its own, a thing
     * that money was spent on, the object or the purpose of an action (drove a car on a test drive, a service contract), or the object of
     * an interest.
     */
    boolean isMisplaced(List<Item> items, int index) {
        Item item = items.get(index);
        int last = index - 1;
        while (last >= 0 && (items.get(last).is(Kind.SILENT) || items.get(last).is(Kind.PLACE))) {
            last--;
        }
        if (last < 0 || !items.get(last).is(Kind.CONDITION)) {
            return false;
        }
        WordedCondition before = items.get(last).said();
        WordedCondition what = item.said();
        boolean aged = before.subject() != null
                && before.subject().part() == Entry.Part.WHAT
                && before.subject().is(Entry.Trait.AGED);
        boolean counts = before.subject() != null
                && before.subject().part() != Entry.Part.WHO
                && before.subject().number() != null
                && (before.bare() || aged);
        boolean ofAge = what.frame() == Frame.UNNAMED
                || (aged && what.subject() != null && what.subject().is(Entry.Trait.UNNAMED));
        boolean unnamed = ofAge && counts;
        boolean ofThing = last == index - 1
                && (before.frame() == Frame.ADJECTIVE || isAdjective(items.get(last)))
                && before.bare()
                && what.frame() == Frame.THING
                && what.bare();
        boolean on = items.get(index - 1).is(Kind.PLACE)
                && chart.tokens().get(items.get(index - 1).from()).is("on")
                && !before.bare()
                && what.frame() == Frame.THING;
        boolean done = what.frame() == Frame.THING && isOfAnother(before, what);
        List<Item> between = items.subList(last + 1, index);
        boolean object = done
                && between.stream().allMatch(other -> other.isFiller(chart))
                && before.bare()
                && (before.frame() == Frame.THING || before.frame() == Frame.VERB)
                && chart.has(Symbol.NAME, item.from())
                && !Neighbours.isVerb(chart, item);
        boolean purpose = done
                && (isPurpose(item.from())
                        || isPurpose(item.from() - 1)
                        || between.stream().anyMatch(one -> one.is(Kind.PLACE)))
                && what.subject() != null
                && what.subject().number() != null
                && isDone(before);
        boolean wished = before.isSilent() && before.cars().isEmpty() && isDone(what);
        boolean lone =
                last == index - 1 && chart.has(Symbol.SINGLE, items.get(last).from()) && isDone(what);
        return lone || unnamed || on || wished || ofThing || object || purpose;
    }

    /** Whether the two are about different things, so that the second may be the object or the purpose of the first. */
    private static boolean isOfAnother(WordedCondition before, WordedCondition what) {
        Subject first = before.subject();
        Subject second = what.subject();
        return first != null
                && second != null
                && first.column() == null
                && second.column() == null
                && (first.number() == null || !Objects.equals(first.number(), second.number()));
    }

    private boolean isPurpose(int token) {
        return chart.tokens().get(token).is(WordGroup.PURPOSE);
    }

    /** Whether the words can be an adjective: single. */
    private boolean isAdjective(Item item) {
        return chart.at(item.from()).stream()
                .anyMatch(node -> node.to() == item.to()
                        && node.value() instanceof WordedCondition said
                        && said.frame() == Frame.ADJECTIVE);
    }

    private static boolean isDone(WordedCondition said) {
        return said.frame() == Frame.VERB || said.frame() == Frame.THING || said.frame() == Frame.ADJECTIVE;
    }

    /**
     * Whether a verb is an infinitive with "to", so that it has not happened, or a thing after "to" or "from" belongs to the action before
     * it: the first 10 to buy, consented to a test drive, picked up their car from service.
     */
    boolean isToBe(List<Item> items, int index) {
        WordedCondition said = items.get(index).said();
        int to = items.get(index).from() - 1;
        while (to > 0 && chart.tokens().get(to).is(WordGroup.ARTICLE)) {
            to--;
        }
        boolean from = to > 0 && chart.tokens().get(to).is("from");
        boolean linked = to > 0 && (from || chart.tokens().get(to).is("to"));
        if (index == 0
                || !linked
                || !(items.get(index - 1).is(Kind.SILENT)
                        || items.get(index - 1).is(Kind.PLACE))) {
            return false;
        }
        int last = index - 1;
        while (last >= 0 && (items.get(last).is(Kind.SILENT) || items.get(last).is(Kind.PLACE))) {
            last--;
        }
        Frame done = last >= 0 && items.get(last).is(Kind.CONDITION)
                ? items.get(last).said().frame()
                : Frame.NOUN;
        boolean takes = done == Frame.VERB || done == Frame.ADJECTIVE || (from && done == Frame.THING);
        return (said.frame() == Frame.VERB && !from && to == items.get(index).from() - 1)
                || (said.frame() == Frame.THING && takes);
    }

    /** Whether the item directly follows a verb without an object, so that it is the verb's object or manner: bought a lease. */
    boolean isOfVerb(List<Item> items, int index) {
        int last = index - 1;
        while (last > 0
                && items.get(last).is(Kind.SILENT)
                && chart.tokens().get(items.get(last).from()).is(WordGroup.ARTICLE)) {
            last--;
        }
        Item before = last < 0 ? null : items.get(last);
        return before != null
                && before.is(Kind.CONDITION)
                && (before.said().frame() == Frame.VERB
                        || chart.tokens().get(before.from()).text().endsWith("ed"))
                && before.said().bare()
                && before.to() - before.from() == 1
                && (items.get(index).said().frame() == Frame.THING || isManner(items, index));
    }

    /** Whether an adjective directly after a verb states how it was done, because no noun follows: bought new. */
    private static boolean isManner(List<Item> items, int index) {
        return items.get(index).said().frame() == Frame.ADJECTIVE
                && items.get(index).said().bare()
                && items.get(index - 1).is(Kind.CONDITION)
                && items.get(index - 1).said().frame() != Frame.ADJECTIVE
                && (index + 1 == items.size() || !items.get(index + 1).is(Kind.PEOPLE));
    }

    /** Whether a thing is the object of a purpose, not something that customers have: to offer a second car, to invite to a test drive. */
    boolean isOffered(List<Item> items, int index) {
        int aside = index - 1;
        while (aside > 0 && (items.get(aside).is(Kind.PLACE) || items.get(aside).is(Kind.SILENT))) {
            aside--;
        }
        if (aside < 0 || !items.get(aside).is(Kind.ASIDE)) {
            return false;
        }
        int verb = items.get(aside).to() - 1;
        if (chart.tokens().get(verb).is("them")) {
            verb--;
        }
        return (chart.has(Symbol.CONTACT, verb) || chart.has(Symbol.GIVING, verb))
                && items.get(index).said().frame() == Frame.THING;
    }
}
