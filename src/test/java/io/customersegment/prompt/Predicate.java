package io.customersegment.prompt;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A label of a prompt: an expression that specifies which customers are meant, written by the people who labelled the corpora and
 * evaluated without the engine's conditions. Supports {@code and}, {@code or}, {@code not}, parentheses, {@code True}, the functions
 * {@code eq ne gt ge lt le between isin isnull ago ahead date}, {@code D} for the day of the request, {@code r.column}, {@code interest},
 * numbers, strings and lists. A comparison with a missing value is false.
 *
 * <p>Values are {@link Double} (a date is its epoch day), {@link String}, {@link Boolean}, {@link List}, or null.
 */
final class Predicate {

    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:([0-9]*\\.[0-9]+|[0-9]+)|'([^']*)'|\"([^\"]*)\"|(r\\.)?([A-Za-z_]+)|([-()\\[\\],=]))");

    /** A part of the expression, as a function of the customer. */
    private interface Term {
        @Nullable
        Object of(Customer customer);
    }

    /** A customer and the interest that is assumed for it. */
    private record Customer(Function<String, @Nullable Object> values, double interest) {}

    private record Token(Kind kind, String text) {}

    private enum Kind {
        NUMBER,
        TEXT,
        COLUMN,
        NAME,
        SIGN,
        END
    }

    private final LocalDate day;
    private final List<Token> tokens = new ArrayList<>();
    private final Term term;
    private int next;

    /** Parses the text as a predicate for requests of the given day. */
    Predicate(String text, LocalDate day) {
        this.day = day;
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (matcher.lookingAt()) {
            tokens.add(token(matcher));
            end = matcher.end();
            matcher.region(end, text.length());
        }
        check(text.substring(end).isBlank(), "unknown sign at \"" + text.substring(end) + "\"");
        tokens.add(new Token(Kind.END, ""));
        term = any();
        check(peek().kind() == Kind.END, "more than an expression: " + text);
    }

    /** Whether the customer with the given values is meant, if it has the given interest in the car model. */
    boolean test(Function<String, @Nullable Object> values, double interest) {
        return Boolean.TRUE.equals(term.of(new Customer(values, interest)));
    }

    private static Token token(Matcher matcher) {
        if (matcher.group(1) != null) {
            return new Token(Kind.NUMBER, matcher.group(1));
        }
        for (int group = 2; group <= 3; group++) {
            if (matcher.group(group) != null) {
                return new Token(Kind.TEXT, matcher.group(group));
            }
        }
        if (matcher.group(5) != null) {
            return new Token(matcher.group(4) == null ? Kind.NAME : Kind.COLUMN, matcher.group(5));
        }
        return new Token(Kind.SIGN, matcher.group(6));
    }

    private Term any() {
        Term left = all();
        while (take("or")) {
            Term one = left;
            Term other = all();
            left = customer -> isTrue(one, customer) || isTrue(other, customer);
        }
        return left;
    }

    private Term all() {
        Term left = negated();
        while (take("and")) {
            Term one = left;
            Term other = negated();
            left = customer -> isTrue(one, customer) && isTrue(other, customer);
        }
        return left;
    }

    private Term negated() {
        if (take("not")) {
            Term inner = negated();
            return customer -> !isTrue(inner, customer);
        }
        return value();
    }

    private Term value() {
        Token token = tokens.get(next++);
        return switch (token.kind()) {
            case NUMBER -> {
                double number = Double.parseDouble(token.text());
                yield customer -> number;
            }
            case TEXT -> customer -> token.text();
            case COLUMN -> customer -> customer.values().apply(token.text());
            case SIGN -> signed(token.text());
            case NAME, END -> named(token.text());
        };
    }

    private Term signed(String sign) {
        if (sign.equals("-")) {
            Term number = value();
            return customer -> -number(number.of(customer));
        }
        if (sign.equals("[")) {
            List<Term> members = members("]");
            return customer -> members.stream()
                    .map(member -> Objects.requireNonNull(member.of(customer)))
                    .toList();
        }
        check(sign.equals("("), "unexpected \"" + sign + "\"");
        List<Term> members = members(")");
        return members.size() == 1
                ? members.get(0)
                : customer -> members.stream()
                        .map(member -> Objects.requireNonNull(member.of(customer)))
                        .toList();
    }

    private Term named(String name) {
        return switch (name) {
            case "True" -> customer -> true;
            case "D" -> customer -> (double) day.toEpochDay();
            case "interest" -> Customer::interest;
            default -> {
                check(take("("), "unknown name \"" + name + "\"");
                boolean moves = name.equals("ago") || name.equals("ahead");
                yield moves ? shifted(name.equals("ago")) : called(name, members(")"));
            }
        };
    }

    private Term shifted(boolean back) {
        Map<String, Integer> amounts = new LinkedHashMap<>();
        while (!take(")")) {
            String unit = tokens.get(next++).text();
            check(take("="), "no amount of " + unit);
            amounts.put(unit, Integer.valueOf(tokens.get(next++).text()));
            take(",");
        }
        Period months = Period.of(amounts.getOrDefault("years", 0), amounts.getOrDefault("months", 0), 0);
        Period days = Period.ofDays(amounts.getOrDefault("days", 0) + 7 * amounts.getOrDefault("weeks", 0));
        LocalDate moved =
                back ? day.minus(months).minus(days) : day.plus(months).plus(days);
        return customer -> (double) moved.toEpochDay();
    }

    private static Term called(String name, List<Term> terms) {
        return customer -> {
            List<@Nullable Object> values = new ArrayList<>();
            terms.forEach(term -> values.add(term.of(customer)));
            Object first = values.get(0);
            if (name.equals("isnull")) {
                return first == null;
            }
            if (first == null) {
                return false;
            }
            return switch (name) {
                case "eq" -> first.equals(values.get(1));
                case "ne" -> !first.equals(values.get(1));
                case "isin" -> ((List<?>) Objects.requireNonNull(values.get(1))).contains(first);
                case "gt" -> number(first) > number(values.get(1));
                case "ge" -> number(first) >= number(values.get(1));
                case "lt" -> number(first) < number(values.get(1));
                case "le" -> number(first) <= number(values.get(1));
                case "between" -> number(first) >= number(values.get(1)) && number(first) <= number(values.get(2));
                case "date" ->
                    (double) LocalDate.of((int) number(first), (int) number(values.get(1)), (int) number(values.get(2)))
                            .toEpochDay();
                default -> throw new IllegalArgumentException("unknown function " + name);
            };
        };
    }

    private List<Term> members(String end) {
        List<Term> members = new ArrayList<>();
        while (!take(end)) {
            members.add(any());
            take(",");
        }
        return members;
    }

    private static double number(@Nullable Object value) {
        return (Double) Objects.requireNonNull(value);
    }

    private static boolean isTrue(Term term, Customer customer) {
        return Boolean.TRUE.equals(term.of(customer));
    }

    private boolean take(String text) {
        boolean taken = (peek().kind() == Kind.NAME || peek().kind() == Kind.SIGN)
                && peek().text().equals(text);
        if (taken) {
            next++;
        }
        return taken;
    }

    private Token peek() {
        return tokens.get(next);
    }

    private static void check(boolean holds, String fault) {
        if (!holds) {
            throw new IllegalArgumentException(fault);
        }
    }
}
