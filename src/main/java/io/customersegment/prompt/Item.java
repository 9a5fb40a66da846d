package io.customersegment.prompt;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An element of the cover of a block: a node with a meaning, a word that joins or negates, a silent word, or an unread word.
 *
 * @param kind the kind of element
 * @param from the first token
 * @param to the token after the last
 * @param node the node, null for an unread word
 */
record Item(Kind kind, int from, int to, @Nullable Node node) {

    /** The kind of an item. */
    enum Kind {
        CONDITION,
        ARRANGEMENT,
        /** A window without its subject, which was named before, as in "but not in the last month". */
        WINDOW,
        /** A comparison without its subject, which was named before, as in "at risk, over 0.8". */
        AMOUNT,
        /** A number or a time of a subject named before, marked by an accompanying word, as in "but no more than 4 visits". */
        REFERENCE,
        /** A pro-verb, which stands for a verb named before, as in "or never did". */
        PRO_VERB,
        PEOPLE,
        MODAL,
        AND,
        OR,
        NOR,
        BUT,
        COMMA,
        SLASH,
        WHO,
        WITH,
        PLACE,
        NOT,
        EXCEPT,
        EITHER,
        OPEN,
        CLOSE,
        COLON,
        MEANING,
        SILENT,
        ASIDE,
        UNREAD
    }

    /** Whether it is a node of this symbol. */
    boolean is(Symbol symbol) {
        return node != null && node.symbol() == symbol;
    }

    boolean is(Kind other) {
        return kind == other;
    }

    /** Whether it makes a statement about customers. */
    boolean isMeant() {
        return switch (kind) {
            case CONDITION, ARRANGEMENT, WINDOW, AMOUNT, REFERENCE -> true;
            default -> false;
        };
    }

    /** Whether it is a filler word, which may occur between other words and has no meaning. */
    boolean isFiller(Chart chart) {
        return kind == Kind.SILENT && chart.has(Symbol.FILLER, from);
    }

    WordedCondition said() {
        return (WordedCondition) Objects.requireNonNull(node).value();
    }

    Arrangement arrangement() {
        return (Arrangement) Objects.requireNonNull(node).value();
    }

    Amount amount() {
        return (Amount) Objects.requireNonNull(node).value();
    }

    Window window() {
        return (Window) Objects.requireNonNull(node).value();
    }
}
