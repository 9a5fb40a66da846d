package io.customersegment.plan;

import io.customersegment.catalogue.Column;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Criteria;
import io.customersegment.criteria.CriteriaText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Describes in words what a query will do, so that a person can check it before its calls are billed. */
public final class Explanation {

    private Explanation() {}

    /**
     * Returns the description line by line: for each branch its filter, the values that restrict, and the condition that is
     * re-checked here; then the columns, the order and the limits.
     */
    public static List<String> of(Query query) {
        List<String> lines = new ArrayList<>();
        for (Query.Branch branch : query.branches()) {
            lines.add("filter      " + branch.filter().name());
            lines.add("            $SHARD_MIN, $SHARD_MAX = the slice; any other placeholder = all there is");
            restrictions(branch)
                    .forEach((placeholder, value) -> lines.add("            $" + placeholder + " = " + value));
            if (branch.leftOver().equals(Condition.everybody())) {
                lines.add("left over   nothing");
            } else {
                lines.add("left over   " + CriteriaText.condition(branch.leftOver()) + " (checked on what comes back)");
            }
        }
        lines.add("columns     " + names(query.fetched()));
        lines.add("shown       " + names(query.shown()));
        Criteria criteria = query.criteria();
        String order = CriteriaText.order(criteria.order(), criteria.size());
        lines.add("order       "
                + (criteria.order().keys().isEmpty() ? "by interest" + (order.isEmpty() ? "" : ", " + order) : order)
                + ", at most " + query.maxCustomers() + " customers");
        lines.add("calls       from " + query.branches().size() + " to " + query.maxCalls()
                + ", as many slices as the segment takes");
        return List.copyOf(lines);
    }

    /** Returns the placeholder values of the branch that restrict something, in alphabetical order of the placeholders. */
    public static Map<String, String> restrictions(Query.Branch branch) {
        Map<String, String> restrictions = new TreeMap<>(branch.values());
        restrictions
                .entrySet()
                .removeAll(FilterArgument.neutral(branch.filter()).entrySet());
        return restrictions;
    }

    private static String names(List<Column> columns) {
        return columns.isEmpty() ? "none" : columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }
}
