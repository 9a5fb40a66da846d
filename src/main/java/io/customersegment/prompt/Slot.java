package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import io.customersegment.catalogue.Superlative;
import org.jspecify.annotations.Nullable;

/** A piece of a prompt that the clauses are built of, in the order of the prompt. */
sealed interface Slot {

    /** The index of its first token. */
    int from();

    /** The index after its last token. */
    int to();

    /** Something is said. */
    record Said(Mention mention) implements Slot {
        @Override
        public int from() {
            return mention.from();
        }

        @Override
        public int to() {
            return mention.to();
        }
    }

    /** Something is ranked. */
    record Ranked(Superlative superlative, int from, int to) implements Slot {}

    /** A word that joins, negates or starts a clause. */
    record Joint(Role role, int from, int to) implements Slot {}

    /** Words that say nothing: courtesies, purposes, articles. */
    record Silence(int from, int to) implements Slot {}

    /**
     * Those who are looked for, unnamed: customers, anyone.
     *
     * @param also what the same word names where a number is said of it (a household of four), or null
     */
    record People(int from, int to, @Nullable Entry also) implements Slot {}

    /** How many customers, or how they are sorted. */
    record Arranged(int from, int to, String meaning) implements Slot {}

    /** Words that could not be read. */
    record Unread(int from, int to) implements Slot {}
}
