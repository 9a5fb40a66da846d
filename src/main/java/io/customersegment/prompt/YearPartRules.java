package io.customersegment.prompt;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules for numbered parts of a year: Q1 2025, the first half of last year, Oct/Nov 2024, Jul-Sep this year. */
final class YearPartRules {

    private YearPartRules() {}

    static void addTo(Grammar grammar) {
        grammar.rule("part of a year", "POINT <- YEAR_PART DIGITS", m -> {
            YearPart part = m.get(YearPart.class);
            return yearPart(part, part.months() == 1 ? Years.of(m.get(Num.class)) : Years.ofOrNear(m, 0));
        });
        grammar.rule(
                "part of a year",
                "POINT <- DIGITS YEAR_PART",
                m -> yearPart(m.get(YearPart.class), Years.of(m.get(Num.class))));
        grammar.rule(
                "part of this year",
                "POINT <- YEAR_PART THIS UNIT",
                m -> Years.isYear(m) ? yearPart(m.get(YearPart.class), m.day().getYear()) : null);
        grammar.rule(
                "part of next year",
                "POINT <- YEAR_PART NEXT UNIT",
                m -> Years.isYear(m) ? yearPart(m.get(YearPart.class), m.day().getYear() + 1) : null);
        grammar.rule("part of a year that is not named", "POINT <- YEAR_PART", 0.2, m -> {
            boolean notation = m.node(0).rule().matches("[qh][1-4]");
            return notation ? partWithoutYear(m.get(YearPart.class), m.day()) : null;
        });
        grammar.rule(
                "part of last year",
                "POINT <- YEAR_PART LAST UNIT",
                m -> Years.isYear(m) ? yearPart(m.get(YearPart.class), m.day().getYear() - 1) : null);
        grammar.rule(
                "part of the year",
                "POINT <- YEAR_PART UNIT",
                0.1,
                m -> Years.isYear(m) && !m.passesOver("any")
                        ? yearPart(m.get(YearPart.class), m.day().getYear())
                        : null);
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

    private static Point partWithoutYear(YearPart part, LocalDate day) {
        Point now = part.in(day.getYear());
        boolean later = now.past().from() != null && now.past().from().isAfter(day);
        boolean earlier = now.past().to() != null && now.past().to().isBefore(day);
        return now.yearless(
                (later ? part.in(day.getYear() - 1) : now).past(), (earlier ? part.in(day.getYear() + 1) : now).past());
    }

    private static @Nullable Object yearPart(YearPart part, int year) {
        if (year == 0) {
            return null;
        }
        return part.in(year);
    }
}
