package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.List;

/** Detects where a known word has another meaning because of the words next to it: an active campaign, a Camry quote, 3 tickets. */
final class Senses {

    private final Chart chart;
    private final ConditionSenses conditions;
    private final SilentSenses silentSenses;

    Senses(Chart chart) {
        this.chart = chart;
        this.conditions = new ConditionSenses(chart);
        this.silentSenses = new SilentSenses(chart);
    }

    /** Whether the item has another meaning in its place than elsewhere. */
    boolean hasOtherSense(List<Item> items, int index) {
        return switch (items.get(index).kind()) {
            case CONDITION -> conditions.hasOtherSense(items, index) || isOrOne(items, index);
            case ARRANGEMENT -> isHad(items, index) || isRank(items, index) || isOfHousehold(items, index);
            case EXCEPT -> isMinus(items, index) || isOfNone(items, index);
            case PEOPLE -> isOthers(items, index) || isNumberOf(items, index);
            case SILENT, WHO, WITH -> silentSenses.hasOtherSense(items, index);
            case AND -> isBonus(items, index);
            case NOT -> isStopped(items, index) || isNoOr(items, index) || isOfOthers(items, index);
            default -> false;
        };
    }

    /** Whether something is only stated to be a bonus: kids are a plus. */
    private boolean isBonus(List<Item> items, int index) {
        return index > 0
                && chart.tokens().get(items.get(index).from()).is("plus")
                && chart.tokens().get(items.get(index - 1).from()).is("a");
    }

    /** Whether people that no column describes are excluded: no dealers. */
    private static boolean isOfOthers(List<Item> items, int index) {
        Item next = Neighbours.next(items, index);
        return next != null
                && index == 0
                && index + 2 >= items.size()
                && next.node() != null
                && next.node().symbol() == Symbol.SILENT;
    }

    /** Whether a negation is one of several alternative numbers: no or one kid. */
    private boolean isNoOr(List<Item> items, int index) {
        Item next = Neighbours.next(items, index);
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
                && size <= SizeRules.MOST_OF_A_HOUSEHOLD
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

    /** Whether a verb states what customers did before and no longer do: no longer visit the workshop. */
    private static boolean isStopped(List<Item> items, int index) {
        Node not = items.get(index).node();
        Item next = Neighbours.next(items, index);
        boolean longer = not != null && not.rule().equals("no longer") && next != null && next.is(Kind.CONDITION);
        Subject subject = longer && next != null ? next.said().subject() : null;
        return subject != null
                && next != null
                && Neighbours.isDone(next)
                && next.said().bare()
                && subject.number() != null
                && subject.date() != null
                && subject.entry() != null
                && subject.entry().countedOver() == null;
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
        Item next = Neighbours.next(items, index);
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
        Item next = Neighbours.next(items, index);
        return and > 0
                && items.get(and).is(Kind.AND)
                && items.get(and - 1).is(Kind.PEOPLE)
                && and > 1
                && items.get(and - 2).is(Kind.CONDITION)
                && (next == null || next.is(Kind.COMMA));
    }

    /** Whether a number counts things that the customers have, not the customers that are requested: with 3 tickets. */
    private boolean isHad(List<Item> items, int index) {
        Item next = Neighbours.next(items, index);
        int with = index - 1;
        while (with > 0 && items.get(with).isFiller(chart)) {
            with--;
        }
        boolean had = with > 0 && items.get(with).is(Kind.WITH) && Neighbours.isThose(items.get(with - 1));
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
}
