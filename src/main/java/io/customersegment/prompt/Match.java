package io.customersegment.prompt;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The nodes that a rule has matched, by the type of their value and their order among those of that type. */
final class Match {

    private final List<Node> nodes;
    private final LocalDate day;
    private final List<Token> tokens;

    /** The match of these nodes, which are those that are matched when a rule builds its value. */
    Match(List<Node> nodes, LocalDate day, List<Token> tokens) {
        this.nodes = nodes;
        this.day = day;
        this.tokens = tokens;
    }

    /** The day from which windows count. */
    LocalDate day() {
        return day;
    }

    /** The first value of this type. */
    <T> T get(Class<T> type) {
        return get(type, 0);
    }

    /** The value of this type with this index, from 0. */
    <T> T get(Class<T> type, int index) {
        T found = find(type, index);
        if (found == null) {
            throw new IllegalStateException("The pattern has no " + type.getSimpleName() + " " + index);
        }
        return found;
    }

    /** The value of this type with this index, or null if there are fewer. */
    <T> @Nullable T find(Class<T> type, int index) {
        int seen = 0;
        for (int i = 0; i < nodes.size(); i++) {
            Object value = nodes.get(i).value();
            if (type.isInstance(value) && seen++ == index) {
                return type.cast(value);
            }
        }
        return null;
    }

    /** Whether a node of this symbol is among those matched. */
    boolean has(Symbol symbol) {
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).symbol() == symbol) {
                return true;
            }
        }
        return false;
    }

    /** The matched node at this index of the pattern, optional elements that are missing not counted. */
    Node node(int index) {
        return nodes.get(index);
    }

    /** The words of a matched node. */
    List<Token> words(Node node) {
        return tokens.subList(node.from(), node.to());
    }

    /** Whether the word stands between two of the matched nodes. */
    boolean passesOver(String word) {
        return passesOver(token -> token.is(word));
    }

    /** Whether a word of the group stands between two of the matched nodes. */
    boolean passesOver(WordGroup group) {
        return passesOver(token -> token.is(group));
    }

    private boolean passesOver(Predicate<Token> such) {
        for (int i = 1; i < nodes.size(); i++) {
            for (Token token :
                    tokens.subList(nodes.get(i - 1).to(), nodes.get(i).from())) {
                if (such.test(token)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the sign stands directly behind all that is matched. */
    boolean isTiedTo(String sign) {
        int end = nodes.get(nodes.size() - 1).to();
        return end < tokens.size()
                && tokens.get(end).is(sign)
                && !tokens.get(end).spaced();
    }

    /** Whether the word stands directly before all that is matched. */
    boolean follows(String word) {
        return follows(token -> token.is(word));
    }

    /** Whether a word of the group stands directly before all that is matched. */
    boolean follows(WordGroup group) {
        return follows(token -> token.is(group));
    }

    private boolean follows(Predicate<Token> such) {
        int from = nodes.get(0).from();
        return from > 0 && such.test(tokens.get(from - 1));
    }

    /** Whether nothing stands before all that is matched. */
    boolean isFirst() {
        return nodes.get(0).from() == 0;
    }

    /** Whether the word stands somewhere before all that is matched. */
    boolean isNamedBefore(Token word) {
        return tokens.subList(0, nodes.get(0).from()).stream()
                .anyMatch(token -> token.isWord() && token.lemma().equals(word.lemma()));
    }

    /** Whether no word and no number stands directly before all that is matched. */
    boolean beginsClause() {
        int from = nodes.get(0).from();
        return from == 0
                || !(tokens.get(from - 1).isWord() || tokens.get(from - 1).isNumber());
    }

    /** Whether a word or a number stands behind all that is matched. */
    boolean goesOn() {
        int end = nodes.get(nodes.size() - 1).to();
        return end < tokens.size()
                && (tokens.get(end).isWord() || tokens.get(end).isNumber());
    }

    /** Whether the word stands directly behind all that is matched. */
    boolean isBefore(String word) {
        return isBefore(token -> token.is(word));
    }

    /** Whether a word of the group stands directly behind all that is matched. */
    boolean isBefore(WordGroup group) {
        return isBefore(token -> token.is(group));
    }

    private boolean isBefore(Predicate<Token> such) {
        int end = nodes.get(nodes.size() - 1).to();
        return end < tokens.size() && such.test(tokens.get(end));
    }

    /** Whether a word of one letter stands behind all that is matched. */
    boolean isBeforeLetter() {
        int end = nodes.get(nodes.size() - 1).to();
        return end < tokens.size()
                && tokens.get(end).isWord()
                && tokens.get(end).to() - tokens.get(end).from() == 1;
    }

    /** Whether no space stands behind all that is matched. */
    boolean isTied() {
        int end = nodes.get(nodes.size() - 1).to();
        return end < tokens.size() && !tokens.get(end).spaced();
    }

    int size() {
        return nodes.size();
    }
}
