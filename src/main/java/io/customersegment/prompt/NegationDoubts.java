package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Values;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.List;

/** Finds negations and exclusions that cannot be taken literally: not only, no longer gold, not in the North unless gold. */
final class NegationDoubts {

    private final Chart chart;
    private final ThirdPartyActions others;

    NegationDoubts(Chart chart, ThirdPartyActions others) {
        this.chart = chart;
        this.others = others;
    }

    /** Whether the item is a negation or an exclusion that cannot be taken literally. */
    boolean isDoubtful(List<Item> items, int index) {
        return switch (items.get(index).kind()) {
            case NOT -> isNotPlainNegation(items, index) || isUnable(items, index) || isSomewhereElse(items, index);
            case EXCEPT ->
                Neighbours.isBehind(items, index, Kind.NOT)
                        || isFrom(items, index)
                        || others.isTold(items, index)
                        || isOfThat(items, index)
                        || isNoMatter(items, index)
                        || isUnlessNot(items, index)
                        || isOfSeveral(items, index)
                        || isDone(items, index);
            default -> false;
        };
    }

    /** Whether the negation is of another negation, of a need, or of "only" and "all", so that it does not mean the contrary. */
    private boolean isNotPlainNegation(List<Item> items, int index) {
        Item not = items.get(index);
        boolean needless = not.from() > 0 && chart.has(Symbol.NECESSITY, not.from() - 1);
        return needless
                || chart.has(Symbol.NOT_QUITE, not.to())
                || chart.has(Symbol.NECESSITY, not.to())
                || isPast(items, index)
                || isBeforeOrPast(items, index)
                || isNobodyOf(items, index)
                || Neighbours.isBehind(items, index, Kind.NOT);
    }

    /** Whether the sender cannot find or reach the customers, or begins a request with "can't you". */
    private boolean isUnable(List<Item> items, int index) {
        int from = items.get(index).from();
        boolean able = from > 0 && chart.tokens().get(from - 1).is(WordGroup.CAN);
        int next = index + 1;
        while (able && next < items.size() && items.get(next).is(Symbol.ASKER)) {
            next++;
        }
        return able && next < items.size() && items.get(next).is(Symbol.REQUEST);
    }

    /** Whether an action was elsewhere, and the place that follows belongs to another action: trained outside and live in the West. */
    private boolean isSomewhereElse(List<Item> items, int index) {
        Item item = items.get(index);
        return chart.tokens().get(item.from()).is("outside")
                && index + 1 < items.size()
                && items.get(index + 1).is(Kind.AND);
    }

    /** Whether the negation is about a former or a future state, which no column records: no longer gold, yet to reach their goal. */
    private static boolean isPast(List<Item> items, int index) {
        Node not = items.get(index).node();
        boolean was = not != null && WordGroup.PAST_OR_TO_COME.holds(not.rule());
        int next = index + 1;
        while (was && next < items.size() && items.get(next).is(Kind.SILENT)) {
            next++;
        }
        if (!was || next >= items.size() || !items.get(next).is(Kind.CONDITION)) {
            return false;
        }
        WordedCondition said = items.get(next).said();
        return said.frame() == Frame.TEXTS
                || (said.subject() != null && said.subject().is(Entry.Trait.HAD));
    }

    /** Whether "not yet" or "no longer" denies a range, of which only one side is then meant: not yet in their forties. */
    private static boolean isBeforeOrPast(List<Item> items, int index) {
        Node not = items.get(index).node();
        boolean timed = not != null && WordGroup.NOT_NOW.holds(not.rule());
        int next = index + 1;
        while (next < items.size()
                && (items.get(next).is(Kind.SILENT) || items.get(next).is(Kind.PLACE))) {
            next++;
        }
        return timed
                && next < items.size()
                && items.get(next).is(Kind.CONDITION)
                && Condition.not(items.get(next).said().condition()) instanceof Condition.Test rest
                && rest.column().numeric()
                && rest.values() instanceof Values.Numbers numbers
                && numbers.ranges().size() > 1;
    }

    /** Whether negated people are narrowed by more than one condition: no one in the North who bought. */
    private static boolean isNobodyOf(List<Item> items, int index) {
        Node not = items.get(index).node();
        boolean nobody = not != null && WordGroup.NOBODY.holds(not.rule());
        boolean people =
                nobody || (index + 1 < items.size() && items.get(index + 1).is(Kind.PEOPLE));
        int conditions = 0;
        for (Item item : items.subList(index, items.size())) {
            boolean another = item.is(Kind.NOT) && conditions > 0;
            if (item.is(Kind.COMMA) || item.is(Kind.BUT) || another) {
                break;
            }
            conditions = item.is(Kind.OR) ? 0 : item.is(Kind.CONDITION) ? conditions + 1 : conditions;
            if (conditions > 1) {
                break;
            }
        }
        return people && conditions > 1;
    }

    /** Whether "from" and the group to exclude from follow directly: exclude from the gold members all seniors. */
    private boolean isFrom(List<Item> items, int index) {
        if (index + 1 >= items.size()
                || !chart.tokens().get(items.get(index + 1).from()).is("from")) {
            return false;
        }
        Item from = items.get(index + 1);
        Node except = items.get(index).node();
        if (except != null && except.rule().equals("but not")) {
            return false;
        }
        return from.is(Kind.CONDITION)
                || (from.is(Kind.PLACE)
                        && index + 2 < items.size()
                        && items.get(index + 2).is(Kind.CONDITION));
    }

    /** Whether the exclusion only points back: apart from that. */
    private boolean isOfThat(List<Item> items, int index) {
        int next = items.get(index).to();
        boolean that = next < chart.tokens().size() && chart.tokens().get(next).is(WordGroup.THIS_OR_THAT);
        return that && index + 1 < items.size() && !items.get(index + 1).is(Kind.CONDITION);
    }

    /** Whether "never mind" may mean that a thing does not matter: never mind their churn. */
    private static boolean isNoMatter(List<Item> items, int index) {
        Item item = items.get(index);
        boolean never = item.node() != null && item.node().rule().equals("never mind");
        int at = index + 1;
        while (at < items.size() && items.get(at).is(Kind.SILENT)) {
            at++;
        }
        Item next = never && at < items.size() ? items.get(at) : null;
        return next != null
                && next.is(Kind.CONDITION)
                && next.said().bare()
                && next.said().frame() == WordedCondition.Frame.THING;
    }

    /** Whether an "unless" follows a negation, so that it includes again: not in the North unless gold. */
    private boolean isUnlessNot(List<Item> items, int index) {
        return chart.tokens().get(items.get(index).from()).is("unless")
                && items.subList(0, index).stream().anyMatch(item -> item.is(Kind.NOT) || item.is(Kind.EXCEPT));
    }

    /** Whether only customers who meet several conditions at once are excluded: but not both A and B, unless A and B. */
    private boolean isOfSeveral(List<Item> items, int index) {
        Item except = items.get(index);
        Token word = chart.tokens().get(except.to() - 1);
        boolean quite = word.is(WordGroup.NOT_OR_MINUS) && chart.has(Symbol.NOT_QUITE, except.to());
        boolean and = false;
        for (int i = index + 1; i < items.size() && !items.get(i).is(Kind.COMMA); i++) {
            and |= items.get(i).is(Kind.AND);
        }
        return quite || (and && chart.tokens().get(except.from()).is("unless"));
    }

    /** Whether a word of excluding is an action of the customers: who take out a lease, who dropped out. */
    private static boolean isDone(List<Item> items, int index) {
        return index > 1
                && items.get(index - 1).is(Kind.WHO)
                && (items.get(index - 2).is(Kind.PEOPLE) || items.get(index - 2).is(Kind.CONDITION));
    }
}
