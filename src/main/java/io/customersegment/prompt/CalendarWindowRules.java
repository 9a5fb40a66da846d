package io.customersegment.prompt;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Rules for windows given by a date: in May 2024, since March, before 2022, until the end of last year. */
final class CalendarWindowRules {

    /** The name of the rule for a month, or a day of it, without a word before it, so that a number before it is the day. */
    static final String THE_MONTH = "the month";

    /** The rules of windows that may begin with a month, so that a number before them may be its day: 1 December 2023 or earlier. */
    static final Set<String> MONTHS_FIRST = Set.of(THE_MONTH, "or earlier", "or later");

    private CalendarWindowRules() {}

    static void addTo(Grammar grammar) {
        grammar.rule("in", "WINDOW <- DURING POINT", m -> {
            String word = m.node(0).rule();
            boolean rolls = m.node(1).rule().endsWith(" calendar unit")
                    && !m.node(1).rule().startsWith("this");
            boolean around = WordGroup.AROUND.holds(word);
            boolean edge =
                    isEdge(m.node(1)) || (word.equals("in") && m.node(1).rule().equals("month day"));
            return (rolls && !around) || edge ? null : in(m.get(Point.class), m.day());
        });
        grammar.rule("in a month of a short year", "WINDOW <- DURING MONTH DIGITS", m -> {
            Point month = m.node(0).rule().equals("in") ? CalendarPoints.shortYear(m) : null;
            return month == null ? null : in(month, m.day());
        });
        grammar.rule(
                "in",
                "WINDOW <- EXACTLY? POINT",
                0.04,
                m -> isEdge(m.node(m.size() - 1)) || isMonth(m) ? null : in(m.get(Point.class), m.day()));
        grammar.rule(
                THE_MONTH, "WINDOW <- EXACTLY? POINT", 0.04, m -> isMonth(m) ? in(m.get(Point.class), m.day()) : null);
        grammar.rule(
                "equals",
                "WINDOW <- EXACTLY POINT",
                m -> m.node(0).rule().equals("=") ? in(m.get(Point.class), m.day()) : null);
        grammar.rule("since", "WINDOW <- SINCE POINT", m -> since(m.get(Point.class)));
        grammar.rule("since a day of the week", "WINDOW <- SINCE WEEKDAY", 0.1, m -> {
            DayOfWeek weekday = m.get(DayOfWeek.class);
            LocalDate day = m.day().with(TemporalAdjusters.previous(weekday));
            return m.day().getDayOfWeek() == weekday ? null : since(Point.of(day, day, Point.Kind.DAY));
        });
        grammar.rule("since or later", "WINDOW <- SINCE POINT OR_LATER", m -> since(m.get(Point.class)));
        grammar.rule(
                "from", "WINDOW <- NOT_BEFORE|AT_LEAST POINT", 0.1, m -> isAge(m) ? null : since(m.get(Point.class)));
        grammar.rule("or later", "WINDOW <- DURING? POINT OR_LATER|OR_MORE", m -> since(m.get(Point.class)));
        grammar.rule(
                "since or before",
                "WINDOW <- SINCE POINT OR_EARLIER",
                m -> until(m.get(Point.class), m.day()).as(Window.Kind.DURATION));
        String dayAndMonth = "DIGITS SLASH DIGITS";
        grammar.rule("day and month", "WINDOW <- SINCE|NOT_BEFORE|BEFORE|AFTER|UNTIL|DURING " + dayAndMonth, m -> {
            Point point = CalendarPoints.dayAndMonth(m, 0);
            return point == null || m.isTiedTo("/")
                    ? null
                    : switch (m.node(0).symbol()) {
                        case SINCE, NOT_BEFORE -> since(point);
                        case BEFORE -> before(point, m.day());
                        case AFTER -> after(point);
                        case UNTIL -> until(point, m.day());
                        default -> m.node(0).rule().equals("on") ? in(point, m.day()) : null;
                    };
        });
        grammar.rule("since before", "WINDOW <- SINCE BEFORE|BELOW POINT", m -> before(m.get(Point.class), m.day()));
        grammar.rule("before", "WINDOW <- BEFORE|BELOW POINT", m -> {
            if (isAge(m) || isSpanned(m)) {
                return null;
            }
            boolean end = m.node(1).rule().startsWith("end of");
            return asSigned(m, end ? until(m.get(Point.class), m.day()) : before(m.get(Point.class), m.day()));
        });
        grammar.rule(
                "after",
                "WINDOW <- AFTER|ABOVE POINT",
                m -> isAge(m) || isSpanned(m) ? null : after(m.get(Point.class)));
        grammar.rule(
                "until",
                "WINDOW <- UNTIL|AT_MOST POINT",
                m -> isAge(m) ? null : asSigned(m, until(m.get(Point.class), m.day())));
        grammar.rule("until at least", "WINDOW <- UNTIL AT_LEAST POINT", m -> since(m.get(Point.class)));
        grammar.rule("until or later", "WINDOW <- UNTIL POINT OR_LATER", m -> since(m.get(Point.class)));
        grammar.rule(
                "or earlier", "WINDOW <- DURING? POINT OR_EARLIER|OR_LESS", m -> until(m.get(Point.class), m.day()));
    }

    /** Whether the comparison is about how long ago something was, which increases into the past: more than a year ago. */
    private static boolean isAge(Match m) {
        boolean compares = switch (m.node(0).symbol()) {
            case ABOVE, BELOW, AT_LEAST, AT_MOST -> true;
            default -> false;
        };
        return compares && m.node(1).rule().startsWith("so long");
    }

    /** Whether the comparison is with the count in another period, or "over" means during: more than last year, over the last year. */
    private static boolean isSpanned(Match m) {
        boolean word = Character.isLetter(m.node(0).rule().charAt(0));
        boolean compares = m.has(Symbol.ABOVE) || m.has(Symbol.BELOW);
        return word && compares && m.node(1).rule().endsWith(" calendar unit");
    }

    private static boolean isMonth(Match m) {
        return m.node(m.size() - 1).rule().startsWith("month");
    }

    /** Whether the point is the start or the end of a period, whose exact days are unknown: at the end of June. */
    private static boolean isEdge(Node point) {
        return point.rule().startsWith("start of") || point.rule().startsWith("end of");
    }

    private static Window in(Point point, LocalDate day) {
        LocalDate to = point.ahead().to();
        LocalDate from = point.ahead().from();
        boolean around = from != null && from.isBefore(day) && to != null && !to.isBefore(day);
        return Window.of(around ? point.with(point.past(), new Days(day, to)) : point);
    }

    private static Window since(Point point) {
        return Window.of(
                shaped(point.past(), days -> Days.from(days.from())),
                shaped(point.ahead(), days -> Days.from(days.from())));
    }

    private static Window after(Point point) {
        return Window.of(
                shaped(point.past(), days -> Days.from(dayAfter(days.to()))),
                shaped(point.ahead(), days -> Days.from(dayAfter(days.to()))));
    }

    private static Window before(Point point, LocalDate day) {
        return Window.of(
                shaped(point.past(), days -> Days.to(dayBefore(days.from()))),
                shaped(point.ahead(), days -> new Days(day, dayBefore(days.from()))));
    }

    private static Window until(Point point, LocalDate day) {
        return Window.of(
                shaped(point.past(), days -> Days.to(days.to())),
                shaped(point.ahead(), days -> new Days(day, days.to())));
    }

    /** Returns the window; after a sign ("<=") it includes the past for dates in the future as well. */
    private static Window asSigned(Match m, Window window) {
        boolean sign = !Character.isLetter(m.node(0).rule().charAt(0));
        boolean sure = sign && !m.get(Point.class).isYearless();
        return sure ? new Window(window.past(), window.past(), window.kind(), null, false) : window;
    }

    /** Applies the function to the days, unless they are empty. */
    private static Days shaped(Days days, UnaryOperator<Days> shape) {
        return days.isEmpty() ? Days.NEVER : shape.apply(days);
    }

    private static @Nullable LocalDate dayBefore(@Nullable LocalDate day) {
        return day == null ? null : day.minusDays(1);
    }

    private static @Nullable LocalDate dayAfter(@Nullable LocalDate day) {
        return day == null ? null : day.plusDays(1);
    }
}
