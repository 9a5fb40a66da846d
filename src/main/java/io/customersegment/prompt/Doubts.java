package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.criteria.Condition;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds items that may not be asserted as they are read because of the words around them: negations ({@link NegationDoubts}), links
 * ({@link LinkDoubts}), qualifiers ({@link QualifierDoubts}), circumstances ({@link Circumstances}), actions of others
 * ({@link ThirdPartyActions}), the writer ({@link OwnFacts}), numbers and times ({@link Figures}, {@link MistakenYears},
 * {@link EventTimes}), ages of things ({@link AgesOfThings}), words with another meaning ({@link Senses}), and conditions that are
 * negated twice or only compared with. {@link Attachments} finds items whose referent is ambiguous.
 */
final class Doubts {

    private final Chart chart;
    private final Attachments attachments;
    private final NegationDoubts negations;
    private final LinkDoubts linkingWords;
    private final QualifierDoubts qualifiers;
    private final Senses senses;
    private final Circumstances circumstances;
    private final ThirdPartyActions others;
    private final Figures figures;
    private final AgesOfThings ages;
    private final OwnFacts ownFacts;
    private final EventTimes times;
    private final MistakenYears years;

    Doubts(Chart chart) {
        this.chart = chart;
        this.attachments = new Attachments(chart);
        this.others = new ThirdPartyActions(chart);
        this.negations = new NegationDoubts(chart, others);
        this.linkingWords = new LinkDoubts(chart);
        this.qualifiers = new QualifierDoubts(chart);
        this.senses = new Senses(chart);
        this.circumstances = new Circumstances(chart);
        this.figures = new Figures(chart);
        this.ages = new AgesOfThings(chart);
        this.ownFacts = new OwnFacts(chart);
        this.times = new EventTimes(chart);
        this.years = new MistakenYears(chart);
    }

    /** Returns the item, or the words around it, that cannot be taken literally; null if nothing indicates that. */
    @Nullable
    Item at(List<Item> items, int index) {
        Item item = items.get(index);
        boolean doubted = switch (item.kind()) {
            case NOT, EXCEPT -> negations.isDoubtful(items, index);
            case WITH, AND, OR -> linkingWords.isDoubtful(items, index);
            case SILENT, MODAL -> qualifiers.isDoubtful(items, index);
            case PLACE -> isLeft(items, index);
            case CONDITION ->
                isTwiceNegated(items, index)
                        || isSaidToBe(items, index)
                        || isLike(items, index)
                        || isNor(items, index)
                        || isOfInterest(items, index)
                        || isNegatedLabel(items, index)
                        || isContradiction(items, index)
                        || isFor(item)
                        || isPlusOthers(items, index)
                        || isOfTheirs(items, index)
                        || isOfDay(items, index)
                        || isLoneParent(items, index)
                        || ownFacts.isOwn(items, index)
                        || isBothOf(items, index)
                        || qualifiers.isOnlyDeed(item)
                        || isLeft(items, index);
            case ARRANGEMENT ->
                isFor(item)
                        || Neighbours.isBehind(items, index, Kind.NOT)
                        || Neighbours.isBehind(items, index, Kind.EXCEPT);
            default -> false;
        };
        Item year = years.at(items, index);
        if (year != null) {
            return year;
        }
        return doubted
                        || senses.hasOtherSense(items, index)
                        || circumstances.isCircumstance(items, index)
                        || others.did(items, index)
                        || figures.mislead(items, index)
                        || ages.describeNext(items, index)
                        || times.mislead(items, index)
                ? item
                : attachments.at(items, index);
    }

    /** Whether the digit 4 after a verb may be a number or "for": asked 4 quotes, looking 4 gold members. */
    private boolean isFor(Item item) {
        for (int i = Math.max(1, item.from()); i < item.to(); i++) {
            if (chart.tokens().get(i).is("4") && chart.tokens().get(i - 1).is(WordGroup.SEEKING)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a plus after a number or a text value may add the customers after it: gold members + seniors, gold plus all seniors. */
    private boolean isPlusOthers(List<Item> items, int index) {
        Item item = items.get(index);
        Item next = index + 1 < items.size() ? items.get(index + 1) : item;
        Token plus = chart.tokens().get(item.to() - 1);
        boolean sign =
                plus.is("+") && plus.spaced() && next.is(Kind.CONDITION) && !chart.has(Symbol.PLACE, next.from());
        boolean word = plus.is("plus") && next.from() == item.to() && chart.has(Symbol.DETERMINER, next.from());
        boolean all = plus.is("plus")
                && next.from() == item.to()
                && (chart.has(Symbol.ALL, next.from())
                        || chart.has(Symbol.OF_THEIRS, next.from())
                        || chart.has(Symbol.POSSESSIVE, next.from())
                        || next.is(Kind.ARRANGEMENT));
        return item.to() - item.from() > 1 && (sign || word || all);
    }

    /** Whether "new" or "old" may describe the owners or what they own: new Camry owners, older Harrier drivers. */
    private boolean isOfTheirs(List<Item> items, int index) {
        Item item = items.get(index);
        Item next = index + 1 < items.size() ? items.get(index + 1) : item;
        boolean beside = item.said().frame() == Frame.ADJECTIVE && next.is(Kind.CONDITION) && next.from() == item.to();
        Subject subject = beside ? next.said().subject() : null;
        boolean had = subject != null
                && subject.entry() != null
                && (subject.is(Entry.Trait.HAD) || subject.entry().takes() != null)
                && next.said().condition().columns().stream().allMatch(column -> column.type() == Column.Type.TEXT);
        return had && chart.tokens().get(item.to() - 1).is(WordGroup.AGE);
    }

    /** Whether a negation precedes a condition that is itself negated: don't have no quotes. */
    private boolean isTwiceNegated(List<Item> items, int index) {
        Item item = items.get(index);
        for (int i = item.from() + 1; i < item.to(); i++) {
            if ((chart.has(Symbol.NOT, i) || chart.has(Symbol.NO, i)) && !chart.has(Symbol.NOR, i)) {
                return Neighbours.isBehind(items, index, Kind.NOT);
            }
        }
        return false;
    }

    /** Whether a number in brackets after a negated name may be of the name or of its negation: not at risk (below 0.4). */
    private boolean isNegatedLabel(List<Item> items, int index) {
        Item item = items.get(index);
        int before = index - 1;
        while (before >= 0
                && (items.get(before).is(Kind.PLACE) || items.get(before).is(Kind.SILENT))) {
            before--;
        }
        boolean negated = before >= 0 && items.get(before).is(Kind.NOT) && chart.has(Symbol.CLOSE, item.to() - 1);
        for (int i = item.from() + 1; negated && i < item.to(); i++) {
            boolean listed = chart.has(Symbol.MEMBER, i - 1) || chart.has(Symbol.NONE_OF, i - 1);
            if (!listed && chart.at(i).stream().anyMatch(node -> node.rule().equals(AmountRules.IN_BRACKETS))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the item, in brackets, contradicts the condition before it about the same numbers: young (30 to 35). */
    private boolean isContradiction(List<Item> items, int index) {
        Item item = items.get(index);
        int before = index > 0 && items.get(index - 1).is(Kind.PEOPLE) ? index - 2 : index - 1;
        boolean behind = before >= 0 && items.get(before).is(Kind.CONDITION) && chart.has(Symbol.OPEN, item.from());
        if (!behind) {
            return false;
        }
        Condition first = items.get(before).said().condition();
        Condition second = item.said().condition();
        return first.columns().equals(second.columns())
                && second.columns().stream().allMatch(Column::numeric)
                && Condition.all(List.of(first, second)).equals(Condition.nobody());
    }

    /** Whether a "nor" joins text values that nothing negates: gold nor silver. */
    private boolean isNor(List<Item> items, int index) {
        Item item = items.get(index);
        boolean negated = Neighbours.isBehind(items, index, Kind.NOT);
        boolean nor = false;
        for (int i = item.from(); i < item.to(); i++) {
            nor |= chart.has(Symbol.NOR, i);
            negated |= !nor && (chart.has(Symbol.NOT, i) || chart.has(Symbol.NO, i) || chart.has(Symbol.NONE_OF, i));
        }
        return nor && !negated;
    }

    /** Whether text values without a verb follow an interest in others of their column: interested in the Camry but not the RAV4. */
    private static boolean isOfInterest(List<Item> items, int index) {
        WordedCondition what = items.get(index).said();
        for (int i = index - 1; i >= 0 && what.frame() == Frame.TEXTS; i--) {
            if (items.get(i).is(Kind.CONDITION)) {
                WordedCondition before = items.get(i).said();
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

    /** Whether a bracket gives the name before it another meaning than the catalogue does: VIPs (= platinum). */
    private boolean isSaidToBe(List<Item> items, int index) {
        Item item = items.get(index);
        int sign = chart.has(Symbol.OPEN, item.from()) ? item.from() + 1 : item.from();
        int before = chart.has(Symbol.OPEN, item.from()) ? index - 1 : index - 2;
        return before >= 0
                && chart.has(Symbol.OPEN, sign - 1)
                && chart.tokens().get(sign).is("=")
                && item.said().frame() == Frame.TEXTS
                && items.get(before).is(Kind.CONDITION)
                && items.get(before).said().bare();
    }

    /** Whether customers are compared with others: customers like our gold members. */
    private boolean isLike(List<Item> items, int index) {
        Item item = items.get(index);
        return chart.tokens().get(item.from()).is("like")
                && item.to() - item.from() == 1
                && index > 0
                && (items.get(index - 1).is(Kind.PEOPLE)
                        || (items.get(index - 1).is(Kind.CONDITION)
                                && items.get(index - 1).said().frame() == Frame.NOUN
                                && items.subList(index + 1, items.size()).stream()
                                        .dropWhile(next -> next.is(Kind.SILENT))
                                        .limit(1)
                                        .anyMatch(next -> next.is(Kind.CONDITION) || next.is(Kind.PEOPLE))));
    }

    /** Whether an adjective and the time of day form a clause, so that the adjective may describe the day: quiet tonight. */
    private boolean isOfDay(List<Item> items, int index) {
        Item item = items.get(index);
        Item next = index + 1 < items.size() ? items.get(index + 1) : item;
        boolean begins = index == 0 || items.get(index - 1).is(Kind.COMMA);
        boolean ends = index + 2 >= items.size() || items.get(index + 2).is(Kind.COMMA);
        return begins
                && ends
                && item.said().bare()
                && item.said().frame() == Frame.ADJECTIVE
                && next.from() == item.to()
                && chart.tokens().get(next.from()).is(WordGroup.NOW);
    }

    /** Whether it says that a parent has no partner, not that nobody lives with the parent: single parents. */
    private boolean isLoneParent(List<Item> items, int index) {
        Item item = items.get(index);
        Item next = Neighbours.next(items, index);
        return next != null
                && item.to() == item.from() + 1
                && next.from() == item.to()
                && chart.tokens().get(item.from()).is(WordGroup.LONE)
                && chart.tokens().get(next.from()).is(WordGroup.PARENT);
    }

    /** Whether both of two relatives are meant: both parents. */
    private static boolean isBothOf(List<Item> items, int index) {
        Item item = items.get(index);
        Node before = index > 0 ? items.get(index - 1).node() : null;
        boolean both = before != null
                && item.said().frame() == Frame.NOUN
                && item.said().bare()
                && before.to() == item.from()
                && before.rule().equals("both");
        return both
                && (index + 1 == items.size()
                        || !(items.get(index + 1).is(Kind.AND)
                                || items.get(index + 1).is(Kind.COMMA)));
    }

    /** Whether customers have left the place or the group that follows: just out of the low band. */
    private boolean isLeft(List<Item> items, int index) {
        int from = items.get(index).from();
        return from > 0
                && chart.tokens().get(from).is("out")
                && (chart.has(Symbol.EXACTLY, from - 1) || chart.has(Symbol.RECENTLY, from - 1));
    }
}
