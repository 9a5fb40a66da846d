package io.customersegment.prompt;

import java.time.LocalDate;
import java.util.List;

/**
 * Rules for windows of time: in the last 6 months, within the next quarter, recently, this or that window. Adds those for calendar dates,
 * date ranges and time spans as well.
 */
final class WindowRules {

    private WindowRules() {}

    /** Adds the rules to the grammar. */
    static void addTo(Grammar grammar) {
        rolling(grammar);
        CalendarWindowRules.addTo(grammar);
        DateRangeRules.addTo(grammar);
        TimeSpanRules.addTo(grammar);
        combinations(grammar);
    }

    private static void rolling(Grammar grammar) {
        grammar.rule("in the last", "WINDOW <- DURING? LAST PERIOD", m -> {
            Period period = m.get(Period.class);
            boolean calendar = m.node(m.size() - 1).rule().equals("a unit") && !m.has(Symbol.DURING);
            boolean previous = m.node(m.size() - 2).rule().equals("last")
                    || m.node(m.size() - 2).rule().equals("previous");
            return calendar && previous ? null : RelativeWindows.last(m.day(), period);
        });
        grammar.rule(
                "in the last",
                "WINDOW <- DURING THIS PERIOD",
                m -> m.node(2).rule().equals("a unit") ? null : RelativeWindows.last(m.day(), m.get(Period.class)));
        grammar.rule("in the next", "WINDOW <- DURING? NEXT PERIOD", m -> {
            boolean calendar = m.node(m.size() - 1).rule().equals("a unit") && !m.has(Symbol.DURING);
            return calendar ? null : RelativeWindows.next(m.day(), m.get(Period.class));
        });
        grammar.rule("within", "WINDOW <- DURING PERIOD", 0.1, m -> {
            String word = m.node(0).rule();
            boolean within = WordGroup.WITHIN.holds(word);
            if (!within || (m.node(1).rule().equals("a unit") && !word.equals("within"))) {
                return null;
            }
            return new Window(
                    RelativeWindows.last(m.day(), m.get(Period.class)).past(),
                    RelativeWindows.next(m.day(), m.get(Period.class)).ahead(),
                    Window.Kind.PLAIN,
                    m.get(Period.class),
                    false);
        });
        grammar.rule("within so long of today", "WINDOW <- DURING PERIOD FROM_NOW", m -> {
            boolean within = m.node(0).rule().equals("within");
            return within ? RelativeWindows.next(m.day(), m.get(Period.class)) : null;
        });
        grammar.rule("l90d", "WINDOW <- DURING? LAST", m -> {
            Period period = m.find(Period.class, 0);
            return period == null ? null : RelativeWindows.last(m.day(), period);
        });
        grammar.rule("in so long", "WINDOW <- DURING PERIOD", 0.3, m -> {
            boolean in = m.node(0).rule().equals("in") && !m.node(1).rule().equals("a unit");
            return in
                    ? new Window(
                            RelativeWindows.last(m.day(), m.get(Period.class)).past(),
                            RelativeWindows.next(m.day(), m.get(Period.class)).ahead(),
                            Window.Kind.DURATION,
                            m.get(Period.class),
                            false)
                    : null;
        });
        grammar.rule("in so long or less", "WINDOW <- DURING PERIOD OR_LESS", m -> {
            boolean in = m.node(0).rule().equals("in") || m.node(0).rule().equals("within");
            Window ahead = RelativeWindows.next(m.day(), m.get(Period.class));
            return in
                    ? new Window(
                            RelativeWindows.last(m.day(), m.get(Period.class)).past(),
                            ahead.ahead(),
                            Window.Kind.PLAIN,
                            null,
                            false)
                    : null;
        });
        grammar.rule("in so long to so long", "WINDOW <- DURING? NUMBER TO|DASH NUMBER UNIT", 0.1, m -> {
            Window window =
                    RelativeWindows.ages(m.day(), m.get(Num.class), m.get(Num.class, 1), m.get(Period.Unit.class));
            boolean in =
                    window != null && m.has(Symbol.DURING) && m.node(0).rule().equals("in");
            return in ? RelativeWindows.ahead(m, false) : null;
        });
        grammar.rule(
                "in less than so long",
                "WINDOW <- DURING BELOW PERIOD",
                m -> m.node(0).rule().equals("for")
                        ? null
                        : new Window(
                                RelativeWindows.youngerThan(m.day(), m.get(Period.class))
                                        .past(),
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
                        : RelativeWindows.duration(m, RelativeWindows.asOldAs(m.day(), m.get(Period.class))));
        grammar.rule(
                "since the last so long",
                "WINDOW <- SINCE LAST PERIOD",
                m -> m.node(2).rule().equals("a unit") ? null : RelativeWindows.last(m.day(), m.get(Period.class)));
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
            return over && Years.isYear(m) ? Symbol.ALL_TIME : null;
        });
        grammar.rule("year to date", "WINDOW <- YEAR_TO_DATE", m -> {
            LocalDate newYear = m.day().withDayOfYear(1);
            return Window.of(new Days(newYear, m.day()), new Days(m.day(), m.day()));
        });
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
