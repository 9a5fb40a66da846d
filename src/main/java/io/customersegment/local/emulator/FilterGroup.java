package io.customersegment.local.emulator;

import io.customersegment.plan.FilterTemplate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The filters of the dataset group, by name, within the service's limits. */
final class FilterGroup {

    private static final int MOST_FILTERS = 30;
    private static final int MOST_FIELDS = 10;
    private static final int MOST_FIELDS_OF_GROUP = 20;
    private static final int LONGEST_EXPRESSION = 2500;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_-]{0,62}");

    private final Map<String, Filter> filters = new HashMap<>();

    /**
     * Creates the filters.
     *
     * @throws IllegalArgumentException if the service would not create them all; it names the filter and the limit or error
     */
    FilterGroup(List<FilterTemplate> templates, ItemTable items) {
        if (templates.size() > MOST_FILTERS) {
            throw new IllegalArgumentException(
                    "A dataset group holds at most " + MOST_FILTERS + " filters, these are " + templates.size());
        }
        Set<String> fields = new TreeSet<>();
        for (FilterTemplate template : templates) {
            Filter filter = create(template, items);
            if (filters.put(template.name(), filter) != null) {
                throw new IllegalArgumentException("Filter " + template.name() + ": the name stands twice");
            }
            fields.addAll(filter.fields());
        }
        if (fields.size() > MOST_FIELDS_OF_GROUP) {
            throw new IllegalArgumentException("The filters of a dataset group may look at " + MOST_FIELDS_OF_GROUP
                    + " fields in all, these look at " + fields.size() + ": " + String.join(", ", fields));
        }
    }

    private static Filter create(FilterTemplate template, ItemTable items) {
        String name = template.name();
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "Filter " + name + ": a name is 1 to 63 letters, digits, hyphens and underscores");
        }
        int length = template.expression().length();
        if (length > LONGEST_EXPRESSION) {
            throw new IllegalArgumentException("Filter " + name + ": an expression has at most " + LONGEST_EXPRESSION
                    + " characters, this one has " + length);
        }
        Filter filter;
        try {
            filter = Filter.compile(template.expression(), items);
        } catch (IllegalArgumentException broken) {
            throw new IllegalArgumentException("Filter " + name + ": " + broken.getMessage(), broken);
        }
        int fields = filter.fields().size();
        if (fields > MOST_FIELDS) {
            throw new IllegalArgumentException("Filter " + name + ": a filter looks at no more than " + MOST_FIELDS
                    + " fields, this one at " + fields);
        }
        return filter;
    }

    /** The filter whose name is the last part of the ARN, null if there is none. */
    @Nullable
    Filter byArn(String arn) {
        return filters.get(arn.substring(arn.lastIndexOf('/') + 1));
    }
}
