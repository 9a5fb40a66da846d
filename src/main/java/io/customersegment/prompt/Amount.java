package io.customersegment.prompt;

import java.util.ArrayList;
import java.util.List;

/**
 * A quantity: one or more ranges of numbers.
 *
 * @param ranges the alternatives
 * @param kind how the quantity is expressed
 * @param frequency whether it states how often: twice, three times
 * @param unit the unit of its numbers
 * @param pointed whether a point in its number may be a thousands separator
 */
record Amount(List<Range> ranges, Kind kind, boolean frequency, Num.Unit unit, boolean pointed) {

    /** How an amount is expressed. */
    enum Kind {
        /** A number alone: at least N of things done, exactly N of things had. */
        BARE,
        /** With a word for exactly. */
        EXACT,
        /** With a comparison, a range, or several numbers. */
        COMPARED
    }

    /** A range of numbers. A missing bound is infinite, an open bound is exclusive. */
    record Range(double low, boolean lowOpen, double high, boolean highOpen) {
        /** Omits the numbers, so that it can be logged. */
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

    /** Returns this amount as a frequency: three times. */
    Amount asFrequency() {
        return new Amount(ranges, kind, true, unit, pointed);
    }

    /** Returns the union of both amounts. */
    Amount or(Amount other) {
        List<Range> both = new ArrayList<>(ranges);
        both.addAll(other.ranges);
        Kind joined = kind == Kind.BARE && other.kind == Kind.BARE ? Kind.EXACT : Kind.COMPARED;
        return new Amount(
                both, joined, frequency || other.frequency, unit == Num.Unit.NONE ? other.unit : unit, pointed);
    }

    /** Whether it is a single range without an upper bound. */
    boolean isLowerBound() {
        return ranges.size() == 1 && ranges.get(0).high() == ENDLESS;
    }

    /** Whether it is a single range without a lower bound. */
    boolean isUpperBound() {
        return ranges.size() == 1 && ranges.get(0).low() == NONE;
    }

    /** Whether it is the number one alone: once, one mail. */
    boolean isOne() {
        return kind == Kind.BARE && single() == 1;
    }

    /** The number, if the amount is a single number; NaN otherwise. */
    double single() {
        Range range = ranges.get(0);
        return ranges.size() == 1 && range.low() == range.high() ? range.low() : Double.NaN;
    }

    boolean isZero() {
        return single() == 0;
    }
}
