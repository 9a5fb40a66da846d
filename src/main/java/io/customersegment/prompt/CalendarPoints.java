package io.customersegment.prompt;

import io.customersegment.prompt.Point.Kind;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/** Computes days, months, quarters and years of the calendar, with a year or without one. */
final class CalendarPoints {

    private CalendarPoints() {}

    static Point wholeYear(int year) {
        return Point.of(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), Kind.YEAR);
    }

    static Point wholeMonth(LocalDate first) {
        return Point.of(first, first.with(TemporalAdjusters.lastDayOfMonth()), Kind.MONTH);
    }

    /** Returns the month of a two-digit year, where the digits cannot be a day, or null: in Jan 23, end of Jan 25. */
    static @Nullable Point shortYear(Match m) {
        Num number = m.get(Num.class);
        boolean digits = m.words(m.node(m.size() - 1)).get(0).text().matches("\\d\\d");
        return digits && number.unit() == Num.Unit.NONE
                ? wholeMonth(LocalDate.of(
                        2000 + (int) number.value(), m.get(Month.class).number(), 1))
                : null;
    }

    static Point day(LocalDate day) {
        return Point.of(day, day, Kind.DAY);
    }

    /** Returns the day of the month with this number, or null if there is none: 31 June. */
    static @Nullable Point day(int year, Month month, Num number) {
        try {
            boolean whole = number.value() == Math.rint(number.value());
            return whole && !number.isScaled() ? day(LocalDate.of(year, month.number(), (int) number.value())) : null;
        } catch (DateTimeException none) {
            return null;
        }
    }

    /** Returns the day of the month for the number with this index, in the year of any third number; null if there is no such day. */
    static @Nullable Point dayOf(Match m, int index) {
        Num year = m.find(Num.class, 2);
        return year == null
                ? dayWithoutYear(m, m.get(Num.class, index))
                : day(Years.of(year), m.get(Month.class), m.get(Num.class, index));
    }

    /** Returns the day for a day and a month in digits, written as one, from the number with this index on, or null: 30/11. */
    static @Nullable Point dayAndMonth(Match m, int index) {
        Token month = m.words(m.node(m.size() - 1)).get(0);
        boolean tied = !month.spaced() && !m.words(m.node(m.size() - 2)).get(0).spaced();
        double number = m.get(Num.class, index + 1).value();
        boolean calendar = month.suffix().isEmpty() && number >= 1 && number <= 12 && number == Math.rint(number);
        return tied && calendar ? dayWithoutYear(m, new Month((int) number), m.get(Num.class, index)) : null;
    }

    /** Returns the day of the month of the match with this number, in no named year; null if there is none. */
    static @Nullable Point dayWithoutYear(Match m, Num number) {
        return dayWithoutYear(m, m.get(Month.class), number);
    }

    private static @Nullable Point dayWithoutYear(Match m, Month month, Num number) {
        Point day = null;
        Point next = null;
        for (int year = m.day().getYear() - 4; year <= m.day().getYear() + 4; year++) {
            Point candidate = day(year, month, number);
            if (candidate == null) {
                continue;
            }
            LocalDate date = candidate.past().from();
            if (date != null && !date.isAfter(m.day())) {
                day = candidate;
            }
            if (next == null && date != null && !date.isBefore(m.day())) {
                next = candidate;
            }
        }
        return day == null || next == null ? null : day.yearless(day.past(), next.ahead());
    }

    /** Returns the calendar unit that contains the day, moved by N; null for units that are not of the calendar. */
    static @Nullable Point unit(LocalDate day, Period.Unit unit, int by) {
        return switch (unit.name()) {
            case "day" -> day(day.plusDays(by));
            case "week" -> {
                LocalDate monday =
                        day.minusDays(day.getDayOfWeek().getValue() - 1L).plusWeeks(by);
                yield Point.of(monday, monday.plusDays(6), Kind.DAY);
            }
            case "month" -> wholeMonth(day.withDayOfMonth(1).plusMonths(by));
            case "quarter" -> {
                LocalDate first = day.withDayOfMonth(1)
                        .minusMonths((day.getMonthValue() - 1) % 3)
                        .plusMonths(3L * by);
                yield Point.of(first, first.plusMonths(3).minusDays(1), Kind.QUARTER);
            }
            case "year" -> wholeYear(day.getYear() + by);
            default -> null;
        };
    }

    /** Returns the first day of the point. */
    static Point start(Point point) {
        return point.with(
                new Days(point.past().from(), point.past().from()),
                new Days(point.ahead().from(), point.ahead().from()));
    }

    /** Returns the last day of the point. */
    static Point end(Point point) {
        return point.with(
                new Days(point.past().to(), point.past().to()),
                new Days(point.ahead().to(), point.ahead().to()));
    }
}
