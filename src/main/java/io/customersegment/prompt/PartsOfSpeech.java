package io.customersegment.prompt;

import io.customersegment.prompt.Item.Kind;
import io.customersegment.prompt.WordedCondition.Frame;

/** Determines which part the words of an item play: a possessive, a noun for customers, a verb, or a word that expresses no condition. */
final class PartsOfSpeech {

    private PartsOfSpeech() {}

    /** Whether the token is a possessive of the customers: their. */
    static boolean isTheir(Chart chart, int index) {
        return index >= 0
                && index < chart.tokens().size()
                && chart.has(Symbol.OF_THEIRS, index)
                && chart.has(Symbol.FILLER, index)
                && !chart.tokens().get(index).is("them");
    }

    /** Whether the item is a word of the catalogue that expresses no condition of its own. */
    static boolean isWordOfCatalogue(Item item) {
        return item.node() != null && item.node().symbol() == Symbol.SILENT;
    }

    /** Whether the item is a noun for customers or an attribute of one. */
    static boolean isWho(Chart chart, Item item) {
        return item.is(Kind.PEOPLE)
                || (item.is(Kind.CONDITION)
                        && !chart.has(Symbol.PLACE, item.from())
                        && switch (item.said().frame()) {
                            case NOUN, ADJECTIVE, TEXTS -> true;
                            default -> false;
                        });
    }

    /** Whether the item begins with a verb in the past tense, whose subject is the customers: no kids opened mail. */
    static boolean isVerb(Chart chart, Item item) {
        Token first = chart.tokens().get(item.from());
        return first.text().endsWith("ed") && first.isInflected() && item.said().frame() == Frame.THING;
    }
}
