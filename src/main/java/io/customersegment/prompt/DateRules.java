package io.customersegment.prompt;

import io.customersegment.prompt.Point.Kind;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/**
 * Grammar rules for spans of time and calendar points: 18 months, half a year, 15 June 2024, the end of May, six months ago. Adds those for
 * parts of a year as well.
 */
final class DateRules {

    private DateRules() {}

    static void addTo(Grammar grammar) {
        periods(grammar);
        calendar(grammar);
        YearPartRules.addTo(grammar);
        relative(grammar);
    }

    private static void periods(Grammar grammar) {
        grammar.rule(
                "N units",
                "PERIOD <- NUMBER UNIT",
                m -> m.passesOver("a") ? null : period(m.get(Num.class).value(), m.get(Period.Unit.class)));
        grammar.rule(
                "a unit",
                "PERIOD <- UNIT",
                0.2,
                m -> m.node(0).rule().equals(Lexicon.PLURAL) ? null : period(1, m.get(Period.Unit.class)));
        grammar.rule("half a unit", "PERIOD <- HALF_WORD UNIT", m -> period(0.5, m.get(Period.Unit.class)));
        grammar.rule("half a year", "PERIOD <- HALF_YEAR", m -> new Period(6, 0));
        grammar.rule(
                "some units and a half",
                "PERIOD <- NUMBER AND HALF_WORD UNIT",
                m -> period(m.get(Num.class).value() + 0.5, m.get(Period.Unit.class)));
        grammar.rule("a unit and a half", "PERIOD <- UNIT AND HALF_WORD", m -> period(1.5, m.get(Period.Unit.class)));
        grammar.rule("units of two kinds", "PERIOD <- NUMBER UNIT AND NUMBER UNIT", m -> {
            Period first = period(m.get(Num.class).value(), m.get(Period.Unit.class));
            Period second = period(m.get(Num.class, 1).value(), m.get(Period.Unit.class, 1));
            return first == null || second == null ? null : first.plus(second);
        });
    }

    private static @Nullable Period period(double amount, Period.Unit unit) {
        Period period = Period.of(amount, unit);
        return period.isNothing() ? null : period;
    }

    private static void calendar(Grammar grammar) {
        grammar.rule("date in digits", "POINT <- DATE", m -> m.get(Point.class));
        grammar.rule("day of the week and date", "POINT <- WEEKDAY COMMA? POINT", m -> {
            Point point = m.get(Point.class);
            return point.kind() == Kind.DAY ? point : null;
        });
        grammar.rule("year", "POINT <- DIGITS", 0.1, m -> {
            int year = Years.of(m.get(Num.class));
            Token digits = m.words(m.node(0)).get(0);
            boolean decade = digits.to() - digits.from() > digits.text().length();
            return year == 0 || decade ? null : CalendarPoints.wholeYear(year);
        });
        grammar.rule("year so and so", "POINT <- UNIT DIGITS", m -> {
            int year = Years.of(m.get(Num.class));
            return year == 0 || !Years.isYear(m) || m.follows("new") ? null : CalendarPoints.wholeYear(year);
        });
        grammar.rule("day month year", "POINT <- DIGITS|ORDINAL MONTH COMMA? DIGITS", m -> {
            int year = Years.of(m.get(Num.class, 1));
            return year == 0 ? null : CalendarPoints.day(year, m.get(Month.class), m.get(Num.class));
        });
        grammar.rule("day month short year", "POINT <- DIGITS|ORDINAL MONTH DIGITS", m -> {
            int year = Years.near(m.get(Num.class, 1), m.words(m.node(2)).get(0), m.day(), 30);
            return year == 0 ? null : CalendarPoints.day(year, m.get(Month.class), m.get(Num.class));
        });
        grammar.rule("month day year", "POINT <- MONTH DIGITS|ORDINAL COMMA? DIGITS", m -> {
            int year = Years.of(m.get(Num.class, 1));
            return year == 0 ? null : CalendarPoints.day(year, m.get(Month.class), m.get(Num.class));
        });
        grammar.rule(
                "day month",
                "POINT <- DIGITS|ORDINAL MONTH",
                0.1,
                m -> CalendarPoints.dayWithoutYear(m, m.get(Num.class)));
        grammar.rule(
                "month day",
                "POINT <- MONTH DIGITS|ORDINAL",
                0.1,
                m -> CalendarPoints.dayWithoutYear(m, m.get(Num.class)));
        grammar.rule(
                "day month this year",
                "POINT <- DIGITS|ORDINAL MONTH THIS UNIT",
                m -> Years.isYear(m)
                        ? CalendarPoints.day(m.day().getYear(), m.get(Month.class), m.get(Num.class))
                        : null);
        grammar.rule("month year", "POINT <- MONTH DIGITS", m -> {
            int year = Years.of(m.get(Num.class));
            return year == 0
                    ? null
                    : CalendarPoints.wholeMonth(
                            LocalDate.of(year, m.get(Month.class).number(), 1));
        });
        grammar.rule("start of a month of a short year", "POINT <- START_OF MONTH DIGITS", m -> {
            Point month = CalendarPoints.shortYear(m);
            return month == null ? null : CalendarPoints.start(month);
        });
        grammar.rule("end of a month of a short year", "POINT <- END_OF MONTH DIGITS", m -> {
            Point month = CalendarPoints.shortYear(m);
            return month == null ? null : CalendarPoints.end(month);
        });
        grammar.rule("month", "POINT <- MONTH", 0.2, DateRules::monthWithoutYear);
        grammar.rule(
                "this month of that name",
                "POINT <- THIS MONTH",
                m -> m.node(0).rule().equals("this") ? monthWithoutYear(m) : null);
        grammar.rule(
                "month of this year",
                "POINT <- MONTH THIS UNIT",
                m -> Years.isYear(m) ? monthOf(m, m.day().getYear()) : null);
        grammar.rule(
                "month of last year",
                "POINT <- MONTH LAST UNIT",
                m -> Years.isYear(m) ? monthOf(m, m.day().getYear() - 1) : null);
        grammar.rule(
                "month of next year",
                "POINT <- MONTH NEXT UNIT",
                m -> Years.isYear(m) ? monthOf(m, m.day().getYear() + 1) : null);
        grammar.rule("next month of that name", "POINT <- NEXT MONTH", m -> {
            int month = m.get(Month.class).number();
            int year = m.day().getYear() + (month > m.day().getMonthValue() ? 0 : 1);
            return m.node(0).rule().equals("next") ? monthOf(m, year) : null;
        });
        grammar.rule("last month of that name", "POINT <- LAST MONTH", DateRules::lastMonth);
        grammar.rule("first months of", "POINT <- ORDINAL NUMBER UNIT DURING POINT", m -> {
            Period period = Period.of(m.get(Num.class, 1).value(), m.get(Period.Unit.class));
            String which = m.node(0).rule();
            boolean of = m.node(3).rule().equals("of") || m.node(3).rule().equals("in");
            return of ? edge(m.get(Point.class), period, which) : null;
        });
        grammar.rule(
                "start of", "POINT <- START_OF POINT", m -> isDay(m) ? null : CalendarPoints.start(m.get(Point.class)));
        grammar.rule("end of", "POINT <- END_OF POINT", m -> isDay(m) ? null : CalendarPoints.end(m.get(Point.class)));
    }

    /** Returns the start or the end of the point with the given length, or null if that is longer than the point. */
    private static @Nullable Point edge(Point point, Period period, String which) {
        LocalDate from = point.past().from();
        LocalDate to = point.past().to();
        boolean plain = !point.isYearless() && !period.isNothing();
        if (!plain || from == null || to == null || !WordGroup.EDGE.holds(which)) {
            return null;
        }
        LocalDate begin = which.equals("first") ? from : period.before(to.plusDays(1));
        LocalDate end = which.equals("first") ? period.after(from).minusDays(1) : to;
        return begin.isBefore(from) || end.isAfter(to) ? null : Point.of(begin, end, Kind.QUARTER);
    }

    private static boolean isDay(Match m) {
        return m.get(Point.class).kind() == Kind.DAY;
    }

    private static void relative(Grammar grammar) {
        grammar.rule("today", "POINT <- TODAY", m -> Point.of(m.day(), m.day(), Kind.DAY));
        grammar.rule(
                "yesterday",
                "POINT <- YESTERDAY",
                m -> Point.of(m.day().minusDays(1), m.day().minusDays(1), Kind.DAY));
        grammar.rule(
                "tomorrow",
                "POINT <- TOMORROW",
                m -> Point.of(m.day().plusDays(1), m.day().plusDays(1), Kind.DAY));
        grammar.rule("previous calendar unit", "POINT <- LAST UNIT", m -> {
            boolean calendar =
                    m.node(0).rule().equals("last") || m.node(0).rule().equals("previous");
            return calendar ? CalendarPoints.unit(m.day(), m.get(Period.Unit.class), -1) : null;
        });
        grammar.rule(
                "this calendar unit",
                "POINT <- THIS UNIT",
                m -> m.node(0).rule().startsWith("these")
                        ? null
                        : CalendarPoints.unit(m.day(), m.get(Period.Unit.class), 0));
        grammar.rule("next calendar unit", "POINT <- NEXT UNIT", m -> {
            boolean calendar = m.node(0).rule().equals("next");
            return calendar ? CalendarPoints.unit(m.day(), m.get(Period.Unit.class), 1) : null;
        });
        grammar.rule(
                "so long ago",
                "POINT <- PERIOD AGO",
                m -> CalendarPoints.day(m.get(Period.class).before(m.day())));
        grammar.rule(
                "so long from now",
                "POINT <- PERIOD FROM_NOW",
                m -> CalendarPoints.day(m.get(Period.class).after(m.day())));
        grammar.rule("start of this", "POINT <- START_OF UNIT", m -> {
            Point unit = CalendarPoints.unit(m.day(), m.get(Period.Unit.class), 0);
            return unit == null ? null : CalendarPoints.start(unit);
        });
        grammar.rule("end of this", "POINT <- END_OF UNIT", m -> {
            Point unit = CalendarPoints.unit(m.day(), m.get(Period.Unit.class), 0);
            return unit == null ? null : CalendarPoints.end(unit);
        });
    }

    private static @Nullable Object monthWithoutYear(Match m) {
        if (m.follows("any")) {
            return null;
        }
        LocalDate first = LocalDate.of(m.day().getYear(), m.get(Month.class).number(), 1);
        Point past = CalendarPoints.wholeMonth(first.isAfter(m.day()) ? first.minusYears(1) : first);
        LocalDate last = first.with(TemporalAdjusters.lastDayOfMonth());
        Point ahead = CalendarPoints.wholeMonth(last.isBefore(m.day()) ? first.plusYears(1) : first);
        return past.yearless(past.past(), ahead.ahead());
    }

    /** Returns the last month of that name before the day's month: last December. */
    private static @Nullable Object lastMonth(Match m) {
        boolean beyond = m.node(0).rule().equals("past") && !m.follows("the") && !m.follows("this");
        if (beyond) {
            return null;
        }
        int month = m.get(Month.class).number();
        int year = m.day().getYear() - (month >= m.day().getMonthValue() ? 1 : 0);
        return monthOf(m, year);
    }

    private static Point monthOf(Match m, int year) {
        return CalendarPoints.wholeMonth(LocalDate.of(year, m.get(Month.class).number(), 1));
    }
}
