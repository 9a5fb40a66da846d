package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import java.util.List;

/**
 * Finds the words that select among a number of customers that was cut before, whereas criteria cut last: of the 500 newest customers,
 * those in the North; the 100 biggest spenders, and of these the ones with a lease.
 */
final class NestedSelections {

    private static final int LONGEST_DETERMINER = 3;

    private final Chart chart;
    private final List<Item> items;
    private final int lastCondition;

    NestedSelections(Chart chart, List<Part> parts) {
        this.chart = chart;
        this.items = parts.stream().flatMap(part -> part.items().stream()).toList();
        int last = items.size() - 1;
        while (last >= 0 && !items.get(last).is(Kind.CONDITION)) {
            last--;
        }
        this.lastCondition = last;
    }

    /** Returns the words that select among the customers of a number that was cut before. */
    List<Span> found() {
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            if (!item.is(Kind.ARRANGEMENT) || item.arrangement().size() == 0) {
                continue;
            }
            int among = among(item);
            if (among >= 0 && i < lastCondition) {
                return List.of(new Span(among, item.to()));
            }
            int pointer = pointer(item.to());
            if (pointer >= 0) {
                return List.of(new Span(pointer, pointer + 2));
            }
        }
        return List.of();
    }

    /** Returns the preposition before the number if the clause begins with it: of our 500 newest customers; -1 if there is none. */
    private int among(Item size) {
        boolean ranked = !size.arrangement().keys().isEmpty()
                || (size.node() != null && size.node().rule().equals("top"));
        int at = size.from() - 1;
        while (at > 0
                && size.from() - at < LONGEST_DETERMINER
                && (chart.has(Symbol.DETERMINER, at) || chart.has(Symbol.POSSESSIVE, at))) {
            at--;
        }
        if (!ranked || at < 0 || !chart.tokens().get(at).is(WordGroup.AMONG)) {
            return -1;
        }
        boolean begins = at == 0
                || !chart.tokens().get(at - 1).isWord()
                || chart.has(Symbol.QUESTION, at - 1)
                || chart.has(Symbol.WHO, at - 1)
                || chart.has(Symbol.PEOPLE, at - 1)
                || chart.has(Symbol.AND, at - 1);
        return begins ? at : -1;
    }

    /** Returns the first words after the token that point to the customers before them and precede a condition; -1 if there are none. */
    private int pointer(int from) {
        int last = lastCondition < 0 ? -1 : items.get(lastCondition).from();
        for (int i = from; i + 1 < chart.tokens().size() && i < last; i++) {
            boolean points = chart.tokens().get(i).is(WordGroup.AMONG)
                    && chart.tokens().get(i + 1).is(WordGroup.THEM)
                    && !isOfAll(i - 1)
                    && !isDescribed(i + 1)
                    && !chart.hasAny(i + 2, i + 3, Symbol.CONTEXT, Symbol.LABEL_NOUN);
            if (points) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the word before the preposition speaks of all or none of the customers: all of them, none of those. */
    private boolean isOfAll(int index) {
        return chart.has(Symbol.ALL, index)
                || chart.has(Symbol.NO, index)
                || chart.has(Symbol.NOT, index)
                || chart.has(Symbol.EACH, index)
                || chart.has(Symbol.EVERY, index)
                || chart.tokens().get(index).is("one");
    }

    /** Whether "those" is not a pointer but is described by what follows: of those who live in the North. */
    private boolean isDescribed(int index) {
        int next = index + 1;
        return chart.tokens().get(index).is("those")
                && (chart.has(Symbol.WHO, next)
                        || chart.has(Symbol.WITH, next)
                        || chart.has(Symbol.WITHOUT, next)
                        || chart.has(Symbol.PLACE, next)
                        || chart.has(Symbol.CONDITION, next));
    }
}
