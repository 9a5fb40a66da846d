package io.customersegment.local.data;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.catalogue.Meaning;
import io.customersegment.catalogue.Sample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Draws numbers between bounds: around a typical one, or otherwise more small ones than large ones. */
final class NumberDraw {

    /** The share of customers whose count is 0, for counted activities without a specified share. */
    private static final double USUALLY_ZERO = 0.35;

    private static final int USUAL_COUNT = 20;
    private static final int USUAL_AMOUNT = 100;

    /** The common range, as shares of the greatest number, for numbers that prompts name by a comparison alone, such as ages. */
    private static final double COMMON_FROM = 0.16;

    private static final double COMMON_TO = 0.72;
    private static final double COMMON_MIDDLE = 0.35;

    private final Map<Column, Range> ranges = new HashMap<>();

    /**
     * The range of a column's numbers.
     *
     * @param typical the most frequent number, null if smaller ones are more frequent
     * @param zero the additional probability of 0
     */
    private record Range(double from, double to, @Nullable Double typical, double zero) {}

    NumberDraw(Catalogue catalogue) {
        for (Column column : catalogue.columns()) {
            if (column.type() == Column.Type.INTEGER || column.type() == Column.Type.DECIMAL) {
                ranges.put(column, range(catalogue, column));
            }
        }
    }

    private static Range range(Catalogue catalogue, Column column) {
        Sample.Draw said = catalogue.sample().of(column);
        List<Entry> entries = catalogue.lexicon().entries().stream()
                .filter(entry -> column.equals(entry.number()))
                .toList();
        double most = entries.stream().mapToDouble(Entry::most).min().orElse(Double.POSITIVE_INFINITY);
        boolean around = Double.isFinite(most) && entries.stream().anyMatch(entry -> entry.is(Entry.Trait.UNNAMED));
        double least = Double.isFinite(column.min()) ? column.min() : Math.min(0, column.max());
        double from = around ? Math.max(least, COMMON_FROM * most) : least;
        double to = around ? COMMON_TO * most : from + width(catalogue, column);
        to = Double.isFinite(column.max()) ? column.max() : to;
        to = said.to() == null ? Math.max(to, or(said.from(), to)) : said.to();
        from = said.from() == null ? Math.min(from, to) : said.from();
        Double middle = around ? (Double) (from + COMMON_MIDDLE * (to - from)) : null;
        Double typical = said.typical() == null ? middle : said.typical();
        to = Math.max(to, or(typical, to));
        from = Math.min(from, or(typical, from));
        boolean counted = least <= 0 && entries.stream().anyMatch(entry -> entry.is(Entry.Trait.AT_LEAST));
        return new Range(
                column.whole() ? Math.ceil(from) : from,
                column.whole() ? Math.floor(to) : to,
                typical,
                or(said.zero(), counted ? USUALLY_ZERO : 0));
    }

    private static double or(@Nullable Double number, double otherwise) {
        return number == null ? otherwise : number;
    }

    /** Returns the width of an unbounded column's range: twice the greatest number by which a word of the catalogue is defined. */
    private static double width(Catalogue catalogue, Column column) {
        double line = meanings(catalogue)
                .filter(meaning -> meaning.column().equals(column))
                .flatMap(meaning -> meaning instanceof Meaning.Between between
                        ? Stream.of(between.low(), between.high())
                        : Stream.of())
                .filter(Double::isFinite)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        return line > 1 ? 2 * line : column.whole() ? USUAL_COUNT : USUAL_AMOUNT;
    }

    private static Stream<Meaning> meanings(Catalogue catalogue) {
        return Stream.concat(
                catalogue.lexicon().entries().stream().flatMap(entry -> entry.means().stream()),
                catalogue.lexicon().superlatives().stream().flatMap(superlative -> superlative.means().stream()));
    }

    /** Returns the probability that a number of the column is 0. */
    double zero(Column column) {
        return range(column).zero();
    }

    /**
     * Draws a number of the column.
     *
     * @param happened whether the counted event happened, null if no date determines it
     * @param activity how active the customer is, 0 to 1; more active customers have greater counts
     */
    double draw(Column column, @Nullable Boolean happened, double activity, Dice dice) {
        Range range = range(column);
        boolean zero = dice.chance(range.zero());
        double share = dice.share();
        if (happened == null ? zero : !happened) {
            return 0;
        }
        double drawn = range.typical() == null
                ? range.from() + (range.to() - range.from()) * StrictMath.pow(share, 3.2 - 2 * activity)
                : around(range, range.typical(), share);
        double step = column.whole() ? 1 : 0.01;
        double number = Math.min(range.to(), Math.max(range.from(), rounded(column, drawn)));
        boolean positive = happened != null || range.zero() > 0;
        return positive ? Math.max(step, number) : number;
    }

    private static double rounded(Column column, double number) {
        return column.whole() ? Math.rint(number) : Math.rint(number * 100) / 100;
    }

    /** Returns a quantile of the triangular distribution over the range whose mode is the typical number. */
    private static double around(Range range, double typical, double share) {
        double width = range.to() - range.from();
        double left = typical - range.from();
        return share * width < left
                ? range.from() + StrictMath.sqrt(share * width * left)
                : range.to() - StrictMath.sqrt((1 - share) * width * (width - left));
    }

    private Range range(Column column) {
        Range range = ranges.get(column);
        if (range == null) {
            throw new IllegalArgumentException(column + " is not a numeric column");
        }
        return range;
    }
}
