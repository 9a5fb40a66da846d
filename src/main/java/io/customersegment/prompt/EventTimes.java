package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Detects times that count from another event than today, or are the day of the list: bought in 2021 and serviced in the following year,
 * a quote in May and a test drive then, customers on 1 December with two purchases.
 */
final class EventTimes {

    private final Chart chart;

    EventTimes(Chart chart) {
        this.chart = chart;
    }

    /** Whether the time of the item is not that of the action it was read with. */
    boolean mislead(List<Item> items, int index) {
        return switch (items.get(index).kind()) {
            case CONDITION -> isToCome(items.get(index)) || isPreceding(items, index) || isOfList(items, index);
            case WINDOW -> isSoLongSince(items.get(index)) || isOfList(items, index);
            case SILENT -> isThen(items, index);
            default -> false;
        };
    }

    /** Whether something whose date cannot lie ahead is dated by a period to come, which then follows another event: the next year. */
    private boolean isToCome(Item item) {
        Subject subject = item.said().subject();
        boolean past = subject != null && subject.date() != null && !subject.is(Entry.Trait.AHEAD);
        return past
                && IntStream.range(item.from(), item.to() - 1)
                        .anyMatch(i -> chart.has(Symbol.NEXT, i) && chart.has(Symbol.PERIOD, i + 1));
    }

    /** Whether "the previous year" may be the one before a period that was named earlier: bought in 2023, serviced the year before. */
    private boolean isPreceding(List<Item> items, int index) {
        Item item = items.get(index);
        boolean previous = IntStream.range(item.from(), item.to() - 1)
                .anyMatch(i -> chart.tokens().get(i).is(WordGroup.PRECEDING)
                        && chart.has(Symbol.LAST, i)
                        && chart.at(i + 1).stream()
                                .anyMatch(node -> node.symbol() == Symbol.PERIOD && node.to() == i + 2));
        return previous && items.subList(0, index).stream().anyMatch(this::isOfNamedPeriod);
    }

    /** Whether the item has a time with a start and an end that does not count from today. */
    private boolean isOfNamedPeriod(Item item) {
        Window window = item.is(Kind.CONDITION) ? item.said().window() : null;
        if (window == null || !window.isPlain() || window.length() != null) {
            return false;
        }
        Days days = window.past().get(0);
        return days.from() != null && days.to() != null && !chart.hasAny(item.from(), item.to(), Symbol.LAST);
    }

    /** Whether the item is how long ago something was, and not the time in which it was done: over a year since we heard from them. */
    private boolean isSoLongSince(Item item) {
        return item.window().kind() == Window.Kind.DURATION && chart.has(Symbol.SINCE, item.to());
    }

    /** Whether a day directly after the customers is that of the list, not of what they have: customers on 1 December with a lease. */
    private boolean isOfList(List<Item> items, int index) {
        int from = items.get(index).from();
        int before = index - 1;
        while (before > 0 && items.get(before).is(Kind.SILENT)) {
            before--;
        }
        return before >= 0
                && isCustomers(items.get(before))
                && chart.at(from).stream()
                        .anyMatch(node -> node.value() instanceof Window window
                                && (isDay(window) || isBoundOfDay(node))
                                && isHaving(node.to()));
    }

    private static boolean isCustomers(Item item) {
        return item.is(Kind.PEOPLE)
                || (item.is(Kind.CONDITION) && item.said().bare() && item.said().frame() == Frame.NOUN);
    }

    private static boolean isDay(Window window) {
        Days days = window.past().get(0);
        return window.isPlain() && days.from() != null && days.from().equals(days.to());
    }

    /** Whether the window begins or ends with a day: as of 1 December, by 1 December. */
    private boolean isBoundOfDay(Node window) {
        boolean bound = chart.has(Symbol.NOT_BEFORE, window.from()) || chart.has(Symbol.UNTIL, window.from());
        return bound
                && chart.endsBefore(
                        window.to(),
                        window.length(),
                        node -> node.value() instanceof Point point && point.kind() == Point.Kind.DAY);
    }

    /** Whether words for what customers have or do are at the token: with, having, who, but not had. */
    private boolean isHaving(int index) {
        boolean with = chart.has(Symbol.WITH, index) && !isPast(chart.tokens().get(index));
        return with || chart.has(Symbol.WHO, index);
    }

    private static boolean isPast(Token word) {
        return word.isWord() && word.isInflected() && !word.text().endsWith("ing");
    }

    /** Whether the action directly before the item was done at, or after, a time named earlier: a quote in May, clicked then. */
    private boolean isThen(List<Item> items, int index) {
        Item next = Neighbours.next(items, index);
        Item deed = index > 0 ? items.get(index - 1) : null;
        boolean ends = next == null || next.is(Kind.COMMA) || next.is(Kind.AND) || next.is(Kind.BUT);
        return ends
                && chart.has(Symbol.SEQUENCE, items.get(index).from())
                && deed != null
                && deed.is(Kind.CONDITION)
                && deed.said().bare()
                && (deed.said().frame() == Frame.VERB || deed.said().frame() == Frame.THING)
                && items.subList(0, index - 1).stream()
                        .anyMatch(item -> item.is(Kind.CONDITION) && item.said().window() != null);
    }
}
