package io.customersegment.prompt;

import java.util.List;

/** Finds the words that state the time of an occasion, as in "on 14 December", "next Friday", "at 7 pm". */
final class OccasionTimes {

    private static final int LAST_DAY = 31;

    private final Chart chart;

    OccasionTimes(Chart chart) {
        this.chart = chart;
    }

    /** Returns the end of a number, a month or a word of courtesy at the token, or the token itself. */
    int plain(int from) {
        Token token = chart.tokens().get(from);
        boolean number = token.isNumber()
                && (token.number() <= SizeRules.MOST_OF_A_HOUSEHOLD
                        || (token.number() >= chart.day().getYear() && token.number() <= Years.LAST));
        int end = number || chart.has(Symbol.MONTH, from) ? from + 1 : from;
        if (isDay(from)) {
            boolean month = chart.has(Symbol.MONTH, from + 1);
            end = month ? from + 2 : token.suffix().isEmpty() ? end : from + 1;
        }
        return Math.max(end, chart.end(Symbol.COURTESY, from));
    }

    /** Returns the end of the words at the token that state a future time, as in "on 14 December", "next Friday", "at 7 pm". */
    int when(int from, int to) {
        int at = from;
        boolean coming = false;
        while (at < to
                && (chart.tokens().get(at).is(WordGroup.SPOT) || isComing(at) || chart.has(Symbol.DETERMINER, at))) {
            coming |= isComing(at);
            at++;
        }
        int end = from;
        for (Node node : at < to ? chart.at(at) : List.<Node>of()) {
            boolean when = switch (node.symbol()) {
                case POINT -> !isPast((Point) node.value());
                case WEEKDAY, MONTH, TOMORROW -> true;
                case UNIT, EVENT -> coming;
                default -> false;
            };
            end = when && node.to() <= to ? Math.max(end, node.to()) : end;
        }
        if (at > from
                && at < to
                && isDay(at)
                && !chart.tokens().get(at).suffix().isEmpty()) {
            end = Math.max(end, at + 1);
        }
        boolean hour = at + 1 < to
                && chart.tokens().get(at).isNumber()
                && chart.tokens().get(at + 1).is(WordGroup.HOUR);
        return hour ? at + 2 : end;
    }

    /** Whether a certain day is given for something whose name takes more than one word and that customers do not have. */
    boolean isDated(int from, int end, int to) {
        if (end - from < 2 || chart.hasAny(from, end, Symbol.BELONGING)) {
            return false;
        }
        for (int i = end; i < to; i++) {
            boolean often =
                    chart.has(Symbol.WEEKDAY, i) && chart.tokens().get(i).text().endsWith("days");
            boolean day = isDay(i) && !chart.tokens().get(i).suffix().isEmpty();
            if (!often && (day || chart.hasAny(i, i + 1, Symbol.WEEKDAY, Symbol.TOMORROW))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the token is a day of a month: 18, 18th. */
    private boolean isDay(int index) {
        Token token = chart.tokens().get(index);
        return token.isNumber()
                && token.number() <= LAST_DAY
                && (token.suffix().isEmpty() || WordGroup.ORDINAL_ENDING.holds(token.suffix()));
    }

    private boolean isComing(int index) {
        return chart.has(Symbol.NEXT, index) || chart.has(Symbol.THIS, index);
    }

    private boolean isPast(Point point) {
        return point.ahead().to() == null || point.ahead().to().isBefore(chart.day());
    }
}
