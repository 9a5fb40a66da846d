package io.customersegment.prompt;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Rules for windows of time: in the last 6 months, since March, before 2022, between one and two years ago, within the next quarter. */
final class WindowRules {

    /** The name of the rule for a month, or a day of it, without a word before it, so that a number before it is the day. */
    static final String THE_MONTH = "the month";

    /** The rules of windows that may begin with a month, so that a number before them may be its day: 1 December 2023 or earlier. */
    static final Set<String> MONTHS_FIRST = Set.of(THE_MONTH, "or earlier", "or later");

    /** The name of the rule for a span of time alone. */
    static final String FOR_SO_LONG = "for so long";

    private WindowRules() {}

    /** Adds the rules to the grammar. */
    static void addTo(Grammar grammar) {
        rolling(grammar);
        calendar(grammar);
        ages(grammar);
        durations(grammar);
        combinations(grammar);
    }

    private static void rolling(Grammar grammar) {
        grammar.rule("in the last", "WINDOW <- DURING? LAST PERIOD", m -> {
            Period period = m.get(Period.class);
            boolean calendar = m.node(m.size() - 1).rule().equals("a unit") && !m.has(Symbol.DURING);
            boolean previous = m.node(m.size() - 2).rule().equals("last")
                    || m.node(m.size() - 2).rule().equals("previous");
            return calendar && previous ? null : last(m.day(), period);
        });
        grammar.rule(
                "in the last",
                "WINDOW <- DURING THIS PERIOD",
                m -> m.node(2).rule().equals("a unit") ? null : last(m.day(), m.get(Period.class)));
        grammar.rule("in the next", "WINDOW <- DURING? NEXT PERIOD", m -> {
            boolean calendar = m.node(m.size() - 1).rule().equals("a unit") && !m.has(Symbol.DURING);
            return calendar ? null : next(m.day(), m.get(Period.class));
        });
        grammar.rule("within", "WINDOW <- DURING PERIOD", 0.1, m -> {
            String word = m.node(0).rule();
            boolean within = WordGroup.WITHIN.holds(word);
            if (!within || (m.node(1).rule().equals("a unit") && !word.equals("within"))) {
                return null;
            }
            return new Window(
                    last(m.day(), m.get(Period.class)).past(),
                    next(m.day(), m.get(Period.class)).ahead(),
                    Window.Kind.PLAIN,
                    m.get(Period.class),
                    false);
        });
        grammar.rule("within so long of today", "WINDOW <- DURING PERIOD FROM_NOW", m -> {
            boolean within = m.node(0).rule().equals("within");
            return within ? next(m.day(), m.get(Period.class)) : null;
        });
        grammar.rule("l90d", "WINDOW <- DURING? LAST", m -> {
            Period period = m.find(Period.class, 0);
            return period == null ? null : last(m.day(), period);
        });
        grammar.rule("in so long", "WINDOW <- DURING PERIOD", 0.3, m -> {
            boolean in = m.node(0).rule().equals("in") && !m.node(1).rule().equals("a unit");
            return in
                    ? new Window(
                            last(m.day(), m.get(Period.class)).past(),
                            next(m.day(), m.get(Period.class)).ahead(),
                            Window.Kind.DURATION,
                            m.get(Period.class),
                            false)
                    : null;
        });
        grammar.rule("in so long or less", "WINDOW <- DURING PERIOD OR_LESS", m -> {
            boolean in = m.node(0).rule().equals("in") || m.node(0).rule().equals("within");
            Window ahead = next(m.day(), m.get(Period.class));
            return in
                    ? new Window(
                            last(m.day(), m.get(Period.class)).past(), ahead.ahead(), Window.Kind.PLAIN, null, false)
                    : null;
        });
        grammar.rule("in so long to so long", "WINDOW <- DURING? NUMBER TO|DASH NUMBER UNIT", 0.1, m -> {
            Window window = ages(m.day(), m.get(Num.class), m.get(Num.class, 1), m.get(Period.Unit.class));
            boolean in =
                    window != null && m.has(Symbol.DURING) && m.node(0).rule().equals("in");
            return in ? ahead(m, false) : null;
        });
        grammar.rule(
                "in less than so long",
                "WINDOW <- DURING BELOW PERIOD",
                m -> m.node(0).rule().equals("for")
                        ? null
                        : new Window(
                                youngerThan(m.day(), m.get(Period.class)).past(),
                                List.of(new Days(
                                        m.day(),
                                        m.get(Period.class).after(m.day()).minusDays(1))),
                                Window.Kind.PLAIN,
                                null,
                                false));
        grammar.rule(
                "since so long",
                "WINDOW <- SINCE PERIOD",
                0.2,
                m -> m.node(1).rule().equals("a unit") && !m.passesOver("a")
                        ? null
                        : duration(m, asOldAs(m.day(), m.get(Period.class))));
        grammar.rule(
                "since the last so long",
                "WINDOW <- SINCE LAST PERIOD",
                m -> m.node(2).rule().equals("a unit") ? null : last(m.day(), m.get(Period.class)));
        grammar.rule("either of two", "WINDOW <- EITHER WINDOW OR WINDOW", m -> {
            Window first = m.get(Window.class);
            Window second = m.get(Window.class, 1);
            return first.isPlain() && second.isPlain() ? first.or(second) : null;
        });
        grammar.rule("recently", "WINDOW <- RECENTLY", m -> Window.of(Window.Kind.RECENTLY));
        grammar.rule("soon", "WINDOW <- SOON", m -> Window.of(Window.Kind.SOON));
        grammar.rule("over all time", "WINDOW <- ALL_TIME", 0.05, m -> Window.of(Window.Kind.ALL_TIME));
        grammar.rule("within those", "SAME_TIME <- DURING SAME PERIOD", m -> m.get(Period.class));
        grammar.rule("over the years", "ALL_TIME <- DURING UNIT", m -> {
            boolean over = m.node(0).rule().equals("over") && m.node(1).rule().equals(Lexicon.PLURAL);
            return over && m.get(Period.Unit.class).months() == 12 ? Symbol.ALL_TIME : null;
        });
        grammar.rule("year to date", "WINDOW <- YEAR_TO_DATE", m -> {
            LocalDate newYear = m.day().withDayOfYear(1);
            return Window.of(new Days(newYear, m.day()), new Days(m.day(), m.day()));
        });
    }

    private static Window last(LocalDate day, Period period) {
        LocalDate then = period.before(day);
        return Window.of(Days.from(then), new Days(then, day)).rolling(period);
    }

    private static Window next(LocalDate day, Period period) {
        return Window.of(new Days(day, period.after(day)));
    }

    private static void calendar(Grammar grammar) {
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
            Point month = m.node(0).rule().equals("in") ? DateRules.shortYear(m) : null;
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
            Point point = DateRules.dayAndMonth(m, 0);
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
        grammar.rule("between", "WINDOW <- DURING? BETWEEN POINT AND|TO|DASH POINT INCLUSIVE?", WindowRules::range);
        grammar.rule(
                "from to",
                "WINDOW <- FROM|DURING POINT TO|UNTIL POINT INCLUSIVE?",
                m -> m.node(2).rule().equals("and") ? null : range(m));
        grammar.rule(
                "from to",
                "WINDOW <- POINT TO|DASH|UNTIL POINT INCLUSIVE?",
                m -> m.node(1).rule().equals("and") ? null : range(m));
        grammar.rule(
                "parts of one year",
                "WINDOW <- DURING? YEAR_PARTS DIGITS",
                m -> m.get(DateRules.YearParts.class).of(DateRules.anyYear(m, 0)));
        grammar.rule("parts of this year", "WINDOW <- DURING? YEAR_PARTS THIS|LAST|NEXT UNIT", m -> {
            int by = m.has(Symbol.THIS) ? 0 : m.has(Symbol.NEXT) ? 1 : -1;
            boolean year = m.get(Period.Unit.class).months() == 12;
            return year ? m.get(DateRules.YearParts.class).of(m.day().getYear() + by) : null;
        });
        grammar.rule(
                "days of one year",
                "WINDOW <- DURING? BETWEEN|FROM POINT AND|TO|UNTIL POINT THIS|LAST|NEXT UNIT",
                WindowRules::daysOfYear);
        grammar.rule(
                "days of one month",
                "WINDOW <- DURING|FROM|BETWEEN? DIGITS|ORDINAL TO|DASH|UNTIL|AND|OR DIGITS|ORDINAL MONTH",
                WindowRules::daysOf);
        grammar.rule(
                "days of one month",
                "WINDOW <- DURING|FROM|BETWEEN? DIGITS|ORDINAL TO|DASH|UNTIL|AND|OR DIGITS|ORDINAL MONTH DIGITS",
                m -> DateRules.year(m.get(Num.class, 2)) == 0 ? null : daysOf(m));
        grammar.rule(
                "months of one year", "WINDOW <- DURING? BETWEEN|FROM MONTH AND|TO POINT INCLUSIVE?", m -> monthsOf(m));
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

    private static @Nullable Object range(Match m) {
        Point first = m.get(Point.class);
        Point second = m.get(Point.class, 1);
        if (first.isYearless() && !second.isYearless()) {
            first = first.notAfter(second.past().to());
        }
        if (first.ahead().isEmpty() || second.past().isEmpty()) {
            return oneSided(first, second);
        }
        Days past = new Days(first.past().from(), second.past().to());
        Days ahead = new Days(first.ahead().from(), second.ahead().to());
        boolean yearless = first.isYearless() || second.isYearless();
        boolean ago = m.node(m.size() - 1).rule().equals("so long ago") || (past.isEmpty() && !yearless);
        if (ago && past.isEmpty()) {
            past = new Days(second.past().from(), first.past().to());
            ahead = ahead.isEmpty() ? past : ahead;
        }
        if (past.isEmpty() && first.isYearless() && past.from() != null) {
            past = new Days(past.from().minusYears(1), past.to());
        }
        boolean onlyAhead = past.isEmpty() && !first.isYearless() && second.isYearless() && !ahead.isEmpty();
        if (onlyAhead) {
            return Window.of(Days.NEVER, ahead);
        }
        return past.isEmpty() || ahead.isEmpty() ? null : Window.of(past, ahead);
    }

    /** Builds a range of which one end can lie only in the past, or only in the future. */
    private static @Nullable Object oneSided(Point first, Point second) {
        Days past = first.past().isEmpty() || second.past().isEmpty()
                ? Days.NEVER
                : new Days(first.past().from(), second.past().to());
        Days ahead = first.ahead().isEmpty() || second.ahead().isEmpty()
                ? Days.NEVER
                : new Days(first.ahead().from(), second.ahead().to());
        boolean none = past.isEmpty() && ahead.isEmpty();
        return none ? null : Window.of(past.isEmpty() ? Days.NEVER : past, ahead.isEmpty() ? Days.NEVER : ahead);
    }

    /** Builds a range of months of one year: between March and June 2024. */
    private static @Nullable Object monthsOf(Match m) {
        Point second = m.get(Point.class);
        LocalDate end = second.past().to();
        if (second.kind() == Point.Kind.YEAR || second.isYearless() || end == null) {
            return null;
        }
        LocalDate first =
                LocalDate.of(end.getYear(), m.get(DateRules.Month.class).number(), 1);
        return first.isAfter(end) ? Window.of(new Days(first.minusYears(1), end)) : Window.of(new Days(first, end));
    }

    /** Builds a range between two days of last, this or next year, which is named after both. */
    private static @Nullable Object daysOfYear(Match m) {
        Point first = m.get(Point.class);
        Point second = m.get(Point.class, 1);
        LocalDate from = first.past().from();
        LocalDate to = second.past().to();
        boolean ofYear = m.get(Period.Unit.class).months() == 12;
        boolean days = first.isYearless()
                && second.isYearless()
                && first.kind() == Point.Kind.DAY
                && second.kind() == Point.Kind.DAY;
        boolean and = m.node(m.size() - 4).rule().equals("and");
        if (!ofYear || !days || from == null || to == null || and != m.has(Symbol.BETWEEN)) {
            return null;
        }
        int year = m.day().getYear() + (m.has(Symbol.THIS) ? 0 : m.has(Symbol.NEXT) ? 1 : -1);
        Days between = new Days(from.withYear(year), to.withYear(year));
        return between.isEmpty() ? null : Window.of(between);
    }

    /** Builds a window of days of one month: 1-15 November, between the 3rd and the 5th of June 2024, on 3 or 4 June. */
    private static @Nullable Object daysOf(Match m) {
        boolean or = m.has(Symbol.OR);
        boolean and = m.node(m.has(Symbol.BETWEEN) ? 2 : 1).rule().equals("and");
        Point first = DateRules.dayOf(m, 0);
        Point second = DateRules.dayOf(m, 1);
        boolean range = and == m.has(Symbol.BETWEEN) && !(or && m.has(Symbol.FROM));
        if (first == null || second == null || !range || (or && m.has(Symbol.BETWEEN))) {
            return null;
        }
        boolean later = m.get(Num.class, 1).value() > m.get(Num.class).value();
        boolean oneYear = first.isYearless() == second.isYearless();
        if (!later || !oneYear) {
            return null;
        }
        Days past = new Days(first.past().from(), second.past().to());
        Days ahead = new Days(first.ahead().from(), second.ahead().to());
        return or
                ? Window.of(first).or(Window.of(second))
                : past.isEmpty() || ahead.isEmpty() ? null : Window.of(past, ahead);
    }

    private static @Nullable LocalDate dayBefore(@Nullable LocalDate day) {
        return day == null ? null : day.minusDays(1);
    }

    private static @Nullable LocalDate dayAfter(@Nullable LocalDate day) {
        return day == null ? null : day.plusDays(1);
    }

    private static void ages(Grammar grammar) {
        grammar.rule(
                "no longer ago than", "WINDOW <- NOT|NO LONGER_AGO PERIOD", m -> last(m.day(), m.get(Period.class)));
        grammar.rule("longer ago than", "WINDOW <- LONGER_AGO PERIOD", m -> olderThan(m.day(), m.get(Period.class)));
        grammar.rule(
                "since more than so long",
                "WINDOW <- SINCE ABOVE PERIOD",
                0.2,
                m -> duration(m, olderThan(m.day(), m.get(Period.class))));
        grammar.rule(
                "more than so long ago", "WINDOW <- ABOVE PERIOD AGO", m -> olderThan(m.day(), m.get(Period.class)));
        grammar.rule(
                "older than",
                "WINDOW <- ABOVE PERIOD",
                0.1,
                m -> m.node(0).rule().equals("older than") ? olderThan(m.day(), m.get(Period.class)) : null);
        grammar.rule(
                "younger than",
                "WINDOW <- BELOW PERIOD",
                0.1,
                m -> m.node(0).rule().equals("younger than") ? youngerThan(m.day(), m.get(Period.class)) : null);
        grammar.rule(
                "no older than",
                "WINDOW <- AT_MOST PERIOD",
                m -> isOlder(m) ? last(m.day(), m.get(Period.class)) : null);
        grammar.rule(
                "12m+ ago",
                "WINDOW <- PERIOD OR_MORE AGO",
                m -> m.node(1).rule().equals("+") || m.node(1).rule().equals("plus")
                        ? olderThan(m.day(), m.get(Period.class))
                        : asOldAs(m.day(), m.get(Period.class)));
        grammar.rule("18+ months ago", "WINDOW <- NUMBER OR_MORE UNIT AGO", m -> {
            Period period = Period.of(m.get(Num.class).value(), m.get(Period.Unit.class));
            boolean strictly = m.node(1).rule().equals("+") || m.node(1).rule().equals("plus");
            return period.isNothing() ? null : strictly ? olderThan(m.day(), period) : asOldAs(m.day(), period);
        });
        grammar.rule(
                "at least so long ago", "WINDOW <- AT_LEAST PERIOD AGO", m -> asOldAs(m.day(), m.get(Period.class)));
        grammar.rule(
                "so long ago or more",
                "WINDOW <- PERIOD AGO OR_MORE|OR_EARLIER",
                m -> asOldAs(m.day(), m.get(Period.class)));
        grammar.rule(
                "less than so long ago", "WINDOW <- BELOW PERIOD AGO", m -> youngerThan(m.day(), m.get(Period.class)));
        grammar.rule("at most so long ago", "WINDOW <- AT_MOST PERIOD AGO", m -> last(m.day(), m.get(Period.class)));
        grammar.rule(
                "between ages",
                "WINDOW <- BETWEEN PERIOD AND PERIOD AGO",
                m -> between(m.day(), m.get(Period.class), m.get(Period.class, 1)));
        grammar.rule(
                "between ages",
                "WINDOW <- BETWEEN NUMBER AND NUMBER UNIT AGO",
                m -> ages(m.day(), m.get(Num.class), m.get(Num.class, 1), m.get(Period.Unit.class)));
        grammar.rule(
                "ages",
                "WINDOW <- FROM? NUMBER TO|DASH NUMBER UNIT AGO",
                m -> ages(m.day(), m.get(Num.class), m.get(Num.class, 1), m.get(Period.Unit.class)));
        grammar.rule("between times ahead", "WINDOW <- DURING? BETWEEN NUMBER AND NUMBER UNIT FROM_NOW", m -> {
            Window window = ages(m.day(), m.get(Num.class), m.get(Num.class, 1), m.get(Period.Unit.class));
            return window == null ? null : ahead(m, false);
        });
        grammar.rule(
                "more than, less than ahead",
                "WINDOW <- DURING? ABOVE NUMBER AND|BUT BELOW NUMBER UNIT FROM_NOW?",
                m -> m.has(Symbol.FROM_NOW)
                                || (m.has(Symbol.DURING) && !m.node(0).rule().equals("for"))
                        ? ahead(m, true)
                        : null);
        grammar.rule(
                "more than so long ahead",
                "WINDOW <- DURING? ABOVE PERIOD FROM_NOW",
                m -> Window.of(Days.from(m.get(Period.class).after(m.day()).plusDays(1))));
        grammar.rule(
                "less than so long ahead",
                "WINDOW <- DURING? BELOW PERIOD FROM_NOW",
                m -> Window.of(
                        new Days(m.day(), m.get(Period.class).after(m.day()).minusDays(1))));
        grammar.rule("more than, less than ago", "WINDOW <- ABOVE NUMBER AND|BUT BELOW NUMBER UNIT AGO", m -> {
            Period near = Period.of(m.get(Num.class).value(), m.get(Period.Unit.class));
            Period far = Period.of(m.get(Num.class, 1).value(), m.get(Period.Unit.class));
            return Window.of(new Days(
                    far.before(m.day()).plusDays(1), near.before(m.day()).minusDays(1)));
        });
        grammar.rule(
                "more than, less than ago",
                "WINDOW <- ABOVE PERIOD AND|BUT BELOW PERIOD AGO",
                m -> Window.of(new Days(
                        m.get(Period.class, 1).before(m.day()).plusDays(1),
                        m.get(Period.class).before(m.day()).minusDays(1))));
    }

    /** Whether the bound is on an age, not on how long something lasts: no older than 30 days. */
    private static boolean isOlder(Match m) {
        return m.node(0).rule().endsWith("older than");
    }

    private static @Nullable Window ages(LocalDate day, Num first, Num second, Period.Unit unit) {
        Period near = Period.of(first.value(), unit);
        Period far = Period.of(second.value(), unit);
        return near.isNothing() || far.isNothing() ? null : between(day, near, far);
    }

    private static Window between(LocalDate day, Period near, Period far) {
        LocalDate one = near.before(day);
        LocalDate other = far.before(day);
        return Window.of(one.isBefore(other) ? new Days(one, other) : new Days(other, one));
    }

    private static Object ahead(Match m, boolean open) {
        LocalDate from =
                Period.of(m.get(Num.class).value(), m.get(Period.Unit.class)).after(m.day());
        LocalDate to =
                Period.of(m.get(Num.class, 1).value(), m.get(Period.Unit.class)).after(m.day());
        return Window.of(open ? new Days(from.plusDays(1), to.minusDays(1)) : new Days(from, to));
    }

    private static Window olderThan(LocalDate day, Period period) {
        return Window.of(Days.to(period.before(day).minusDays(1)));
    }

    private static Window asOldAs(LocalDate day, Period period) {
        return Window.of(Days.to(period.before(day)));
    }

    private static Window youngerThan(LocalDate day, Period period) {
        return Window.of(Days.from(period.before(day).plusDays(1)));
    }

    /** Adds the rules for durations, whose meaning depends on whether the subject is a lasting state. */
    private static void durations(Grammar grammar) {
        grammar.rule(FOR_SO_LONG, "WINDOW <- DURATION? PERIOD", 0.5, m -> {
            boolean unit = m.node(m.size() - 1).rule().equals("a unit") && !m.has(Symbol.DURATION);
            return unit ? null : duration(m, asOldAs(m.day(), m.get(Period.class)));
        });
        grammar.rule(
                "for so long or longer",
                "WINDOW <- DURATION? PERIOD OR_MORE",
                m -> duration(
                        m,
                        m.node(m.size() - 1).rule().equals("+")
                                ? olderThan(m.day(), m.get(Period.class))
                                : asOldAs(m.day(), m.get(Period.class))));
        grammar.rule("for at least a number of units", "WINDOW <- DURATION? NUMBER OR_MORE UNIT", m -> {
            Period period = Period.of(m.get(Num.class).value(), m.get(Period.Unit.class));
            boolean plus = m.node(m.size() - 2).rule().equals("+");
            return period.isNothing()
                    ? null
                    : (plus ? olderThan(m.day(), period) : asOldAs(m.day(), period))
                            .rolling(period)
                            .as(Window.Kind.DURATION);
        });
        grammar.rule(
                "for at least",
                "WINDOW <- DURATION|SINCE? AT_LEAST PERIOD",
                m -> duration(m, asOldAs(m.day(), m.get(Period.class))));
        grammar.rule(
                "for more than",
                "WINDOW <- DURATION? ABOVE PERIOD",
                m -> m.node(0).rule().equals("older than") || isPast(m)
                        ? null
                        : duration(m, olderThan(m.day(), m.get(Period.class))));
        grammar.rule(
                "for less than",
                "WINDOW <- DURATION? BELOW PERIOD",
                m -> m.node(0).rule().equals("younger than")
                        ? null
                        : youngerThan(m.day(), m.get(Period.class)).as(Window.Kind.DURATION));
        grammar.rule(
                "for at most",
                "WINDOW <- DURATION? AT_MOST PERIOD",
                m -> isOlder(m)
                        ? null
                        : Window.of(Days.from(m.get(Period.class).before(m.day())))
                                .as(Window.Kind.DURATION));
        grammar.rule("for between", "WINDOW <- DURATION? BETWEEN NUMBER AND NUMBER UNIT", m -> {
            Window ages = ages(m.day(), m.get(Num.class), m.get(Num.class, 1), m.get(Period.Unit.class));
            return ages == null ? null : ages.as(Window.Kind.DURATION);
        });
    }

    /** Whether "past" refers to a time in the past, whereas before a number it means more: the past two years. */
    private static boolean isPast(Match m) {
        return m.node(m.size() - 2).rule().equals("past");
    }

    private static Window duration(Match m, Window began) {
        return began.rolling(m.get(Period.class)).as(Window.Kind.DURATION);
    }

    private static void combinations(Grammar grammar) {
        grammar.rule("either window", "WINDOW <- WINDOW OR|SLASH WINDOW", m -> {
            Window first = m.get(Window.class);
            Window second = m.get(Window.class, 1);
            boolean plain = first.kind() == Window.Kind.PLAIN && second.kind() == Window.Kind.PLAIN;
            return plain && first.yearless() == second.yearless() ? first.or(second) : null;
        });
        grammar.rule("one of several windows", "WINDOW <- WINDOW COMMA WINDOW", m -> {
            Window first = m.get(Window.class);
            Window second = m.get(Window.class, 1);
            boolean list = first.isPlain()
                    && second.kind() == Window.Kind.PLAIN
                    && second.past().size() > 1;
            return list && first.yearless() == second.yearless() ? first.or(second) : null;
        });
        grammar.rule("both windows", "WINDOW <- WINDOW AND|BUT|COMMA WINDOW", 0.1, m -> {
            Window first = m.get(Window.class);
            Window second = m.get(Window.class, 1);
            return first.isPlain()
                            && second.isPlain()
                            && !first.and(second).past().get(0).isEmpty()
                            && !first.and(second).equals(first)
                            && !first.and(second).equals(second)
                    ? first.and(second)
                    : null;
        });
        grammar.rule("this window inclusive", "WINDOW <- WINDOW INCLUSIVE", m -> m.get(Window.class));
    }
}
