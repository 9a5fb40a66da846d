package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.Said.Frame;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the words around an item leave in doubt what it says: two negations, "not only", "with or without", what somebody else did or has,
 * what may be, what the customers wish, and numbers, sizes and texts that may be of something else.
 */
final class Doubts {

    private final Chart chart;

    /** The doubts about a prompt. */
    Doubts(Chart chart) {
        this.chart = chart;
    }

    /** What cannot be taken at its word around the item, or null where nothing speaks against it. */
    @Nullable
    Item at(List<Item> items, int index) {
        Item item = items.get(index);
        boolean doubted = switch (item.kind()) {
            case NOT -> isTurned(items, index);
            case EXCEPT -> isBehind(items, index, Kind.NOT) || isFrom(items, index);
            case AND, OR -> isBoth(items, index) || isPlus(items, index) || isAndOr(item);
            case SILENT ->
                isOfThing(items, index)
                        || isModifier(items, index)
                        || isSome(items, index)
                        || isWish(items, index)
                        || isTimed(items, index)
                        || isTakenBack(items, index);
            case CONDITION ->
                isTwiceNegated(items, index)
                        || isMisplaced(items, index)
                        || isAskers(items, index)
                        || isEach(items, index)
                        || isNor(items, index)
                        || isOfInterest(items, index)
                        || isCount(items, index)
                        || isTenure(items, index)
                        || isRelative(items, index)
                        || isSince(items, index)
                        || isToBe(items, index);
            case ARRANGEMENT -> isOther(items, index);
            default -> false;
        };
        if (item.is(Kind.CONDITION) && isOfEvent(items, index)) {
            return new Item(Kind.UNREAD, items.get(index - 2).from(), item.to(), null);
        }
        if (item.is(Kind.CONDITION) && isCompound(items, index)) {
            return new Item(Kind.UNREAD, items.get(index - 1).from(), item.to(), null);
        }
        if (item.is(Kind.WHO)) {
            return others(items, index);
        }
        return doubted ? item : null;
    }

    /** Whether the negation is of another one, of a need, or of "only" and "all", so that it does not say the contrary. */
    private boolean isTurned(List<Item> items, int index) {
        Item not = items.get(index);
        boolean needless = not.from() > 0 && chart.has(Symbol.NECESSITY, not.from() - 1);
        return needless
                || chart.has(Symbol.NOT_QUITE, not.to())
                || chart.has(Symbol.NECESSITY, not.to())
                || isNobodyOf(items, index)
                || isBehind(items, index, Kind.NOT);
    }

    /** Whether a negation stands before a condition that is negated in itself: don't have no quotes. */
    private boolean isTwiceNegated(List<Item> items, int index) {
        Item item = items.get(index);
        for (int i = item.from() + 1; i < item.to(); i++) {
            if ((chart.has(Symbol.NOT, i) || chart.has(Symbol.NO, i)) && !chart.has(Symbol.NOR, i)) {
                return isBehind(items, index, Kind.NOT);
            }
        }
        return false;
    }

    /** Whether a "nor" joins texts that nothing negates: gold nor silver. */
    private boolean isNor(List<Item> items, int index) {
        Item item = items.get(index);
        boolean negated = isBehind(items, index, Kind.NOT);
        boolean nor = false;
        for (int i = item.from(); i < item.to(); i++) {
            nor |= chart.has(Symbol.NOR, i);
            negated |= !nor && (chart.has(Symbol.NOT, i) || chart.has(Symbol.NO, i) || chart.has(Symbol.NONE_OF, i));
        }
        return nor && !negated;
    }

    /** Whether texts without a verb stand behind an interest in others of their column: interested in the Camry but not the RAV4. */
    private static boolean isOfInterest(List<Item> items, int index) {
        Said what = items.get(index).said();
        for (int i = index - 1; i >= 0 && what.frame() == Frame.TEXTS; i--) {
            if (items.get(i).is(Kind.CONDITION)) {
                Said before = items.get(i).said();
                Entry interest =
                        before.subject() == null ? null : before.subject().entry();
                return !before.cars().isEmpty()
                        && interest != null
                        && interest.takes() != null
                        && what.condition().columns().equals(Set.of(interest.takes()));
            }
        }
        return false;
    }

    /** Whether nothing but fillers is between the item and one of the kind before it. */
    private static boolean isBehind(List<Item> items, int index, Kind kind) {
        for (int i = index - 1; i >= 0; i--) {
            if (items.get(i).is(kind)) {
                return true;
            }
            if (!items.get(i).is(Kind.SILENT) && !items.get(i).is(Kind.WITH)) {
                return false;
            }
        }
        return false;
    }

    /** Whether "and" or "or" joins a "with" and its contrary: with or without. */
    private static boolean isBoth(List<Item> items, int index) {
        boolean between = index > 0 && index + 1 < items.size();
        return between
                && ((items.get(index - 1).is(Kind.WITH) && items.get(index + 1).is(Kind.NOT))
                        || (items.get(index - 1).is(Kind.NOT)
                                && items.get(index + 1).is(Kind.WITH)));
    }

    /** Whether it is left open which of "and" and "or" is meant. */
    private static boolean isAndOr(Item item) {
        return item.to() - item.from() > 1
                && item.node() != null
                && item.node().rule().equals("and/or");
    }

    /** Whether "plus" stands behind an "except": minus seniors plus families. */
    private boolean isPlus(List<Item> items, int index) {
        return chart.tokens().get(items.get(index).from()).is("plus")
                && items.subList(0, index).stream().anyMatch(item -> item.is(Kind.EXCEPT));
    }

    /** Whether those from whom somebody is left out follow directly: exclude from the gold members all seniors. */
    private boolean isFrom(List<Item> items, int index) {
        if (index + 1 >= items.size()
                || !chart.tokens().get(items.get(index + 1).from()).is("from")) {
            return false;
        }
        Item from = items.get(index + 1);
        return from.is(Kind.CONDITION)
                || (from.is(Kind.PLACE)
                        && index + 2 < items.size()
                        && items.get(index + 2).is(Kind.CONDITION));
    }

    /** Whether nobody of some people is meant who are narrowed further: no one in the North who bought. */
    private static boolean isNobodyOf(List<Item> items, int index) {
        Node not = items.get(index).node();
        boolean nobody =
                not != null && (not.rule().equals("nobody") || not.rule().equals("no one"));
        boolean people =
                nobody || (index + 1 < items.size() && items.get(index + 1).is(Kind.PEOPLE));
        long conditions = items.subList(index, items.size()).stream()
                .filter(item -> item.is(Kind.CONDITION))
                .count();
        return people && conditions > 1;
    }

    /** Whether a time that is said of the list stands directly behind what was done, and may be when it was: bought on Monday. */
    private boolean isTimed(List<Item> items, int index) {
        Item item = items.get(index);
        boolean time = item.node() != null
                && item.node().symbol() == Symbol.COURTESY
                && (chart.has(Symbol.DURING, item.from())
                        || chart.has(Symbol.UNTIL, item.from())
                        || chart.has(Symbol.BEFORE, item.from())
                        || chart.has(Symbol.AFTER, item.from())
                        || chart.tokens().get(item.from()).is("this"));
        if (!time || index == 0 || !items.get(index - 1).is(Kind.CONDITION)) {
            return false;
        }
        Said said = items.get(index - 1).said();
        return said.frame() == Frame.VERB && said.bare();
    }

    /** Whether somebody is taken in again behind an "except", or named as part of those before: gold members, including seniors. */
    private boolean isTakenBack(List<Item> items, int index) {
        if (!chart.has(Symbol.TAKEN_IN, items.get(index).from())) {
            return false;
        }
        boolean excepted = items.subList(0, index).stream().anyMatch(item -> item.is(Kind.EXCEPT));
        boolean part = chart.tokens().get(items.get(index).from()).text().endsWith("ing")
                && items.subList(0, index).stream().anyMatch(item -> item.is(Kind.CONDITION));
        boolean more = items.subList(index, items.size()).stream().anyMatch(item -> item.is(Kind.CONDITION));
        return (excepted || part) && more;
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

    /** Whether the words say what the customers wish: a verb for wishing behind them, of which nobody else is the subject. */
    private boolean isWish(List<Item> items, int index) {
        if (!chart.has(Symbol.WISH, items.get(index).from())) {
            return false;
        }
        for (int i = index - 1; i >= 0; i--) {
            Item before = items.get(i);
            switch (before.kind()) {
                case PEOPLE, CONDITION, WHO -> {
                    return true;
                }
                case SILENT -> {
                    boolean other = chart.has(Symbol.ASKER, before.from())
                            || chart.has(Symbol.THIRD_PARTY, before.from())
                            || chart.has(Symbol.WANT, before.from());
                    if (other) {
                        return false;
                    }
                }
                case MODAL -> {}
                default -> {
                    return false;
                }
            }
        }
        return false;
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

    /** Whether a size is negated, or counts something else than customers: limit 50 purchases, one tier below gold. */
    private boolean isOther(List<Item> items, int index) {
        Item item = items.get(index);
        if (isBehind(items, index, Kind.NOT) || isBehind(items, index, Kind.EXCEPT)) {
            return true;
        }
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
