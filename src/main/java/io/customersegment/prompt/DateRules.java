package io.customersegment.prompt;

import io.customersegment.prompt.Point.Kind;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Grammar rules for spans of time and calendar points: 18 months, half a year, 15 June 2024, Q1 2025, the end of May, six months ago. */
final class DateRules {

    /** A numbered part of a year: a month, a quarter or a half. */
    record YearPart(int index, int months) {

        private int start() {
            return (index - 1) * months + 1;
        }

        private int end() {
            return index * months;
        }

        private Point in(int year) {
            LocalDate first = LocalDate.of(year, start(), 1);
            return Point.of(first, first.plusMonths(months).minusDays(1), months == 1 ? Kind.MONTH : Kind.QUARTER);
        }
    }

    /**
     * Several parts of one year.
     *
     * @param range whether the parts between the first and the last are included
     */
    record YearParts(List<YearPart> parts, boolean range) {
        YearParts {
            parts = List.copyOf(parts);
        }

        private YearPart last() {
            return parts.get(parts.size() - 1);
        }

        /** Returns these parts with one more after them; null if it cannot follow. */
        @Nullable
        YearParts and(YearPart next) {
            boolean later = last().end() < next.start() && last().months() == next.months() && !range;
            List<YearPart> more = new ArrayList<>(parts);
            more.add(next);
            return later ? new YearParts(more, false) : null;
        }

        /** Returns the window of these parts, of which the last is in the given year; null if the year is 0. */
        @Nullable
        Window of(int year) {
            if (year == 0) {
                return null;
            }
            boolean wraps = last().end() < parts.get(0).start();
            if (range) {
                LocalDate from = parts.get(0).in(wraps ? year - 1 : year).past().from();
                Days days = new Days(from, last().in(year).past().to());
                return Window.of(days);
            }
            Window window = Window.of(parts.get(0).in(year));
            for (YearPart part : parts.subList(1, parts.size())) {
                window = window.or(Window.of(part.in(year)));
            }
            return window;
        }
    }

    /** A month of the year, from 1. */
    record Month(int number) {}

    private DateRules() {}

    static void addTo(Grammar grammar) {
        periods(grammar);
        calendar(grammar);
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
            int year = year(m.get(Num.class));
            Token digits = m.words(m.node(0)).get(0);
            boolean decade = digits.to() - digits.from() > digits.text().length();
            return year == 0 || decade ? null : wholeYear(year);
        });
        grammar.rule("year so and so", "POINT <- UNIT DIGITS", m -> {
            int year = year(m.get(Num.class));
            return year == 0 || !isYear(m) || m.follows("new") ? null : wholeYear(year);
        });
        grammar.rule("day month year", "POINT <- DIGITS|ORDINAL MONTH COMMA? DIGITS", m -> {
            int year = year(m.get(Num.class, 1));
            return year == 0 ? null : day(year, m.get(Month.class), m.get(Num.class));
        });
        grammar.rule("day month short year", "POINT <- DIGITS|ORDINAL MONTH DIGITS", m -> {
            int year = nearYear(m.get(Num.class, 1), m.words(m.node(2)).get(0), m.day(), 30);
            return year == 0 ? null : day(year, m.get(Month.class), m.get(Num.class));
        });
        grammar.rule("month day year", "POINT <- MONTH DIGITS|ORDINAL COMMA? DIGITS", m -> {
            int year = year(m.get(Num.class, 1));
            return year == 0 ? null : day(year, m.get(Month.class), m.get(Num.class));
        });
        grammar.rule("day month", "POINT <- DIGITS|ORDINAL MONTH", 0.1, m -> dayWithoutYear(m, m.get(Num.class)));
        grammar.rule("month day", "POINT <- MONTH DIGITS|ORDINAL", 0.1, m -> dayWithoutYear(m, m.get(Num.class)));
        grammar.rule(
                "day month this year",
                "POINT <- DIGITS|ORDINAL MONTH THIS UNIT",
                m -> isYear(m) ? day(m.day().getYear(), m.get(Month.class), m.get(Num.class)) : null);
        grammar.rule("month year", "POINT <- MONTH DIGITS", m -> {
            int year = year(m.get(Num.class));
            return year == 0
                    ? null
                    : wholeMonth(LocalDate.of(year, m.get(Month.class).number(), 1));
        });
        grammar.rule("start of a month of a short year", "POINT <- START_OF MONTH DIGITS", m -> {
            Point month = shortYear(m);
            return month == null ? null : start(month);
        });
        grammar.rule("end of a month of a short year", "POINT <- END_OF MONTH DIGITS", m -> {
            Point month = shortYear(m);
            return month == null ? null : end(month);
        });
        grammar.rule("month", "POINT <- MONTH", 0.2, DateRules::monthWithoutYear);
        grammar.rule(
                "this month of that name",
                "POINT <- THIS MONTH",
                m -> m.node(0).rule().equals("this") ? monthWithoutYear(m) : null);
        grammar.rule(
                "month of this year",
                "POINT <- MONTH THIS UNIT",
                m -> isYear(m) ? monthOf(m, m.day().getYear()) : null);
        grammar.rule(
                "month of last year",
                "POINT <- MONTH LAST UNIT",
                m -> isYear(m) ? monthOf(m, m.day().getYear() - 1) : null);
        grammar.rule(
                "month of next year",
                "POINT <- MONTH NEXT UNIT",
                m -> isYear(m) ? monthOf(m, m.day().getYear() + 1) : null);
        grammar.rule("next month of that name", "POINT <- NEXT MONTH", m -> {
            int month = m.get(Month.class).number();
            int year = m.day().getYear() + (month > m.day().getMonthValue() ? 0 : 1);
            return m.node(0).rule().equals("next") ? monthOf(m, year) : null;
        });
        grammar.rule("last month of that name", "POINT <- LAST MONTH", DateRules::lastMonth);
        grammar.rule("part of a year", "POINT <- YEAR_PART DIGITS", m -> {
            YearPart part = m.get(YearPart.class);
            return yearPart(part, part.months() == 1 ? year(m.get(Num.class)) : anyYear(m, 0));
        });
        grammar.rule(
                "part of a year",
                "POINT <- DIGITS YEAR_PART",
                m -> yearPart(m.get(YearPart.class), year(m.get(Num.class))));
        grammar.rule(
                "part of this year",
                "POINT <- YEAR_PART THIS UNIT",
                m -> isYear(m) ? yearPart(m.get(YearPart.class), m.day().getYear()) : null);
        grammar.rule(
                "part of next year",
                "POINT <- YEAR_PART NEXT UNIT",
                m -> isYear(m) ? yearPart(m.get(YearPart.class), m.day().getYear() + 1) : null);
        grammar.rule("part of a year that is not named", "POINT <- YEAR_PART", 0.2, m -> {
            boolean notation = m.node(0).rule().matches("[qh][1-4]");
            return notation ? partWithoutYear(m.get(YearPart.class), m.day()) : null;
        });
        grammar.rule(
                "part of last year",
                "POINT <- YEAR_PART LAST UNIT",
                m -> isYear(m) ? yearPart(m.get(YearPart.class), m.day().getYear() - 1) : null);
        grammar.rule(
                "part of the year",
                "POINT <- YEAR_PART UNIT",
                0.1,
                m -> isYear(m) && !m.passesOver("any")
                        ? yearPart(m.get(YearPart.class), m.day().getYear())
                        : null);
        grammar.rule("first months of", "POINT <- ORDINAL NUMBER UNIT DURING POINT", m -> {
            Period period = Period.of(m.get(Num.class, 1).value(), m.get(Period.Unit.class));
            String which = m.node(0).rule();
            boolean of = m.node(3).rule().equals("of") || m.node(3).rule().equals("in");
            return of ? edge(m.get(Point.class), period, which) : null;
        });
        parts(grammar);
        grammar.rule("first half", "YEAR_PART <- ORDINAL HALF_WORD", m -> {
            int index = (int) m.get(Num.class).value();
            boolean last = m.node(0).rule().equals("last");
            return index <= 2 || last ? new YearPart(last ? 2 : index, 6) : null;
        });
        grammar.rule("first quarter", "YEAR_PART <- ORDINAL UNIT", m -> {
            int index = (int) m.get(Num.class).value();
            return m.get(Period.Unit.class).months() == 3 && index >= 1 && index <= 4 ? new YearPart(index, 3) : null;
        });
        grammar.rule("start of", "POINT <- START_OF POINT", m -> isDay(m) ? null : start(m.get(Point.class)));
        grammar.rule("end of", "POINT <- END_OF POINT", m -> isDay(m) ? null : end(m.get(Point.class)));
    }

    /** Adds the rules for several months, quarters or halves whose year follows: Oct/Nov 2024, Q1 or Q2 2024, Jul-Sep this year. */
    private static void parts(Grammar grammar) {
        grammar.rule(
                "month of a year",
                "YEAR_PART <- MONTH",
                0.01,
                m -> new YearPart(m.get(Month.class).number(), 1));
        grammar.rule(
                "parts in a list",
                "YEAR_PARTS <- YEAR_PART OR|AND|SLASH|COMMA DURING? YEAR_PART",
                m -> new YearParts(List.of(m.get(YearPart.class)), false).and(m.get(YearPart.class, 1)));
        grammar.rule(
                "parts in a list",
                "YEAR_PARTS <- YEAR_PARTS OR|AND|SLASH|COMMA YEAR_PART",
                m -> m.get(YearParts.class).and(m.get(YearPart.class)));
        grammar.rule(
                "parts in a list",
                "YEAR_PARTS <- YEAR_PARTS COMMA OR|AND DURING? YEAR_PART",
                m -> m.get(YearParts.class).and(m.get(YearPart.class)));
        grammar.rule("from part to part", "YEAR_PARTS <- YEAR_PART TO|DASH|UNTIL YEAR_PART", m -> {
            YearPart first = m.get(YearPart.class);
            YearPart second = m.get(YearPart.class, 1);
            boolean alike = first.months() == second.months() && first.index() != second.index();
            return m.node(1).rule().equals("and") || !alike ? null : new YearParts(List.of(first, second), true);
        });
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

    /** Returns the year of the number with this index: four digits, or two within three years of the day's year; 0 if it is not a year. */
    static int anyYear(Match m, int index) {
        Num number = m.get(Num.class, index);
        int year = year(number);
        return year == 0 ? nearYear(number, m.words(m.node(m.size() - 1)).get(0), m.day(), 3) : year;
    }

    /** Returns the year that two digits are short for, if it is at most the given number of years from the day's; 0 otherwise. */
    static int nearYear(Num number, Token digits, LocalDate day, int most) {
        boolean two = digits.text().matches("\\d\\d") && digits.suffix().isEmpty() && number.unit() == Num.Unit.NONE;
        int year = two && !number.isScaled() ? 2000 + (int) number.value() : 0;
        return year != 0 && Math.abs(year - day.getYear()) <= most ? year : 0;
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
            return calendar ? unit(m.day(), m.get(Period.Unit.class), -1) : null;
        });
        grammar.rule(
                "this calendar unit",
                "POINT <- THIS UNIT",
                m -> m.node(0).rule().startsWith("these") ? null : unit(m.day(), m.get(Period.Unit.class), 0));
        grammar.rule("next calendar unit", "POINT <- NEXT UNIT", m -> {
            boolean calendar = m.node(0).rule().equals("next");
            return calendar ? unit(m.day(), m.get(Period.Unit.class), 1) : null;
        });
        grammar.rule(
                "so long ago",
                "POINT <- PERIOD AGO",
                m -> day(m.get(Period.class).before(m.day())));
        grammar.rule(
                "so long from now",
                "POINT <- PERIOD FROM_NOW",
                m -> day(m.get(Period.class).after(m.day())));
        grammar.rule("start of this", "POINT <- START_OF UNIT", m -> {
            Point unit = unit(m.day(), m.get(Period.Unit.class), 0);
            return unit == null ? null : start(unit);
        });
        grammar.rule("end of this", "POINT <- END_OF UNIT", m -> {
            Point unit = unit(m.day(), m.get(Period.Unit.class), 0);
            return unit == null ? null : end(unit);
        });
    }

    /** Returns the year that the number is, or 0 if it is not a year. */
    static int year(Num number) {
        double value = number.value();
        boolean plain = number.unit() == Num.Unit.NONE && !number.isScaled() && value == Math.rint(value);
        return plain && value >= 1900 && value <= 2100 ? (int) value : 0;
    }

    private static boolean isYear(Match m) {
        return m.get(Period.Unit.class).months() == 12;
    }

    static Point wholeYear(int year) {
        return Point.of(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), Kind.YEAR);
    }

    static Point wholeMonth(LocalDate first) {
        return Point.of(first, first.with(TemporalAdjusters.lastDayOfMonth()), Kind.MONTH);
    }

    static Point day(LocalDate day) {
        return Point.of(day, day, Kind.DAY);
    }

    private static @Nullable Point day(int year, Month month, Num number) {
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
                : day(year(year), m.get(Month.class), m.get(Num.class, index));
    }

    /** Returns the day for a day and a month in digits, written as one, from the number with this index on, or null: 30/11. */
    static @Nullable Point dayAndMonth(Match m, int index) {
        Token month = m.words(m.node(m.size() - 1)).get(0);
        boolean tied = !month.spaced() && !m.words(m.node(m.size() - 2)).get(0).spaced();
        double number = m.get(Num.class, index + 1).value();
        boolean calendar = month.suffix().isEmpty() && number >= 1 && number <= 12 && number == Math.rint(number);
        return tied && calendar ? dayWithoutYear(m, new Month((int) number), m.get(Num.class, index)) : null;
    }

    private static @Nullable Point dayWithoutYear(Match m, Num number) {
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

    private static Point partWithoutYear(YearPart part, LocalDate day) {
        Point now = part.in(day.getYear());
        boolean later = now.past().from() != null && now.past().from().isAfter(day);
        boolean earlier = now.past().to() != null && now.past().to().isBefore(day);
        return now.yearless(
                (later ? part.in(day.getYear() - 1) : now).past(), (earlier ? part.in(day.getYear() + 1) : now).past());
    }

    private static @Nullable Object monthWithoutYear(Match m) {
        if (m.follows("any")) {
            return null;
        }
        LocalDate first = LocalDate.of(m.day().getYear(), m.get(Month.class).number(), 1);
        Point past = wholeMonth(first.isAfter(m.day()) ? first.minusYears(1) : first);
        LocalDate last = first.with(TemporalAdjusters.lastDayOfMonth());
        Point ahead = wholeMonth(last.isBefore(m.day()) ? first.plusYears(1) : first);
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
        return wholeMonth(LocalDate.of(year, m.get(Month.class).number(), 1));
    }

    private static @Nullable Object yearPart(YearPart part, int year) {
        if (year == 0) {
            return null;
        }
        return part.in(year);
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

    private static Point start(Point point) {
        return point.with(
                new Days(point.past().from(), point.past().from()),
                new Days(point.ahead().from(), point.ahead().from()));
    }

    private static Point end(Point point) {
        return point.with(
                new Days(point.past().to(), point.past().to()),
                new Days(point.ahead().to(), point.ahead().to()));
    }
}
