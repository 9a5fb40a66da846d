package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks up and describes the items next to an item, for the classes that find where words do not mean what they mean elsewhere. */
final class Neighbours {

    private Neighbours() {}

    /** Whether only silent words and "with" stand between the item and one of the kind before it. */
    static boolean isBehind(List<Item> items, int index, Kind kind) {
        for (int i = index - 1; i >= 0; i--) {
            if (items.get(i).is(kind)) {
                return true;
            }
            if (!items.get(i).is(Kind.SILENT) && !items.get(i).is(Kind.WITH)) {
                return false;
            }
        }
        return false;
    }

    /** Returns the next item, or null at the end. */
    static @Nullable Item next(List<Item> items, int index) {
        return index + 1 < items.size() ? items.get(index + 1) : null;
    }

    /** Whether the item denotes customers, so that words after it may describe them. */
    static boolean isThose(Item item) {
        return item.is(Kind.PEOPLE) || item.is(Kind.CONDITION);
    }

    /** Whether the condition states an action of the customers. */
    static boolean isDone(Item item) {
        return item.said().frame() == Frame.VERB;
    }
}
