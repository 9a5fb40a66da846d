package io.customersegment.prompt;

/**
 * Rules for windows by a bound on a span of time: longer ago than a year, at least 18 months ago, for more than half a year, less than 3
 * months from now.
 */
final class TimeSpanRules {

    /** The name of the rule for a span of time alone. */
    static final String FOR_SO_LONG = "for so long";

    private TimeSpanRules() {}

    static void addTo(Grammar grammar) {
        distances(grammar);
        durations(grammar);
    }

    /** Adds the rules for how far from today something is. */
    private static void distances(Grammar grammar) {
        grammar.rule(
                "no longer ago than",
                "WINDOW <- NOT|NO LONGER_AGO PERIOD",
                m -> RelativeWindows.last(m.day(), m.get(Period.class)));
        grammar.rule(
                "longer ago than",
                "WINDOW <- LONGER_AGO PERIOD",
                m -> RelativeWindows.olderThan(m.day(), m.get(Period.class)));
        grammar.rule(
                "since more than so long",
                "WINDOW <- SINCE ABOVE PERIOD",
                0.2,
                m -> RelativeWindows.duration(m, RelativeWindows.olderThan(m.day(), m.get(Period.class))));
        grammar.rule(
                "more than so long ago",
                "WINDOW <- ABOVE PERIOD AGO",
                m -> RelativeWindows.olderThan(m.day(), m.get(Period.class)));
        grammar.rule(
                "older than",
                "WINDOW <- ABOVE PERIOD",
                0.1,
                m -> m.node(0).rule().equals("older than")
                        ? RelativeWindows.olderThan(m.day(), m.get(Period.class))
                        : null);
        grammar.rule(
                "younger than",
                "WINDOW <- BELOW PERIOD",
                0.1,
                m -> m.node(0).rule().equals("younger than")
                        ? RelativeWindows.youngerThan(m.day(), m.get(Period.class))
                        : null);
        grammar.rule(
                "no older than",
                "WINDOW <- AT_MOST PERIOD",
                m -> isOlder(m) ? RelativeWindows.last(m.day(), m.get(Period.class)) : null);
        grammar.rule(
                "12m+ ago",
                "WINDOW <- PERIOD OR_MORE AGO",
                m -> m.node(1).rule().equals("+") || m.node(1).rule().equals("plus")
                        ? RelativeWindows.olderThan(m.day(), m.get(Period.class))
                        : RelativeWindows.asOldAs(m.day(), m.get(Period.class)));
        grammar.rule("18+ months ago", "WINDOW <- NUMBER OR_MORE UNIT AGO", m -> {
            Period period = Period.of(m.get(Num.class).value(), m.get(Period.Unit.class));
            boolean strictly = m.node(1).rule().equals("+") || m.node(1).rule().equals("plus");
            return period.isNothing()
                    ? null
                    : strictly ? RelativeWindows.olderThan(m.day(), period) : RelativeWindows.asOldAs(m.day(), period);
        });
        grammar.rule(
                "at least so long ago",
                "WINDOW <- AT_LEAST PERIOD AGO",
                m -> RelativeWindows.asOldAs(m.day(), m.get(Period.class)));
        grammar.rule(
                "so long ago or more",
                "WINDOW <- PERIOD AGO OR_MORE|OR_EARLIER",
                m -> RelativeWindows.asOldAs(m.day(), m.get(Period.class)));
        grammar.rule(
                "less than so long ago",
                "WINDOW <- BELOW PERIOD AGO",
                m -> RelativeWindows.youngerThan(m.day(), m.get(Period.class)));
        grammar.rule(
                "at most so long ago",
                "WINDOW <- AT_MOST PERIOD AGO",
                m -> RelativeWindows.last(m.day(), m.get(Period.class)));
        grammar.rule(
                "between ages",
                "WINDOW <- BETWEEN PERIOD AND PERIOD AGO",
                m -> RelativeWindows.between(m.day(), m.get(Period.class), m.get(Period.class, 1)));
        grammar.rule(
                "between ages",
                "WINDOW <- BETWEEN NUMBER AND NUMBER UNIT AGO",
                m -> RelativeWindows.ages(m.day(), m.get(Num.class), m.get(Num.class, 1), m.get(Period.Unit.class)));
        grammar.rule(
                "ages",
                "WINDOW <- FROM? NUMBER TO|DASH NUMBER UNIT AGO",
                m -> RelativeWindows.ages(m.day(), m.get(Num.class), m.get(Num.class, 1), m.get(Period.Unit.class)));
        grammar.rule("between times ahead", "WINDOW <- DURING? BETWEEN NUMBER AND NUMBER UNIT FROM_NOW", m -> {
            Window window =
                    RelativeWindows.ages(m.day(), m.get(Num.class), m.get(Num.class, 1), m.get(Period.Unit.class));
            return window == null ? null : RelativeWindows.ahead(m, false);
        });
        grammar.rule(
                "more than, less than ahead",
                "WINDOW <- DURING? ABOVE NUMBER AND|BUT BELOW NUMBER UNIT FROM_NOW?",
                m -> m.has(Symbol.FROM_NOW)
                                || (m.has(Symbol.DURING) && !m.node(0).rule().equals("for"))
                        ? RelativeWindows.ahead(m, true)
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

    /** Adds the rules for durations, whose meaning depends on whether the subject is a lasting state. */
    private static void durations(Grammar grammar) {
        grammar.rule(FOR_SO_LONG, "WINDOW <- DURATION? PERIOD", 0.5, m -> {
            boolean unit = m.node(m.size() - 1).rule().equals("a unit") && !m.has(Symbol.DURATION);
            return unit ? null : RelativeWindows.duration(m, RelativeWindows.asOldAs(m.day(), m.get(Period.class)));
        });
        grammar.rule(
                "for so long or longer",
                "WINDOW <- DURATION? PERIOD OR_MORE",
                m -> RelativeWindows.duration(
                        m,
                        m.node(m.size() - 1).rule().equals("+")
                                ? RelativeWindows.olderThan(m.day(), m.get(Period.class))
                                : RelativeWindows.asOldAs(m.day(), m.get(Period.class))));
        grammar.rule("for at least a number of units", "WINDOW <- DURATION? NUMBER OR_MORE UNIT", m -> {
            Period period = Period.of(m.get(Num.class).value(), m.get(Period.Unit.class));
            boolean plus = m.node(m.size() - 2).rule().equals("+");
            return period.isNothing()
                    ? null
                    : (plus ? RelativeWindows.olderThan(m.day(), period) : RelativeWindows.asOldAs(m.day(), period))
                            .rolling(period)
                            .as(Window.Kind.DURATION);
        });
        grammar.rule(
                "for at least",
                "WINDOW <- DURATION|SINCE? AT_LEAST PERIOD",
                m -> RelativeWindows.duration(m, RelativeWindows.asOldAs(m.day(), m.get(Period.class))));
        grammar.rule(
                "for more than",
                "WINDOW <- DURATION? ABOVE PERIOD",
                m -> m.node(0).rule().equals("older than") || isPast(m)
                        ? null
                        : RelativeWindows.duration(m, RelativeWindows.olderThan(m.day(), m.get(Period.class))));
        grammar.rule(
                "for less than",
                "WINDOW <- DURATION? BELOW PERIOD",
                m -> m.node(0).rule().equals("younger than")
                        ? null
                        : RelativeWindows.youngerThan(m.day(), m.get(Period.class))
                                .as(Window.Kind.DURATION));
        grammar.rule(
                "for at most",
                "WINDOW <- DURATION? AT_MOST PERIOD",
                m -> isOlder(m)
                        ? null
                        : Window.of(Days.from(m.get(Period.class).before(m.day())))
                                .as(Window.Kind.DURATION));
        grammar.rule("for between", "WINDOW <- DURATION? BETWEEN NUMBER AND NUMBER UNIT", m -> {
            Window ages =
                    RelativeWindows.ages(m.day(), m.get(Num.class), m.get(Num.class, 1), m.get(Period.Unit.class));
            return ages == null ? null : ages.as(Window.Kind.DURATION);
        });
    }

    /** Whether "past" refers to a time in the past, whereas before a number it means more: the past two years. */
    private static boolean isPast(Match m) {
        return m.node(m.size() - 2).rule().equals("past");
    }
}
