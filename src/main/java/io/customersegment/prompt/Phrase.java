package io.customersegment.prompt;

import io.customersegment.criteria.Condition;
import io.customersegment.prompt.Element.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Conditions that hold together, in the order of their words, with what the words tell about their structure: which of them name
 * the customers, and where a clause about these starts. "Gold members in the North who clicked": gold is the head, the clause
 * starts at clicked.
 */
final class Phrase {

    private final List<Part> parts = new ArrayList<>();
    private int head;
    private boolean people;
    private int clause = -1;

    /**
     * One condition.
     *
     * @param spreads whether it was negated by a word whose negation reaches over an "or" that follows
     * @param without whether that word was one like "without", whose negation reaches over an "and" too
     */
    record Part(Condition condition, Kind kind, boolean spreads, boolean without) {

        /** The opposite, by a negation that reaches over an "or". */
        Part negated() {
            return new Part(Condition.not(condition), kind, true, without);
        }
    }

    /** A phrase of these parts, with its head and the start of its last clause, -1 for none. */
    static Phrase of(List<Part> parts, int head, int clause) {
        Phrase phrase = new Phrase();
        phrase.parts.addAll(parts);
        phrase.head = head;
        phrase.clause = clause;
        return phrase;
    }

    /** Its parts; to be changed only while it is built. */
    List<Part> parts() {
        return parts;
    }

    /** How many parts it has. */
    int size() {
        return parts.size();
    }

    /** Whether it says nothing. */
    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Its last part. */
    Part last() {
        return parts.get(parts.size() - 1);
    }

    /** How many parts name the customers. */
    int head() {
        return head;
    }

    /** The index of the first part of its last clause, or -1. */
    int clause() {
        return clause < parts.size() ? clause : -1;
    }

    /** Whether it names customers of its own: a noun stands in it before any clause. */
    boolean isHeaded() {
        return people || head > 0;
    }

    /** Whether those who are looked for were named at its very start. */
    boolean startsWithPeople() {
        return people && head == 0;
    }

    /** Whether it starts as a clause. */
    boolean startsAsClause() {
        return clause == 0;
    }

    /** Adds a part; a noun before any clause belongs to the head. */
    void add(Part part) {
        parts.add(part);
        if (part.kind() == Kind.NOUN && clause < 0) {
            head = parts.size();
        }
    }

    /** Those who are looked for are named here, which ends the head. */
    void people() {
        if (clause < 0) {
            people = true;
            head = parts.size();
        }
    }

    /** A clause starts here. */
    void clauseStarts() {
        clause = parts.size();
    }

    /** All of it. */
    Condition condition() {
        return conditionOf(parts);
    }

    /** What the parts say together. */
    static Condition conditionOf(List<Part> parts) {
        return Condition.all(parts.stream().map(Part::condition).toList());
    }
}
