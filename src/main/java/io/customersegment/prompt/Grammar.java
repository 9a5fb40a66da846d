package io.customersegment.prompt;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rules, as a trie over the symbols of their patterns: rules that begin alike share the search.
 *
 * <p>A pattern reads {@code AMOUNT <- AT_LEAST NUMBER TIMES?}: the category it builds, then symbols; {@code ?} marks an optional one,
 * {@code |} alternatives. Words that say nothing may stand between two symbols.
 */
final class Grammar {

    /** A point in patterns: what may follow, and the rules that are complete here. */
    static final class State {
        private final @Nullable State[] next = new State[Symbol.INDICES];
        private final BitSet following = new BitSet(Symbol.INDICES);
        private final List<Rule> complete = new ArrayList<>(1);

        @Nullable
        State after(Symbol symbol) {
            return next[symbol.index()];
        }

        /** Whether one of these symbols may follow, each given by its index. */
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
     * A rule.
     *
     * @param cost added to the nodes it builds: a rule of more cost loses against another over the same tokens
     * @param build makes the value, or null where the values do not go together
     */
    record Rule(String name, Symbol builds, double cost, Function<Match, @Nullable Object> build) {}

    private final State start = new State();

    State start() {
        return start;
    }

    /** Adds a rule. */
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
