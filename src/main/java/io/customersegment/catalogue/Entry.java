package io.customersegment.catalogue;

import java.time.Period;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that prompts speak of, the phrases for it and the columns that know it. Phrases are written in their plain form and
 * without articles; the engine finds their inflections.
 *
 * @param name how it is called in messages about the catalogue
 * @param phrases what it is called, by the part that the phrase plays in a sentence
 * @param context words that may accompany it and say nothing more
 * @param ended words for its date having come; "not" with them says that it has one
 * @param number the column for "how many" or "how much", null if it has none
 * @param date the column for "when", null if it has none
 * @param values the texts it can be, with the phrases for each; empty if it is no text
 * @param text the column for those texts, null if it has none
 * @param shortValues abbreviations of those texts, which count only next to another text or the name
 * @param means what its bare mention says; empty if it says nothing without a number, a date or a text
 * @param traits its flags
 * @param recent how long "recently" or "soon" reaches, null if they cannot be said of it
 * @param countedOver the span that its number is counted over, null if over all time
 * @param takes the text column whose values may follow it, null for none
 * @param most the greatest number that is said of it, infinity if there is none
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

    /** What is peculiar to an entry. */
    public enum Trait {
        /** A bare number means at least N: things done. Without it, exactly N: things had. */
        AT_LEAST,
        /** Its dates lie ahead. */
        AHEAD,
        /** It is a state that began on its date: "for two years" is "began two years ago or earlier". */
        LASTING,
        /** It says no more than the request already does. */
        SILENT,
        /** Its values count only next to one of its own phrases. */
        VALUES_NEED_NAME,
        /** To have one of its values is enough to name it: with a sea view. */
        HAD,
        /** Its values rise: gold and above. */
        ORDERED,
        /** A number with a comparison and nothing named is of this. */
        UNNAMED,
        /** Sorting by it starts with the smallest. */
        ASCENDING,
        /** They have an age of their own, so that a comparison behind them may be of that: children under 10. */
        AGED,
        /** "Never" says that it was not done in the span that is counted. Without it, that it was not done at any time. */
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

    /** Whether this is peculiar to it. */
    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** One column to sort by. */
    public record Sort(Column column, boolean descending) {}

    /** Entries are compared by identity: a catalogue holds each once, and the engine keys maps with them. */
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
