package io.customersegment.prompt;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that the grammar finds in a prompt. Filled bottom-up and from right to left, so that a rule which begins at a token meets
 * complete spans behind it; every node is kept, and which of them are read is decided afterwards ({@link Cover}).
 *
 * <p>The length of a node and the number of nodes at a token are bounded, so that the work grows linearly with the prompt.
 */
final class Chart {

    private static final int LONGEST_NODE = 96;
    private static final int MOST_NODES = 120;
    private static final int MOST_STEPS = 6_000;

    private final List<Token> tokens;
    private final Grammar grammar;
    private final LocalDate day;
    private final List<List<Node>> starting;
    private final List<Node> path = new ArrayList<>();
    private final int[] skip;
    private int steps;
    private long work;

    /**
     * The chart of these tokens.
     *
     * @param known nodes that are known beforehand, by their first token
     */
    Chart(List<Token> tokens, Lexicon lexicon, Grammar grammar, LocalDate day, Map<Integer, Node> known) {
        this.tokens = tokens;
        this.grammar = grammar;
        this.day = day;
        this.starting = new ArrayList<>(tokens.size() + 1);
        this.skip = new int[tokens.size() + 1];
        for (int i = 0; i <= tokens.size(); i++) {
            starting.add(new ArrayList<>());
        }
        for (int i = tokens.size() - 1; i >= 0; i--) {
            lexicon.at(tokens, i, starting.get(i));
            Node node = known.get(i);
            if (node != null) {
                starting.get(i).add(node);
            }
            skip[i] = i;
            for (Node lexeme : starting.get(i)) {
                if (lexeme.symbol() == Symbol.FILLER) {
                    skip[i] = Math.max(skip[i], lexeme.to());
                }
            }
            if (has(Symbol.EXACTLY, i) && (has(Symbol.NUMBER, skip[i]) || has(Symbol.FREQUENCY, skip[i]))) {
                skip[i] = i;
            }
            derive(i);
        }
        skip[tokens.size()] = tokens.size();
    }

    List<Token> tokens() {
        return tokens;
    }

    /** The nodes that start at the token. */
    List<Node> at(int index) {
        return index < starting.size() ? starting.get(index) : List.of();
    }

    /** For words such as "in that time", the last window before them that rolls back from today. */
    Map<Integer, Node> sameWindows() {
        Map<Integer, Node> same = new HashMap<>();
        for (int i = 0; i < tokens.size(); i++) {
            for (Node node : starting.get(i)) {
                if (node.symbol() == Symbol.SAME_TIME) {
                    Node window = lastWindow(i);
                    if (window != null) {
                        same.put(i, new Node(Symbol.WINDOW, i, node.to(), window.value(), 0, "same window"));
                    }
                }
            }
        }
        return same;
    }

    private @Nullable Node lastWindow(int before) {
        Node last = null;
        for (int i = 0; i < before; i++) {
            for (Node node : starting.get(i)) {
                boolean rolls = node.value() instanceof Window window && window.isPlain() && window.length() != null;
                boolean later =
                        last == null || node.to() > last.to() || (node.to() == last.to() && node.from() < last.from());
                if (rolls && node.to() <= before && later) {
                    last = node;
                }
            }
        }
        return last;
    }

    /** Whether a node of this symbol starts at the token. */
    boolean has(Symbol symbol, int index) {
        for (Node node : at(index)) {
            if (node.symbol() == symbol) {
                return true;
            }
        }
        return false;
    }

    /** How many steps it took to fill it: grows linearly with the number of tokens. */
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
                advance(state, from, node.to());
                path.remove(path.size() - 1);
            }
        }
        work += steps;
    }

    private void advance(Grammar.State state, int from, int end) {
        if (++steps > MOST_STEPS) {
            return;
        }
        for (Grammar.Rule rule : state.complete()) {
            Object value = rule.build().apply(new Match(path, day, tokens));
            if (value != null) {
                add(new Node(rule.builds(), from, end, value, rule.cost() + cost(), rule.name()));
            }
        }
        if (state.isLeaf()) {
            return;
        }
        int at = end;
        for (int skipped = 0; skipped < 4 && at - from <= LONGEST_NODE && at < tokens.size(); skipped++) {
            List<Node> nodes = starting.get(at);
            for (int i = 0; i < nodes.size(); i++) {
                Node node = nodes.get(i);
                Grammar.State next = state.after(node.symbol());
                if (next != null && node.to() - from <= LONGEST_NODE) {
                    path.add(node);
                    advance(next, from, node.to());
                    path.remove(path.size() - 1);
                }
            }
            if (skip[at] == at) {
                return;
            }
            at = skip[at];
        }
    }

    private double cost() {
        double cost = 0;
        for (Node node : path) {
            cost += node.cost();
        }
        return cost;
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
    }
}
