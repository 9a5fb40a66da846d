package io.customersegment.criteria;

import io.customersegment.criteria.Condition.All;
import io.customersegment.criteria.Condition.Any;
import io.customersegment.criteria.Condition.Test;
import java.util.Comparator;
import java.util.List;

/**
 * The canonical order of a condition's members: compound conditions before tests, tests by column name, and ties by a text that
 * represents them completely. Answers contain criteria in this order, so a change of that text changes the answers.
 */
final class CanonicalOrder implements Comparator<Condition> {

    /** The only instance. */
    static final CanonicalOrder INSTANCE = new CanonicalOrder();

    private CanonicalOrder() {}

    @Override
    public int compare(Condition a, Condition b) {
        if (a instanceof Test one && b instanceof Test other && !one.column().equals(other.column())) {
            return one.column().name().compareTo(other.column().name());
        }
        boolean alike = a instanceof Test == b instanceof Test;
        return alike ? text(a).compareTo(text(b)) : a instanceof Test ? 1 : -1;
    }

    private static String text(Condition condition) {
        if (condition instanceof All all) {
            return "All[members=" + texts(all.members()) + "]";
        }
        if (condition instanceof Any any) {
            return "Any[members=" + texts(any.members()) + "]";
        }
        Test test = (Test) condition;
        return "Test[column=" + test.column().name() + ", values=" + text(test.values()) + "]";
    }

    private static List<String> texts(List<Condition> members) {
        return members.stream().map(CanonicalOrder::text).toList();
    }

    private static String text(Values values) {
        if (values instanceof Values.Numbers numbers) {
            List<String> ranges = numbers.ranges().stream()
                    .map(range -> "Range[low=" + range.low() + ", high=" + range.high() + "]")
                    .toList();
            return "Numbers[ranges=" + ranges + ", orNull=" + numbers.orNull() + "]";
        }
        Values.Texts texts = (Values.Texts) values;
        return "Texts[texts=" + texts.texts() + ", except=" + texts.except() + ", orNull=" + texts.orNull() + "]";
    }
}
