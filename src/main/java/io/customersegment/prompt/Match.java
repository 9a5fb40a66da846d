package io.customersegment.prompt;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The nodes matched by a rule, accessed by the type of their value and their order among those of that type. */
final class Match {

    private final List<Node> nodes;
    private final LocalDate day;
    private final List<Token> tokens;

    /** Creates a match over this list, which holds the matched nodes whenever a rule builds its value. */
    Match(List<Node> nodes, LocalDate day, List<Token> tokens) {
        this.nodes = nodes;
        this.day = day;
        this.tokens = tokens;
    }

    /** The day from which windows count. */
    LocalDate day() {
        return day;
    }

    /** Returns the first value of this type. */
    <T> T get(Class<T> type) {
        return get(type, 0);
    }

    /** Returns the value of this type with this index, from 0. */
    <T> T get(Class<T> type, int index) {
        T found = find(type, index);
        if (found == null) {
            throw new IllegalStateException("The pattern has no " + type.getSimpleName() + " " + index);
        }
        return found;
    }

    /** Returns the value of this type with this index, or null if there are fewer. */
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

    /** Returns the matched node with this index; missing optional elements are not counted. */
    Node node(int index) {
        return nodes.get(index);
    }

    /** Returns the tokens of a matched node. */
    List<Token> words(Node node) {
        return tokens.subList(node.from(), node.to());
    }

    /** Whether the word occurs between two of the matched nodes. */
    boolean passesOver(String word) {
        return passesOver(token -> token.is(word));
    }

    /** Whether a word of the group occurs between two of the matched nodes. */
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

    /** Whether the sign directly follows the match, without a space. */
    boolean isTiedTo(String sign) {
        int end = nodes.get(nodes.size() - 1).to();
        return end < tokens.size()
                && tokens.get(end).is(sign)
                && !tokens.get(end).spaced();
    }

    /** Whether the word directly precedes the match. */
    boolean follows(String word) {
        return follows(token -> token.is(word));
    }

    /** Whether a word of the group directly precedes the match. */
    boolean follows(WordGroup group) {
        return follows(token -> token.is(group));
    }

    private boolean follows(Predicate<Token> such) {
        int from = nodes.get(0).from();
        return from > 0 && such.test(tokens.get(from - 1));
    }

    /** Whether the match begins the prompt. */
    boolean isFirst() {
        return nodes.get(0).from() == 0;
    }

    /** Whether a form of the word occurs anywhere before the match. */
    boolean isNamedBefore(Token word) {
        return tokens.subList(0, nodes.get(0).from()).stream()
                .anyMatch(token -> token.isWord() && token.lemma().equals(word.lemma()));
    }

    /** Whether neither a word nor a number directly precedes the match. */
    boolean beginsClause() {
        int from = nodes.get(0).from();
        return from == 0
                || !(tokens.get(from - 1).isWord() || tokens.get(from - 1).isNumber());
    }

    /** Whether a word or a number directly follows the match. */
    boolean goesOn() {
        int end = nodes.get(nodes.size() - 1).to();
        return end < tokens.size()
                && (tokens.get(end).isWord() || tokens.get(end).isNumber());
    }

    /** Whether the word directly follows the match. */
    boolean isBefore(String word) {
        return isBefore(token -> token.is(word));
    }

    /** Whether a word of the group directly follows the match. */
    boolean isBefore(WordGroup group) {
        return isBefore(token -> token.is(group));
    }

    private boolean isBefore(Predicate<Token> such) {
        int end = nodes.get(nodes.size() - 1).to();
        return end < tokens.size() && such.test(tokens.get(end));
    }

    /** Whether a word of one letter directly follows the match. */
    boolean isBeforeLetter() {
        int end = nodes.get(nodes.size() - 1).to();
        return end < tokens.size()
                && tokens.get(end).isWord()
                && tokens.get(end).to() - tokens.get(end).from() == 1;
    }

    /** Whether a token follows the match without a space. */
    boolean isTied() {
        int end = nodes.get(nodes.size() - 1).to();
        return end < tokens.size() && !tokens.get(end).spaced();
    }

    int size() {
        return nodes.size();
    }
}
