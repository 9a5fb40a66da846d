package io.customersegment.prompt;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The chart of the parser: all nodes that the grammar finds in a prompt. It is filled bottom-up and from right to left, so that a rule that
 * begins at a token finds complete spans after it. All nodes are kept; {@link Cover} then selects those to read.
 *
 * <p>The length of a node and the number of nodes at a token are bounded, so that the work grows linearly with the prompt.
 */
final class Chart {

    private static final int LONGEST_NODE = 96;
    private static final int MOST_NODES = 120;
    private static final int USUAL_NODES = 8;
    private static final int MOST_STEPS = 6_000;
    private final List<Token> tokens;
    private final Grammar grammar;
    private final LocalDate day;
    private final List<List<Node>> starting;
    private final BitSet[] symbols;
    private final BitSet occurring = new BitSet(Symbol.INDICES);
    private final List<Node> path = new ArrayList<>();
    private final Match match;
    private final int[] skip;
    private int steps;
    private long work;

    /** The day on which the prompt is read. */
    LocalDate day() {
        return day;
    }

    /**
     * Builds the chart of these tokens.
     *
     * @param known nodes that are known in advance, by their first token
     */
    Chart(List<Token> tokens, Lexicon lexicon, Grammar grammar, LocalDate day, Map<Integer, Node> known) {
        this.tokens = tokens;
        this.grammar = grammar;
        this.day = day;
        this.starting = new ArrayList<>(tokens.size() + 1);
        this.symbols = new BitSet[tokens.size()];
        this.match = new Match(path, day, tokens);
        this.skip = new int[tokens.size() + 1];
        for (int i = 0; i <= tokens.size(); i++) {
            starting.add(new ArrayList<>(USUAL_NODES));
        }
        @Nullable Span @Nullable [] unkept = lexicon.unkept(tokens);
        for (int i = tokens.size() - 1; i >= 0; i--) {
            symbols[i] = new BitSet(Symbol.INDICES);
            List<Node> lexemes = starting.get(i);
            lexicon.at(tokens, i, lexemes);
            if (unkept != null) {
                lexemes.removeIf(lexeme -> isPartOf(unkept, lexeme));
            }
            lexemes.removeIf(lexeme -> lexeme.symbol() == Symbol.CONTEXT && leadsToPeriod(lexeme, lexemes));
            Node node = known.get(i);
            if (node != null) {
                lexemes.add(node);
            }
            skip[i] = i;
            for (Node lexeme : lexemes) {
                note(lexeme.symbol(), i);
                if (lexeme.symbol() == Symbol.FILLER) {
                    skip[i] = Math.max(skip[i], lexeme.to());
                }
            }
            if (has(Symbol.EXACTLY, i) && (has(Symbol.NUMBER, skip[i]) || has(Symbol.FREQUENCY, skip[i]))) {
                skip[i] = i;
            }
            if (has(Symbol.ALL, i)) {
                skip[i] = i;
            }
            derive(i);
        }
        skip[tokens.size()] = tokens.size();
    }

    /** Whether the lexeme overlaps a phrase that has another meaning as a whole, and is not a longer phrase around it. */
    private static boolean isPartOf(@Nullable Span[] unkept, Node lexeme) {
        for (int i = lexeme.from(); i < lexeme.to(); i++) {
            Span span = unkept[i];
            boolean around = span != null
                    && lexeme.from() <= span.from()
                    && lexeme.to() >= span.to()
                    && lexeme.length() > span.to() - span.from();
            if (span != null && !around) {
                return true;
            }
        }
        return false;
    }

    /** Whether the context word is the "in" of "in 30 days" here. */
    private boolean leadsToPeriod(Node context, List<Node> lexemes) {
        return context.to() < tokens.size()
                && has(Symbol.PERIOD, skip[context.to()])
                && lexemes.stream().anyMatch(other -> other.symbol() == Symbol.DURING && other.to() == context.to());
    }

    List<Token> tokens() {
        return tokens;
    }

    /** The nodes that start at the token. */
    List<Node> at(int index) {
        return index < starting.size() ? starting.get(index) : List.of();
    }

    /** Whether a noun for customers or people starts at the token. */
    boolean isPeople(int index) {
        return has(Symbol.PEOPLE, index) || has(Symbol.CUSTOMERS, index);
    }

    /** Returns the end of the longest node of the symbol that starts at the token; the token itself if there is none. */
    int end(Symbol symbol, int index) {
        int end = index;
        for (Node node : at(index)) {
            end = node.symbol() == symbol ? Math.max(end, node.to()) : end;
        }
        return end;
    }

    /** Whether a node that satisfies the predicate ends directly before the token and has at most the given number of tokens. */
    boolean endsBefore(int index, int most, Predicate<Node> such) {
        for (int i = Math.max(0, index - most); i < index; i++) {
            for (Node node : at(i)) {
                if (node.to() == index && such.test(node)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a node of this symbol starts at the token. */
    boolean has(Symbol symbol, int index) {
        return index >= 0 && index < tokens.size() && symbols[index].get(symbol.index());
    }

    /** Whether a node of one of the symbols starts at one of the tokens. */
    boolean hasAny(int from, int to, Symbol... anyOf) {
        for (int i = from; i < to; i++) {
            for (Symbol symbol : anyOf) {
                if (has(symbol, i)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a node of this symbol starts anywhere. */
    boolean occurs(Symbol symbol) {
        return occurring.get(symbol.index());
    }

    /** The number of steps in which the chart was filled; grows linearly with the number of tokens. */
    long work() {
        return work;
    }

    private void derive(int from) {
        List<Node> nodes = starting.get(from);
        steps = 0;
        for (int i = 0; i < nodes.size() && nodes.size() < MOST_NODES; i++) {
            Node node = nodes.get(i);
            Grammar.State state = grammar.start().after(node.symbol());
            if (state != null) {
                path.add(node);
                advance(state, from, node.to(), node.cost());
                path.remove(path.size() - 1);
            }
        }
        work += steps;
    }

    /** Applies all rules that continue the nodes of the path, whose total cost is given. */
    private void advance(Grammar.State state, int from, int end, double cost) {
        if (++steps > MOST_STEPS) {
            return;
        }
        List<Grammar.Rule> complete = state.complete();
        for (int i = 0; i < complete.size(); i++) {
            Grammar.Rule rule = complete.get(i);
            Object value = rule.build().apply(match);
            if (value != null) {
                add(new Node(rule.builds(), from, end, value, rule.cost() + cost, rule.name()));
            }
        }
        if (state.isLeaf()) {
            return;
        }
        int at = end;
        for (int skipped = 0; skipped < 4 && at - from <= LONGEST_NODE && at < tokens.size(); skipped++) {
            List<Node> nodes = state.goesOnWith(symbols[at]) ? starting.get(at) : List.of();
            for (int i = 0; i < nodes.size(); i++) {
                Node node = nodes.get(i);
                Grammar.State next = state.after(node.symbol());
                if (next != null && node.to() - from <= LONGEST_NODE) {
                    path.add(node);
                    advance(next, from, node.to(), cost + node.cost());
                    path.remove(path.size() - 1);
                }
            }
            if (skip[at] == at) {
                return;
            }
            at = skip[at];
        }
    }

    private void add(Node node) {
        List<Node> nodes = starting.get(node.from());
        for (int i = 0; i < nodes.size(); i++) {
            Node other = nodes.get(i);
            if (node.repeats(other)) {
                if (node.cost() < other.cost()) {
                    nodes.set(i, node);
                }
                return;
            }
        }
        nodes.add(node);
        note(node.symbol(), node.from());
    }

    private void note(Symbol symbol, int index) {
        symbols[index].set(symbol.index());
        occurring.set(symbol.index());
    }
}
