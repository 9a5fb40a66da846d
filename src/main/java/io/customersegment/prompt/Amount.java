package io.customersegment.prompt;

import java.util.ArrayList;
import java.util.List;

/**
 * How much or how many: one or more ranges of numbers.
 *
 * @param ranges the alternatives
 * @param kind how it was said
 * @param frequency whether it says how often: twice, three times
 * @param unit the unit of its numbers
 * @param pointed whether a number may be written with a point for thousands
 */
record Amount(List<Range> ranges, Kind kind, boolean frequency, Num.Unit unit, boolean pointed) {

    /** How an amount was said. */
    enum Kind {
        /** A number alone, which means at least N of what is done and exactly N of what is had. */
        BARE,
        /** With a word for exactly. */
        EXACT,
        /** With a comparison, a range, or several numbers. */
        COMPARED
    }

    /** A range of numbers; an open end is infinite. */
    record Range(double low, boolean lowOpen, double high, boolean highOpen) {
        /** Without the numbers, so that it can be logged. */
        @Override
        public String toString() {
            return "Range";
        }
    }

    static final double NONE = Double.NEGATIVE_INFINITY;
    static final double ENDLESS = Double.POSITIVE_INFINITY;

    Amount {
        ranges = List.copyOf(ranges);
    }

    static Amount bare(Num number) {
        return of(Kind.BARE, number, new Range(number.value(), false, number.value(), false));
    }

    static Amount exactly(Num number) {
        return of(Kind.EXACT, number, new Range(number.value(), false, number.value(), false));
    }

    static Amount atLeast(Num number) {
        return of(Kind.COMPARED, number, new Range(number.value(), false, ENDLESS, false));
    }

    static Amount above(Num number) {
        return of(Kind.COMPARED, number, new Range(number.value(), true, ENDLESS, false));
    }

    static Amount atMost(Num number) {
        return of(Kind.COMPARED, number, new Range(NONE, false, number.value(), false));
    }

    static Amount below(Num number) {
        return of(Kind.COMPARED, number, new Range(NONE, false, number.value(), true));
    }

    static Amount between(Num low, boolean lowOpen, Num high, boolean highOpen) {
        Num first = low.withScaleOf(high);
        Num.Unit unit = high.unit() == Num.Unit.NONE ? first.unit() : high.unit();
        return of(Kind.COMPARED, high.as(unit), new Range(first.value(), lowOpen, high.value(), highOpen));
    }

    private static Amount of(Kind kind, Num number, Range range) {
        return new Amount(List.of(range), kind, false, number.unit(), number.pointed());
    }

    /** Said as a frequency: three times. */
    Amount asFrequency() {
        return new Amount(ranges, kind, true, unit, pointed);
    }

    /** Either of the two. */
    Amount or(Amount other) {
        List<Range> both = new ArrayList<>(ranges);
        both.addAll(other.ranges);
        Kind joined = kind == Kind.BARE && other.kind == Kind.BARE ? Kind.EXACT : Kind.COMPARED;
        return new Amount(
                both, joined, frequency || other.frequency, unit == Num.Unit.NONE ? other.unit : unit, pointed);
    }

    /** Whether it is one range without an upper end. */
    boolean isLowerBound() {
        return ranges.size() == 1 && ranges.get(0).high() == ENDLESS;
    }

    /** Whether it is one range without a lower end. */
    boolean isUpperBound() {
        return ranges.size() == 1 && ranges.get(0).low() == NONE;
    }

    /** Whether it is one and nothing more is said: once, one mail. */
    boolean isOne() {
        return kind == Kind.BARE && single() == 1;
    }

    /** The number, if it is one alone; NaN otherwise. */
    double single() {
        Range range = ranges.get(0);
        return ranges.size() == 1 && range.low() == range.high() ? range.low() : Double.NaN;
    }

    boolean isZero() {
        return single() == 0;
    }
}
