package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds years that were read as a size or as a bound: the best customers of 2024, spend 2023 over 5000. */
final class MistakenYears {

    /** Number of digits of a year. */
    private static final int DIGITS = 4;

    /** Multiples of this number are sizes as often as years: the best 2000 by spend. */
    private static final int ROUND = 100;

    private final Chart chart;

    MistakenYears(Chart chart) {
        this.chart = chart;
    }

    /** Returns the year that the item takes for another number; null if there is none. */
    @Nullable
    Item at(List<Item> items, int index) {
        int year = switch (items.get(index).kind()) {
            case ARRANGEMENT -> sizeLikeYear(items.get(index));
            case CONDITION -> boundLikeYear(items, index);
            default -> -1;
        };
        return year < 0 ? null : new Item(Kind.UNREAD, year, year + 1, null);
    }

    /** Returns the number of a superlative that is a year: the top spenders of 2024, the 2024 best spenders; -1 if there is none. */
    private int sizeLikeYear(Item item) {
        Arrangement arrangement = item.arrangement();
        boolean top = chart.at(item.from()).stream()
                .anyMatch(node -> node.symbol() == Symbol.TOP && node.rule().equals("top"));
        boolean superlative = top
                || chart.has(Symbol.BOTTOM, item.from())
                || (!arrangement.keys().isEmpty() && !arrangement.sorted());
        return !superlative
                ? -1
                : IntStream.range(item.from(), item.to())
                        .filter(i -> isYear(i) && chart.tokens().get(i).number() == arrangement.size())
                        .filter(i -> arrangement.size() % ROUND != 0
                                || (i > 0 && chart.tokens().get(i - 1).is("of")))
                        .findFirst()
                        .orElse(-1);
    }

    /** Returns the year beside a column and before the comparison that follows it: revenue 2022 under 20k; -1 if there is none. */
    private int boundLikeYear(List<Item> items, int index) {
        Item item = items.get(index);
        int next = index + 1;
        while (next < items.size() && items.get(next).is(Kind.SILENT)) {
            next++;
        }
        boolean compared = next < items.size()
                && items.get(next).is(Kind.AMOUNT)
                && item.said().amount() != null;
        int last = chart.has(Symbol.CLOSE, item.to() - 1) ? item.to() - 2 : item.to() - 1;
        int year = isYear(last) ? last : item.from();
        return compared && isYear(year) ? year : -1;
    }

    /** Whether the token is a number of four digits, without a sign or a unit, in the range of years. */
    private boolean isYear(int index) {
        Token token = chart.tokens().get(index);
        return token.isNumber()
                && token.to() - token.from() == DIGITS
                && token.suffix().isEmpty()
                && Years.isYear(token.number());
    }
}
