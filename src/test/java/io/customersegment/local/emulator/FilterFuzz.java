package io.customersegment.local.emulator;

import io.customersegment.fuzz.Claims;
import io.customersegment.fuzz.FuzzTarget;
import io.customersegment.local.data.Dataset;
import io.customersegment.local.emulator.FilterExpression.Clause;
import io.customersegment.local.emulator.FilterExpression.Compare;
import io.customersegment.local.emulator.FilterExpression.Comparison;
import io.customersegment.local.emulator.FilterExpression.Condition;
import io.customersegment.local.emulator.FilterExpression.TextIn;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Fuzzes the filter language: an accepted filter prints and parses back unchanged, and passes the same rows as a plain interpretation. */
public final class FilterFuzz implements FuzzTarget {

    private static final Dataset DATASET = new Dataset(
            List.of(new Dataset.Field("T", Dataset.Type.STRING), new Dataset.Field("N", Dataset.Type.INT)),
            List.of(
                    new Dataset.Item("a", List.of("p", "1")),
                    new Dataset.Item("b", List.of("p|q", "2")),
                    new Dataset.Item("c", List.of("none", "-3"))),
            List.of());
    private static final ItemTable ITEMS = ItemTable.of(DATASET);

    @Override
    public String name() {
        return "filter";
    }

    @Override
    public int longest() {
        return 300;
    }

    @Override
    public List<byte[]> seeds() {
        return Stream.of(
                        "INCLUDE ItemID WHERE Items.T IN (\"p\", \"q\") AND Items.N >= 1 OR Items.N != -2.5",
                        "EXCLUDE ItemID WHERE Items.T NOT IN (\"p\") | INCLUDE ItemID WHERE Items.N < $X AND Items.T"
                                + " IN ($Y)",
                        "INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN (\"*\") OR Interactions.EVENT_TYPE NOT IN"
                                + " (\"buy\")",
                        "INCLUDE ItemID WHERE Items.N = 99999999999999999999",
                        "INCLUDE ItemID WHERE Items.N <= 0.000000000000000000001")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public List<String> words() {
        return List.of(
                "INCLUDE ItemID WHERE ",
                "EXCLUDE ItemID WHERE ",
                "Items.T ",
                "Items.N ",
                "Interactions.EVENT_TYPE ",
                "NOT IN (",
                "IN (",
                "\"p\"",
                " AND ",
                " OR ",
                " | ",
                "$X",
                "<=",
                ">=",
                "!=");
    }

    @Override
    public void check(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        checkValues(text);
        FilterExpression expression;
        try {
            expression = FilterParser.parse(text);
        } catch (IllegalArgumentException refused) {
            return;
        }
        Claims.same(expression, FilterParser.parse(printed(expression)), "A printed filter is another");
        Filter filter;
        try {
            filter = Filter.compile(text, ITEMS);
        } catch (IllegalArgumentException refused) {
            return;
        }
        boolean needsValues = expression.conditions().anyMatch(condition -> condition.parameter() != null);
        if (!needsValues) {
            Claims.same(null, filter.problem(Map.of()), "A filter without placeholders asks for values");
            checkRows(expression, filter.bind(Map.of(), new UserEvents()));
        }
    }

    /** Checks the text as the value of a placeholder. */
    private static void checkValues(String text) {
        Double number = FilterValues.number(text);
        Claims.holds(number == null || !number.isInfinite(), "A number that is none");
        List<String> texts = FilterValues.texts(text);
        if (texts != null) {
            Claims.same(texts, FilterValues.texts(quoted(texts)), "Printed texts are others");
        }
    }

    private static void checkRows(FilterExpression expression, Filter.Rows rows) {
        boolean everything = expression.clauses().stream().noneMatch(Clause::include);
        for (int row = 0; row < DATASET.items().size(); row++) {
            Dataset.Item item = DATASET.items().get(row);
            boolean included = everything
                    || expression.clauses().stream().anyMatch(clause -> clause.include() && holds(clause, item));
            boolean excluded =
                    expression.clauses().stream().anyMatch(clause -> !clause.include() && holds(clause, item));
            Claims.same(included && !excluded, rows.pass(row), "Row " + row);
        }
    }

    private static boolean holds(Clause clause, Dataset.Item item) {
        return clause.alternatives().stream()
                .anyMatch(all -> all.stream().allMatch(condition -> holds(condition, item)));
    }

    /** Whether a condition without a placeholder holds for an item without interactions. */
    private static boolean holds(Condition condition, Dataset.Item item) {
        if (condition instanceof TextIn in) {
            List<String> texts = in.source() == FilterExpression.Source.INTERACTIONS
                    ? List.of()
                    : List.of(item.values().get(0).split("\\|", -1));
            return texts.stream().anyMatch(in.values()::contains) != in.negated();
        }
        Compare compare = (Compare) condition;
        double value = Double.parseDouble(item.values().get(1));
        double bound = compare.number();
        return switch (compare.comparison()) {
            case EQUAL -> Double.compare(value, bound) == 0;
            case NOT_EQUAL -> Double.compare(value, bound) != 0;
            case LESS -> value < bound;
            case AT_MOST -> value <= bound;
            case GREATER -> value > bound;
            case AT_LEAST -> value >= bound;
        };
    }

    private static String printed(FilterExpression expression) {
        return expression.clauses().stream()
                .map(clause -> (clause.include() ? "INCLUDE" : "EXCLUDE") + " ItemID WHERE "
                        + clause.alternatives().stream()
                                .map(all ->
                                        all.stream().map(FilterFuzz::printed).collect(Collectors.joining(" AND ")))
                                .collect(Collectors.joining(" OR ")))
                .collect(Collectors.joining(" | "));
    }

    private static String printed(Condition condition) {
        String name = condition.source().word() + "." + condition.field();
        String parameter = condition.parameter();
        if (condition instanceof TextIn in) {
            String values = parameter == null ? quoted(in.values()) : "$" + parameter;
            return name + (in.negated() ? " NOT IN (" : " IN (") + values + ")";
        }
        Compare compare = (Compare) condition;
        return name + " " + sign(compare.comparison()) + " "
                + (parameter == null ? number(compare.number()) : "$" + parameter);
    }

    private static String number(double number) {
        return Objects.equals(number, -0.0) ? "-0" : new BigDecimal(number).toPlainString();
    }

    private static String sign(Comparison comparison) {
        return Stream.of("=", "!=", "<", "<=", ">", ">=")
                .filter(sign -> Comparison.of(sign) == comparison)
                .findFirst()
                .orElseThrow();
    }

    private static String quoted(List<String> texts) {
        return texts.stream().map(text -> "\"" + text + "\"").collect(Collectors.joining(", "));
    }
}
