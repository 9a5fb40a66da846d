package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds items whose referent is ambiguous: numbers, sizes, times and text values that, by the words around them, may belong to a thing, to
 * an event or to people other than the customers.
 */
final class Attachments {

    private static final int ANYWHERE = -1;

    private final Chart chart;
    private final SilentReferents silentReferents;
    private final Relatives relatives;
    private final RelativeClauses relativeClauses;
    private final UnnamedNumbers numbers;
    private final AmbiguousTimes times;
    private final ActionComplements complements;
    private final Reach reach;

    Attachments(Chart chart) {
        this.chart = chart;
        this.silentReferents = new SilentReferents(chart);
        this.relatives = new Relatives(chart);
        this.relativeClauses = new RelativeClauses(chart);
        this.numbers = new UnnamedNumbers(chart);
        this.times = new AmbiguousTimes(chart);
        this.complements = new ActionComplements(chart);
        this.reach = new Reach(chart);
    }

    /** Returns the item, or the words around it, that may refer to something else; null if nothing indicates that. */
    @Nullable
    Item at(List<Item> items, int index) {
        Item item = items.get(index);
        return switch (item.kind()) {
            case SILENT -> silentReferents.changeReferent(items, index) ? item : null;
            case PEOPLE -> relatives.named(items, index);
            case CONDITION -> condition(items, index);
            case WINDOW -> reach.isTimeOfBoth(items, index) || AmbiguousTimes.isOfBeing(items, index) ? item : null;
            case ARRANGEMENT -> isOther(items, index) || isLastOne(items, index) ? item : null;
            case WHO -> relativeClauses.others(items, index);
            case ASIDE -> isOfEach(items, index) || isOfTheirNumber(item) ? item : null;
            default -> null;
        };
    }

    private @Nullable Item condition(List<Item> items, int index) {
        Item item = items.get(index);
        if (times.isOfEvent(items, index)) {
            return new Item(Kind.UNREAD, items.get(index - 2).from(), item.to(), null);
        }
        if (isCompound(items, index)) {
            return new Item(Kind.UNREAD, items.get(index - 1).from(), item.to(), null);
        }
        boolean doubted = complements.isMisplaced(items, index)
                || isSubjectSender(items, index)
                || isEach(items, index)
                || numbers.isAmbiguous(items, index)
                || relatives.isRelative(items, index)
                || relatives.isTheirs(item)
                || times.isSince(items, index)
                || times.isWithUs(items, index)
                || complements.isToBe(items, index)
                || complements.isOfVerb(items, index)
                || Relatives.isParent(items, index)
                || complements.isOffered(items, index)
                || times.isInOne(items, index)
                || times.isAroundEvent(items, index)
                || mayBePeople(items, index)
                || reach.isAmbiguous(items, index);
        return doubted ? item : null;
    }

    /** Whether a noun for a thing that customers have may mean the customers themselves: contacts in the North. */
    private boolean mayBePeople(List<Item> items, int index) {
        Item item = items.get(index);
        Item before = index == 0 ? null : items.get(index - 1);
        boolean had = before != null && (before.is(Kind.WITH) || before.is(Kind.NOT));
        return !had
                && item.said().bare()
                && item.said().frame() == Frame.THING
                && chart.at(item.from()).stream()
                        .anyMatch(node -> node.to() == item.to()
                                && (node.symbol() == Symbol.CUSTOMERS || node.symbol() == Symbol.PEOPLE));
    }

    /** Whether a size or a superlative applies to each text value of a column separately: top 20 in each region. */
    private boolean isOfEach(List<Item> items, int index) {
        Item item = items.get(index);
        boolean counted = index > 0
                && items.get(index - 1).is(Kind.CONDITION)
                && items.get(index - 1).said().frame() == Frame.THING
                && !items.get(index - 1).said().bare();
        return item.node() != null
                && (chart.has(Symbol.EACH, item.from()) || chart.has(Symbol.EACH, item.from() + 1))
                && (counted
                        || (item.node().rule().equals(IndifferenceRules.ALL_OF_IT)
                                && items.stream()
                                        .anyMatch(other -> other.is(Kind.ARRANGEMENT)
                                                || chart.has(Symbol.RANKING, other.from()))));
    }

    /** Whether a purpose contains a number that belongs to the customers: to congratulate on their 60th birthday. */
    private boolean isOfTheirNumber(Item aside) {
        for (int i = aside.from() + 1; i < aside.to(); i++) {
            boolean number = chart.has(Symbol.NUMBER, i) || chart.has(Symbol.ORDINAL, i);
            if (number && Neighbours.isTheir(chart, i - 1)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the sender of the prompt is the subject: I bought a Camry. */
    private boolean isSubjectSender(List<Item> items, int index) {
        WordedCondition said = items.get(index).said();
        boolean done = said.frame() == Frame.VERB || said.frame() == Frame.THING || said.frame() == Frame.UNNAMED;
        if (!done || index == 0) {
            return false;
        }
        for (int i = items.get(index).from(); i < items.get(index).to(); i++) {
            if (chart.tokens().get(i).is("them")) {
                return false;
            }
        }
        boolean asker = false;
        for (int i = 0; i < index; i++) {
            Item before = items.get(i);
            boolean am = chart.tokens().get(before.from()).isFormOf("be");
            boolean one = before.is(Kind.SILENT)
                    && before.node() != null
                    && before.node().symbol() == Symbol.ASKER
                    && !chart.tokens().get(before.from()).is(WordGroup.US);
            asker |= one;
            if (!one && !am) {
                return false;
            }
        }
        return asker;
    }

    /** Whether the text values of a column are meant one by one: of each tier. */
    private boolean isEach(List<Item> items, int index) {
        Item item = items.get(index);
        WordedCondition said = item.said();
        boolean text = said.bare()
                && said.subject() != null
                && said.subject().entry() != null
                && said.subject().entry().text() != null
                && said.frame() != Frame.TEXTS;
        boolean each = item.from() > 0 && chart.has(Symbol.EACH, item.from() - 1);
        Node behind = index == 0 ? null : items.get(index - 1).node();
        boolean sorts = behind != null && behind.symbol() == Symbol.SORT;
        return text && (each || sorts);
    }

    /** Whether the item ends with a plural name of something that has text values: the two higher income bands. */
    private boolean endsWithName(Item item) {
        int last = item.to() - 1;
        if (!chart.tokens().get(last).text().endsWith("s") || chart.has(Symbol.CUSTOMERS, last)) {
            return false;
        }
        for (int i = item.from(); i < item.to(); i++) {
            if (namesTexts(i, item.to())) {
                return true;
            }
        }
        return false;
    }

    /** Whether the name of something that has text values starts at {@code from} and ends at {@code to}, or anywhere. */
    private boolean namesTexts(int from, int to) {
        return chart.at(from).stream()
                .anyMatch(node -> node.symbol() == Symbol.NAME
                        && (node.to() == to || to == ANYWHERE)
                        && node.value() instanceof Subject subject
                        && subject.text() != null);
    }

    /** Whether a size counts something other than customers: limit 50 purchases, one tier below gold. */
    private boolean isOther(List<Item> items, int index) {
        Item item = items.get(index);
        boolean counts = item.arrangement().size() > 0
                && index + 1 < items.size()
                && items.get(index + 1).is(Kind.CONDITION);
        if (!counts) {
            return false;
        }
        Item next = items.get(index + 1);
        boolean named = next.said().frame() == Frame.TEXTS && (namesTexts(next.from(), ANYWHERE) || endsWithName(next));
        boolean timed = next.said().amount() == null && next.from() == item.to();
        return named || (next.said().frame() == Frame.THING && (next.said().bare() || timed));
    }

    /** Whether "last" belongs to the object of an action or to a day, not to an order: leased their last car, ends latest on 31 March. */
    private boolean isLastOne(List<Item> items, int index) {
        Item item = items.get(index);
        boolean latest = item.node() != null && item.node().rule().equals(SuperlativeRules.DONE_LATEST);
        Item next = Neighbours.next(items, index);
        return latest
                && next != null
                && next.from() == item.to()
                && (next.is(Kind.WINDOW) || Neighbours.isSilentOfCatalogue(next));
    }

    /**
     * Whether the item and the one before it form a compound: two adjacent text values of one column, a range from one value to another, or
     * two things that name a third: in the North-West, from North to West, credit risk.
     */
    private boolean isCompound(List<Item> items, int index) {
        int last = index - 1;
        boolean to = false;
        while (last >= 0 && items.get(last).is(Kind.SILENT)) {
            to |= chart.tokens().get(items.get(last).from()).is("to");
            last--;
        }
        boolean beside = last == index - 1 || to;
        boolean had = chart.tokens().get(items.get(index).from()).isFormOf("have");
        if (!beside
                || had
                || Neighbours.isVerb(chart, items.get(index))
                || last < 0
                || !items.get(last).is(Kind.CONDITION)) {
            return false;
        }
        WordedCondition before = items.get(last).said();
        WordedCondition what = items.get(index).said();
        boolean things =
                last == index - 1 && before.bare() && before.frame() == Frame.THING && what.frame() == Frame.THING;
        boolean texts = before.frame() == Frame.TEXTS && what.frame() == Frame.TEXTS;
        return things
                || ((to || texts)
                        && before.condition().columns().equals(what.condition().columns()));
    }
}
