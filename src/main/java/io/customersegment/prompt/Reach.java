package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Detects where it is ambiguous how far a number, a time or a negation reaches. */
final class Reach {

    private final Chart chart;

    Reach(Chart chart) {
        this.chart = chart;
    }

    /** Whether the reach of a number or a negation at the condition is ambiguous. */
    boolean isAmbiguous(List<Item> items, int index) {
        return mayShareNumber(items, index)
                || isOfNearer(items.get(index))
                || isNegatedTwice(items, index)
                || isFirstOfCounted(items, index);
    }

    /** Whether the number of a later condition that "and" joins may apply to this condition as well: test drives and quotes above 2. */
    private boolean mayShareNumber(List<Item> items, int index) {
        WordedCondition said = items.get(index).said();
        Subject subject = said.subject();
        if (!said.bare() || said.frame() != Frame.THING || subject == null || subject.number() == null) {
            return false;
        }
        int next = index + 1;
        while (next < items.size()
                && (items.get(next).is(Kind.AND) || items.get(next).isFiller(chart))) {
            next++;
        }
        boolean numbered = next < items.size()
                && items.get(next).is(Kind.CONDITION)
                && items.get(next).said().amount() != null
                && chart.has(Symbol.NAME, items.get(next).from());
        return numbered && (!subject.is(Entry.Trait.AGED) || isWhose(items, index - 1));
    }

    private boolean isWhose(List<Item> items, int index) {
        return index >= 0 && chart.tokens().get(items.get(index).from()).is("whose");
    }

    /** Whether the number may belong to a noun that is closer to it: kids in a household of 4. */
    private boolean isOfNearer(Item item) {
        Subject subject = item.said().subject();
        boolean noun = item.said().frame() == Frame.THING || item.said().frame() == Frame.NOUN;
        if (!noun
                || item.said().amount() == null
                || subject == null
                || chart.tokens().get(item.from()).isNumber()) {
            return false;
        }
        for (int from = item.from() + 1; from < item.to(); from++) {
            for (Node node : chart.at(from)) {
                boolean other = node.to() == item.to()
                        && node.value() instanceof WordedCondition said
                        && said.amount() != null
                        && said.subject() != null
                        && said.frame() == Frame.THING
                        && !Objects.equals(said.subject().entry(), subject.entry());
                if (other && chart.has(Symbol.NAME, from)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a window may also belong to the condition before it, which has no time: 40k spent since January, two cars bought. */
    boolean isTimeOfBoth(List<Item> items, int index) {
        return index > 0
                && index + 2 < items.size()
                && items.get(index - 1).is(Kind.CONDITION)
                && items.get(index + 1).is(Kind.COMMA)
                && items.get(index + 2).is(Kind.CONDITION);
    }

    /**
     * Whether the condition and those it describes are both negated, so that one negation may apply to the other: no gold without consent.
     */
    private boolean isNegatedTwice(List<Item> items, int index) {
        int own = before(items, index, false);
        if (own < 0 || !items.get(own).is(Kind.NOT) || !narrows(items, own)) {
            return false;
        }
        int first = before(items, own, true);
        return first >= 0
                && items.get(first).is(Kind.NOT)
                && !chart.has(Symbol.WITHOUT, items.get(first).from())
                && items.subList(first, own).stream().anyMatch(item -> item.is(Kind.CONDITION));
    }

    /** Returns the nearest preceding index, skipping silent words, people, relatives, prepositions and, if set, conditions; -1 if none. */
    private static int before(List<Item> items, int index, boolean conditions) {
        int before = index - 1;
        while (before >= 0
                && switch (items.get(before).kind()) {
                    case SILENT, PEOPLE, WHO, WITH, PLACE -> true;
                    case CONDITION -> conditions;
                    default -> false;
                }) {
            before--;
        }
        return before;
    }

    /** Whether the negation is part of a phrase that describes the people before it: without, who are not, with no. */
    private boolean narrows(List<Item> items, int index) {
        int before = index - 1;
        while (before > 0 && items.get(before).is(Kind.SILENT)) {
            before--;
        }
        boolean relative = before >= 0
                && (items.get(before).is(Kind.WHO) || items.get(before).is(Kind.WITH));
        return relative || chart.has(Symbol.WITHOUT, items.get(index).from());
    }

    /**
     * Whether the condition is the first of a list of which a given number must apply, where the wording does not mean that any of them is
     * enough: none of gold, parent or senior; only one of gold or parent; one of gold, parent.
     */
    private boolean isFirstOfCounted(List<Item> items, int index) {
        Kind joint = jointOfList(items, index);
        Item item = items.get(index);
        if (joint == null) {
            return false;
        }
        int before = index - 1;
        while (before > 0 && items.get(before).isFiller(chart)) {
            before--;
        }
        boolean negated = before >= 0 && items.get(before).is(Kind.NOT);
        boolean one = chart.has(Symbol.ONE_OF, item.from())
                || (chart.has(Symbol.AT_LEAST, item.from()) && chart.has(Symbol.ONE_OF, item.from() + 2));
        if (!one) {
            return negated && chart.tokens().get(item.from()).is("of");
        }
        boolean counted =
                before >= 0 && chart.has(Symbol.EXACTLY, items.get(before).from());
        return negated || counted || isListOfTexts(item) == (joint == Kind.OR);
    }

    /** Whether the item names several texts of one column. */
    private boolean isListOfTexts(Item item) {
        return chart.at(item.from()).stream()
                .anyMatch(node -> node.to() == item.to()
                        && node.value() instanceof NamedValues values
                        && values.texts().size() > 1);
    }

    /** Returns the joint between the last condition of a list and those before it, or null if there is no list. */
    private static @Nullable Kind jointOfList(List<Item> items, int index) {
        Kind joint = null;
        for (int i = index; i + 2 < items.size() && items.get(i + 2).is(Kind.CONDITION); i += 2) {
            switch (items.get(i + 1).kind()) {
                case COMMA, OR, AND -> joint = items.get(i + 1).kind();
                default -> {
                    return joint;
                }
            }
        }
        return joint;
    }
}
