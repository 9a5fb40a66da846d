package io.customersegment.prompt;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A day, month, quarter or year of the calendar as an interval of days, both ends included. Without a named year there are two intervals:
 * the latest one not after today, which past dates mean, and the next one, which future dates mean.
 *
 * @param isYearless whether no year was named
 */
record Point(Days past, Days ahead, Kind kind, boolean isYearless) {

    /** The calendar unit it was written as. */
    enum Kind {
        DAY,
        MONTH,
        QUARTER,
        YEAR
    }

    static Point of(LocalDate from, LocalDate to, Kind kind) {
        Days days = new Days(from, to);
        return new Point(days, days, kind, false);
    }

    Point with(Days past, Days ahead) {
        return new Point(past, ahead, kind, isYearless);
    }

    /** Returns the two intervals of a date whose year was not named. */
    Point yearless(Days latest, Days next) {
        return new Point(latest, next, kind, true);
    }

    /** Returns a copy that only past dates can mean if it lies before the day, and only future dates if it lies after it. */
    Point onlyWhere(LocalDate day) {
        boolean later = past.from() != null && past.from().isAfter(day);
        boolean earlier = ahead.to() != null && ahead.to().isBefore(day);
        return with(later ? Days.NEVER : past, earlier ? Days.NEVER : ahead);
    }

    /** Returns this day or month, whose year was not named, in the year that ends with the given day. */
    Point notAfter(@Nullable LocalDate end) {
        LocalDate from = past.from();
        LocalDate to = past.to();
        if (end == null || from == null || to == null) {
            return this;
        }
        int years = end.getYear() - from.getYear();
        int by = from.plusYears(years).isAfter(end) ? years - 1 : years;
        return Point.of(from.plusYears(by), to.plusYears(by), kind);
    }
}
