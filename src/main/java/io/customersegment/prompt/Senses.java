package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Values;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Detects where a known word has another meaning because of the words next to it: an active campaign, a Camry quote, 3 tickets. */
final class Senses {

    private final Chart chart;

    Senses(Chart chart) {
        this.chart = chart;
    }

    /** Whether the item has another meaning in its place than elsewhere. */
    boolean hasOtherSense(List<Item> items, int index) {
        return switch (items.get(index).kind()) {
            case CONDITION ->
                isOfList(items, index)
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
                        || isTurned(items, index)
                        || isOrOne(items, index);
            case ARRANGEMENT -> isHad(items, index) || isRank(items, index) || isOfHousehold(items, index);
            case EXCEPT -> isMinus(items, index) || isOfNone(items, index);
            case PEOPLE -> isOthers(items, index) || isNumberOf(items, index);
            case SILENT ->
                isDeed(items, index)
                        || isLastTime(items, index)
                        || isOnList(items, index)
                        || isOnOurList(items, index)
                        || isOfThing(items, index)
                        || isShare(items, index)
                        || isCounted(items, index)
                        || isTheirDealer(items, index)
                        || isRepeated(items, index)
                        || isTheirOnly(items, index)
                        || isParticiple(items, index)
                        || isListed(items, index);
            case AND -> isBonus(items, index);
            case NOT -> isStopped(items, index) || isNoOr(items, index) || isOfOthers(items, index);
            case WHO, WITH -> isOfNothing(items, index);
            default -> false;
        };
    }

    /** Whether an adjective for both things and people describes the list after it: an active campaign, a new segment. */
    private boolean isOfList(List<Item> items, int index) {
        Item item = items.get(index);
        Item next = next(items, index);
        return item.said().bare()
                && next != null
                && next.is(Kind.SILENT)
                && next.from() == item.to()
                && chart.endsBefore(item.to(), 3, node -> node.symbol() == Symbol.OF_THINGS)
                && namesList(next.from());
    }

    private boolean namesList(int index) {
        return chart.has(Symbol.LABEL_NOUN, index)
                || chart.has(Symbol.SIZE_NOUN, index)
                || chart.has(Symbol.DOCUMENT, index);
    }

    /** Whether the people before it are identified by a list they are on, which is not available: gold members on the guest list. */
    private boolean isOnList(List<Item> items, int index) {
        int place = index - 1;
        while (place > 0
                && (items.get(place).is(Kind.SILENT) || items.get(place).is(Kind.PEOPLE))
                && !namesList(items.get(place).from())) {
            place--;
        }
        return place > 0
                && chart.has(Symbol.DOCUMENT, items.get(index).from())
                && items.get(place).is(Kind.PLACE)
                && !chart.has(Symbol.PURPOSE, items.get(place).from())
                && isThose(items.get(place - 1));
    }

    /** Whether a list of the author's identifies the people: who are on my list. */
    private static boolean isOnOurList(List<Item> items, int index) {
        int who = index - 1;
        while (who > 0 && items.get(who).is(Symbol.FILLER)) {
            who--;
        }
        return who >= 0
                && items.get(who).is(Kind.WHO)
                && items.get(index).is(Symbol.COURTESY)
                && Objects.requireNonNull(items.get(index).node()).rule().endsWith("list");
    }

    /** Whether a word for how soon the list is needed describes the kind of a thing instead: an urgent service. */
    private boolean isOfThing(List<Item> items, int index) {
        Item item = items.get(index);
        Item next = next(items, index);
        return item.is(Symbol.COURTESY)
                && index > 0
                && chart.tokens().get(items.get(index - 1).to() - 1).is(WordGroup.ARTICLE)
                && items.get(index - 1).to() == item.from()
                && next != null
                && next.is(Kind.CONDITION)
                && next.from() == item.to()
                && next.said().frame() == Frame.THING;
    }

    /** Whether the prompt asks how many of them did it, not who did: what share of families bought. */
    private boolean isShare(List<Item> items, int index) {
        Item item = items.get(index);
        Item next = next(items, index);
        return item.is(Symbol.REQUEST)
                && index > 0
                && items.get(index - 1).is(Symbol.REQUEST)
                && chart.has(Symbol.QUESTION, items.get(index - 1).from())
                && next != null
                && next.is(Kind.PLACE)
                && chart.tokens().get(next.from()).is("of");
    }

    /** Whether a text is the topic of a counted thing, not something the customers have: a Camry quote. */
    private static boolean isOfCar(List<Item> items, int index) {
        Item item = items.get(index);
        Item next = next(items, index);
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
        return items.get(index).said().bare() && (only ? isDone(items.get(index)) : isAloneHad(items, index));
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
                && isThose(items.get(only - 2));
    }

    /** Whether the only thing of its kind that the customers have is meant: with their only quote in 2023. */
    private boolean isTheirOnly(List<Item> items, int index) {
        return index > 0
                && chart.tokens().get(items.get(index).from()).is("only")
                && items.get(index).to() - items.get(index).from() == 1
                && chart.has(Symbol.OF_THEIRS, items.get(index - 1).from())
                && items.get(index - 1).to() == items.get(index).from()
                && chart.tokens().get(items.get(index - 1).from()).is("their");
    }

    /** Whether a thing is only stated to be welcome: kids ok, kids no problem. */
    private boolean isAllowed(List<Item> items, int index) {
        Item next = next(items, index);
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

    /** Whether something is only stated to be a bonus: kids are a plus. */
    private boolean isBonus(List<Item> items, int index) {
        return index > 0
                && chart.tokens().get(items.get(index).from()).is("plus")
                && chart.tokens().get(items.get(index - 1).from()).is("a");
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
        return (kids && before != null && isDone(item) && chart.has(Symbol.OF_THEIRS, before.from() - 1)) || aged;
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

    /** Whether a word for requesting is a participle that describes the people before it: gold members, verified. */
    private boolean isParticiple(List<Item> items, int index) {
        Item item = items.get(index);
        Item next = next(items, index);
        Token word = chart.tokens().get(item.from());
        boolean participle = item.node() != null
                && item.node().symbol() == Symbol.REQUEST
                && item.to() - item.from() == 1
                && word.text().endsWith("ed")
                && word.isInflected()
                && !chart.has(Symbol.WANT, item.from())
                && !chart.has(Symbol.NECESSITY, item.from());
        boolean begins = item.from() > 0 && (index == 0 || items.get(index - 1).is(Kind.COMMA));
        boolean ends = next == null || next.is(Kind.COMMA) || next.is(Kind.WITH) || next.isFiller(chart);
        return participle && begins && ends;
    }

    /** Whether the people before the item are identified by a list that they are on: the ones on my list. */
    private boolean isListed(List<Item> items, int index) {
        Item item = items.get(index);
        return index > 0
                && item.to() - item.from() > 1
                && chart.has(Symbol.COURTESY, item.from())
                && chart.has(Symbol.DOCUMENT, item.to() - 1)
                && items.get(index - 1).is(Kind.PEOPLE)
                && items.get(index - 1).to() == item.from();
    }

    /** Whether people that no column describes are excluded: no dealers. */
    private static boolean isOfOthers(List<Item> items, int index) {
        Item next = next(items, index);
        return next != null
                && index == 0
                && index + 2 >= items.size()
                && next.node() != null
                && next.node().symbol() == Symbol.SILENT;
    }

    /** Whether a negation is one of several alternative numbers: no or one kid. */
    private boolean isNoOr(List<Item> items, int index) {
        Item next = next(items, index);
        return next != null
                && next.is(Kind.OR)
                && chart.tokens().get(items.get(index).to() - 1).is("no");
    }

    /** Whether a time is an exception to something that did not happen at other times: no quotes except in 2023. */
    private static boolean isOfNone(List<Item> items, int index) {
        int at = index + 1;
        while (at < items.size()
                && (items.get(at).is(Kind.PLACE) || items.get(at).is(Kind.SILENT))) {
            at++;
        }
        return at < items.size()
                && items.get(at).is(Kind.WINDOW)
                && index > 1
                && items.get(index - 1).is(Kind.CONDITION)
                && items.subList(0, index).stream().anyMatch(item -> item.is(Kind.NOT));
    }

    /** Whether a small number of people is the size of a household whose children were named before: 2 kids and 4 people. */
    private static boolean isOfHousehold(List<Item> items, int index) {
        Item before = index > 1 ? items.get(index - 2) : null;
        int size = items.get(index).arrangement().size();
        return before != null
                && size > 0
                && size <= ArrangementRules.MOST_OF_A_HOUSEHOLD
                && (items.get(index - 1).is(Kind.AND) || items.get(index - 1).is(Kind.COMMA))
                && before.is(Kind.CONDITION)
                && before.said().subject() != null
                && before.said().subject().is(Entry.Trait.AGED);
    }

    /** Whether the number of the people was read as a number of something else: 2 kids or 4 people. */
    private boolean isNumberOf(List<Item> items, int index) {
        Item before = index == 0 ? null : items.get(index - 1);
        return before != null
                && before.is(Kind.CONDITION)
                && before.to() == items.get(index).from()
                && before.said().frame() == Frame.THING
                && before.to() - before.from() > 1
                && chart.tokens().get(before.to() - 1).isNumber()
                && chart.has(Symbol.OR, before.to() - 2);
    }

    /** Whether the words state what customers ought to have done: who should have bought. */
    private boolean isShould(List<Item> items, int index) {
        Token first = chart.tokens().get(items.get(index).from());
        return isBehind(items, index, token -> token.is("should")) && first.is("have") && isDone(items.get(index));
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
        Item next = next(items, index);
        return next != null
                && next.from() == item.to()
                && chart.tokens().get(item.to() - 1).is("before")
                && chart.has(Symbol.OF_THEIRS, next.from());
    }

    /** Whether it was done at the time of another event: bought the last time they took a test drive. */
    private boolean isLastTime(List<Item> items, int index) {
        Item item = items.get(index);
        Item next = next(items, index);
        return next != null
                && chart.tokens().get(item.to() - 1).is("time")
                && chart.has(Symbol.FILLER, item.from())
                && next.from() == item.to()
                && (chart.has(Symbol.OF_THEIRS, next.from()) || next.is(Kind.WHO));
    }

    /** Whether a number identifies a week or a month and is not a count: in week 12. */
    private boolean isNumbered(Item item) {
        for (int i = item.from() + 1; i + 1 < item.to(); i++) {
            boolean unit = chart.has(Symbol.UNIT, i) && chart.has(Symbol.DURING, i - 1);
            Token number = chart.tokens().get(i + 1);
            if (unit && number.isNumber() && number.number() < Narrowing.FIRST_YEAR) {
                return true;
            }
        }
        return false;
    }

    /** Whether a verb states what customers did before and no longer do: no longer visit the workshop. */
    private static boolean isStopped(List<Item> items, int index) {
        Node not = items.get(index).node();
        Item next = next(items, index);
        boolean longer = not != null && not.rule().equals("no longer") && next != null && next.is(Kind.CONDITION);
        Subject subject = longer && next != null ? next.said().subject() : null;
        return subject != null
                && next != null
                && isDone(next)
                && next.said().bare()
                && subject.number() != null
                && subject.date() != null
                && subject.entry() != null
                && subject.entry().countedOver() == null;
    }

    /** Whether a number that was read as the count of an event counts the things after it: bought 3 tickets. */
    private boolean isCounted(List<Item> items, int index) {
        Item item = items.get(index);
        Item before = index == 0 ? null : items.get(index - 1);
        return before != null
                && before.is(Kind.CONDITION)
                && before.to() == item.from()
                && before.said().amount() != null
                && namesList(item.from())
                && chart.has(Symbol.NUMBER, item.from() - 1);
    }

    /** Whether a word without meaning is something the customers have, which the next item describes: with a dealer in the West. */
    private boolean isTheirDealer(List<Item> items, int index) {
        Item item = items.get(index);
        int with = index - 1;
        while (with > 0 && items.get(with).isFiller(chart)) {
            with--;
        }
        Item next = next(items, index);
        return item.node() != null
                && item.node().symbol() == Symbol.SILENT
                && next != null
                && next.is(Kind.CONDITION)
                && next.said().frame() == Frame.TEXTS
                && with > 0
                && items.get(with).is(Kind.WITH)
                && chart.has(Symbol.DETERMINER, item.from() - 1)
                && isThose(items.get(with - 1));
    }

    /** Whether a word for something done describes the state of the people or things next to it: open leads, 3 orders open. */
    private boolean isOpen(List<Item> items, int index) {
        Item item = items.get(index);
        Item next = next(items, index);
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

    /** Whether a decade is the time at which something was done: bought, in the 90s. */
    private boolean isOfTime(List<Item> items, int index) {
        boolean decade = index > 2
                && items.get(index).said().frame() == Frame.UNNAMED
                && chart.tokens().get(items.get(index - 1).from()).is("the")
                && items.get(index - 2).is(Kind.PLACE);
        int done = decade && items.get(index - 3).is(Kind.COMMA) ? index - 4 : index - 3;
        return decade && done >= 0 && items.get(done).is(Kind.CONDITION) && isDone(items.get(done));
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
                && isDone(item)
                && chart.tokens().get(item.from()).is("once")
                && item.said().amount() != null;
    }

    /** Whether a thing with an article after "or" may be one that customers have or one that they lack: no lease or a quote. */
    private boolean isOrOne(List<Item> items, int index) {
        boolean one = index > 3
                && items.get(index).said().bare()
                && items.get(index).said().frame() == Frame.THING
                && chart.has(Symbol.DETERMINER, items.get(index - 1).from())
                && items.get(index - 2).is(Kind.OR)
                && items.get(index - 3).is(Kind.CONDITION)
                && items.get(index - 3).said().frame() == Frame.THING
                && items.get(index - 4).is(Kind.NOT);
        return one && chart.tokens().get(items.get(index - 4).from()).is("no");
    }

    /** Whether a number is negative: with minus 2 visits. */
    private boolean isMinus(List<Item> items, int index) {
        Item item = items.get(index);
        Item next = next(items, index);
        return next != null
                && chart.tokens().get(item.from()).is("minus")
                && next.from() == item.to()
                && chart.has(Symbol.NUMBER, next.from())
                && index > 0
                && (items.get(index - 1).is(Kind.WITH) || items.get(index - 1).is(Kind.CONDITION));
    }

    /** Whether other people are requested without any condition: gold members and a guest. */
    private boolean isOthers(List<Item> items, int index) {
        int and = index - 1;
        while (and > 0 && items.get(and).isFiller(chart)) {
            and--;
        }
        Item next = next(items, index);
        return and > 0
                && items.get(and).is(Kind.AND)
                && items.get(and - 1).is(Kind.PEOPLE)
                && and > 1
                && items.get(and - 2).is(Kind.CONDITION)
                && (next == null || next.is(Kind.COMMA));
    }

    /** Whether a day of the week means that day of every week: bought, on Mondays. */
    private boolean isRepeated(List<Item> items, int index) {
        Item item = items.get(index);
        Token last = chart.tokens().get(item.to() - 1);
        return item.to() - item.from() > 1
                && chart.has(Symbol.WEEKDAY, item.to() - 1)
                && last.text().endsWith("days")
                && items.subList(0, index).stream().anyMatch(one -> one.is(Kind.CONDITION) && isDone(one));
    }

    /** Whether the interest is one in "us": who like us. */
    private boolean isOfUs(List<Item> items, int index) {
        Item item = items.get(index);
        Item next = next(items, index);
        return item.said().isSilent()
                && item.said().cars().isEmpty()
                && next != null
                && chart.tokens().get(next.from()).is("us")
                && index > 1
                && items.get(index - 1).is(Kind.WHO);
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
                && isThose(items.get(index - 2))
                && !item.said().isSilent()
                && !isFamily(item);
    }

    /** Whether a number counts things that the customers have, not the customers that are requested: with 3 tickets. */
    private boolean isHad(List<Item> items, int index) {
        Item next = next(items, index);
        int with = index - 1;
        while (with > 0 && items.get(with).isFiller(chart)) {
            with--;
        }
        boolean had = with > 0 && items.get(with).is(Kind.WITH) && isThose(items.get(with - 1));
        boolean split = next != null
                && next.from() == items.get(index).to()
                && chart.has(Symbol.CARDINAL, next.from())
                && chart.has(Symbol.CARDINAL, next.from() - 1);
        return items.get(index).arrangement().size() > 0 && (had || split);
    }

    /** Whether a number after the bare name of a column with texts is one of these texts, not a number of people: tier 1. */
    private static boolean isRank(List<Item> items, int index) {
        Item before = index == 0 ? null : items.get(index - 1);
        if (before == null
                || !before.is(Kind.CONDITION)
                || before.to() != items.get(index).from()) {
            return false;
        }
        Subject subject = before.said().subject();
        Entry entry = subject == null ? null : subject.entry();
        return items.get(index).arrangement().size() > 0
                && entry != null
                && entry.text() != null
                && before.said().bare()
                && before.said().frame() == Frame.THING;
    }

    /** Whether what the customers did or have is named by a word that has no meaning elsewhere: who check, with a car. */
    private boolean isOfNothing(List<Item> items, int index) {
        if (index == 0 || !isThose(items.get(index - 1))) {
            return false;
        }
        int at = index + 1;
        boolean article = false;
        while (at < items.size()
                && items.get(at).isFiller(chart)
                && !chart.has(Symbol.SILENT, items.get(at).from())) {
            article |= chart.has(Symbol.DETERMINER, items.get(at).from());
            at++;
        }
        Item word = at < items.size() ? items.get(at) : null;
        boolean ends = at + 1 >= items.size()
                || items.get(at + 1).is(Kind.COMMA)
                || items.get(at + 1).is(Kind.AND)
                || items.get(at + 1).is(Kind.OR)
                || items.get(at + 1).is(Kind.BUT)
                || items.get(at + 1).is(Kind.CLOSE);
        if (word == null || word.node() == null || !word.is(Kind.SILENT) || !ends) {
            return false;
        }
        Symbol symbol = word.node().symbol();
        boolean counted = chart.has(Symbol.NAME, word.from()) || chart.has(Symbol.CONTEXT, word.from());
        boolean thing = (symbol == Symbol.SILENT && (article || counted)) || (symbol == Symbol.LABEL_NOUN && article);
        boolean deed = symbol == Symbol.REQUEST
                && word.to() - word.from() == 1
                && !chart.tokens().get(word.from()).is(WordGroup.HARMLESS);
        return items.get(index).is(Kind.WITH) ? thing : deed || (thing && article);
    }

    /** Whether a word for requesting states what was done with the customers, or what they did: who we targeted, who returned a car. */
    private boolean isDeed(List<Item> items, int index) {
        Item item = items.get(index);
        Token word = chart.tokens().get(item.to() - 1);
        boolean asks = item.node() != null && item.node().symbol() == Symbol.REQUEST;
        boolean past = word.text().endsWith("ed") && word.isInflected();
        int who = index - 1;
        while (who > 0 && items.get(who).is(Kind.SILENT)) {
            who--;
        }
        return asks
                && (past || word.is(WordGroup.ENJOYING))
                && who > 0
                && items.get(who).is(Kind.WHO)
                && isThose(items.get(who - 1));
    }

    private static boolean isDone(Item item) {
        return item.said().frame() == Frame.VERB;
    }

    /** Whether the noun means one or more of something that is counted, so that customers may have it: with a family. */
    private static boolean isFamily(Item item) {
        return item.said().condition() instanceof Condition.Test test
                && test.values() instanceof Values.Numbers numbers
                && numbers.ranges().equals(List.of(new Values.Range(1, Double.POSITIVE_INFINITY)));
    }

    private static boolean isThose(Item item) {
        return item.is(Kind.PEOPLE) || item.is(Kind.CONDITION);
    }

    private static @Nullable Item next(List<Item> items, int index) {
        return index + 1 < items.size() ? items.get(index + 1) : null;
    }
}
