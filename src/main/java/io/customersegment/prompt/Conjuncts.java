package io.customersegment.prompt;

import io.customersegment.criteria.Condition;
import java.util.ArrayList;
import java.util.List;

/** The readings of the blocks of a prompt that must all hold; a block may also be an alternative to the one before it. */
final class Conjuncts {

    private final List<List<Condition>> conjuncts = new ArrayList<>();

    boolean isEmpty() {
        return conjuncts.isEmpty();
    }

    /** Returns the readings of all blocks together. */
    List<Condition> readings() {
        return Readings.juxtaposed(Readings.combined(conjuncts, true), conjuncts);
    }

    /** Whether these readings and those of the last block exclude each other. */
    boolean lastExcludes(List<Condition> readings) {
        return excludes(conjuncts.get(conjuncts.size() - 1), readings);
    }

    /** Whether the two exclude each other. */
    private static boolean excludes(List<Condition> one, List<Condition> other) {
        return Readings.combined(List.of(one, other), true).equals(List.of(Condition.nobody()));
    }

    /** Adds the readings of a block; lines that only name text values of one column that exclude each other are alternatives. */
    void add(List<Condition> readings, boolean line) {
        if (!conjuncts.isEmpty() && readings.size() == 1) {
            List<Condition> last = conjuncts.get(conjuncts.size() - 1);
            boolean tests = last.size() == 1
                    && last.get(0) instanceof Condition.Test a
                    && readings.get(0) instanceof Condition.Test b
                    && a.column().equals(b.column())
                    && Condition.all(List.of(a, b)).equals(Condition.nobody());
            if (tests) {
                List<Condition> union = Readings.combined(List.of(last, readings), false);
                List<Condition> both = new ArrayList<>(union);
                if (!line) {
                    both.add(Condition.nobody());
                }
                conjuncts.set(conjuncts.size() - 1, both);
                return;
            }
        }
        conjuncts.add(readings);
    }

    /** Adds the readings of a block that is an alternative to the last one. */
    void addAlternative(List<Condition> readings) {
        int last = conjuncts.size() - 1;
        conjuncts.set(last, Readings.combined(List.of(conjuncts.get(last), readings), false));
    }

    /** Adds the readings of a block of which it is unclear whether it is an alternative to the last one or narrows it. */
    void addAmbiguous(List<Condition> readings) {
        int last = conjuncts.size() - 1;
        List<Condition> both = new ArrayList<>(Readings.combined(List.of(conjuncts.get(last), readings), false));
        both.addAll(Readings.combined(List.of(conjuncts.get(last), readings), true));
        conjuncts.set(last, Readings.limited(both));
    }
}
