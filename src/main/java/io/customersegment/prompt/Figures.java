package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds numbers and times that may refer to something else, or mean something else, than they are read as: visits older than 10, twice a
 * day, most of their visits, with us for the last two years.
 */
final class Figures {

    private final Chart chart;

    Figures(Chart chart) {
        this.chart = chart;
    }

    /** Whether the number or the time of the item may mean something else. */
    boolean mislead(List<Item> items, int index) {
        Item item = items.get(index);
        return switch (item.kind()) {
            case CONDITION ->
                isAskedNumber(items, index)
                        || isNumberOfList(items, index)
                        || isNumberOfNext(items, index)
                        || isNumberOfDays(items, index)
                        || isMore(items, index)
                        || isMoreThanOne(item)
                        || isLasting(items, index)
                        || isUpwards(item)
                        || isDuration(item)
                        || isOver(item)
                        || isAgeOfThings(item)
                        || isTenureOfLast(item)
                        || isRate(item)
                        || isFormerState(item);
            case ARRANGEMENT -> isOfSome(item) || isOfHousehold(items, index);
            case AMOUNT -> isNumberOfPeople(item);
            default -> false;
        };
    }

    /** Whether a number alone is requested, so that it is not an age: and give me at most 50. */
    private boolean isAskedNumber(List<Item> items, int index) {
        Item before = index > 0 ? items.get(index - 1) : null;
        return items.get(index).said().frame() == Frame.UNNAMED
                && before != null
                && before.is(Symbol.REQUEST)
                && chart.has(Symbol.WANT, before.from())
                && items.subList(0, index - 1).stream().anyMatch(Item::isMeant);
    }

    /** Whether a number alone is of the requested list, so that it is not an age: we need between 50 and 100. */
    private boolean isNumberOfList(List<Item> items, int index) {
        Item item = items.get(index);
        Item before = index > 0 ? items.get(index - 1) : null;
        boolean alone = item.node() != null && item.node().rule().equals(AgeRules.UNNAMED);
        if (!alone || before == null || !before.is(Kind.SILENT)) {
            return false;
        }
        boolean fewer = IntStream.range(item.from(), item.to())
                .anyMatch(i -> chart.tokens().get(i).is(WordGroup.MORE_OR_FEWER));
        boolean bounds = fewer || chart.has(Symbol.BETWEEN, item.from());
        boolean asked = chart.has(Symbol.WANT, before.from()) || before.is(Symbol.REQUEST);
        boolean there = before.to() - before.from() > 1
                && chart.tokens().get(before.to() - 1).isFormOf("be")
                && chart.tokens().get(before.to() - 2).is("there");
        return (bounds && asked) || there;
    }

    /** Whether a number alone counts the thing after it, so that it is not an age: more than 30 visits in the past six months. */
    private boolean isNumberOfNext(List<Item> items, int index) {
        Item item = items.get(index);
        Item next = Neighbours.next(items, index);
        return item.said().frame() == Frame.UNNAMED
                && next != null
                && next.is(Kind.CONDITION)
                && next.from() == item.to()
                && chart.at(next.from()).stream()
                        .anyMatch(node -> node.value() instanceof Subject subject
                                && subject.part() == Entry.Part.WHAT
                                && subject.date() != null);
    }

    /** Whether a number of days may be a duration, not the number of days with an action: no visit 90 days. */
    private boolean isNumberOfDays(List<Item> items, int index) {
        Item item = items.get(index);
        Node node = item.node();
        int days = item.to() - 2;
        boolean negated = index > 0 && items.get(index - 1).is(Kind.NOT);
        Subject subject = item.said().subject();
        return node != null
                && node.rule().equals(CountRules.IN_CONTEXT)
                && subject != null
                && subject.date() != null
                && days > item.from()
                && chart.at(days).stream().anyMatch(unit -> unit.symbol() == Symbol.PERIOD && unit.to() == item.to())
                && (negated
                        || (item.said().frame() == Frame.THING
                                && !chart.tokens().get(item.from()).text().endsWith("ed")));
    }

    /** Whether a "plus" after text values may instead include others: gold plus everyone who bought. */
    private boolean isMore(List<Item> items, int index) {
        Item item = items.get(index);
        boolean plus = item.said().frame() == WordedCondition.Frame.TEXTS
                && chart.tokens().get(item.to() - 1).is("plus");
        Item next = plus && index + 1 < items.size() ? items.get(index + 1) : null;
        return next != null
                && (next.is(Kind.CONDITION)
                        || (next.node() != null && next.node().symbol() == Symbol.PEOPLE));
    }

    /** Whether more than one text value is had at once where only one is kept: both a Camry and a RAV4, owns a Camry and a RAV4. */
    private boolean isMoreThanOne(Item item) {
        WordedCondition what = item.said();
        Subject subject = what.subject();
        boolean had = subject != null && subject.is(Entry.Trait.HAD) && what.frame() != Frame.NOUN;
        boolean both = false;
        boolean and = false;
        for (int i = Math.max(0, item.from() - 1); had && i < item.to(); i++) {
            both |= chart.has(Symbol.BOTH, i);
            and |= i > item.from()
                    && i + 1 < item.to()
                    && chart.has(Symbol.AND, i)
                    && chart.tokens().get(i + 1).is(WordGroup.ONE);
        }
        return both || and;
    }

    /** Whether the item may state how long the negation directly before it has lasted: no contact long time. */
    private boolean isLasting(List<Item> items, int index) {
        boolean denied =
                index > 0 && items.get(index - 1).is(Kind.CONDITION) && Neighbours.isBehind(items, index - 1, Kind.NOT);
        return denied && chart.has(Symbol.LONG_TIME, items.get(index).from());
    }

    /** Whether an "up" directly after a number may belong to the number or to the place: age 30 up in the North. */
    private boolean isUpwards(Item item) {
        return item.from() > 0
                && chart.has(Symbol.UP, item.from())
                && chart.has(Symbol.PLACE, item.from())
                && chart.tokens().get(item.from() - 1).isNumber();
    }

    /** Whether a number without a name is a duration: 15 years or longer. */
    private boolean isDuration(Item item) {
        return item.said().frame() == WordedCondition.Frame.UNNAMED
                && chart.tokens().get(item.to() - 1).isFormOf("longer");
    }

    /**
     * Whether something whose date lies ahead is stated in the past tense, by a word that the catalogue does not list for its end, or with
     * a day or month without a year, which may have passed: whose lease dropped off, ran out in October.
     */
    private boolean isOver(Item item) {
        Subject subject = item.said().subject();
        if (subject == null || !subject.is(Entry.Trait.AHEAD)) {
            return false;
        }
        boolean over = false;
        boolean denied = false;
        for (int i = item.from(); i < item.to(); i++) {
            denied |= chart.has(Symbol.NOT, i);
            Token word = chart.tokens().get(i);
            boolean irregular =
                    !word.text().startsWith(word.lemma()) && !word.text().endsWith("s");
            boolean past = word.text().endsWith("ed") || irregular;
            over |= past && (chart.has(Symbol.CONTEXT, i) || chart.has(Symbol.ENDED, i));
            boolean yearless = over
                    && chart.at(i).stream()
                            .anyMatch(node -> node.to() <= item.to()
                                    && node.value() instanceof Window window
                                    && !window.past().equals(window.ahead()));
            if (yearless) {
                return true;
            }
        }
        WordedCondition still = Statements.bare(subject, chart.day());
        return over && !denied && still != null && item.said().condition().equals(still.condition());
    }

    /** Whether an age is compared of things that are only counted, or of which only the end is known: visits older than 10. */
    private boolean isAgeOfThings(Item item) {
        Subject subject = item.said().subject();
        boolean counted = subject != null
                && (subject.is(Entry.Trait.AHEAD)
                        || (subject.number() != null && item.said().window() == null))
                && !subject.is(Entry.Trait.UNNAMED)
                && !subject.is(Entry.Trait.AGED);
        return counted
                && IntStream.range(item.from(), item.to())
                        .anyMatch(i -> chart.tokens().get(i).is(WordGroup.COMPARES_AGES)
                                && (chart.has(Symbol.ABOVE, i) || chart.has(Symbol.BELOW, i)));
    }

    /** Whether a tenure may have begun before the window or within it: with us for the last two years, but not since last year. */
    private boolean isTenureOfLast(Item item) {
        Subject subject = item.said().subject();
        if (subject == null || !subject.is(Entry.Trait.LASTING)) {
            return false;
        }
        boolean lasts = chart.has(Symbol.WITH, item.from());
        boolean last = false;
        for (int i = item.from(); i < item.to(); i++) {
            if (chart.has(Symbol.SINCE, i)) {
                return false;
            }
            lasts |= chart.tokens().get(i).is("for");
            last |= chart.has(Symbol.LAST, i);
        }
        return lasts && last;
    }

    /** Whether the item states a frequency per day, week or month, which is not a count: twice a day. */
    private boolean isRate(Item item) {
        for (int i = item.from() + 1;
                i + 1 < Math.min(item.to() + 2, chart.tokens().size());
                i++) {
            Token each = chart.tokens().get(i);
            boolean per = each.is(WordGroup.PER) || chart.has(Symbol.EACH, i);
            if (per && chart.has(Symbol.UNIT, i + 1) && isFrequency(i - 1)) {
                return true;
            }
        }
        return false;
    }

    private boolean isFrequency(int index) {
        return chart.has(Symbol.TIMES, index)
                || chart.at(index).stream()
                        .anyMatch(node -> node.value() instanceof Amount amount && amount.frequency());
    }

    /** Whether only some of the actions are meant, not an order or a size: most of their visits, only the first one. */
    private boolean isOfSome(Item item) {
        for (int i = item.from(); i < item.to() && i + 1 < chart.tokens().size(); i++) {
            Token word = chart.tokens().get(i);
            Token next = chart.tokens().get(i + 1);
            if ((word.is("most") && next.is("of")) || (word.is("first") && next.is("one"))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a few people in brackets may be those of a household, not a requested size: families (four people). */
    private boolean isOfHousehold(List<Item> items, int index) {
        Item item = items.get(index);
        int size = item.arrangement().size();
        return size > 0
                && size <= SizeRules.MOST_OF_A_HOUSEHOLD
                && item.node() != null
                && item.node().rule().equals("N people")
                && item.from() > 0
                && chart.has(Symbol.OPEN, item.from() - 1);
    }

    /** Whether a small number was read as one of what was named before, but counts the people after it: 2 kids and 3 or more people. */
    private boolean isNumberOfPeople(Item item) {
        return chart.isPeople(item.to())
                && item.amount().ranges().stream()
                        .allMatch(range -> range.low() <= SizeRules.MOST_OF_A_HOUSEHOLD
                                && (range.high() == Amount.ENDLESS || range.high() <= SizeRules.MOST_OF_A_HOUSEHOLD));
    }

    /** Whether the text values are those of a past time, which no column records: tier was silver. */
    private boolean isFormerState(Item item) {
        boolean was = false;
        for (int i = Math.max(0, item.from() - 1); i < item.to(); i++) {
            was |= chart.tokens().get(i).is(WordGroup.PAST_BE);
        }
        return was && item.said().condition().columns().stream().allMatch(column -> column.type() == Column.Type.TEXT);
    }
}
