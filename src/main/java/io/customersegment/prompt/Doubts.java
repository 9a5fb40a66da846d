package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.criteria.Condition;
import io.customersegment.criteria.Values;
import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds items that may not be asserted because of the words around them: two negations, "not only", "with or without", "nor", retractions,
 * and wishes of the customers. {@link Attachments} finds items whose referent is ambiguous.
 */
final class Doubts {

    private final Chart chart;
    private final Attachments attachments;
    private final Senses senses;
    private final Circumstances circumstances;
    private final ThirdPartyActions others;
    private final Figures figures;

    Doubts(Chart chart) {
        this.chart = chart;
        this.attachments = new Attachments(chart);
        this.senses = new Senses(chart);
        this.circumstances = new Circumstances(chart);
        this.others = new ThirdPartyActions(chart);
        this.figures = new Figures(chart);
    }

    /** Returns the item, or the words around it, that cannot be taken literally; null if nothing indicates that. */
    @Nullable
    Item at(List<Item> items, int index) {
        Item item = items.get(index);
        boolean doubted = switch (item.kind()) {
            case NOT -> isNotPlainNegation(items, index) || isUnable(items, index) || isSomewhereElse(items, index);
            case EXCEPT ->
                isBehind(items, index, Kind.NOT)
                        || isFrom(items, index)
                        || others.isTold(items, index)
                        || isOfThat(items, index)
                        || isNoMatter(items, index)
                        || isUnlessNot(items, index)
                        || isOfSeveral(items, index)
                        || isDone(items, index);
            case WITH -> isNobodyWithout(items, index) || isInitial(items, index);
            case AND, OR ->
                isBoth(items, index)
                        || isPlus(items, index)
                        || isBeforeJoint(items, index)
                        || isAndOr(item)
                        || isInitial(items, index);
            case SILENT ->
                isWish(items, index)
                        || isHypothetical(items, index)
                        || isTakenBack(items, index)
                        || isUnsorted(items, index)
                        || isExample(items, index)
                        || isSecondVerb(items, index)
                        || isHad(items, index)
                        || isOnlyWelcome(items, index)
                        || isIncluded(items, index)
                        || isPreferred(items, index)
                        || isEven(items, index)
                        || isTimeOfDay(items, index)
                        || isOnlyThere(items, index);
            case PLACE -> isLeft(items, index);
            case MODAL -> isHypothetical(items, index);
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
                        || isBothOf(items, index)
                        || isLeft(items, index);
            case ARRANGEMENT -> isFor(item) || isBehind(items, index, Kind.NOT) || isBehind(items, index, Kind.EXCEPT);
            default -> false;
        };
        return doubted
                        || senses.hasOtherSense(items, index)
                        || circumstances.isCircumstance(items, index)
                        || others.did(items, index)
                        || figures.mislead(items, index)
                ? item
                : attachments.at(items, index);
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

    /** Whether a one-letter conjunction or preposition joins nothing, so that it is short for a text value: in n, from w. */
    private boolean isInitial(List<Item> items, int index) {
        Item item = items.get(index);
        Token token = chart.tokens().get(item.from());
        if (item.to() - item.from() > 1 || token.to() - token.from() > 1 || !token.isWord()) {
            return false;
        }
        Item before = index > 0 ? items.get(index - 1) : null;
        Item next = index + 1 < items.size() ? items.get(index + 1) : null;
        boolean follows = before == null
                || before.is(Kind.PLACE)
                || before.is(Kind.NOT)
                || before.is(Kind.EXCEPT)
                || before.is(Kind.OR)
                || before.is(Kind.COMMA);
        boolean ends = next == null
                || next.is(Kind.COMMA)
                || next.is(Kind.AND)
                || next.is(Kind.OR)
                || next.is(Kind.SLASH)
                || next.is(Kind.CLOSE);
        boolean with = item.is(Kind.WITH);
        return ends || (follows && (!with || (before != null && !before.is(Kind.COMMA))));
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
                || isBehind(items, index, Kind.NOT);
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

    /** Whether a negation precedes a condition that is itself negated: don't have no quotes. */
    private boolean isTwiceNegated(List<Item> items, int index) {
        Item item = items.get(index);
        for (int i = item.from() + 1; i < item.to(); i++) {
            if ((chart.has(Symbol.NOT, i) || chart.has(Symbol.NO, i)) && !chart.has(Symbol.NOR, i)) {
                return isBehind(items, index, Kind.NOT);
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
        boolean negated = isBehind(items, index, Kind.NOT);
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

    /** Whether "and" or "or" joins a "with" and its contrary: with or without. */
    private static boolean isBoth(List<Item> items, int index) {
        boolean between = index > 0 && index + 1 < items.size();
        return between
                && ((items.get(index - 1).is(Kind.WITH) && items.get(index + 1).is(Kind.NOT))
                        || (items.get(index - 1).is(Kind.NOT)
                                && items.get(index + 1).is(Kind.WITH)));
    }

    /** Whether the item leaves open which of "and" and "or" is meant. */
    private static boolean isAndOr(Item item) {
        return item.to() - item.from() > 1
                && item.node() != null
                && item.node().rule().equals("and/or");
    }

    /** Whether "plus" follows an "except": minus seniors plus families. */
    private boolean isPlus(List<Item> items, int index) {
        return chart.tokens().get(items.get(index).from()).is("plus")
                && items.subList(0, index).stream().anyMatch(item -> item.is(Kind.EXCEPT));
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

    /** Whether a verb of requesting in the past tense follows "and" and an action of the customers: bought and returned it. */
    private boolean isSecondVerb(List<Item> items, int index) {
        Item item = items.get(index);
        Token word = chart.tokens().get(item.from());
        return index > 1
                && item.is(Symbol.REQUEST)
                && item.to() - item.from() == 1
                && word.text().endsWith("ed")
                && items.get(index - 1).is(Kind.AND)
                && items.get(index - 2).is(Kind.CONDITION);
    }

    /** Whether the condition that follows is a preference and not a requirement: gold members, if possible with kids. */
    private boolean isOnlyWelcome(List<Item> items, int index) {
        Item before = index > 0 ? items.get(index - 1) : null;
        Item next = index + 1 < items.size() ? items.get(index + 1) : null;
        Node node = items.get(index).node();
        boolean possible =
                node != null && node.symbol() == Symbol.COURTESY && node.rule().startsWith("if possible");
        boolean told = before != null && (before.isMeant() || before.is(Kind.PEOPLE) || before.is(Kind.COMMA));
        return possible && told && next != null && (next.is(Kind.WITH) || next.is(Kind.PLACE) || next.isMeant());
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

    /** Whether more people are included: those without a goal included. */
    private boolean isIncluded(List<Item> items, int index) {
        Item item = items.get(index);
        boolean ends = index + 1 == items.size() || items.get(index + 1).is(Kind.COMMA);
        return chart.tokens().get(item.from()).is("included")
                && ends
                && index > 0
                && items.get(index - 1).is(Kind.CONDITION);
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

    /** Whether another conjunction follows directly, so that this one may be a word of the business: basic, plus and premium. */
    private static boolean isBeforeJoint(List<Item> items, int index) {
        Item next = index + 1 < items.size() ? items.get(index + 1) : null;
        return next != null
                && (next.is(Kind.AND) || next.is(Kind.OR))
                && next.from() == items.get(index).to();
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

    /** Whether an action was elsewhere, and the place that follows belongs to another action: trained outside and live in the West. */
    private boolean isSomewhereElse(List<Item> items, int index) {
        Item item = items.get(index);
        return chart.tokens().get(item.from()).is("outside")
                && index + 1 < items.size()
                && items.get(index + 1).is(Kind.AND);
    }

    /** Whether the item states what customers would have done: who should have had a service. */
    private boolean isHypothetical(List<Item> items, int index) {
        Item item = items.get(index);
        int next = item.to();
        boolean have = (item.to() - item.from() > 1
                        && chart.tokens().get(item.to() - 1).is("have"))
                || (next < chart.tokens().size() && chart.tokens().get(next).is("have"));
        boolean modal = chart.has(Symbol.MODAL, item.from()) || chart.has(Symbol.OBLIGATION, item.from());
        return modal
                && have
                && !chart.tokens().get(item.from()).is(WordGroup.MUST_HAVE)
                && index > 0
                && items.get(index - 1).is(Kind.WHO);
    }

    /** Whether customers have left the place or the group that follows: just out of the low band. */
    private boolean isLeft(List<Item> items, int index) {
        int from = items.get(index).from();
        return from > 0
                && chart.tokens().get(from).is("out")
                && (chart.has(Symbol.EXACTLY, from - 1) || chart.has(Symbol.RECENTLY, from - 1));
    }

    /** Whether a time of day stands directly before the action or the people of that time: evening visitors. */
    private boolean isTimeOfDay(List<Item> items, int index) {
        Item item = items.get(index);
        Item next = index + 1 < items.size() ? items.get(index + 1) : item;
        return item.to() == item.from() + 1
                && chart.has(Symbol.GREETING, item.from())
                && chart.has(Symbol.EVENT, item.from())
                && next.is(Kind.CONDITION)
                && next.from() == item.to()
                && (next.said().frame() == Frame.THING || next.said().frame() == Frame.NOUN);
    }

    /** Whether a word of requesting is a noun for something that customers have: those with shares, people holding shares. */
    private boolean isHad(List<Item> items, int index) {
        Item item = items.get(index);
        Token word = chart.tokens().get(item.from());
        boolean asks = item.is(Symbol.REQUEST) && item.to() - item.from() == 1 && index > 0;
        boolean plural = asks && word.text().endsWith("s") && word.isInflected();
        return plural
                && (items.get(index - 1).is(Kind.WITH)
                        || chart.tokens().get(item.from() - 1).text().endsWith("ing"));
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

    /** Whether more than one condition follows "nobody without", which then does not determine who is included. */
    private static boolean isNobodyWithout(List<Item> items, int index) {
        Node with = items.get(index).node();
        boolean nobody = with != null && with.rule().equals(ConditionRules.NOBODY_WITHOUT);
        int conditions = 0;
        for (Item item : nobody ? items.subList(index, items.size()) : List.<Item>of()) {
            if (item.is(Kind.COMMA) || item.is(Kind.BUT)) {
                break;
            }
            conditions += item.is(Kind.CONDITION) ? 1 : 0;
        }
        return conditions > 1;
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

    /** Whether "even" names customers who are meant in addition, not alone: gold, even those without consent. */
    private boolean isEven(List<Item> items, int index) {
        boolean even = chart.tokens().get(items.get(index).from()).is("even")
                && items.get(index).to() == items.get(index).from() + 1
                && index > 0;
        boolean opens = even
                && switch (items.get(index - 1).kind()) {
                    case COMMA, BUT, CONDITION, PEOPLE -> true;
                    default -> false;
                };
        return opens
                && items.subList(0, index).stream().anyMatch(item -> item.is(Kind.CONDITION))
                && items.subList(index, items.size()).stream().anyMatch(item -> item.is(Kind.CONDITION));
    }

    /** Whether a later sentence narrows only the customers of the text value that it names: gold; in the West only parents. */
    private boolean isOnlyThere(List<Item> items, int index) {
        boolean only = chart.tokens().get(items.get(index).from()).is("only")
                && index > 0
                && index + 1 < items.size()
                && items.get(0).from() > 0
                && items.get(index - 1).is(Kind.CONDITION)
                && items.get(index - 1).said().frame() == Frame.TEXTS
                && !items.get(index + 1).is(Kind.COMMA);
        return only
                && items.subList(0, index - 1).stream().allMatch(item -> item.is(Kind.PLACE) || item.is(Kind.SILENT))
                && items.subList(index, items.size()).stream().anyMatch(item -> item.is(Kind.CONDITION));
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

    /** Whether the exclusion only points back: apart from that. */
    private boolean isOfThat(List<Item> items, int index) {
        int next = items.get(index).to();
        boolean that = next < chart.tokens().size() && chart.tokens().get(next).is(WordGroup.THIS_OR_THAT);
        return that && index + 1 < items.size() && !items.get(index + 1).is(Kind.CONDITION);
    }

    /** Whether customers are included again after an exclusion, or are named as part of those before: gold members, including seniors. */
    private boolean isTakenBack(List<Item> items, int index) {
        if (!chart.has(Symbol.TAKEN_IN, items.get(index).from())) {
            return false;
        }
        boolean excepted = items.subList(0, index).stream().anyMatch(item -> item.is(Kind.EXCEPT));
        boolean part = chart.tokens().get(items.get(index).from()).text().endsWith("ing")
                && items.subList(0, index).stream().anyMatch(item -> item.is(Kind.CONDITION));
        boolean more = items.subList(index, items.size()).stream().anyMatch(item -> item.is(Kind.CONDITION));
        return ((excepted || part) && more) || isTakenInBehind(items, index);
    }

    /** Whether the customers directly before the word are part of others before them: gold members (East included). */
    private boolean isTakenInBehind(List<Item> items, int index) {
        Item word = items.get(index);
        return index > 0
                && chart.tokens().get(word.from()).text().endsWith("ed")
                && items.get(index - 1).is(Kind.CONDITION)
                && isSaidBefore(items.get(index - 1).from())
                && items.subList(index, items.size()).stream().noneMatch(item -> item.is(Kind.CONDITION));
    }

    /** Whether the item introduces an example of the customers named before, which does not narrow them: gold members (e.g. with kids). */
    private boolean isExample(List<Item> items, int index) {
        int from = items.get(index).from();
        return chart.has(Symbol.EXAMPLE, from)
                && isSaidBefore(from)
                && items.stream().anyMatch(item -> item.is(Kind.CONDITION));
    }

    private boolean isSaidBefore(int token) {
        return IntStream.range(0, token).anyMatch(i -> chart.has(Symbol.CONDITION, i));
    }

    /** Whether some of the customers named before should only come first: gold and silver, start with the gold members. */
    private boolean isPreferred(List<Item> items, int index) {
        Item sort = items.get(index);
        boolean with = sort.node() != null
                && sort.node().symbol() == Symbol.SORT
                && sort.node().rule().endsWith(" with");
        if (!with) {
            return false;
        }
        List<Item> rest = items.subList(index, items.size());
        boolean names = rest.stream().anyMatch(item -> item.is(Kind.CONDITION))
                && rest.stream().noneMatch(item -> item.is(Kind.ARRANGEMENT));
        return names && isSaidBefore(sort.from());
    }

    /** Whether an order is requested by a word that is not a column: sorted by name. */
    private boolean isUnsorted(List<Item> items, int index) {
        Item sort = items.get(index);
        boolean by = sort.node() != null
                && sort.node().symbol() == Symbol.SORT
                && (sort.node().rule().endsWith(" by") || sort.node().rule().endsWith(" on"));
        return by && (index + 1 == items.size() || items.get(index + 1).is(Kind.SILENT));
    }

    /** Whether the words state a wish of the customers: a verb of wishing after them that has no other subject. */
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
                case MODAL, PLACE, NOT -> {}
                default -> {
                    return false;
                }
            }
        }
        Token word = chart.tokens().get(items.get(index).from());
        return word.text().endsWith("s") && word.isInflected();
    }
}
