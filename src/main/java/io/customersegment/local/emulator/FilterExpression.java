package io.customersegment.local.emulator;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A parsed filter: (the union of the INCLUDEs) minus (the union of the EXCLUDEs). */
record FilterExpression(List<Clause> clauses) {

    FilterExpression {
        clauses = List.copyOf(clauses);
    }

    /** Returns the conditions of all clauses. */
    Stream<Condition> conditions() {
        return clauses.stream()
                .flatMap(clause -> clause.alternatives().stream())
                .flatMap(List::stream);
    }

    /**
     * One INCLUDE or EXCLUDE.
     *
     * @param alternatives lists of conditions; all conditions of at least one list must hold, because AND binds tighter than OR
     */
    record Clause(boolean include, List<List<Condition>> alternatives) {
        Clause {
            alternatives = alternatives.stream().map(List::copyOf).toList();
        }

        /** Returns the placeholders that need a value. */
        List<String> parameters() {
            return alternatives.stream()
                    .flatMap(List::stream)
                    .map(Condition::parameter)
                    .flatMap(Stream::ofNullable)
                    .distinct()
                    .toList();
        }
    }

    /** The dataset that a condition tests. */
    enum Source {
        ITEMS("Items"),
        INTERACTIONS("Interactions");

        private final String word;

        Source(String word) {
            this.word = word;
        }

        /** The dataset's name in the filter language. */
        String word() {
            return word;
        }
    }

    /** A test of one field. */
    sealed interface Condition {

        /** The dataset the field belongs to. */
        Source source();

        /** The field's name without its dataset. */
        String field();

        /** The placeholder's name without its dollar, null for a literal. */
        @Nullable
        String parameter();
    }

    /**
     * Tests whether a text is one of the given ones.
     *
     * @param values the literals; empty with a placeholder
     */
    record TextIn(
            Source source,
            String field,
            boolean negated,
            List<String> values,
            @Nullable String parameter) implements Condition {
        TextIn {
            values = List.copyOf(values);
        }
    }

    /**
     * Compares a number.
     *
     * @param number the literal; ignored with a placeholder
     */
    record Compare(
            Source source,
            String field,
            Comparison comparison,
            double number,
            @Nullable String parameter) implements Condition {}

    /** A comparison of numbers. */
    enum Comparison {
        EQUAL("="),
        NOT_EQUAL("!="),
        LESS("<"),
        AT_MOST("<="),
        GREATER(">"),
        AT_LEAST(">=");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        /** Returns the comparison with the given sign, null if there is none. */
        static @Nullable Comparison of(String sign) {
            for (Comparison comparison : values()) {
                if (comparison.sign.equals(sign)) {
                    return comparison;
                }
            }
            return null;
        }

        /** Whether the comparison holds between the item's value and the filter's. */
        boolean holds(double value, double bound) {
            return switch (this) {
                case EQUAL -> value == bound;
                case NOT_EQUAL -> value != bound;
                case LESS -> value < bound;
                case AT_MOST -> value <= bound;
                case GREATER -> value > bound;
                case AT_LEAST -> value >= bound;
            };
        }
    }
}
