package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds a name in a sentence and the words that explain it, as in "regulars, meaning at least five visits" or
 * "loyal (= 3+ purchases)".
 */
final class Explanations {

    private final Chart chart;
    private final Narrowing narrowing;
    private final Clauses clauses;

    Explanations(Chart chart, Narrowing narrowing, Clauses clauses) {
        this.chart = chart;
        this.narrowing = narrowing;
        this.clauses = clauses;
    }

    /**
     * A name and its explanation.
     *
     * @param name the items that stand for the others and add no condition of their own; empty if there is none
     * @param meaning the items that state what the name means
     * @param rest the items after both
     * @param sentence whether a word or a sign introduces the explanation, not a bracket
     * @param apposed whether the explanation is only a part of the sentence
     */
    record Explanation(List<Item> name, List<Item> meaning, List<Item> rest, boolean sentence, boolean apposed) {}

    /**
     * Returns the name and its explanation among the items; null if there are none. Adds to {@code unread} a word that
     * may introduce an explanation which cannot be read.
     *
     * @param first whether nothing precedes the items in the prompt
     */
    @Nullable
    Explanation of(List<Item> items, boolean first, List<Span> unread) {
        for (int i = 0; i < items.size(); i++) {
            boolean mean = items.get(i).is(Kind.MEANING)
                    && !chart.has(Symbol.WHETHER, items.get(i).from());
            if (mean && isRedefined(items.subList(0, i), items.subList(i + 1, items.size()))) {
                unread.add(new Span(items.get(i).from(), items.get(i).to()));
                return null;
            }
        }
        int spoken = items.isEmpty() ? 0 : defined(items.get(0).from());
        for (int i = 0; i < items.size(); i++) {
            boolean bracket = items.get(i).is(Kind.OPEN)
                    && i + 1 < items.size()
                    && (items.get(i + 1).is(Kind.MEANING)
                            || chart.tokens().get(items.get(i + 1).from()).is("="));
            if (items.get(i).to() <= spoken || (!isMeaning(items, i) && !bracket)) {
                continue;
            }
            if (i == 0 && !bracket && !first) {
                unread.add(new Span(items.get(0).from(), items.get(0).to()));
                return null;
            }
            if (!bracket && isIndifferent(items, i)) {
                unread.add(new Span(items.get(i).from(), items.get(i).to()));
                return null;
            }
            int begin = bracket ? i + 2 : items.get(i).isMeant() ? i : i + 1;
            int end = bracket ? Brackets.close(items, i) : items.size();
            List<Item> label = items.subList(0, i);
            List<Item> meaning = items.subList(begin, end);
            List<Item> rest = end < items.size() ? items.subList(end + 1, items.size()) : List.of();
            boolean signed =
                    bracket && chart.tokens().get(items.get(i + 1).from()).is("=");
            boolean equal = (signed || (!bracket && (isEqual(items, i) || isMeant(items, i))))
                    && !meaning.isEmpty()
                    && !meaning.get(0).is(Kind.SILENT)
                    && isClean(meaning)
                    && !Definitions.columns(meaning).isEmpty();
            boolean defines = (equal || Definitions.isDefined(label, meaning))
                    && (label.isEmpty()
                            || !narrowing.containsMeaningChanger(
                                    label.get(0).from(),
                                    label.get(label.size() - 1).to()));
            boolean restates = !isEqual(items, i) && isRestated(label, meaning);
            if (!defines && !restates) {
                if (!bracket && isApart(label, meaning) && !meaning.get(0).is(Kind.REFERENCE)) {
                    unread.add(new Span(items.get(i).from(), items.get(i).to()));
                }
                return null;
            }
            boolean apposed = bracket || label.stream().anyMatch(item -> item.is(Kind.COMMA)) || !rest.isEmpty();
            return defines
                    ? new Explanation(label, meaning, rest, !bracket, apposed)
                    : new Explanation(meaning, label, rest, !bracket, apposed);
        }
        return null;
    }

    /** Whether the meaning cannot be read completely, but only repeats what the label states. */
    private boolean isRestated(List<Item> label, List<Item> meaning) {
        return !isClean(meaning)
                && label.stream().noneMatch(item -> item.is(Kind.UNREAD))
                && !Definitions.columns(meaning).isEmpty()
                && Definitions.columns(label).containsAll(Definitions.columns(meaning))
                && meaning.stream()
                        .noneMatch(item -> item.is(Kind.ARRANGEMENT)
                                || item.is(Kind.WINDOW)
                                || item.is(Kind.AMOUNT)
                                || item.is(Kind.REFERENCE)
                                || (item.is(Kind.CONDITION) && !item.said().bare())
                                || (item.is(Kind.UNREAD) && chart.has(Symbol.CONTEXT, item.from()))
                                || (item.is(Kind.UNREAD) && narrowing.isOfDomain(item.from(), item.to(), false)));
    }

    /** Whether the label and the meaning are about different columns, so that neither defines the other. */
    private static boolean isApart(List<Item> label, List<Item> meaning) {
        return !Definitions.columns(label).isEmpty()
                && !Definitions.columns(meaning).isEmpty()
                && Collections.disjoint(Definitions.columns(label), Definitions.columns(meaning))
                && meaning.stream().noneMatch(item -> item.is(Kind.AMOUNT) || item.is(Kind.WINDOW));
    }

    /** Whether a text of a column is defined as other texts of that column: when I say gold I mean gold and platinum. */
    private static boolean isRedefined(List<Item> label, List<Item> meaning) {
        return label.stream().filter(Item::isMeant).count() == 1
                && label.stream()
                        .filter(item -> item.is(Kind.CONDITION) && item.said().frame() == WordedCondition.Frame.TEXTS)
                        .anyMatch(item -> meaning.stream()
                                .anyMatch(other -> other.is(Kind.CONDITION)
                                        && other.said().frame() == WordedCondition.Frame.TEXTS
                                        && other.said()
                                                .condition()
                                                .columns()
                                                .equals(item.said().condition().columns())
                                        && !other.said()
                                                .condition()
                                                .equals(item.said().condition())));
    }

    /** Whether the words before the item state that it does not matter, so that nothing is defined: it doesn't matter if they bought. */
    private boolean isIndifferent(List<Item> items, int index) {
        int end = items.get(index).from();
        for (int i = items.get(0).from(); chart.has(Symbol.WHETHER, end) && i < end; i++) {
            if (chart.has(Symbol.WHATEVER, i) || chart.has(Symbol.REGARDLESS, i)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the item states that the words before it are defined by those after it. */
    private boolean isMeaning(List<Item> items, int index) {
        boolean given = chart.has(Symbol.WHETHER, items.get(index).from())
                && items.subList(0, index).stream().allMatch(item -> item.is(Kind.SILENT) || item.is(Kind.COMMA));
        return (items.get(index).is(Kind.MEANING) && !given && !isConjunction(items, index))
                || isEqual(items, index)
                || isDefinedAs(items, index);
    }

    /** Whether the item is the "as" of a definition: I define heavy users as | those with 6 visits. */
    private boolean isDefinedAs(List<Item> items, int index) {
        int from = items.get(0).from();
        return chart.tokens().get(items.get(index).from()).is("as") && defined(from) > from;
    }

    /** Whether the item is an equals sign after only a name: second-car couples = two people and two cars. */
    private boolean isEqual(List<Item> items, int index) {
        if (!chart.tokens().get(items.get(index).from()).is("=")) {
            return false;
        }
        List<Item> name = ungreeted(items.subList(0, index));
        return !name.isEmpty() && name.stream().allMatch(Explanations::isOfName);
    }

    /** Whether the item is "means" after only a name: loyal means three purchases, by sleepers I mean those without a visit. */
    private boolean isMeant(List<Item> items, int index) {
        List<Item> name = ungreeted(items.subList(0, index));
        int from = name.isEmpty() ? items.get(index).from() : name.get(0).from();
        int begin = chart.has(Symbol.BY, from) ? from + 1 : from;
        int first = Math.max(begin, defined(from));
        boolean verb = items.get(index).is(Kind.MEANING)
                && chart.tokens().get(items.get(index).to() - 1).isFormOf("mean");
        boolean spoken =
                first > from || items.get(index).to() - items.get(index).from() == 1;
        return verb
                && spoken
                && name.stream().anyMatch(GivenNames::isBareName)
                && name.stream().allMatch(item -> item.to() <= first || isOfName(item));
    }

    /** Returns the index after the words that open a definition, or {@code from} if there are none: when I say. */
    private int defined(int from) {
        return chart.at(from).stream()
                .filter(node -> node.symbol() == Symbol.DEFINE)
                .mapToInt(Node::to)
                .max()
                .orElse(from);
    }

    /** Whether the item is only the first word of its phrase and so introduces a condition, not a definition: gold if over 40. */
    private boolean isConjunction(List<Item> items, int index) {
        Item item = items.get(index);
        return item.to() - item.from() == 1
                && item.node() != null
                && item.node().rule().contains(" ")
                && index + 1 < items.size()
                && (items.get(index + 1).is(Kind.CONDITION) || chart.has(Symbol.WHETHER, item.from()));
    }

    /** Whether the items can be read completely as a clause. */
    boolean isClean(List<Item> items) {
        Clause trial = clauses.open();
        trial.read(items);
        return trial.unread().isEmpty();
    }

    /** Whether the items are only a bare noun or adjective of the catalogue. */
    boolean isName(List<Item> items) {
        return items.stream().anyMatch(item -> item.is(Kind.CONDITION))
                && ungreeted(items).stream().allMatch(Explanations::isOfName);
    }

    /** Whether the item may be part of a name. */
    static boolean isOfName(Item item) {
        return switch (item.kind()) {
            case UNREAD, SILENT, PEOPLE, ASIDE -> true;
            case CONDITION -> GivenNames.isBareName(item);
            default -> false;
        };
    }

    /** Returns the items without a greeting and its comma. */
    private static List<Item> ungreeted(List<Item> items) {
        int first = 0;
        while (first < items.size()
                && (items.get(first).is(Kind.SILENT) || items.get(first).is(Kind.COMMA))) {
            first++;
        }
        return items.subList(first, items.size());
    }
}
