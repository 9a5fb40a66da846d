package io.customersegment.plan;

import io.customersegment.catalogue.Column;
import io.customersegment.prompt.Condition;
import io.customersegment.prompt.Criteria;
import io.customersegment.prompt.Values;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says in words what a query will do, for a person who wants to know before it is paid for. */
public final class Explanation {

    private Explanation() {}

    /** The query line by line: for each branch its filter, the values that restrict, and what is checked here; then the bounds. */
    public static List<String> of(Query query) {
        List<String> lines = new ArrayList<>();
        for (Query.Branch branch : query.branches()) {
            lines.add("filter      " + branch.filter().name());
            restrictions(branch)
                    .forEach((placeholder, value) -> lines.add("            $" + placeholder + " = " + value));
            if (!branch.leftOver().equals(Condition.everybody())) {
                lines.add("then check  " + words(branch.leftOver()));
            }
        }
        lines.add("columns     " + names(query.fetched()));
        lines.add("shown       " + names(query.shown()));
        int size = Math.min(query.criteria().size(), query.maxCustomers());
        lines.add("order       " + order(query.criteria()) + ", at most " + size + " customers");
        lines.add("calls       from " + query.branches().size() + " to " + query.maxCalls()
                + ", as many slices as the segment takes");
        return List.copyOf(lines);
    }

    /** The placeholders of the branch that restrict something, in alphabetical order, without the neutral ones. */
    public static Map<String, String> restrictions(Query.Branch branch) {
        Map<String, String> restrictions = new TreeMap<>(branch.values());
        for (Column column : branch.filter().columns()) {
            restrictions
                    .entrySet()
                    .removeAll(Pushed.neutral(column).placeholders().entrySet());
        }
        return restrictions;
    }

    /** The condition in words, e.g. {@code age <= 29 and (region is North or churn_risk >= 0.6)}. */
    public static String words(Condition condition) {
        if (condition instanceof Condition.Test test) {
            return test(test.column(), test.values());
        }
        if (condition instanceof Condition.All all) {
            return all.members().isEmpty() ? "everybody" : joined(all.members(), " and ");
        }
        List<Condition> members = ((Condition.Any) condition).members();
        return members.isEmpty() ? "nobody" : joined(members, " or ");
    }

    private static String joined(List<Condition> members, String word) {
        return members.stream()
                .map(member -> member instanceof Condition.Test ? words(member) : "(" + words(member) + ")")
                .collect(Collectors.joining(word));
    }

    private static String test(Column column, Values values) {
        List<String> words = new ArrayList<>();
        if (values instanceof Values.Texts texts) {
            if (texts.except() || !texts.texts().isEmpty()) {
                words.add(column + (texts.except() ? " is none of " : " is ") + String.join(", ", texts.texts()));
            }
        } else {
            for (Values.Range range : ((Values.Numbers) values).ranges()) {
                words.add(range(column, range));
            }
        }
        if (values.orNull()) {
            words.add(column + " is missing");
        }
        String all = String.join(" or ", words);
        return words.size() > 1 ? "(" + all + ")" : all;
    }

    private static String range(Column column, Values.Range range) {
        String low = number(column, range.low());
        String high = number(column, range.high());
        if (low.equals(high)) {
            return column + " = " + low;
        }
        if (range.low() <= column.min()) {
            return column + " <= " + high;
        }
        return range.high() >= column.max() ? column + " >= " + low : low + " <= " + column + " <= " + high;
    }

    private static String number(Column column, double number) {
        if (Double.isInfinite(number)) {
            return number < 0 ? "any" : "all";
        }
        return column.type() == Column.Type.DATE
                ? LocalDate.ofEpochDay((long) number).toString()
                : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private static String order(Criteria criteria) {
        if (criteria.order().keys().isEmpty()) {
            return "by interest in the car model";
        }
        return criteria.order().keys().stream()
                .map(key -> key.column() + (key.descending() ? " descending" : " ascending"))
                .collect(Collectors.joining(", "));
    }

    private static String names(List<Column> columns) {
        return columns.isEmpty() ? "none" : columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }
}
