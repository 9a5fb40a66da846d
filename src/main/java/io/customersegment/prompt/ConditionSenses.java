package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Values;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.List;
import java.util.function.Predicate;

/** Finds conditions whose words have another meaning because of the words next to them: an active campaign, a Camry quote, in week 12. */
final class ConditionSenses {

    private final Chart chart;

    ConditionSenses(Chart chart) {
        this.chart = chart;
    }

    /** Whether the condition has another meaning in its place than elsewhere. */
    boolean hasOtherSense(List<Item> items, int index) {
        return isOfList(items, index)
                || isOfCar(items, index)
                || isAlone(items, index)
                || isShould(items, index)
                || isBefore(items, index)
                || isNumbered(items.get(index))
                || isWithPeople(items, index)
                || isOpen(items, index)
                || isOfUs(items, index)
                || isOfTime(items, index)
                || isOneOf(items.get(index))
                || isEach(items, index)
                || isOnce(items, index)
                || isAllowed(items, index)
                || isOfKids(items, index)
                || isUp(items.get(index))
                || isTurned(items, index);
    }

    /** Whether an adjective for both things and people describes the list after it: an active campaign, a new segment. */
    private boolean isOfList(List<Item> items, int index) {
        Item item = items.get(index);
        Item next = Neighbours.next(items, index);
        return item.said().bare()
                && next != null
                && next.is(Kind.SILENT)
                && next.from() == item.to()
                && chart.endsBefore(item.to(), 3, node -> node.symbol() == Symbol.OF_THINGS)
                && SilentSenses.namesList(chart, next.from());
    }

    /** Whether a text is the topic of a counted thing, not something the customers have: a Camry quote. */
    private static boolean isOfCar(List<Item> items, int index) {
        Item item = items.get(index);
        Item next = Neighbours.next(items, index);
        Subject thing = next != null && next.is(Kind.CONDITION) && next.from() == item.to()
                ? next.said().subject()
                : null;
        boolean counted = thing != null
                && next != null
                && next.said().frame() == Frame.THING
                && thing.number() != null
                && thing.date() != null;
        Subject had = item.said().subject();
        return counted && item.said().frame() == Frame.TEXTS && had != null && had.is(Entry.Trait.HAD);
    }

    /** Whether the words state that nothing else was done: who only visited the website. */
    private boolean isAlone(List<Item> items, int index) {
        boolean only = isBehind(items, index, token -> token.is(WordGroup.ONLY));
        return items.get(index).said().bare()
                && (only ? Neighbours.isDone(items.get(index)) : isAloneHad(items, index));
    }

    /** Whether the words state that the customers have nothing else: with only a quote. */
    private boolean isAloneHad(List<Item> items, int index) {
        int only = index - 1;
        while (only > 1 && chart.has(Symbol.DETERMINER, items.get(only).from())) {
            only--;
        }
        Subject thing = items.get(index).said().subject();
        return only > 1
                && items.get(index).said().frame() == Frame.THING
                && thing != null
                && thing.date() != null
                && items.get(only).isFiller(chart)
                && chart.tokens().get(items.get(only).from()).is(WordGroup.ONLY)
                && items.get(only - 1).is(Kind.WITH)
                && Neighbours.isThose(items.get(only - 2));
    }

    /** Whether the words state what customers ought to have done: who should have bought. */
    private boolean isShould(List<Item> items, int index) {
        Token first = chart.tokens().get(items.get(index).from());
        return isBehind(items, index, token -> token.is("should"))
                && first.is("have")
                && Neighbours.isDone(items.get(index));
    }

    /** Whether only the given word and "have" are between the start of a relative clause and the item. */
    private boolean isBehind(List<Item> items, int index, Predicate<Token> word) {
        int at = index - 1;
        while (at > 0 && items.get(at).is(Kind.WITH)) {
            at--;
        }
        return at > 0
                && items.get(at).is(Kind.SILENT)
                && word.test(chart.tokens().get(items.get(at).from()))
                && items.get(at - 1).is(Kind.WHO);
    }

    /** Whether it was done before another event, not before now: took a test drive before they bought. */
    private boolean isBefore(List<Item> items, int index) {
        Item item = items.get(index);
        Item next = Neighbours.next(items, index);
        return next != null
                && next.from() == item.to()
                && chart.tokens().get(item.to() - 1).is("before")
                && chart.has(Symbol.OF_THEIRS, next.from());
    }

    /** Whether a number identifies a week or a month and is not a count: in week 12. */
    private boolean isNumbered(Item item) {
        for (int i = item.from() + 1; i + 1 < item.to(); i++) {
            boolean unit = chart.has(Symbol.UNIT, i) && chart.has(Symbol.DURING, i - 1);
            Token number = chart.tokens().get(i + 1);
            if (unit && number.isNumber() && number.number() < Years.FIRST) {
                return true;
            }
        }
        return false;
    }

    /** Whether the people with the customers are not something that customers can have: families with seniors. */
    private boolean isWithPeople(List<Item> items, int index) {
        Item item = items.get(index);
        Item with = index > 1 ? items.get(index - 1) : null;
        boolean noun = item.said().bare() && item.said().frame() == Frame.NOUN;
        boolean thing = chart.at(item.from()).stream()
                .anyMatch(node -> node.to() == item.to()
                        && node.value() instanceof WordedCondition said
                        && said.frame() == Frame.THING);
        return noun
                && !thing
                && with != null
                && with.is(Kind.WITH)
                && chart.tokens().get(with.from()).is("with")
                && Neighbours.isThose(items.get(index - 2))
                && !item.said().isSilent()
                && !isFamily(item);
    }

    /** Whether the noun means one or more of something that is counted, so that customers may have it: with a family. */
    private static boolean isFamily(Item item) {
        return item.said().condition() instanceof Condition.Test test
                && test.values() instanceof Values.Numbers numbers
                && numbers.ranges().equals(List.of(new Values.Range(1, Double.POSITIVE_INFINITY)));
    }

    /** Whether a word for something done describes the state of the people or things next to it: open leads, 3 orders open. */
    private boolean isOpen(List<Item> items, int index) {
        Item item = items.get(index);
        Item next = Neighbours.next(items, index);
        Item before = index == 0 ? null : items.get(index - 1);
        boolean people = next != null
                && next.is(Kind.CONDITION)
                && next.from() == item.to()
                && next.said().frame() == Frame.NOUN;
        boolean things = before != null
                && before.is(Kind.CONDITION)
                && before.to() == item.from()
                && before.said().frame() == Frame.THING;
        return item.to() - item.from() == 1
                && item.said().bare()
                && item.said().frame() == Frame.THING
                && chart.has(Symbol.OF_THINGS, item.from())
                && (people || things);
    }

    /** Whether the interest is one in "us": who like us. */
    private boolean isOfUs(List<Item> items, int index) {
        Item item = items.get(index);
        Item next = Neighbours.next(items, index);
        return item.said().isSilent()
                && item.said().cars().isEmpty()
                && next != null
                && chart.tokens().get(next.from()).is("us")
                && index > 1
                && items.get(index - 1).is(Kind.WHO);
    }

    /** Whether a decade is the time at which something was done: bought, in the 90s. */
    private boolean isOfTime(List<Item> items, int index) {
        boolean decade = index > 2
                && items.get(index).said().frame() == Frame.UNNAMED
                && chart.tokens().get(items.get(index - 1).from()).is("the")
                && items.get(index - 2).is(Kind.PLACE);
        int done = decade && items.get(index - 3).is(Kind.COMMA) ? index - 4 : index - 3;
        return decade && done >= 0 && items.get(done).is(Kind.CONDITION) && Neighbours.isDone(items.get(done));
    }

    /** Whether it is unclear whether only one is meant or customers who are single: single car owners. */
    private boolean isOneOf(Item item) {
        return item.said().frame() == Frame.NOUN
                && item.to() - item.from() > 1
                && chart.has(Symbol.SINGLE, item.from())
                && item.said().subject() != null
                && item.said().subject().number() != null;
    }

    /** Whether a number states how often something happens, not how many there are: with every 2 visits. */
    private boolean isEach(List<Item> items, int index) {
        Item item = items.get(index);
        Item before = index == 0 ? null : items.get(index - 1);
        return before != null
                && before.is(Kind.SILENT)
                && before.to() == item.from()
                && chart.has(Symbol.EVERY, before.from())
                && !chart.has(Symbol.ALL_TIME, before.from())
                && item.said().frame() == Frame.THING
                && chart.has(Symbol.NUMBER, item.from());
    }

    /** Whether "once" means some time ago, not one time: who once bought. */
    private boolean isOnce(List<Item> items, int index) {
        Item item = items.get(index);
        return item.to() - item.from() > 1
                && !(index > 0 && items.get(index - 1).is(Kind.NOT))
                && Neighbours.isDone(item)
                && chart.tokens().get(item.from()).is("once")
                && item.said().amount() != null;
    }

    /** Whether a thing is only stated to be welcome: kids ok, kids no problem. */
    private boolean isAllowed(List<Item> items, int index) {
        Item next = Neighbours.next(items, index);
        boolean begins = index > 0 && items.get(index - 1).is(Kind.COMMA);
        boolean fine = next != null
                && next.is(Kind.SILENT)
                && next.from() == items.get(index).to()
                && chart.has(Symbol.COURTESY, next.from())
                && chart.tokens().get(next.to() - 1).is(WordGroup.ALLOWING);
        boolean first = index == 0 && items.get(index).from() > 0;
        return (begins || first)
                && fine
                && items.get(index).said().bare()
                && items.get(index).said().frame() == Frame.THING;
    }

    /** Whether the condition describes the customers' children: their kids own a Camry, their kids are 5. */
    private boolean isOfKids(List<Item> items, int index) {
        Item item = items.get(index);
        Item before = index == 0 ? null : items.get(index - 1);
        boolean kids = before != null
                && before.is(Kind.CONDITION)
                && before.to() == item.from()
                && before.said().bare()
                && before.said().subject() != null
                && before.said().subject().is(Entry.Trait.AGED);
        boolean aged = item.said().subject() != null
                && item.said().subject().is(Entry.Trait.AGED)
                && item.said().amount() != null
                && item.to() - item.from() > 2
                && chart.tokens().get(item.to() - 1).isNumber()
                && chart.tokens().get(item.to() - 2).isFormOf("be")
                && chart.has(Symbol.OF_THEIRS, item.from() - 1);
        return (kids && before != null && Neighbours.isDone(item) && chart.has(Symbol.OF_THEIRS, before.from() - 1))
                || aged;
    }

    /** Whether something has ended, or will end soon: their lease is up. */
    private boolean isUp(Item item) {
        return item.said().bare()
                && item.to() - item.from() > 2
                && item.said().frame() == Frame.THING
                && chart.tokens().get(item.to() - 1).is("up")
                && (chart.tokens().get(item.to() - 2).isFormOf("be") || chart.has(Symbol.NOT, item.to() - 2));
    }

    /** Whether an age was reached just now: just turned 50. */
    private boolean isTurned(List<Item> items, int index) {
        return index > 0
                && items.get(index).said().frame() == Frame.UNNAMED
                && chart.tokens().get(items.get(index).from()).is("turned")
                && chart.tokens().get(items.get(index - 1).from()).is("just");
    }
}
