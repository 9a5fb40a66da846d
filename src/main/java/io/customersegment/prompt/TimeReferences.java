package io.customersegment.prompt;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds words for a time that the prompt states in another place: "in that time", "since then", a holiday that is dated in brackets. */
final class TimeReferences {

    /** Name of the rule for a day that is named and dated. */
    static final String NAMED_DAY = "named day";

    private static final int LONGEST_NAME = 4;

    private final Chart chart;
    private final List<Token> tokens;

    TimeReferences(Chart chart) {
        this.chart = chart;
        this.tokens = chart.tokens();
    }

    /** Returns the days that unknown words name and a bracket dates, by their first token: since Songkran (13 April 2024). */
    Map<Integer, Node> namedDays() {
        if (!chart.occurs(Symbol.OPEN)) {
            return Map.of();
        }
        Map<Integer, Node> named = new HashMap<>();
        for (int i = 0; i < tokens.size(); i++) {
            for (Node node : chart.at(i)) {
                boolean edge = node.symbol() == Symbol.SINCE
                        || node.symbol() == Symbol.BEFORE
                        || node.symbol() == Symbol.AFTER
                        || node.symbol() == Symbol.UNTIL;
                Node day = edge ? namedDay(node.to()) : null;
                if (day != null) {
                    named.put(day.from(), day);
                }
            }
        }
        return named;
    }

    private @Nullable Node namedDay(int from) {
        int open = from;
        while (open < tokens.size() && open - from <= LONGEST_NAME && isPlainWord(open)) {
            open++;
        }
        if (!chart.has(Symbol.OPEN, open)) {
            return null;
        }
        for (Node point : chart.at(open + 1)) {
            if (point.symbol() == Symbol.POINT && chart.has(Symbol.CLOSE, point.to())) {
                return new Node(Symbol.POINT, from, point.to() + 1, point.value(), 0, NAMED_DAY);
            }
        }
        return null;
    }

    private boolean isPlainWord(int index) {
        return tokens.get(index).isWord()
                && chart.at(index).stream().allMatch(node -> switch (node.symbol()) {
                    case NAME, VALUE, SHORT_VALUE, NUMBER, POINT, PERIOD, CUSTOMERS, PEOPLE, NOT, AND, OR, WHO -> false;
                    default -> true;
                });
    }

    /** Returns, by their first token, the windows that words such as "in that time", "within those 30 days" and "since then" refer to. */
    Map<Integer, Node> sameWindows() {
        if (!chart.occurs(Symbol.SAME_TIME) && !chart.occurs(Symbol.SINCE)) {
            return Map.of();
        }
        Map<Integer, Node> same = new HashMap<>();
        for (int i = 0; i < tokens.size(); i++) {
            for (Node node : chart.at(i)) {
                boolean since =
                        (node.symbol() == Symbol.SAME_TIME && node.rule().startsWith("since"))
                                || (node.symbol() == Symbol.SINCE && endsClause(node.to()));
                Node window = since ? beginning(i) : node.symbol() == Symbol.SAME_TIME ? sameWindow(node) : null;
                if (window != null) {
                    same.put(i, new Node(Symbol.WINDOW, i, node.to(), window.value(), 0, "same window"));
                }
            }
        }
        return same;
    }

    private @Nullable Node sameWindow(Node pointer) {
        Node last = lastWindow(pointer.from());
        if (last == null) {
            return null;
        }
        Window window = ((Window) last.value()).rolled(chart.day());
        boolean spans = pointer.value() instanceof Period period
                ? period.equals(window.length())
                : window.past().get(0).from() != null;
        return spans ? new Node(last.symbol(), last.from(), last.to(), window, last.cost(), last.rule()) : null;
    }

    /** Returns the window of "since then": from the day named before on, or from the start of a negated "since"; null if there is none. */
    private @Nullable Node beginning(int before) {
        Node last = lastWindow(before);
        if (last == null || !((Window) last.value()).isPlain()) {
            return null;
        }
        Days days = ((Window) last.value()).past().get(0);
        boolean day = days.from() != null && days.from().equals(days.to());
        boolean since = days.from() != null && days.to() == null && ((Window) last.value()).length() == null;
        boolean negated = false;
        for (int i = Math.max(0, last.from() - LONGEST_NAME); i < last.from(); i++) {
            negated |= chart.has(Symbol.NOT, i) || chart.has(Symbol.NO, i) || chart.has(Symbol.WITHOUT, i);
        }
        Node begun = new Node(
                Symbol.WINDOW, last.from(), last.to(), Window.of(Days.from(days.from())), last.cost(), last.rule());
        return day || (since && negated) ? begun : null;
    }

    private @Nullable Node lastWindow(int before) {
        Node last = null;
        for (int i = 0; i < before; i++) {
            for (Node node : chart.at(i)) {
                boolean plain = node.value() instanceof Window window
                        && (window.kind() == Window.Kind.PLAIN
                                || (window.kind() == Window.Kind.DURATION && window.length() != null));
                boolean later =
                        last == null || node.to() > last.to() || (node.to() == last.to() && node.from() < last.from());
                if (plain && node.to() <= before && later) {
                    last = node;
                }
            }
        }
        return last != null && ((Window) last.value()).rolled(chart.day()).isPlain() ? last : null;
    }

    private boolean endsClause(int index) {
        return index >= tokens.size()
                || tokens.get(index).isBreak()
                || chart.has(Symbol.COMMA, index)
                || chart.has(Symbol.COURTESY, index)
                || chart.has(Symbol.SIGN_OFF, index)
                || ".;!?)".contains(tokens.get(index).text());
    }
}
