package io.customersegment.prompt;

import io.customersegment.criteria.Condition;

/** What the logic of a prompt is built of. */
sealed interface Element {

    /** A condition with the part that its words play. */
    record Item(Condition condition, Kind kind) implements Element {}

    /** A word that joins, negates or starts a clause; {@link Role#SOMEBODY} for those who are looked for. */
    record Mark(Role role) implements Element {}

    /** The part that the words of a condition play in the sentence. */
    enum Kind {
        /** A noun for the customers, to which clauses belong: families. */
        NOUN,
        /** A verb with what belongs to it. */
        VERB,
        /** A thing they have: a lease. */
        THING,
        /** An adjective, a number, a place. */
        OTHER;

        /** Whether both can stand in one list. */
        boolean isLike(Kind other) {
            return this == other || (this != NOUN && this != VERB && other != NOUN && other != VERB);
        }
    }
}
