package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.Said.Frame;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the words around an item leave in doubt whether it is said: two negations, "not only", "with or without", "nor", what is taken back,
 * and what the customers wish. What it is said of is the matter of {@link Attachments}.
 */
final class Doubts {

    private final Chart chart;
    private final Attachments attachments;

    /** The doubts about a prompt. */
    Doubts(Chart chart) {
        this.chart = chart;
        this.attachments = new Attachments(chart);
    }

    /** What cannot be taken at its word around the item, or null where nothing speaks against it. */
    @Nullable
    Item at(List<Item> items, int index) {
        Item item = items.get(index);
        boolean doubted = switch (item.kind()) {
            case NOT -> isTurned(items, index);
            case EXCEPT -> isBehind(items, index, Kind.NOT) || isFrom(items, index);
            case AND, OR -> isBoth(items, index) || isPlus(items, index) || isAndOr(item);
            case SILENT -> isWish(items, index) || isTimed(items, index) || isTakenBack(items, index);
            case CONDITION -> isTwiceNegated(items, index) || isNor(items, index) || isOfInterest(items, index);
            case ARRANGEMENT -> isBehind(items, index, Kind.NOT) || isBehind(items, index, Kind.EXCEPT);
            default -> false;
        };
        return doubted ? item : attachments.at(items, index);
    }

    /** Whether the negation is of another one, of a need, or of "only" and "all", so that it does not say the contrary. */
    private boolean isTurned(List<Item> items, int index) {
        Item not = items.get(index);
        boolean needless = not.from() > 0 && chart.has(Symbol.NECESSITY, not.from() - 1);
        return needless
                || chart.has(Symbol.NOT_QUITE, not.to())
                || chart.has(Symbol.NECESSITY, not.to())
                || isNobodyOf(items, index)
                || isBehind(items, index, Kind.NOT);
    }

    /** Whether a negation stands before a condition that is negated in itself: don't have no quotes. */
    private boolean isTwiceNegated(List<Item> items, int index) {
        Item item = items.get(index);
        for (int i = item.from() + 1; i < item.to(); i++) {
            if ((chart.has(Symbol.NOT, i) || chart.has(Symbol.NO, i)) && !chart.has(Symbol.NOR, i)) {
                return isBehind(items, index, Kind.NOT);
            }
        }
        return false;
    }

    /** Whether a "nor" joins texts that nothing negates: gold nor silver. */
    private boolean isNor(List<Item> items, int index) {
        Item item = items.get(index);
        boolean negated = isBehind(items, index, Kind.NOT);
        boolean nor = false;
        for (int i = item.from(); i < item.to(); i++) {
            nor |= chart.has(Symbol.NOR, i);
            negated |= !nor && (chart.has(Symbol.NOT, i) || chart.has(Symbol.NO, i) || chart.has(Symbol.NONE_OF, i));
        }
        return nor && !negated;
    }

    /** Whether texts without a verb stand behind an interest in others of their column: interested in the Camry but not the RAV4. */
    private static boolean isOfInterest(List<Item> items, int index) {
        Said what = items.get(index).said();
        for (int i = index - 1; i >= 0 && what.frame() == Frame.TEXTS; i--) {
            if (items.get(i).is(Kind.CONDITION)) {
                Said before = items.get(i).said();
                Entry interest =
                        before.subject() == null ? null : before.subject().entry();
                return !before.cars().isEmpty()
                        && interest != null
                        && interest.takes() != null
                        && what.condition().columns().equals(Set.of(interest.takes()));
            }
        }
        return false;
    }

    /** Whether nothing but fillers is between the item and one of the kind before it. */
    private static boolean isBehind(List<Item> items, int index, Kind kind) {
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

    /** Whether "and" or "or" joins a "with" and its contrary: with or without. */
    private static boolean isBoth(List<Item> items, int index) {
        boolean between = index > 0 && index + 1 < items.size();
        return between
                && ((items.get(index - 1).is(Kind.WITH) && items.get(index + 1).is(Kind.NOT))
                        || (items.get(index - 1).is(Kind.NOT)
                                && items.get(index + 1).is(Kind.WITH)));
    }

    /** Whether it is left open which of "and" and "or" is meant. */
    private static boolean isAndOr(Item item) {
        return item.to() - item.from() > 1
                && item.node() != null
                && item.node().rule().equals("and/or");
    }

    /** Whether "plus" stands behind an "except": minus seniors plus families. */
    private boolean isPlus(List<Item> items, int index) {
        return chart.tokens().get(items.get(index).from()).is("plus")
                && items.subList(0, index).stream().anyMatch(item -> item.is(Kind.EXCEPT));
    }

    /** Whether those from whom somebody is left out follow directly: exclude from the gold members all seniors. */
    private boolean isFrom(List<Item> items, int index) {
        if (index + 1 >= items.size()
                || !chart.tokens().get(items.get(index + 1).from()).is("from")) {
            return false;
        }
        Item from = items.get(index + 1);
        return from.is(Kind.CONDITION)
                || (from.is(Kind.PLACE)
                        && index + 2 < items.size()
                        && items.get(index + 2).is(Kind.CONDITION));
    }

    /** Whether nobody of some people is meant who are narrowed further: no one in the North who bought. */
    private static boolean isNobodyOf(List<Item> items, int index) {
        Node not = items.get(index).node();
        boolean nobody =
                not != null && (not.rule().equals("nobody") || not.rule().equals("no one"));
        boolean people =
                nobody || (index + 1 < items.size() && items.get(index + 1).is(Kind.PEOPLE));
        long conditions = items.subList(index, items.size()).stream()
                .filter(item -> item.is(Kind.CONDITION))
                .count();
        return people && conditions > 1;
    }

    /** Whether a time that is said of the list stands directly behind what was done, and may be when it was: bought on Monday. */
    private boolean isTimed(List<Item> items, int index) {
        Item item = items.get(index);
        boolean time = item.node() != null
                && item.node().symbol() == Symbol.COURTESY
                && (chart.has(Symbol.DURING, item.from())
                        || chart.has(Symbol.UNTIL, item.from())
                        || chart.has(Symbol.BEFORE, item.from())
                        || chart.has(Symbol.AFTER, item.from())
                        || chart.tokens().get(item.from()).is("this"));
        if (!time || index == 0 || !items.get(index - 1).is(Kind.CONDITION)) {
            return false;
        }
        Said said = items.get(index - 1).said();
        return said.frame() == Frame.VERB && said.bare();
    }

    /** Whether somebody is taken in again behind an "except", or named as part of those before: gold members, including seniors. */
    private boolean isTakenBack(List<Item> items, int index) {
        if (!chart.has(Symbol.TAKEN_IN, items.get(index).from())) {
            return false;
        }
        boolean excepted = items.subList(0, index).stream().anyMatch(item -> item.is(Kind.EXCEPT));
        boolean part = chart.tokens().get(items.get(index).from()).text().endsWith("ing")
                && items.subList(0, index).stream().anyMatch(item -> item.is(Kind.CONDITION));
        boolean more = items.subList(index, items.size()).stream().anyMatch(item -> item.is(Kind.CONDITION));
        return (excepted || part) && more;
    }

    /** Whether the words say what the customers wish: a verb for wishing behind them, of which nobody else is the subject. */
    private boolean isWish(List<Item> items, int index) {
        if (!chart.has(Symbol.WISH, items.get(index).from())) {
            return false;
        }
        for (int i = index - 1; i >= 0; i--) {
            Item before = items.get(i);
            switch (before.kind()) {
                case PEOPLE, CONDITION, WHO -> {
                    return true;
                }
                case SILENT -> {
                    boolean other = chart.has(Symbol.ASKER, before.from())
                            || chart.has(Symbol.THIRD_PARTY, before.from())
                            || chart.has(Symbol.WANT, before.from());
                    if (other) {
                        return false;
                    }
                }
                case MODAL -> {}
                default -> {
                    return false;
                }
            }
        }
        return false;
    }
}
