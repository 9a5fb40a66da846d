package io.customersegment.prompt;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Builds the nodes of tokens with digits: numbers and their suffixes, dates, and notations such as Q1, H2 and L90D. */
final class DigitNodes {

    private static final Pattern YEAR_PART = Pattern.compile("([qh])([1-4])");
    private static final Pattern LAST = Pattern.compile("l(\\d{1,4})([a-z]{1,6})");

    private static final int ISO_MONTH_LENGTH = 7;

    private final English english;
    private final Map<String, Period.Unit> units = new HashMap<>();

    DigitNodes(English english) {
        this.english = english;
    }

    /** Adds a form of a unit of time, which may follow a number as its suffix. */
    void addUnit(String form, Period.Unit unit) {
        units.put(form, unit);
    }

    /** Whether the word is a unit of time. */
    boolean isUnit(String word) {
        return units.containsKey(word);
    }

    /** Adds the nodes of the token with this index. */
    void add(Token token, int index, List<Node> nodes) {
        if (token.isNumber()) {
            number(token, index, nodes);
        } else if (token.kind() == Token.Kind.DATE) {
            date(token, index, nodes);
        } else if (token.isWord()) {
            notation(token, index, nodes);
        }
    }

    private void number(Token token, int index, List<Node> nodes) {
        String suffix = token.suffix();
        String digits = token.text();
        boolean pointed = digits.indexOf('.') == digits.length() - 4
                && digits.indexOf('.') > 0
                && digits.indexOf('.') == digits.lastIndexOf('.')
                && !digits.startsWith("0");
        Num number = new Num(token.number(), token.number(), Num.Unit.NONE, pointed);
        switch (suffix) {
            case "" -> nodes.add(node(Symbol.DIGITS, index, number, digits));
            case "s" -> {
                boolean decade = token.number() % 10 == 0 && token.number() <= 90;
                nodes.add(node(decade ? Symbol.DECADE : Symbol.DIGITS, index, number, digits));
                nodes.add(new Node(Symbol.DIGITS, index, index + 1, number, 0.05, digits));
            }
            case "x" -> nodes.add(node(Symbol.FREQUENCY, index, number, digits));
            case "plus" -> nodes.add(node(Symbol.AMOUNT, index, Amount.atLeast(number), digits));
            default -> {
                if (WordGroup.ORDINAL_ENDING.holds(suffix)) {
                    nodes.add(node(Symbol.ORDINAL, index, number, digits));
                }
                Double magnitude = english.magnitude(suffix);
                if (magnitude != null) {
                    nodes.add(node(Symbol.DIGITS, index, number.scaled(magnitude), digits));
                }
                Period.Unit unit = suffix.equals("m") ? units.get("mo") : units.get(suffix);
                if (unit != null && !Period.of(token.number(), unit).isNothing()) {
                    nodes.add(node(Symbol.PERIOD, index, Period.of(token.number(), unit), "N units"));
                }
            }
        }
    }

    private void date(Token token, int index, List<Node> nodes) {
        try {
            boolean month = token.text().length() == ISO_MONTH_LENGTH;
            Point point = month
                    ? CalendarPoints.wholeMonth(LocalDate.parse(token.text() + "-01"))
                    : CalendarPoints.day(LocalDate.parse(token.text()));
            nodes.add(node(Symbol.DATE, index, point, token.text()));
        } catch (DateTimeParseException none) {
            // Not a date, such as 31 February: without a node it stays unread.
        }
    }

    /** Adds the nodes of notations such as Q1, H2 and L90D. */
    private void notation(Token token, int index, List<Node> nodes) {
        if (token.text().length() < 2 || !Character.isDigit(token.text().charAt(1))) {
            return;
        }
        Matcher part = YEAR_PART.matcher(token.text());
        if (part.matches()) {
            boolean half = part.group(1).equals("h");
            int number = Integer.parseInt(part.group(2));
            if (!half || number <= 2) {
                nodes.add(node(Symbol.YEAR_PART, index, new YearPart(number, half ? 6 : 3), token.text()));
            }
        }
        Matcher last = LAST.matcher(token.text());
        if (last.matches()) {
            Period.Unit unit = last.group(2).equals("m") ? units.get("mo") : units.get(last.group(2));
            if (unit != null) {
                nodes.add(node(Symbol.LAST, index, Period.of(Integer.parseInt(last.group(1)), unit), "l90d"));
            }
        }
    }

    private static Node node(Symbol symbol, int index, Object value, String phrase) {
        return new Node(symbol, index, index + 1, value, 0, phrase);
    }
}
