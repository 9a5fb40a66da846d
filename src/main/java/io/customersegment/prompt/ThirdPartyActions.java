package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;
import java.util.List;

/**
 * Recognizes what others than the customers did, or what was done to the customers, in words that would be read as their own actions, as in
 * "we asked them for a quote", "they were referred", "their friend is a member". No column knows these facts.
 */
final class ThirdPartyActions {

    private final Chart chart;

    ThirdPartyActions(Chart chart) {
        this.chart = chart;
    }

    /** Whether the item states what others did, or begins such a statement. */
    boolean did(List<Item> items, int index) {
        Item item = items.get(index);
        return switch (item.kind()) {
            case SILENT -> isAsked(items, index) || isTimed(items, index) || isAskedByUs(items, index);
            case WITH -> isShown(item) || isTimed(items, index);
            case NOT -> isByNobody(items, index);
            case CONDITION -> isPassive(item) || isOurs(items, index) || isOfTheirs(items, index);
            default -> false;
        };
    }

    /** Whether a word for asking states what customers did, as in "took one of our cars" or "asked for test drives". */
    private boolean isAsked(List<Item> items, int index) {
        Item item = items.get(index);
        boolean asks = item.is(Symbol.REQUEST) || item.is(Symbol.LABEL_NOUN);
        boolean ours = index > 0 && items.get(index - 1).is(Symbol.ASKER);
        Token word = chart.tokens().get(item.from());
        boolean given = index > 0
                && items.get(index - 1).is(Kind.WHO)
                && chart.has(Symbol.GIVING, item.from())
                && word.isInflected()
                && !word.text().endsWith("s");
        if (given) {
            return true;
        }
        return asks
                && item.to() - item.from() == 1
                && !ours
                && !Neighbours.isBehind(items, index, Kind.NOT)
                && isTold(items, index);
    }

    /** Whether a word for asking or having states the time or number of an action that no column knows, as in "but seen since June". */
    private boolean isTimed(List<Item> items, int index) {
        Item item = items.get(index);
        Token word = chart.tokens().get(item.from());
        Item next = Neighbours.next(items, index);
        boolean asks = item.is(Kind.WITH) || item.is(Symbol.REQUEST);
        return asks
                && item.to() - item.from() == 1
                && isPast(word)
                && !word.isFormOf("have")
                && next != null
                && (next.is(Kind.WINDOW) || next.is(Kind.AMOUNT));
    }

    /** Whether the requester's side asked customers for something, as in "leads we asked for a test drive". */
    private boolean isAskedByUs(List<Item> items, int index) {
        Item us = items.get(index);
        Item before = index > 0 ? items.get(index - 1) : us;
        boolean behindThem = before.to() == us.from()
                && (before.is(Kind.PEOPLE)
                        || (before.is(Kind.CONDITION) && before.said().frame() == Frame.NOUN));
        Token next = us.to() < chart.tokens().size() ? chart.tokens().get(us.to()) : null;
        return behindThem
                && us.to() - us.from() == 1
                && chart.has(Symbol.SPEAKER, us.from())
                && next != null
                && isPast(next)
                && (chart.has(Symbol.REQUEST, us.to()) || chart.has(Symbol.LABEL_NOUN, us.to()));
    }

    /** Whether customers were shown something. */
    private boolean isShown(Item item) {
        Token word = chart.tokens().get(item.from());
        return item.to() - item.from() == 1 && isPast(word) && word.isFormOf("show");
    }

    /** Whether the statement is about a person whom customers have, as in "whose friend is on trial". */
    private boolean isOfTheirs(List<Item> items, int index) {
        if (index < 3 || items.get(index).from() != items.get(index - 1).to()) {
            return false;
        }
        Item thing = items.get(index - 2);
        return items.get(index - 1).is(Kind.SILENT)
                && chart.tokens().get(items.get(index - 1).from()).isFormOf("be")
                && thing.is(Kind.CONDITION)
                && thing.said().bare()
                && thing.said().frame() == Frame.THING
                && items.get(index - 3).is(Kind.WHO)
                && chart.tokens().get(items.get(index - 3).from()).is("whose");
    }

    /**
     * Whether a verb for the customers' own actions is passive, as in "were referred", unless the catalogue lists the participle, as in
     * "were serviced".
     */
    private boolean isPassive(Item item) {
        int be = item.from() - 1;
        while (be >= 0 && chart.has(Symbol.FILLER, be) && !isBe(be)) {
            be--;
        }
        Token word = chart.tokens().get(item.from());
        boolean participle = item.said().frame() == Frame.VERB
                && item.said().bare()
                && word.text().endsWith("ed")
                && word.isInflected();
        return participle && be >= 0 && isBe(be) && !isListed(item);
    }

    /** Whether the catalogue lists the item's first word as written, not only another form of it, as in "serviced". */
    private boolean isListed(Item item) {
        String word = chart.tokens().get(item.from()).text();
        return chart.at(item.from()).stream()
                .anyMatch(node -> node.symbol() == Symbol.NAME && node.rule().startsWith(word));
    }

    /**
     * Whether the requester's side did to customers what is read as their own action, as in "customers we asked for a quote" or "who gave
     * us a quote".
     */
    private boolean isOurs(List<Item> items, int index) {
        Item item = items.get(index);
        Item before = index > 1 ? items.get(index - 1) : null;
        Token word = chart.tokens().get(item.from());
        Subject subject = item.said().subject();
        boolean given = item.to() - item.from() > 2
                && subject != null
                && subject.date() != null
                && chart.has(Symbol.GIVING, item.from())
                && word.isInflected()
                && chart.tokens().get(item.from() + 1).is("us");
        if (given) {
            return true;
        }
        return before != null
                && item.said().frame() == Frame.VERB
                && chart.tokens().get(before.from()).is(WordGroup.WE)
                && before.to() == item.from()
                && (items.get(index - 2).is(Kind.CONDITION)
                        || items.get(index - 2).is(Kind.PEOPLE))
                && word.isInflected()
                && !isListed(item);
    }

    /** Whether the sentence denies that anybody did it with or to customers, as in "who no one trains with". */
    private static boolean isByNobody(List<Item> items, int index) {
        Node not = items.get(index).node();
        return not != null
                && WordGroup.NOBODY.holds(not.rule())
                && index > 0
                && items.get(index - 1).is(Kind.WHO);
    }

    /** Whether the word is inflected, but not in a form of the present. */
    private static boolean isPast(Token word) {
        return word.isInflected() && !word.text().endsWith("s") && !word.text().endsWith("ing");
    }

    /** Whether a word for leaving out states what customers did, as in "took out a loan" or "who skipped a service". */
    boolean isTold(List<Item> items, int index) {
        Token word = chart.tokens().get(items.get(index).from());
        boolean past = word.isInflected()
                && !word.text().endsWith("ing")
                && !word.text().endsWith("e");
        int next = index + 1;
        while (next < items.size()
                && (items.get(next).is(Kind.SILENT) || items.get(next).is(Kind.PLACE))) {
            next++;
        }
        return past
                && next < items.size()
                && items.get(next).is(Kind.CONDITION)
                && items.get(next).said().frame() == Frame.THING;
    }

    private boolean isBe(int token) {
        return chart.tokens().get(token).isFormOf("be");
    }
}
