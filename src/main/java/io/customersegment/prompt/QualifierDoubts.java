package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds words that state nothing elsewhere, but put in doubt whether the words next to them are asserted: a wish, a preference, a
 * hypothesis, an example, an inclusion.
 */
final class QualifierDoubts {

    private final Chart chart;

    QualifierDoubts(Chart chart) {
        this.chart = chart;
    }

    /** Whether the item changes what the words next to it state. */
    boolean isDoubtful(List<Item> items, int index) {
        return switch (items.get(index).kind()) {
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
                        || isOnlyThere(items, index)
                        || isNothingElse(items, index);
            case MODAL -> isHypothetical(items, index);
            default -> false;
        };
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

    /** Whether an order is requested by a word that is not a column: sorted by name. */
    private boolean isUnsorted(List<Item> items, int index) {
        Item sort = items.get(index);
        boolean by = sort.node() != null
                && sort.node().symbol() == Symbol.SORT
                && (sort.node().rule().endsWith(" by") || sort.node().rule().endsWith(" on"));
        return by && (index + 1 == items.size() || items.get(index + 1).is(Kind.SILENT));
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

    /** Whether the condition that follows is a preference and not a requirement: gold members, if possible with kids. */
    private boolean isOnlyWelcome(List<Item> items, int index) {
        Item before = index > 0 ? items.get(index - 1) : null;
        Item next = Neighbours.next(items, index);
        Node node = items.get(index).node();
        boolean possible =
                node != null && node.symbol() == Symbol.COURTESY && node.rule().startsWith("if possible");
        int from = items.get(index).from();
        boolean opens = from > 0 && chart.has(Symbol.OPEN, from - 1);
        boolean behind = before != null
                && switch (before.kind()) {
                    case PEOPLE, COMMA, AND, BUT -> true;
                    default -> before.isMeant();
                };
        boolean more = next != null
                && switch (next.kind()) {
                    case WITH, PLACE, WHO, NOT, EXCEPT -> true;
                    default -> next.isMeant();
                };
        return possible && (opens || behind) && more;
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

    /** Whether some of the customers should only come first: gold and silver, start with the gold members. */
    private boolean isPreferred(List<Item> items, int index) {
        Item sort = items.get(index);
        boolean with = sort.node() != null
                && sort.node().symbol() == Symbol.SORT
                && sort.node().rule().endsWith(" with");
        if (!with) {
            return false;
        }
        List<Item> rest = items.subList(index, items.size());
        return rest.stream().anyMatch(item -> item.is(Kind.CONDITION))
                && rest.stream().noneMatch(item -> item.is(Kind.ARRANGEMENT))
                && (isSaidBefore(sort.from()) || !isFirstStep(items));
    }

    /** Whether a later sentence narrows the customers of this one: start with everybody in the West. Of those, the gold members. */
    private boolean isFirstStep(List<Item> items) {
        int end = items.get(items.size() - 1).to();
        int size = chart.tokens().size();
        boolean stops = IntStream.range(end - 1, Math.min(end + 1, size))
                .anyMatch(i -> chart.tokens().get(i).is(".")
                        || chart.tokens().get(i).is(";")
                        || chart.tokens().get(i).isBreak());
        return stops && IntStream.range(end, size).anyMatch(i -> chart.has(Symbol.CONDITION, i));
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

    /** Whether nothing else is said of what the customers did, not of the request: clicked but nothing else. */
    private boolean isNothingElse(List<Item> items, int index) {
        Node node = items.get(index).node();
        Item deed = index > 1 ? items.get(index - 2) : null;
        boolean done = node != null
                && node.symbol() == Symbol.COURTESY
                && node.rule().equals("nothing else")
                && deed != null
                && deed.is(Kind.CONDITION)
                && deed.said().frame() != Frame.TEXTS
                && deed.said().frame() != Frame.NOUN;
        boolean only = done
                && deed != null
                && deed.from() > 0
                && chart.tokens().get(deed.from() - 1).is("only");
        return done && (only || items.get(index - 1).is(Kind.BUT));
    }

    /** Whether the customers did nothing but the action, which no column tells: who have only ever test driven. */
    boolean isOnlyDeed(Item item) {
        WordedCondition said = item.said();
        boolean whole = said.amount() == null
                && (said.bare() || said.window() == null || said.window().kind() == Window.Kind.ALL_TIME);
        boolean deed = said.frame() == Frame.VERB || said.frame() == Frame.THING || said.frame() == Frame.ADJECTIVE;
        return whole
                && deed
                && IntStream.range(Math.max(0, item.from() - 2), item.to() - 1)
                        .anyMatch(i -> chart.tokens().get(i).is("only")
                                && chart.tokens().get(i + 1).is("ever"));
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
}
