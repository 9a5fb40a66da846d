package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.List;

/** Finds conditions that state something of the writer or the writer's side: I'm a parent myself, our showroom is in the West. */
final class OwnFacts {

    private final Chart chart;

    OwnFacts(Chart chart) {
        this.chart = chart;
    }

    /** Whether the condition is stated of the writer or of something of the writer's side. */
    boolean isOwn(List<Item> items, int index) {
        Item item = items.get(index);
        return !item.said().isSilent() && (isOfWriter(item) || isOfOurs(items, index));
    }

    /** Whether the subject of the condition is "I", at the start of a clause: and I never open emails. */
    private boolean isOfWriter(Item item) {
        boolean be = chart.tokens().get(item.from()).isFormOf("be");
        boolean done = item.said().frame() == Frame.VERB || isDenial(item.from()) || isPlaced(item);
        int at = item.from() - 1;
        while (at >= 0 && isBetween(at, item)) {
            be |= chart.tokens().get(at).isFormOf("be");
            done |= isDenial(at) || chart.has(Symbol.SILENT, at);
            at--;
        }
        if (at < 0 || !chart.has(Symbol.SPEAKER, at) || !chart.tokens().get(at).is(WordGroup.WE)) {
            return false;
        }
        boolean one = chart.tokens().get(at).is("i");
        return (be || (one && done)) && begins(at);
    }

    /** Whether the condition states by a verb where customers are: live in the North. */
    private boolean isPlaced(Item item) {
        return item.said().frame() == Frame.TEXTS
                && !chart.has(Symbol.PLACE, item.from())
                && (chart.has(Symbol.SILENT, item.from()) || chart.has(Symbol.CONTEXT, item.from()))
                && chart.hasAny(item.from() + 1, item.to(), Symbol.PLACE);
    }

    private boolean isDenial(int index) {
        return chart.has(Symbol.NOT, index) || chart.has(Symbol.NEVER, index);
    }

    /** Whether the word may stand between the writer and what is stated: have never, am a. */
    private boolean isBetween(int index, Item item) {
        Token token = chart.tokens().get(index);
        boolean have = token.isFormOf("have");
        boolean asks =
                chart.has(Symbol.WANT, index) || chart.has(Symbol.REQUEST, index) || chart.has(Symbol.SPEAKER, index);
        boolean plain = have
                ? item.said().frame() == Frame.VERB || isDenial(index + 1)
                : chart.has(Symbol.FILLER, index) || chart.has(Symbol.DETERMINER, index) || isDenial(index);
        boolean placed = item.said().frame() == Frame.TEXTS
                && (chart.has(Symbol.SILENT, index) || (index + 1 == item.from() && chart.has(Symbol.PLACE, index)));
        return token.isFormOf("be") || token.is(WordGroup.ARTICLE) || (!asks && (plain || placed));
    }

    private boolean begins(int index) {
        return index == 0
                || !chart.tokens().get(index - 1).isWord()
                || chart.has(Symbol.AND, index - 1)
                || chart.has(Symbol.BUT, index - 1)
                || chart.has(Symbol.CONNECTIVE, index - 1);
    }

    /** Whether the place is that of something of the writer's side: our showroom is in the West. */
    private boolean isOfOurs(List<Item> items, int index) {
        Item item = items.get(index);
        boolean placed = chart.has(Symbol.PLACE, item.from())
                || (index > 0 && items.get(index - 1).is(Kind.PLACE));
        int be = item.from() - 1;
        while (be > 0 && (chart.has(Symbol.PLACE, be) || chart.has(Symbol.DETERMINER, be))) {
            be--;
        }
        boolean stated = placed && be > 1 && chart.tokens().get(be).isFormOf("be");
        for (int i = be - 1; stated && i > 0 && be - i <= 3; i--) {
            int end = be;
            boolean side = chart.at(i).stream()
                    .anyMatch(node ->
                            node.to() == end && (node.symbol() == Symbol.THIRD_PARTY || node.symbol() == Symbol.VENUE));
            boolean named = chart.has(Symbol.POSSESSIVE, i - 1)
                    || chart.tokens().get(i - 1).is(WordGroup.THE_THIS);
            if (side && named && !chart.isPeople(i) && begins(i - 1)) {
                return true;
            }
        }
        return false;
    }
}
