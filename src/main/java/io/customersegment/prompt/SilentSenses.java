package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.List;
import java.util.Objects;

/**
 * Finds words that state nothing elsewhere, but may themselves describe customers in their place: gold members on the guest list, who
 * check, with a dealer in the West.
 */
final class SilentSenses {

    private final Chart chart;

    SilentSenses(Chart chart) {
        this.chart = chart;
    }

    /** Whether the item, or the words after it, describe the customers. */
    boolean hasOtherSense(List<Item> items, int index) {
        return switch (items.get(index).kind()) {
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
                        || isOnlyOne(items, index)
                        || isParticiple(items, index)
                        || isListed(items, index);
            case WHO, WITH -> isOfNothing(items, index);
            default -> false;
        };
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
                && Neighbours.isThose(items.get(who - 1));
    }

    /** Whether it was done at the time of another event: bought the last time they took a test drive. */
    private boolean isLastTime(List<Item> items, int index) {
        Item item = items.get(index);
        Item next = Neighbours.next(items, index);
        return next != null
                && chart.tokens().get(item.to() - 1).is("time")
                && chart.has(Symbol.FILLER, item.from())
                && next.from() == item.to()
                && (chart.has(Symbol.OF_THEIRS, next.from()) || next.is(Kind.WHO));
    }

    /** Whether the people before it are identified by a list they are on, which is not available: gold members on the guest list. */
    private boolean isOnList(List<Item> items, int index) {
        int place = index - 1;
        while (place > 0
                && (items.get(place).is(Kind.SILENT) || items.get(place).is(Kind.PEOPLE))
                && !namesList(chart, items.get(place).from())) {
            place--;
        }
        return place > 0
                && chart.has(Symbol.DOCUMENT, items.get(index).from())
                && items.get(place).is(Kind.PLACE)
                && !chart.has(Symbol.PURPOSE, items.get(place).from())
                && Neighbours.isThose(items.get(place - 1));
    }

    /** Whether a noun for a list, a number of people or a document starts at the token. */
    static boolean namesList(Chart chart, int index) {
        return chart.has(Symbol.LABEL_NOUN, index)
                || chart.has(Symbol.SIZE_NOUN, index)
                || chart.has(Symbol.DOCUMENT, index);
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
        Item next = Neighbours.next(items, index);
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
        Item next = Neighbours.next(items, index);
        return item.is(Symbol.REQUEST)
                && index > 0
                && items.get(index - 1).is(Symbol.REQUEST)
                && chart.has(Symbol.QUESTION, items.get(index - 1).from())
                && next != null
                && next.is(Kind.PLACE)
                && chart.tokens().get(next.from()).is("of");
    }

    /** Whether a number that was read as the count of an event counts the things after it: bought 3 tickets. */
    private boolean isCounted(List<Item> items, int index) {
        Item item = items.get(index);
        Item before = index == 0 ? null : items.get(index - 1);
        return before != null
                && before.is(Kind.CONDITION)
                && before.to() == item.from()
                && before.said().amount() != null
                && namesList(chart, item.from())
                && chart.has(Symbol.NUMBER, item.from() - 1);
    }

    /** Whether a word without meaning is something the customers have, which the next item describes: with a dealer in the West. */
    private boolean isTheirDealer(List<Item> items, int index) {
        Item item = items.get(index);
        int with = index - 1;
        while (with > 0 && items.get(with).isFiller(chart)) {
            with--;
        }
        Item next = Neighbours.next(items, index);
        return item.node() != null
                && item.node().symbol() == Symbol.SILENT
                && next != null
                && next.is(Kind.CONDITION)
                && next.said().frame() == Frame.TEXTS
                && with > 0
                && items.get(with).is(Kind.WITH)
                && chart.has(Symbol.DETERMINER, item.from() - 1)
                && Neighbours.isThose(items.get(with - 1));
    }

    /** Whether a day of the week means that day of every week: bought, on Mondays. */
    private boolean isRepeated(List<Item> items, int index) {
        Item item = items.get(index);
        Token last = chart.tokens().get(item.to() - 1);
        return item.to() - item.from() > 1
                && chart.has(Symbol.WEEKDAY, item.to() - 1)
                && last.text().endsWith("days")
                && items.subList(0, index).stream().anyMatch(one -> one.is(Kind.CONDITION) && Neighbours.isDone(one));
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

    /** Whether the only thing of its kind that was done is dated, so that there is one and no other: only service in 2022. */
    private boolean isOnlyOne(List<Item> items, int index) {
        Item item = items.get(index);
        Item next = Neighbours.next(items, index);
        boolean dated = chart.tokens().get(item.from()).is("only")
                && item.to() - item.from() == 1
                && next != null
                && next.is(Kind.CONDITION)
                && next.from() == item.to()
                && next.said().frame() == Frame.THING
                && next.said().window() != null
                && next.said().amount() == null;
        Subject subject = dated && next != null ? next.said().subject() : null;
        if (next == null || subject == null || subject.number() == null) {
            return false;
        }
        int time = next.from();
        while (time < next.to() && !chart.has(Symbol.WINDOW, time)) {
            time++;
        }
        Token noun = chart.tokens().get(Math.max(next.from(), time - 1));
        return noun.is(WordGroup.SINGULAR_BE) || !noun.text().endsWith("s");
    }

    /** Whether a word for requesting is a participle that describes the people before it: gold members, verified. */
    private boolean isParticiple(List<Item> items, int index) {
        Item item = items.get(index);
        Item next = Neighbours.next(items, index);
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

    /** Whether what the customers did or have is named by a word that has no meaning elsewhere: who check, with a car. */
    private boolean isOfNothing(List<Item> items, int index) {
        if (index == 0 || !Neighbours.isThose(items.get(index - 1))) {
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
}
