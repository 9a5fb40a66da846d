package io.customersegment.prompt;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rules, stored as a trie over the symbols of their patterns: rules with a common prefix share the search.
 *
 * <p>A pattern has the form {@code AMOUNT <- AT_LEAST NUMBER TIMES?}: the category it builds, followed by symbols; {@code ?} marks an
 * optional symbol, {@code |} separates alternatives. Filler words may occur between two symbols.
 */
final class Grammar {

    /** A node of the trie: the symbols that may follow, and the rules that are complete here. */
    static final class State {
        private final @Nullable State[] next = new State[Symbol.INDICES];
        private final BitSet following = new BitSet(Symbol.INDICES);
        private final List<Rule> complete = new ArrayList<>(1);

        @Nullable
        State after(Symbol symbol) {
            return next[symbol.index()];
        }

        /** Whether any of these symbols, given by their indices, may follow. */
        boolean goesOnWith(BitSet symbols) {
            return following.intersects(symbols);
        }

        boolean isLeaf() {
            return following.isEmpty();
        }

        private State opened(Symbol symbol) {
            State opened = next[symbol.index()];
            if (opened == null) {
                opened = new State();
                next[symbol.index()] = opened;
                following.set(symbol.index());
            }
            return opened;
        }

        List<Rule> complete() {
            return complete;
        }
    }

    /**
     * A grammar rule.
     *
     * @param cost added to the nodes it builds: over the same tokens, the rule with the lower cost wins
     * @param build builds the value, or returns null if the matched values do not fit together
     */
    record Rule(String name, Symbol builds, double cost, Function<Match, @Nullable Object> build) {}

    private final State start = new State();

    State start() {
        return start;
    }

    /** Adds a rule without a cost. */
    void rule(String name, String pattern, Function<Match, @Nullable Object> build) {
        rule(name, pattern, 0, build);
    }

    /** Adds a rule with a cost. */
    void rule(String name, String pattern, double cost, Function<Match, @Nullable Object> build) {
        String[] sides = pattern.split("<-", -1);
        Rule rule = new Rule(name, Symbol.valueOf(sides[0].strip()), cost, build);
        add(start, sides[1].strip().split("\\s+", -1), 0, rule);
    }

    private static void add(State state, String[] elements, int index, Rule rule) {
        if (index == elements.length) {
            if (!state.complete.contains(rule)) {
                state.complete.add(rule);
            }
            return;
        }
        String element = elements[index];
        boolean optional = element.endsWith("?");
        if (optional) {
            add(state, elements, index + 1, rule);
            element = element.substring(0, element.length() - 1);
        }
        for (String symbol : element.split("\\|", -1)) {
            add(state.opened(Symbol.valueOf(symbol)), elements, index + 1, rule);
        }
    }
}
