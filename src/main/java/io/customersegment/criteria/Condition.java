package io.customersegment.criteria;

import io.customersegment.catalogue.Column;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A condition that customers must meet, in canonical form: no negations (they are folded into the values), one test per column in a
 * conjunction, members in a fixed order, no member that another one makes redundant. Created by {@link #all}, {@link #any},
 * {@link #not} and {@link #test} only.
 */
public sealed interface Condition {

    /** Holds if all members hold; without members, every customer meets it. */
    record All(List<Condition> members) implements Condition {

        private static final Condition EVERYBODY = new All(List.of());

        public All {
            members = List.copyOf(members);
        }
    }

    /** Holds if at least one member holds; without members, no customer meets it. */
    record Any(List<Condition> members) implements Condition {

        private static final Condition NOBODY = new Any(List.of());

        public Any {
            members = List.copyOf(members);
        }
    }

    /** Holds if the column's value is one of the values. */
    record Test(Column column, Values values) implements Condition {}

    /** Returns the condition that every customer meets. */
    static Condition everybody() {
        return All.EVERYBODY;
    }

    /** Returns the condition that no customer meets, as of a prompt that contradicts itself. */
    static Condition nobody() {
        return Any.NOBODY;
    }

    /** Returns a test of one column; {@link #nobody} if it accepts no value, {@link #everybody} if it accepts all. */
    static Condition test(Column column, Values values) {
        if (values.none()) {
            return nobody();
        }
        return Values.isAll(column, values) ? everybody() : new Test(column, values);
    }

    /** Returns the conjunction of the conditions. */
    static Condition all(List<Condition> conditions) {
        if (conditions.size() == 1) {
            return conditions.get(0);
        }
        List<Condition> members = new ArrayList<>();
        for (Condition condition : conditions) {
            if (condition instanceof All nested) {
                members.addAll(nested.members());
            } else {
                members.add(condition);
            }
        }
        members = mergedByColumn(members, true);
        if (members.contains(nobody())) {
            return nobody();
        }
        List<Condition> needed = withoutRedundant(members, true);
        return needed.size() == 1 ? needed.get(0) : new All(needed);
    }

    /** Returns the disjunction of the conditions. */
    static Condition any(List<Condition> conditions) {
        if (conditions.size() == 1) {
            return conditions.get(0);
        }
        List<Condition> members = new ArrayList<>();
        for (Condition condition : conditions) {
            if (condition instanceof Any nested) {
                members.addAll(nested.members());
            } else {
                members.add(condition);
            }
        }
        members = mergedByColumn(members, false);
        if (members.contains(everybody())) {
            return everybody();
        }
        List<Condition> needed = withoutRedundant(members, false);
        return needed.size() == 1 ? needed.get(0) : new Any(needed);
    }

    /** Returns the negation of the condition. */
    static Condition not(Condition condition) {
        if (condition instanceof Test test) {
            return test(test.column(), Values.not(test.column(), test.values()));
        }
        if (condition instanceof All all) {
            return any(all.members().stream().map(Condition::not).toList());
        }
        return all(((Any) condition).members().stream().map(Condition::not).toList());
    }

    /** Whether the customer meets this condition. */
    default boolean matches(Row row) {
        if (this instanceof Test test) {
            return test.values().contains(row.value(test.column()));
        }
        if (this instanceof All all) {
            for (Condition member : all.members()) {
                if (!member.matches(row)) {
                    return false;
                }
            }
            return true;
        }
        for (Condition member : ((Any) this).members()) {
            if (member.matches(row)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the columns that it tests, in the order of the canonical form. */
    default Set<Column> columns() {
        if (this instanceof Test test) {
            return Set.of(test.column());
        }
        List<Condition> members = this instanceof All all ? all.members() : ((Any) this).members();
        Set<Column> columns = new LinkedHashSet<>();
        for (Condition member : members) {
            columns.addAll(member.columns());
        }
        return columns;
    }

    /** Whether every customer who meets {@code narrow} also meets {@code wide}: never wrongly true, sometimes wrongly false. */
    private static boolean implies(Condition narrow, Condition wide) {
        if (narrow.equals(wide)) {
            return true;
        }
        if (narrow instanceof Test a && wide instanceof Test b) {
            return a.column().equals(b.column())
                    && Values.both(a.column(), a.values(), b.values()).equals(a.values());
        }
        if (wide instanceof All all) {
            return all.members().stream().allMatch(member -> implies(narrow, member));
        }
        if (narrow instanceof Any any) {
            return any.members().stream().allMatch(member -> implies(member, wide));
        }
        if (wide instanceof Any any && any.members().stream().anyMatch(member -> implies(narrow, member))) {
            return true;
        }
        return narrow instanceof All all && all.members().stream().anyMatch(member -> implies(member, wide));
    }

    /** Merges the tests of each column into one; all other members precede the tests. */
    private static List<Condition> mergedByColumn(List<Condition> members, boolean conjunction) {
        List<Condition> merged = new ArrayList<>(members.size());
        List<Test> tests = new ArrayList<>(members.size());
        for (Condition member : members) {
            if (member instanceof Test test) {
                merge(test, tests, conjunction);
            } else {
                merged.add(member);
            }
        }
        for (Test test : tests) {
            merged.add(test(test.column(), test.values()));
        }
        return merged;
    }

    private static void merge(Test test, List<Test> tests, boolean conjunction) {
        Column column = test.column();
        for (int i = 0; i < tests.size(); i++) {
            if (tests.get(i).column().equals(column)) {
                Values before = tests.get(i).values();
                Values both = conjunction
                        ? Values.both(column, before, test.values())
                        : Values.either(column, before, test.values());
                tests.set(i, new Test(column, both));
                return;
            }
        }
        tests.add(test);
    }

    private static List<Condition> withoutRedundant(List<Condition> members, boolean conjunction) {
        if (members.size() == 1) {
            return members;
        }
        List<Condition> sorted = new ArrayList<>(members.size());
        boolean tests = true;
        for (Condition member : members) {
            if (!sorted.contains(member)) {
                sorted.add(member);
                tests &= member instanceof Test;
            }
        }
        sorted.sort(CanonicalOrder.INSTANCE);
        return tests ? sorted : needed(sorted, conjunction);
    }

    private static List<Condition> needed(List<Condition> sorted, boolean conjunction) {
        List<Condition> needed = new ArrayList<>(sorted);
        for (Condition member : sorted) {
            for (Condition other : needed) {
                if (other != member && (conjunction ? implies(other, member) : implies(member, other))) {
                    needed.remove(member);
                    break;
                }
            }
        }
        return needed;
    }
}
