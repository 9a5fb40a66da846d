package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the items next to an item, and determines which part an item plays, for the classes that find where words do not mean what they
 * mean elsewhere: a possessive, a noun for customers, a verb, or a word that expresses no condition.
 */
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

    /** Whether the token is a possessive of the customers: their. */
    static boolean isTheir(Chart chart, int index) {
        return index >= 0
                && index < chart.tokens().size()
                && chart.has(Symbol.OF_THEIRS, index)
                && chart.has(Symbol.FILLER, index)
                && !chart.tokens().get(index).is("them");
    }

    /** Whether the item is a word of the catalogue that expresses no condition of its own. */
    static boolean isSilentOfCatalogue(Item item) {
        return item.node() != null && item.node().symbol() == Symbol.SILENT;
    }

    /** Whether the item is a noun for customers or an attribute of one. */
    static boolean isWho(Chart chart, Item item) {
        return item.is(Kind.PEOPLE)
                || (item.is(Kind.CONDITION)
                        && !chart.has(Symbol.PLACE, item.from())
                        && switch (item.said().frame()) {
                            case NOUN, ADJECTIVE, TEXTS -> true;
                            default -> false;
                        });
    }

    /** Whether the item begins with a verb in the past tense, whose subject is the customers: no kids opened mail. */
    static boolean isVerb(Chart chart, Item item) {
        Token first = chart.tokens().get(item.from());
        return first.text().endsWith("ed") && first.isInflected() && item.said().frame() == Frame.THING;
    }
}
