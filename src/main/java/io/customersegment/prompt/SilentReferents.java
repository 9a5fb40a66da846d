package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.List;

/**
 * Finds words without a condition of their own that put in doubt whom the words next to them are about: a thing, another party, or only
 * some of the customers.
 */
final class SilentReferents {

    private final Chart chart;

    SilentReferents(Chart chart) {
        this.chart = chart;
    }

    /** Whether the words next to the silent word may refer to something other than all customers: their car is worth 20k. */
    boolean changeReferent(List<Item> items, int index) {
        return isOfThing(items, index)
                || isModifier(items, index)
                || isSome(items, index)
                || isAll(items, index)
                || isTheirThing(items, index)
                || isForTheirs(items, index)
                || isRole(items, index)
                || isShared(items, index);
    }

    /** Whether an adjective, a text value or a number modifies a thing, not customers: a new car, the West showroom, more than 3 cars. */
    private boolean isOfThing(List<Item> items, int index) {
        Item item = items.get(index);
        int last = index - 1;
        boolean object = index > 1 && chart.tokens().get(items.get(last).from()).is("the");
        if (object) {
            last--;
        }
        boolean behind = last >= 0
                && Neighbours.isSilentOfCatalogue(item)
                && items.get(last).is(Kind.CONDITION)
                && items.get(last + 1).from() == items.get(last).to()
                && items.get(index - 1).to() == item.from();
        if (!behind) {
            return false;
        }
        WordedCondition said = items.get(last).said();
        if (object) {
            return said.bare() && (said.frame() == Frame.ADJECTIVE || said.frame() == Frame.VERB);
        }
        boolean number = chart.has(Symbol.NAME, item.from()) && chart.has(Symbol.NUMBER, item.from() - 1);
        boolean text = said.frame() == Frame.TEXTS && !chart.has(Symbol.LABEL_NOUN, item.from());
        return number || text || (said.frame() == Frame.ADJECTIVE && said.bare());
    }

    /** Whether a word with no condition of its own modifies the next words or is their subject: company buyers, car age, company-bought. */
    private boolean isModifier(List<Item> items, int index) {
        Item item = items.get(index);
        Item next = Neighbours.next(items, index);
        if (next == null || next.from() != item.to()) {
            return false;
        }
        Token word = chart.tokens().get(item.from());
        boolean participle = item.node() != null
                && item.node().symbol() == Symbol.REQUEST
                && item.to() - item.from() == 1
                && word.text().endsWith("ed")
                && word.isInflected();
        boolean noun = next.is(Kind.PEOPLE)
                || (next.is(Kind.CONDITION) && next.said().frame() == Frame.NOUN)
                || (index == 0 && next.is(Kind.CONDITION) && next.said().frame() == Frame.VERB);
        boolean measure = isMeasure(next) && !chart.has(Symbol.LABEL_NOUN, item.from());
        return ((noun || measure) && Neighbours.isSilentOfCatalogue(item))
                || (participle && Neighbours.isWho(chart, next));
    }

    /** Whether the item is a number that things have as well as customers: age, value. */
    private static boolean isMeasure(Item item) {
        Subject subject = item.is(Kind.CONDITION) ? item.said().subject() : null;
        return subject != null
                && item.said().frame() == Frame.THING
                && subject.number() != null
                && subject.date() == null;
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
                || word.isFormOf("be");
    }

    /** Whether all the objects of a verb are meant, which no count can express: opened all emails. */
    private boolean isAll(List<Item> items, int index) {
        Item item = items.get(index);
        if (index == 0 || !(chart.has(Symbol.ALL, item.from()) || chart.has(Symbol.EACH, item.from()))) {
            return false;
        }
        boolean behind =
                items.get(index - 1).is(Kind.CONDITION) && items.get(index - 1).to() == item.from();
        boolean of = index > 1
                && chart.tokens().get(item.from() - 1).is("of")
                && items.get(index - 2).is(Kind.CONDITION)
                && items.get(index - 2).said().frame() != Frame.TEXTS;
        boolean each = index > 1
                && chart.has(Symbol.EACH, item.from())
                && chart.tokens().get(item.from() - 1).is("for")
                && items.get(index - 2).is(Kind.CONDITION)
                && !items.get(index - 2).said().bare();
        boolean had = chart.tokens().get(item.from() - 1).isFormOf("have") && chart.has(Symbol.THEM, item.to() - 1);
        return (behind && items.get(index - 1).said().frame() == Frame.VERB) || of || each || had;
    }

    /** Whether a thing of the customers is the subject instead of the customers: their car is worth 20k. */
    private boolean isTheirThing(List<Item> items, int index) {
        int next = index + 1;
        boolean theirs = Neighbours.isSilentOfCatalogue(items.get(index))
                && Neighbours.isTheir(chart, items.get(index).from() - 1)
                && next < items.size()
                && chart.tokens().get(items.get(next).from()).isFormOf("be");
        while (theirs && next < items.size() && items.get(next).is(Kind.SILENT)) {
            next++;
        }
        return theirs && next < items.size() && items.get(next).is(Kind.CONDITION);
    }

    /** Whether an action was for another party: bought for their company. */
    private boolean isForTheirs(List<Item> items, int index) {
        int from = items.get(index).from();
        return index > 2
                && Neighbours.isSilentOfCatalogue(items.get(index))
                && Neighbours.isTheir(chart, from - 1)
                && chart.tokens().get(from - 2).is("for")
                && items.get(index - 3).is(Kind.CONDITION)
                && items.get(index - 3).said().frame() == Frame.VERB;
    }

    /** Whether an action was for or as something that is not a customer: bought as a company, bought for the company. */
    private boolean isRole(List<Item> items, int index) {
        int place = index - 1;
        while (place > 0 && items.get(place).isFiller(chart)) {
            place--;
        }
        Token word = chart.tokens().get(items.get(Math.max(0, place)).from());
        return place > 0
                && Neighbours.isSilentOfCatalogue(items.get(index))
                && word.is(WordGroup.FOR_AS)
                && items.get(place - 1).is(Kind.CONDITION)
                && items.get(place - 1).said().frame() == Frame.VERB;
    }

    /** Whether "and" joins a thing to a word that expresses no condition, so that the count may be of both: more than one kid and car. */
    private boolean isShared(List<Item> items, int index) {
        int and = index - 1;
        while (and > 0 && items.get(and).isFiller(chart)) {
            and--;
        }
        boolean joined = and > 0
                && Neighbours.isSilentOfCatalogue(items.get(index))
                && chart.has(Symbol.NAME, items.get(index).from())
                && items.get(and).is(Kind.AND)
                && items.get(and - 1).is(Kind.CONDITION)
                && items.get(and - 1).said().frame() == Frame.THING;
        return joined && (index + 1 == items.size() || !Neighbours.isWho(chart, items.get(index + 1)));
    }
}
