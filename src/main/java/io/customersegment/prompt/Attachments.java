package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.Said.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the words around an item leave in doubt what it is said of: numbers, sizes, times and texts that may be of a thing, of an event or
 * of somebody else than the customers.
 */
final class Attachments {

    private final Chart chart;

    /** The attachments within a prompt. */
    Attachments(Chart chart) {
        this.chart = chart;
    }

    /** What may be of something else around the item, or null where nothing speaks for that. */
    @Nullable
    Item at(List<Item> items, int index) {
        Item item = items.get(index);
        return switch (item.kind()) {
            case SILENT -> isOfThing(items, index) || isModifier(items, index) || isSome(items, index) ? item : null;
            case CONDITION -> condition(items, index);
            case ARRANGEMENT -> isOther(items, index) ? item : null;
            case WHO -> others(items, index);
            default -> null;
        };
    }

    private @Nullable Item condition(List<Item> items, int index) {
        Item item = items.get(index);
        if (isOfEvent(items, index)) {
            return new Item(Kind.UNREAD, items.get(index - 2).from(), item.to(), null);
        }
        if (isCompound(items, index)) {
            return new Item(Kind.UNREAD, items.get(index - 1).from(), item.to(), null);
        }
        boolean doubted = isMisplaced(items, index)
                || isAskers(items, index)
                || isEach(items, index)
                || isCount(items, index)
                || isTenure(items, index)
                || isRelative(items, index)
                || isSince(items, index)
                || isToBe(items, index);
        return doubted ? item : null;
    }

    /** Whether an adjective, a text or a number is of a thing that is no customer: a new car, the West showroom, more than 3 cars. */
    private boolean isOfThing(List<Item> items, int index) {
        Item item = items.get(index);
        boolean behind = index > 0
                && isWordOfCatalogue(item)
                && items.get(index - 1).is(Kind.CONDITION)
                && items.get(index - 1).to() == item.from();
        if (!behind) {
            return false;
        }
        Said said = items.get(index - 1).said();
        boolean number = chart.has(Symbol.NAME, item.from()) && chart.has(Symbol.NUMBER, item.from() - 1);
        boolean text = said.frame() == Frame.TEXTS && !chart.has(Symbol.LABEL_NOUN, item.from());
        return number || text || (said.frame() == Frame.ADJECTIVE && said.bare());
    }

    private static boolean isWordOfCatalogue(Item item) {
        return item.node() != null && item.node().symbol() == Symbol.SILENT;
    }

    /** Whether a word that says nothing alone narrows the customers behind it: company buyers, satisfied buyers. */
    private boolean isModifier(List<Item> items, int index) {
        Item item = items.get(index);
        Item next = index + 1 < items.size() ? items.get(index + 1) : null;
        if (next == null || next.from() != item.to()) {
            return false;
        }
        Token word = chart.tokens().get(item.from());
        boolean participle = item.node() != null
                && item.node().symbol() == Symbol.REQUEST
                && item.to() - item.from() == 1
                && word.text().endsWith("ed")
                && !word.is(word.lemma());
        boolean noun =
                next.is(Kind.PEOPLE) || (next.is(Kind.CONDITION) && next.said().frame() == Frame.NOUN);
        return (noun && isWordOfCatalogue(item)) || (participle && isWho(next));
    }

    /** Whether only some of the customers are the subject: some have kids. */
    private boolean isSome(List<Item> items, int index) {
        Item item = items.get(index);
        if (!chart.tokens().get(item.from()).is("some") || index + 1 == items.size()) {
            return false;
        }
        Item next = items.get(index + 1);
        Token word = chart.tokens().get(next.from());
        return next.is(Kind.WITH)
                || chart.has(Symbol.PLACE, next.from())
                || next.is(Kind.MODAL)
                || next.is(Kind.NOT)
                || word.lemma().equals("be");
    }

    /** The words by which a relative is about others than the customers: whose showroom is in the North, kids who own a Camry. */
    private @Nullable Item others(List<Item> items, int index) {
        Item who = items.get(index);
        if (chart.tokens().get(who.from()).is("whose") && index + 1 < items.size()) {
            Item owned = items.get(index + 1);
            boolean others = isWordOfCatalogue(owned) || (owned.is(Kind.PEOPLE) && names(items, index + 2));
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

    /** Whether the next that is said are people. */
    private static boolean names(List<Item> items, int from) {
        for (Item item : items.subList(from, items.size())) {
            if (!item.is(Kind.SILENT)) {
                return item.is(Kind.CONDITION) && item.said().frame() == Frame.NOUN;
            }
        }
        return false;
    }

    /** Whether the one who asks is the subject: I bought a Camry. */
    private boolean isAskers(List<Item> items, int index) {
        Said said = items.get(index).said();
        boolean done = said.frame() == Frame.VERB || said.frame() == Frame.THING || said.frame() == Frame.UNNAMED;
        boolean theirs = chart
                .tokens()
                .subList(items.get(index).from(), items.get(index).to())
                .stream()
                .anyMatch(word -> word.is("them"));
        if (!done || theirs || index == 0) {
            return false;
        }
        boolean asker = false;
        for (int i = 0; i < index; i++) {
            Item before = items.get(i);
            boolean am = chart.tokens().get(before.from()).lemma().equals("be");
            boolean one = before.is(Kind.SILENT)
                    && before.node() != null
                    && before.node().symbol() == Symbol.ASKER
                    && !chart.tokens().get(before.from()).is("me")
                    && !chart.tokens().get(before.from()).is("us");
            asker |= one;
            if (!one && !am) {
                return false;
            }
        }
        return asker;
    }

    /** Whether the texts of a column are spoken of one by one: of each tier. */
    private boolean isEach(List<Item> items, int index) {
        Item item = items.get(index);
        Said said = item.said();
        boolean text = said.bare()
                && said.subject() != null
                && said.subject().entry() != null
                && said.subject().entry().text() != null
                && said.frame() != Frame.TEXTS;
        boolean each = item.from() > 0 && chart.has(Symbol.EACH, item.from() - 1);
        Node behind = index == 0 ? null : items.get(index - 1).node();
        boolean sorts = behind != null && behind.symbol() == Symbol.SORT;
        return text && (each || sorts);
    }

    /**
     * Whether the condition stands where it cannot be meant: a number without a name behind a thing that has numbers of its own, a
     * thing that money was spent on, or what somebody is interested in.
     */
    private boolean isMisplaced(List<Item> items, int index) {
        Item item = items.get(index);
        int last = index - 1;
        while (last >= 0 && (items.get(last).is(Kind.SILENT) || items.get(last).is(Kind.PLACE))) {
            last--;
        }
        if (last < 0 || !items.get(last).is(Kind.CONDITION)) {
            return false;
        }
        Said before = items.get(last).said();
        Said what = item.said();
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
                && before.frame() == Frame.ADJECTIVE
                && before.bare()
                && what.frame() == Frame.THING
                && what.bare();
        boolean on = items.get(index - 1).is(Kind.PLACE)
                && chart.tokens().get(items.get(index - 1).from()).is("on")
                && !before.bare()
                && what.frame() == Frame.THING;
        boolean wished = before.isSilent() && before.cars().isEmpty() && isDone(what);
        return unnamed || on || wished || ofThing;
    }

    /** Whether a number without a unit stands before those it may count, so that it need be no age: at least 20 gold members. */
    private boolean isCount(List<Item> items, int index) {
        Item item = items.get(index);
        boolean unnamed = item.node() != null && item.node().rule().equals(ConditionRules.UNNAMED);
        boolean plain = chart.has(Symbol.NUMBER, item.to() - 1)
                && chart.tokens().get(item.to() - 1).suffix().isEmpty();
        boolean behindNoun = index > 0
                && (items.get(index - 1).is(Kind.CONDITION)
                        || items.get(index - 1).is(Kind.PEOPLE));
        if (!unnamed || !plain || behindNoun || index + 1 == items.size()) {
            return false;
        }
        return isWho(items.get(index + 1));
    }

    /** Whether the item is a noun for customers or a word directly before one. */
    private boolean isWho(Item item) {
        return item.is(Kind.PEOPLE)
                || (item.is(Kind.CONDITION)
                        && !chart.has(Symbol.PLACE, item.from())
                        && switch (item.said().frame()) {
                            case NOUN, ADJECTIVE, TEXTS -> true;
                            default -> false;
                        });
    }

    /** Whether an age in years stands before what lasts so long: 20 years with us. */
    private boolean isTenure(List<Item> items, int index) {
        Item item = items.get(index);
        return item.said().frame() == Frame.UNNAMED
                && chart.has(Symbol.UNIT, item.to() - 1)
                && chart.at(item.to()).stream()
                        .anyMatch(node -> node.value() instanceof Subject subject && subject.is(Entry.Trait.LASTING));
    }

    /** Whether a noun for customers with its time stands behind what they are, which may be since then: gold members since 2020. */
    private boolean isSince(List<Item> items, int index) {
        Item item = items.get(index);
        Subject subject = item.said().subject();
        boolean since = index > 0
                && subject != null
                && subject.is(Entry.Trait.LASTING)
                && chart.has(Symbol.CUSTOMERS, item.from())
                && items.get(index - 1).is(Kind.CONDITION);
        if (!since) {
            return false;
        }
        Said before = items.get(index - 1).said();
        return before.bare() && (before.frame() == Frame.TEXTS || before.frame() == Frame.THING);
    }

    /** Whether people stand behind others and "of", so that they are the others' relatives, not the customers: parents of seniors. */
    private boolean isRelative(List<Item> items, int index) {
        Item item = items.get(index);
        boolean of = item.from() > 0 && chart.tokens().get(item.from() - 1).is("of");
        if (!of || index == 0 || item.said().frame() != Frame.NOUN) {
            return false;
        }
        int last = items.get(index - 1).is(Kind.CONDITION) ? index - 1 : index - 2;
        return last >= 0
                && items.get(last).is(Kind.CONDITION)
                && items.get(last).said().frame() == Frame.NOUN;
    }

    /** Whether a verb stands behind a mere "to", so that it has not happened: the first 10 to buy. */
    private boolean isToBe(List<Item> items, int index) {
        Said said = items.get(index).said();
        return index > 0
                && said.frame() == Frame.VERB
                && items.get(index - 1).is(Kind.SILENT)
                && chart.tokens().get(items.get(index).from() - 1).is("to");
    }

    /** Whether a size counts something else than customers: limit 50 purchases, one tier below gold. */
    private boolean isOther(List<Item> items, int index) {
        Item item = items.get(index);
        boolean counts = item.arrangement().size() > 0
                && index + 1 < items.size()
                && items.get(index + 1).is(Kind.CONDITION);
        if (!counts) {
            return false;
        }
        Item next = items.get(index + 1);
        boolean named = chart.has(Symbol.NAME, next.from()) && next.said().frame() == Frame.TEXTS;
        return named || (next.said().frame() == Frame.THING && next.said().bare());
    }

    /** Whether two texts of one column stand side by side, or from one to the other: in the North-West, from North to West. */
    private boolean isCompound(List<Item> items, int index) {
        int last = index - 1;
        boolean to = false;
        while (last >= 0 && items.get(last).is(Kind.SILENT)) {
            to |= chart.tokens().get(items.get(last).from()).is("to");
            last--;
        }
        boolean beside = last == index - 1 || to;
        if (!beside || last < 0 || !items.get(last).is(Kind.CONDITION)) {
            return false;
        }
        Said before = items.get(last).said();
        Said what = items.get(index).said();
        return before.frame() == Frame.TEXTS
                && what.frame() == Frame.TEXTS
                && before.condition().columns().equals(what.condition().columns());
    }

    /** Whether a window is one around another event, which is not kept: bought within a week of asking for a quote. */
    private boolean isOfEvent(List<Item> items, int index) {
        if (index < 2
                || (!items.get(index - 1).is(Kind.SILENT)
                        && !items.get(index - 1).is(Kind.PLACE))
                || !items.get(index - 2).is(Kind.CONDITION)) {
            return false;
        }
        boolean of = chart.tokens().get(items.get(index).from() - 1).is("of");
        return of && chart.has(Symbol.UNIT, items.get(index - 2).to() - 1);
    }

    private static boolean isDone(Said said) {
        return said.frame() == Frame.VERB || said.frame() == Frame.THING || said.frame() == Frame.ADJECTIVE;
    }
}
