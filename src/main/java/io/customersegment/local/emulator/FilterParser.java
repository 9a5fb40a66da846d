package io.customersegment.local.emulator;

import io.customersegment.local.emulator.FilterExpression.Clause;
import io.customersegment.local.emulator.FilterExpression.Compare;
import io.customersegment.local.emulator.FilterExpression.Comparison;
import io.customersegment.local.emulator.FilterExpression.Condition;
import io.customersegment.local.emulator.FilterExpression.Source;
import io.customersegment.local.emulator.FilterExpression.TextIn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses Personalize's filter language:
 *
 * <pre>
 * filter := clause { "|" clause }
 * clause := (INCLUDE | EXCLUDE) ItemID WHERE all { OR all }
 * all    := cond { AND cond }
 * cond   := Items.FIELD [NOT] IN ( "a" {, "b"} )
 *         | Items.FIELD IN ( $PARAMETER )
 *         | Items.FIELD (= | != | &lt; | &lt;= | &gt; | &gt;=) (number | $PARAMETER)
 *         | Interactions.EVENT_TYPE [NOT] IN ( ... )      alone in its clause, "*" is every type
 * </pre>
 *
 * Keywords are case-sensitive.
 */
final class FilterParser {

    private static final Pattern TOKEN = Pattern.compile("\\s*(?:(?<text>\"[^\"]*\")|(?<parameter>\\$[A-Za-z0-9_]+)"
            + "|(?<number>-?[0-9]+(?:\\.[0-9]+)?)|(?<word>[A-Za-z_][A-Za-z0-9_.]*)|(?<sign><=|>=|!=|[=<>|(),]))");

    private static final String END = "the end";

    private final String expression;
    private final List<Token> tokens = new ArrayList<>();
    private int next;

    private FilterParser(String expression) {
        this.expression = expression;
    }

    private enum Kind {
        TEXT,
        PARAMETER,
        NUMBER,
        WORD,
        SIGN,
        END
    }

    private record Token(Kind kind, String text, int position) {}

    /**
     * Parses a filter.
     *
     * @throws IllegalArgumentException if it is not in the language; the message gives the position
     */
    static FilterExpression parse(String expression) {
        FilterParser parser = new FilterParser(expression);
        parser.tokenize();
        return parser.filter();
    }

    private void tokenize() {
        Matcher matcher = TOKEN.matcher(expression);
        int end = expression.stripTrailing().length();
        int position = 0;
        while (position < end) {
            matcher.region(position, end);
            if (!matcher.lookingAt()) {
                throw problem("what stands there is not part of the language", position);
            }
            tokens.add(token(matcher));
            position = matcher.end();
        }
        tokens.add(new Token(Kind.END, END, end));
    }

    private static Token token(Matcher matcher) {
        for (Kind kind : Kind.values()) {
            if (kind != Kind.END) {
                String group = kind.name().toLowerCase(Locale.ROOT);
                String text = matcher.group(group);
                if (text != null) {
                    return new Token(kind, text, matcher.start(group));
                }
            }
        }
        throw new IllegalStateException("A token must be of some kind");
    }

    private FilterExpression filter() {
        List<Clause> clauses = new ArrayList<>();
        do {
            clauses.add(clause());
        } while (accept("|"));
        if (peek().kind() != Kind.END) {
            throw expected("AND, OR, | or the end");
        }
        return new FilterExpression(clauses);
    }

    private Clause clause() {
        boolean include = accept("INCLUDE");
        if (!include && !accept("EXCLUDE")) {
            throw expected("INCLUDE or EXCLUDE");
        }
        expect("ItemID");
        expect("WHERE");
        int start = peek().position();
        List<List<Condition>> alternatives = new ArrayList<>();
        do {
            List<Condition> all = new ArrayList<>();
            do {
                all.add(condition());
            } while (accept("AND"));
            alternatives.add(all);
        } while (accept("OR"));
        long sources = alternatives.stream()
                .flatMap(List::stream)
                .map(Condition::source)
                .distinct()
                .count();
        if (sources > 1) {
            throw problem("one expression cannot look at Items and at Interactions", start);
        }
        return new Clause(include, alternatives);
    }

    private Condition condition() {
        Token name = take(Kind.WORD, "Items.FIELD or Interactions.EVENT_TYPE");
        Source source = source(name);
        String field = name.text().substring(source.word().length() + 1);
        boolean negated = accept("NOT");
        if (negated || peek().text().equals("IN")) {
            expect("IN");
            return texts(source, field, negated);
        }
        Comparison comparison = Comparison.of(peek().text());
        if (comparison == null) {
            throw expected("IN, NOT IN or a comparison");
        }
        if (source == Source.INTERACTIONS) {
            throw problem("an event type is not a number", name.position());
        }
        next++;
        if (peek().kind() == Kind.PARAMETER) {
            return new Compare(source, field, comparison, 0, parameter());
        }
        Token number = take(Kind.NUMBER, "a number or a placeholder");
        double value = Double.parseDouble(number.text());
        if (Double.isInfinite(value)) {
            throw problem("the number is too large", number.position());
        }
        return new Compare(source, field, comparison, value, null);
    }

    private Source source(Token name) {
        for (Source source : Source.values()) {
            if (name.text().startsWith(source.word() + ".")) {
                boolean known = source == Source.ITEMS || name.text().equals("Interactions.EVENT_TYPE");
                boolean plain = name.text().indexOf('.') == name.text().lastIndexOf('.')
                        && !name.text().endsWith(".");
                if (known && plain) {
                    return source;
                }
            }
        }
        throw problem("expected Items.FIELD or Interactions.EVENT_TYPE", name.position());
    }

    private Condition texts(Source source, String field, boolean negated) {
        expect("(");
        if (peek().kind() == Kind.PARAMETER) {
            if (negated) {
                throw problem("NOT IN takes no placeholder", peek().position());
            }
            String parameter = parameter();
            expect(")");
            return new TextIn(source, field, false, List.of(), parameter);
        }
        List<String> values = new ArrayList<>();
        do {
            String quoted = take(Kind.TEXT, "a text in double quotes").text();
            values.add(quoted.substring(1, quoted.length() - 1));
        } while (accept(","));
        expect(")");
        return new TextIn(source, field, negated, values, null);
    }

    private String parameter() {
        return take(Kind.PARAMETER, "a placeholder").text().substring(1);
    }

    private Token peek() {
        return tokens.get(next);
    }

    private boolean accept(String text) {
        Token token = peek();
        boolean there = token.kind() != Kind.TEXT
                && token.kind() != Kind.END
                && token.text().equals(text);
        if (there) {
            next++;
        }
        return there;
    }

    private void expect(String text) {
        if (!accept(text)) {
            throw expected(text);
        }
    }

    private Token take(Kind kind, String what) {
        Token token = peek();
        if (token.kind() != kind) {
            throw expected(what);
        }
        next++;
        return token;
    }

    private IllegalArgumentException expected(String what) {
        return problem("expected " + what + ", not " + peek().text(), peek().position());
    }

    private IllegalArgumentException problem(String what, int position) {
        return new IllegalArgumentException("at character " + (position + 1) + ": " + what);
    }
}
