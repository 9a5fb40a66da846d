package io.customersegment.local.emulator;

import io.customersegment.plan.FilterTemplate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The filters of the dataset group, by name, within the service's limits.
 *
 * <p><i>Threads:</i> safe to use from any.
 */
final class FilterGroup {

    private static final int MOST_FILTERS = 30;
    private static final int MOST_FIELDS = 10;
    private static final int MOST_FIELDS_OF_GROUP = 20;
    private static final int LONGEST_EXPRESSION = 2500;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_-]{0,62}");

    private final ItemTable items;
    private final Clock clock;
    private final NavigableMap<String, Entry> filters = new TreeMap<>();

    /**
     * Creates a group without filters.
     *
     * @param clock determines when a filter that is being created becomes active
     */
    FilterGroup(ItemTable items, Clock clock) {
        this.items = items;
        this.clock = clock;
    }

    /**
     * A filter of the group.
     *
     * @param creation the time from CreateFilter to the end of its creation
     * @param failing whether the creation ends as CREATE FAILED
     */
    record Entry(String name, Filter filter, String expression, Instant created, Duration creation, boolean failing) {

        /** Returns its status in the service's terms. */
        String status(Instant now) {
            Duration age = Duration.between(created, now);
            if (age.compareTo(creation) >= 0) {
                return failing ? "CREATE FAILED" : Setup.ACTIVE;
            }
            return age.compareTo(creation.dividedBy(2)) < 0 ? "CREATE PENDING" : "CREATE IN_PROGRESS";
        }
    }

    /**
     * Creates filters that are active at once.
     *
     * @throws IllegalArgumentException if the service would not create them all; the message names the filter and the limit or error
     */
    void createAll(List<FilterTemplate> templates) {
        templates.forEach(template -> create(template.name(), template.expression(), Duration.ZERO, false));
    }

    /**
     * Creates a filter.
     *
     * @throws Refusal if the service would not create it; the message names the filter and the limit or error
     */
    synchronized void create(String name, String expression, Duration creation, boolean failing) {
        if (!NAME.matcher(name).matches()) {
            throw invalid(name, "a name is 1 to 63 letters, digits, hyphens and underscores");
        }
        if (filters.containsKey(name)) {
            throw refused("ResourceAlreadyExistsException", name, "a filter of this name already exists");
        }
        if (filters.size() == MOST_FILTERS) {
            throw refused("LimitExceededException", name, "a dataset group holds at most " + MOST_FILTERS + " filters");
        }
        Filter filter = compiled(name, expression);
        Set<String> fields = new TreeSet<>(filter.fields());
        filters.values().forEach(entry -> fields.addAll(entry.filter().fields()));
        if (fields.size() > MOST_FIELDS_OF_GROUP) {
            throw refused(
                    "LimitExceededException",
                    name,
                    "the filters of a dataset group may look at " + MOST_FIELDS_OF_GROUP
                            + " fields in all, with it they would look at " + fields.size() + ": "
                            + String.join(", ", fields));
        }
        filters.put(name, new Entry(name, filter, expression, clock.instant(), creation, failing));
    }

    private Filter compiled(String name, String expression) {
        int length = expression.length();
        if (length > LONGEST_EXPRESSION) {
            throw invalid(
                    name, "an expression has at most " + LONGEST_EXPRESSION + " characters, this one has " + length);
        }
        Filter filter;
        try {
            filter = Filter.compile(expression, items);
        } catch (IllegalArgumentException broken) {
            throw invalid(name, String.valueOf(broken.getMessage()));
        }
        int fields = filter.fields().size();
        if (fields > MOST_FIELDS) {
            throw invalid(name, "a filter looks at no more than " + MOST_FIELDS + " fields, this one at " + fields);
        }
        return filter;
    }

    private static Refusal invalid(String name, String why) {
        return refused("InvalidInputException", name, why);
    }

    private static Refusal refused(String type, String name, String why) {
        return new Refusal(ServiceError.client(type, "Filter " + name + ": " + why));
    }

    /** Returns the filter whose name is the last part of the ARN, null if there is none. */
    synchronized @Nullable Entry byArn(String arn) {
        return filters.get(arn.substring(arn.lastIndexOf('/') + 1));
    }

    /** Returns the filters whose names come after the given one, in the order of names. */
    synchronized List<Entry> after(String name) {
        return List.copyOf(filters.tailMap(name, false).values());
    }

    /** Whether the filter can be used in calls. */
    boolean active(Entry entry) {
        return status(entry).equals(Setup.ACTIVE);
    }

    /** Returns the filter's current status. */
    String status(Entry entry) {
        return entry.status(clock.instant());
    }
}
