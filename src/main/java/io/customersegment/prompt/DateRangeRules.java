package io.customersegment.prompt;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Rules for windows between two dates, or of several parts of a year: from March to June 2024, 1-15 November, Q1 or Q2 2024. */
final class DateRangeRules {

    private DateRangeRules() {}

    static void addTo(Grammar grammar) {
        grammar.rule("between", "WINDOW <- DURING? BETWEEN POINT AND|TO|DASH POINT INCLUSIVE?", DateRangeRules::range);
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
                m -> m.get(YearParts.class).of(Years.ofOrNear(m, 0)));
        grammar.rule("parts of this year", "WINDOW <- DURING? YEAR_PARTS THIS|LAST|NEXT UNIT", m -> {
            int by = m.has(Symbol.THIS) ? 0 : m.has(Symbol.NEXT) ? 1 : -1;
            boolean year = Years.isYear(m);
            return year ? m.get(YearParts.class).of(m.day().getYear() + by) : null;
        });
        grammar.rule(
                "days of one year",
                "WINDOW <- DURING? BETWEEN|FROM POINT AND|TO|UNTIL POINT THIS|LAST|NEXT UNIT",
                DateRangeRules::daysOfYear);
        grammar.rule(
                "days of one month",
                "WINDOW <- DURING|FROM|BETWEEN? DIGITS|ORDINAL TO|DASH|UNTIL|AND|OR DIGITS|ORDINAL MONTH",
                DateRangeRules::daysOf);
        grammar.rule(
                "days of one month",
                "WINDOW <- DURING|FROM|BETWEEN? DIGITS|ORDINAL TO|DASH|UNTIL|AND|OR DIGITS|ORDINAL MONTH DIGITS",
                m -> Years.of(m.get(Num.class, 2)) == 0 ? null : daysOf(m));
        grammar.rule(
                "months of one year", "WINDOW <- DURING? BETWEEN|FROM MONTH AND|TO POINT INCLUSIVE?", m -> monthsOf(m));
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
        LocalDate first = LocalDate.of(end.getYear(), m.get(Month.class).number(), 1);
        return first.isAfter(end) ? Window.of(new Days(first.minusYears(1), end)) : Window.of(new Days(first, end));
    }

    /** Builds a range between two days of last, this or next year, which is named after both. */
    private static @Nullable Object daysOfYear(Match m) {
        Point first = m.get(Point.class);
        Point second = m.get(Point.class, 1);
        LocalDate from = first.past().from();
        LocalDate to = second.past().to();
        boolean ofYear = Years.isYear(m);
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
        Point first = CalendarPoints.dayOf(m, 0);
        Point second = CalendarPoints.dayOf(m, 1);
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
}
