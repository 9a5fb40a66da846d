package io.customersegment.local.emulator;

import io.customersegment.local.emulator.FilterExpression.Clause;
import io.customersegment.local.emulator.FilterExpression.Compare;
import io.customersegment.local.emulator.FilterExpression.Comparison;
import io.customersegment.local.emulator.FilterExpression.Condition;
import io.customersegment.local.emulator.FilterExpression.Source;
import io.customersegment.local.emulator.FilterExpression.TextIn;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A filter of the dataset group, checked against its columns. With values for its placeholders, it selects rows.
 *
 * <p><i>Threads:</i> immutable.
 */
final class Filter {

    private final FilterExpression expression;
    private final ItemTable items;
    private final Map<String, Boolean> textual = new HashMap<>();

    private Filter(FilterExpression expression, ItemTable items) {
        this.expression = expression;
        this.items = items;
    }

    /** A predicate on the rows of the items. */
    @FunctionalInterface
    interface Rows {
        boolean pass(int row);
    }

    /**
     * Parses and checks a filter.
     *
     * @throws IllegalArgumentException if the service would not create it; the message is the reason
     */
    static Filter compile(String text, ItemTable items) {
        Filter filter = new Filter(FilterParser.parse(text), items);
        filter.expression.conditions().forEach(filter::check);
        return filter;
    }

    private void check(Condition condition) {
        boolean text = condition instanceof TextIn;
        if (condition.source() == Source.ITEMS) {
            ItemTable.Column column = items.column(condition.field());
            if (column == null) {
                throw new IllegalArgumentException("there is no field Items." + condition.field());
            }
            if (text != column instanceof ItemTable.Texts) {
                throw new IllegalArgumentException("Items." + condition.field()
                        + (text ? " holds numbers, which IN cannot test" : " holds texts, which only IN can test"));
            }
        }
        String parameter = condition.parameter();
        if (parameter != null && textual.getOrDefault(parameter, text) != text) {
            throw new IllegalArgumentException("$" + parameter + " cannot be a text and a number");
        }
        if (parameter != null) {
            textual.put(parameter, text);
        }
    }

    /** Returns the fields that it tests, e.g. {@code Items.REGION}. */
    Set<String> fields() {
        Set<String> fields = new TreeSet<>();
        expression
                .conditions()
                .forEach(condition -> fields.add(condition.source().word() + "." + condition.field()));
        return fields;
    }

    /** Returns what is wrong with the values, null if they are valid. */
    @Nullable
    String problem(Map<String, String> values) {
        for (Map.Entry<String, String> entry : values.entrySet()) {
            Boolean text = textual.get(entry.getKey());
            if (text == null) {
                return "The filter has no placeholder " + entry.getKey();
            }
            boolean read =
                    text ? FilterValues.texts(entry.getValue()) != null : FilterValues.number(entry.getValue()) != null;
            if (!read) {
                return "The value of " + entry.getKey() + " must be "
                        + (text ? "texts in double quotes, with commas between them" : "one number");
            }
        }
        for (Clause clause : expression.clauses()) {
            for (String parameter : clause.parameters()) {
                if (clause.include() && !values.containsKey(parameter)) {
                    return "The placeholder " + parameter + " of an INCLUDE has no value";
                }
            }
        }
        return null;
    }

    /**
     * Returns the rows that pass with the given values, which must be valid according to {@link #problem}. An EXCLUDE without a value
     * for each of its placeholders is skipped.
     */
    Rows bind(Map<String, String> values, UserEvents events) {
        List<Rows> includes = new ArrayList<>();
        List<Rows> excludes = new ArrayList<>();
        for (Clause clause : expression.clauses()) {
            if (values.keySet().containsAll(clause.parameters())) {
                (clause.include() ? includes : excludes).add(rows(clause, values, events));
            }
        }
        boolean everything = expression.clauses().stream().noneMatch(Clause::include);
        Rows[] wanted = includes.toArray(Rows[]::new);
        Rows[] unwanted = excludes.toArray(Rows[]::new);
        return row -> (everything || any(wanted, row)) && !any(unwanted, row);
    }

    private Rows rows(Clause clause, Map<String, String> values, UserEvents events) {
        Rows[] alternatives = clause.alternatives().stream()
                .map(conditions -> all(conditions.stream()
                        .map(condition -> rows(condition, values, events))
                        .toArray(Rows[]::new)))
                .toArray(Rows[]::new);
        return alternatives.length == 1 ? alternatives[0] : row -> any(alternatives, row);
    }

    private Rows rows(Condition condition, Map<String, String> values, UserEvents events) {
        if (condition instanceof Compare compare) {
            ItemTable.Numbers column = (ItemTable.Numbers) column(compare.field());
            String parameter = compare.parameter();
            double bound = parameter == null ? compare.number() : number(values, parameter);
            Comparison comparison = compare.comparison();
            return row -> comparison.holds(column.number(row), bound);
        }
        TextIn in = (TextIn) condition;
        String parameter = in.parameter();
        List<String> texts = parameter == null ? in.values() : texts(values, parameter);
        boolean wanted = !in.negated();
        if (in.source() == Source.INTERACTIONS) {
            BitSet touched = events.rowsWith(texts);
            return row -> touched.get(row) == wanted;
        }
        ItemTable.Texts column = (ItemTable.Texts) column(in.field());
        BitSet accepted = column.codesWith(texts);
        return row -> accepted.get(column.code(row)) == wanted;
    }

    private ItemTable.Column column(String field) {
        ItemTable.Column column = items.column(field);
        if (column == null) {
            throw new IllegalStateException("The filter was not checked");
        }
        return column;
    }

    private static double number(Map<String, String> values, String parameter) {
        Double number = FilterValues.number(values.getOrDefault(parameter, ""));
        if (number == null) {
            throw new IllegalArgumentException("The value of " + parameter + " is not a number");
        }
        return number;
    }

    private static List<String> texts(Map<String, String> values, String parameter) {
        List<String> texts = FilterValues.texts(values.getOrDefault(parameter, ""));
        if (texts == null) {
            throw new IllegalArgumentException("The value of " + parameter + " is not a list of texts");
        }
        return texts;
    }

    private static Rows all(Rows[] conditions) {
        if (conditions.length == 1) {
            return conditions[0];
        }
        return row -> {
            for (Rows condition : conditions) {
                if (!condition.pass(row)) {
                    return false;
                }
            }
            return true;
        };
    }

    private static boolean any(Rows[] alternatives, int row) {
        for (Rows alternative : alternatives) {
            if (alternative.pass(row)) {
                return true;
            }
        }
        return false;
    }
}
