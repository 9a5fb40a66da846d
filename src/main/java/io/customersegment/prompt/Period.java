package io.customersegment.prompt;

import java.time.LocalDate;

/** A span of whole calendar months and days; a week is 7 days, a quarter 3 months. */
record Period(int months, int days) {

    /** The maximum, a century: more distant years do not occur in prompts. */
    private static final int MOST_MONTHS = 12 * 100;

    /** Returns the given number of a unit of {@code english.yaml}, or a span of length zero if it is not whole or exceeds a century. */
    static Period of(double amount, Unit unit) {
        double months = amount * unit.months();
        double days = amount * unit.days();
        boolean whole = months == Math.rint(months) && days == Math.rint(days);
        boolean sane = Math.abs(months) <= MOST_MONTHS && Math.abs(days) <= MOST_MONTHS * 31L;
        return whole && sane ? new Period((int) months, (int) days) : new Period(0, 0);
    }

    /** Converts a span of the catalogue. */
    @SuppressWarnings("JavaPeriodGetDays") // The months are included as well.
    static Period of(java.time.Period span) {
        return new Period((int) span.toTotalMonths(), span.getDays());
    }

    /** A unit of time. */
    record Unit(String name, int months, int days) {}

    LocalDate before(LocalDate day) {
        return day.minusMonths(months).minusDays(days);
    }

    LocalDate after(LocalDate day) {
        return day.plusMonths(months).plusDays(days);
    }

    Period plus(Period other) {
        return new Period(months + other.months, days + other.days);
    }

    /** Whether it is as long as the other, counting a month as 30 days. */
    boolean isAsLongAs(Period other) {
        return months * 30L + days == other.months * 30L + other.days;
    }

    boolean isNothing() {
        return months == 0 && days == 0;
    }
}
