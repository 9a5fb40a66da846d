package io.customersegment.prompt;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds a month with two digits, which may be a day of that month or the month of a year close to the current one: since dec 24. After
 * "in", or in a list of successive months, it is a month; otherwise the prompt is read both ways.
 */
final class ShortYears {

    /** The name of the rule for a month of a two-digit year. */
    private static final String RULE = "month of a short year";

    private static final double COST = -0.2;

    private final Chart chart;
    private final LocalDate day;
    private final Map<Integer, Node> months = new HashMap<>();
    private final List<Node> open = new ArrayList<>();

    /** Finds the months in a chart that is read on the given day. */
    ShortYears(Chart chart, LocalDate day) {
        this.chart = chart;
        this.day = day;
        Node last = null;
        boolean decided = false;
        for (int i = 0; chart.occurs(Symbol.MONTH) && i + 1 < chart.tokens().size(); i++) {
            Node month = month(i);
            if (month == null) {
                continue;
            }
            boolean listed = last != null && follows(last, month);
            boolean later = listed && last != null && isLater(last, month);
            decided = isIn(i) || later || (listed && decided);
            if (later && last != null) {
                open.remove(last);
            }
            if (!decided) {
                open.add(month);
            }
            months.put(i, month);
            last = month;
        }
    }

    /** Returns the months, by their first token. */
    Map<Integer, Node> months() {
        return months;
    }

    /** Whether none of the months may be a day. */
    boolean areMonths() {
        return open.isEmpty();
    }

    private @Nullable Node month(int index) {
        List<Token> tokens = chart.tokens();
        boolean dated = index > 0
                && (tokens.get(index - 1).isNumber() || tokens.get(index - 1).is("on"));
        int next = index + 2 < tokens.size() && tokens.get(index + 2).is(",") ? index + 3 : index + 2;
        boolean year = next < tokens.size()
                && tokens.get(next).isNumber()
                && Years.isYear(tokens.get(next).number());
        if (dated || year) {
            return null;
        }
        for (Node node : chart.at(index)) {
            if (node.value() instanceof Month month && node.to() == index + 1) {
                Token digits = tokens.get(index + 1);
                int of = digits.isNumber() ? Years.near(Num.of(digits.number()), digits, day, 1) : 0;
                return of == 0
                        ? null
                        : new Node(
                                Symbol.POINT,
                                index,
                                index + 2,
                                CalendarPoints.wholeMonth(LocalDate.of(of, month.number(), 1))
                                        .onlyWhere(day),
                                COST,
                                RULE);
            }
        }
        return null;
    }

    private boolean isIn(int index) {
        return index > 0 && chart.tokens().get(index - 1).is("in");
    }

    /** Whether the two are separated only by a comma, a slash, "or" or "and", or by a comma and one of the words. */
    private boolean follows(Node first, Node second) {
        if (second.from() == first.to() || second.from() - first.to() > 2) {
            return false;
        }
        for (int i = first.to(); i < second.from(); i++) {
            boolean joins = chart.has(Symbol.OR, i)
                    || chart.has(Symbol.COMMA, i)
                    || chart.has(Symbol.SLASH, i)
                    || (chart.has(Symbol.AND, i) && !isRange(first.from()));
            if (!joins) {
                return false;
            }
        }
        return true;
    }

    private boolean isRange(int index) {
        return index > 0 && (chart.has(Symbol.BETWEEN, index - 1) || chart.has(Symbol.FROM, index - 1));
    }

    private boolean isLater(Node first, Node second) {
        List<Token> tokens = chart.tokens();
        boolean same = tokens.get(first.from())
                .lemma()
                .equals(tokens.get(second.from()).lemma());
        double firstYear = tokens.get(first.from() + 1).number();
        double secondYear = tokens.get(second.from() + 1).number();
        int firstMonth = number(first);
        int secondMonth = number(second);
        return !same && (secondYear > firstYear || (secondYear == firstYear && secondMonth > firstMonth));
    }

    private int number(Node node) {
        return chart.at(node.from()).stream()
                .filter(one -> one.value() instanceof Month)
                .mapToInt(one -> ((Month) one.value()).number())
                .findFirst()
                .orElse(0);
    }
}
