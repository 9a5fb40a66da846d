package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.List;

/**
 * Finds the circumstances of an action: how, when, where, why, with whom and after what customers did it. The data keeps the action, but no
 * column keeps its circumstances, so that words for them, which state nothing elsewhere, are ambiguous after an action.
 */
final class Circumstances {

    private static final int LONGEST_DEED = 12;
    private static final int BESIDE_DEED = 2;
    private static final int FURTHEST_DEED = 30;

    /** Minimum length, in words, of a phrase for a manner that has no other meaning: on the same day. */
    private static final int LONG_MANNER = 3;

    private final Chart chart;

    Circumstances(Chart chart) {
        this.chart = chart;
    }

    /** Whether the item is a circumstance or begins one. */
    boolean isCircumstance(List<Item> items, int index) {
        Item item = items.get(index);
        return switch (item.kind()) {
            case SILENT ->
                isTime(items, index)
                        || isOnceMore(items, index)
                        || isPlace(item)
                        || isManner(items, index)
                        || isThen(items, index)
                        || isCause(chart, item.from());
            case PLACE, WITH -> isManner(items, index);
            case AND -> isThen(items, index);
            case BUT -> isMeanwhile(items, index);
            case ASIDE -> isCause(chart, item.from()) || isJustFor(item);
            case CONDITION -> isCompany(items, index);
            default -> false;
        };
    }

    /**
     * Whether the words from the token on state why or when customers did the action directly before: who bought because of the discount,
     * before the event.
     */
    static boolean isCause(Chart chart, int at) {
        boolean time = chart.has(Symbol.PURPOSE, at)
                && (chart.has(Symbol.BEFORE, at) || chart.has(Symbol.AFTER, at) || chart.has(Symbol.UNTIL, at));
        return ((time || chart.has(Symbol.CAUSE, at)) && isBehindDeed(chart, at))
                || (isOfTheirs(chart, at) && (isBehindDeed(chart, at) || isBehindLabel(chart, at)));
    }

    /** Whether a clause of reason or contrast begins whose subject is not the sender's organization: because they moved. */
    private static boolean isOfTheirs(Chart chart, int at) {
        return chart.at(at).stream()
                .filter(node -> node.symbol() == Symbol.BECAUSE || node.symbol() == Symbol.BUT)
                .anyMatch(node -> node.to() < chart.tokens().size()
                        && !node.rule().endsWith(" we")
                        && !chart.has(Symbol.SPEAKER, node.to())
                        && !chart.has(Symbol.POSSESSIVE, node.to())
                        && !chart.has(Symbol.THIRD_PARTY, node.to())
                        && (chart.has(Symbol.THEM, node.to()) || chart.has(Symbol.DETERMINER, node.to())));
    }

    /** Whether an adjective of the catalogue ends directly before the token. */
    private static boolean isBehindLabel(Chart chart, int at) {
        return chart.endsBefore(
                at,
                Math.min(at, LONGEST_DEED),
                node -> node.value() instanceof WordedCondition said && said.frame() == Frame.ADJECTIVE);
    }

    /** Whether an action ends before the token, with at most two words between them. */
    private static boolean isBehindDeed(Chart chart, int at) {
        for (int from = Math.max(0, at - LONGEST_DEED); from < at; from++) {
            for (Node node : chart.at(from)) {
                if (node.symbol() == Symbol.CONDITION
                        && isDeed((WordedCondition) node.value())
                        && node.to() <= at
                        && at - node.to() <= BESIDE_DEED
                        && chart.tokens().subList(node.to(), at).stream().allMatch(Token::isWord)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isDeed(WordedCondition said) {
        Subject subject = said.subject();
        return said.frame() == Frame.VERB || (said.frame() == Frame.THING && subject != null && subject.date() != null);
    }

    /** Whether the action was only for the purpose that follows: came just to see. */
    private boolean isJustFor(Item aside) {
        int before = aside.from() - 1;
        return before > 0
                && (chart.has(Symbol.EXACTLY, before) || chart.has(Symbol.ALONE, before))
                && isBehindDeed(chart, before);
    }

    /** Whether the item is the place of an action: bought in a showroom. */
    private boolean isPlace(Item item) {
        int place = chart.has(Symbol.DETERMINER, item.from() - 1) ? item.from() - 2 : item.from() - 1;
        return chart.has(Symbol.VENUE, item.from()) && chart.has(Symbol.PLACE, place) && isBehindDeed(chart, place);
    }

    /** Whether the item is the manner of an action: bought quickly, test drove in a group. */
    private boolean isManner(List<Item> items, int index) {
        int from = items.get(index).from();
        return chart.has(Symbol.MANNER, from)
                && (isBehindDeed(chart, from)
                        || (chart.end(Symbol.MANNER, from) - from >= LONG_MANNER && isAfterDeed(from)));
    }

    /** Whether the words before the token contain an action. */
    private boolean isAfterDeed(int index) {
        for (int i = Math.max(0, index - FURTHEST_DEED); i < index; i++) {
            for (Node node : chart.at(i)) {
                if (node.symbol() == Symbol.CONDITION && isDeed((WordedCondition) node.value())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a time that otherwise belongs to the request directly follows an action and may be its time: bought on Monday. */
    private boolean isTime(List<Item> items, int index) {
        Item item = items.get(index);
        int last = index - 1;
        boolean placed = false;
        while (last > 0
                && (items.get(last).is(Kind.PLACE)
                        || chart.has(Symbol.FILLER, items.get(last).from()))) {
            placed |= items.get(last).is(Kind.PLACE);
            last--;
        }
        last = placed ? last : index - 1;
        boolean time = item.node() != null
                && item.node().symbol() == Symbol.COURTESY
                && (chart.has(Symbol.DURING, item.from())
                        || chart.has(Symbol.UNTIL, item.from())
                        || chart.has(Symbol.BEFORE, item.from())
                        || chart.has(Symbol.AFTER, item.from())
                        || chart.tokens().get(item.from()).is("this")
                        || placed);
        if (!time || last < 0 || !items.get(last).is(Kind.CONDITION)) {
            return false;
        }
        WordedCondition said = items.get(last).said();
        return said.bare() && (said.frame() == Frame.VERB || said.frame() == Frame.THING);
    }

    /** Whether the action was repeated or followed another: serviced again, no purchase afterwards. */
    private static boolean isOnceMore(List<Item> items, int index) {
        Node word = items.get(index).node();
        boolean more = word != null && word.symbol() == Symbol.COURTESY && WordGroup.ONCE_MORE.holds(word.rule());
        return more
                && index > 0
                && items.get(index - 1).is(Kind.CONDITION)
                && items.get(index - 1).said().frame() != Frame.NOUN
                && items.get(index - 1).said().frame() != Frame.TEXTS;
    }

    /** Whether the item introduces a later action: bought, and only then clicked. */
    private boolean isThen(List<Item> items, int index) {
        int next = index + 1;
        while (next < items.size() && items.get(next).is(Kind.SILENT)) {
            next++;
        }
        return chart.has(Symbol.SEQUENCE, items.get(index).from())
                && next < items.size()
                && items.get(next).is(Kind.CONDITION)
                && (isDeed(items.get(next).said()) || items.get(next).said().frame() == Frame.ADJECTIVE)
                && items.subList(0, index).stream()
                        .anyMatch(before -> before.is(Kind.CONDITION) && isDeed(before.said()));
    }

    /** Whether the item introduces a simultaneous action: bought while browsing. */
    private boolean isMeanwhile(List<Item> items, int index) {
        boolean during = chart.tokens().get(items.get(index).from()).is("while")
                && index > 0
                && items.get(index - 1).is(Kind.CONDITION)
                && isDeed(items.get(index - 1).said());
        return during
                && index + 1 < items.size()
                && items.get(index + 1).is(Kind.CONDITION)
                && chart.tokens().get(items.get(index + 1).from()).text().endsWith("ing");
    }

    /** Whether the item names relatives who took part in the action: test drove with their family. */
    private boolean isCompany(List<Item> items, int index) {
        int with = index - 1;
        while (with > 0 && items.get(with).is(Kind.SILENT)) {
            with--;
        }
        boolean theirs = with > 0
                && with < index - 1
                && items.get(with).is(Kind.WITH)
                && chart.has(Symbol.OF_THEIRS, items.get(with + 1).from());
        if (!theirs || !items.get(with - 1).is(Kind.CONDITION)) {
            return false;
        }
        WordedCondition said = items.get(index).said();
        Frame before = items.get(with - 1).said().frame();
        boolean people = said.frame() == Frame.NOUN
                || (said.subject() != null && said.subject().is(Entry.Trait.AGED));
        return people && (before == Frame.VERB || before == Frame.THING);
    }
}
