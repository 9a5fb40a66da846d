package io.customersegment.prompt;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One element of the cover of a block: a node that says something, a word that joins or negates, a word that says nothing, or a
 * word that nothing explains.
 *
 * @param kind what it is
 * @param from its first token
 * @param to the token after its last
 * @param node the node, null for an unread word
 */
record Item(Kind kind, int from, int to, @Nullable Node node) {

    /** What an item is. */
    enum Kind {
        CONDITION,
        ARRANGEMENT,
        /** A window alone, whose subject was named before: but not in the last month. */
        WINDOW,
        /** A comparison alone, whose subject was named before: at risk, over 0.8. */
        AMOUNT,
        /** A number or a time of what was named before, by a word that goes with it: but no more than 4 visits. */
        REFERENCE,
        /** Stands for what was named before: or never did. */
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

    /** Whether it says something about customers. */
    boolean isMeant() {
        return switch (kind) {
            case CONDITION, ARRANGEMENT, WINDOW, AMOUNT, REFERENCE -> true;
            default -> false;
        };
    }

    /** Whether it is a word that may stand between others and says nothing. */
    boolean isFiller(Chart chart) {
        return kind == Kind.SILENT && chart.has(Symbol.FILLER, from);
    }

    Said said() {
        return (Said) Objects.requireNonNull(node).value();
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
