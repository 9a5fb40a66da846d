package io.customersegment.catalogue;

import java.time.Period;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A thing that prompts can refer to: the phrases for it and the columns that describe it. Phrases are written in their plain form and
 * without articles; the engine recognizes their inflections.
 *
 * @param name the name in messages about the catalogue
 * @param phrases the phrases for it, by the part that the phrase plays in a sentence
 * @param context words that may accompany it without adding a meaning
 * @param ended words for its date having passed, which state that there is none; with "not" they state that there is one
 * @param number the column for "how many" or "how much", null if it has none
 * @param date the column for "when", null if it has none
 * @param values the texts it can be, with the phrases for each; empty if it is not a text
 * @param text the column for those texts, null if it has none
 * @param shortValues abbreviations of those texts, which count only next to another text or the name
 * @param means the meaning of its bare mention; empty if it has none without a number, a date or a text
 * @param traits its flags
 * @param recent the span of "recently" or "soon", null if they do not apply to it
 * @param countedOver the span over which its number is counted, null if over all time
 * @param takes the text column whose values may follow it, null for none
 * @param most the greatest number that can refer to it, infinity if there is no limit
 * @param order how the best of those it names are sorted
 */
public record Entry(
        String name,
        Map<Part, List<String>> phrases,
        List<String> context,
        List<String> ended,
        @Nullable Column number,
        @Nullable Column date,
        @Nullable Column text,
        Map<String, List<String>> values,
        Map<String, List<String>> shortValues,
        List<Meaning> means,
        List<Trait> traits,
        @Nullable Period recent,
        @Nullable Period countedOver,
        @Nullable Column takes,
        double most,
        List<Sort> order) {

    /** The part that a phrase plays in a sentence. */
    public enum Part {
        /** A noun for the customers themselves: families, prospects. */
        WHO,
        /** A noun for something they have or did: a purchase, a lease. */
        WHAT,
        /** An adjective: wealthy, at risk. */
        WHICH,
        /** A verb: buy, join. */
        DOES
    }

    /** A special property of an entry. */
    public enum Trait {
        /** A bare number N means at least N, as for things done. Without this trait it means exactly N, as for things owned. */
        AT_LEAST,
        /** Its dates are in the future. */
        AHEAD,
        /** It is a state that began on its date: "for two years" is "began two years ago or earlier". */
        LASTING,
        /** It adds nothing to what the request already states. */
        SILENT,
        /** Its values count only next to one of its own phrases. */
        VALUES_NEED_NAME,
        /** To mention that a customer has one of its values is enough to name it: with a sea view. */
        HAD,
        /** Its values are in ascending order: gold and above. */
        ORDERED,
        /** A number with a comparison and without a named thing refers to this entry. */
        UNNAMED,
        /** Sorting by it starts with the smallest. */
        ASCENDING,
        /** The things it names have an age of their own, to which a comparison after them may refer: children under 10. */
        AGED,
        /** "Never" means not in the span that is counted. Without this trait it means not at any time. */
        NEVER_IN_SPAN
    }

    public Entry {
        phrases = Map.copyOf(phrases);
        context = List.copyOf(context);
        ended = List.copyOf(ended);
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        shortValues = Collections.unmodifiableMap(new LinkedHashMap<>(shortValues));
        means = List.copyOf(means);
        traits = List.copyOf(traits);
        order = List.copyOf(order);
    }

    /** Whether the entry has the trait. */
    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** A column to sort by. */
    public record Sort(Column column, boolean descending) {}

    /** Entries are compared by identity: a catalogue contains each once, and the engine uses them as map keys. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return name;
    }
}
