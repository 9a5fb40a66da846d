package io.customersegment.prompt;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.catalogue.Meaning;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a catalogue leaves to the reader.
 *
 * @param unnamed what a number is of that names nothing, or null
 * @param since what the time is of that people are said to be there, or null
 * @param counted what counts each column that holds numbers
 * @param wished the columns whose texts say nothing where they are only wished for: prospects for the Camry
 */
record Implied(@Nullable Entry unnamed, @Nullable Entry since, Map<Column, Entry> counted, Set<Column> wished) {

    /** What this catalogue implies. */
    static Implied of(Catalogue catalogue) {
        List<Entry> entries = catalogue.lexicon().entries();
        Map<Column, Entry> counted = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (entry.number() != null) {
                counted.putIfAbsent(entry.number(), entry);
            }
        }
        Set<Column> wished = entries.stream()
                .filter(entry -> entry.is(Entry.Trait.SILENT))
                .map(Entry::takes)
                .filter(column -> column != null)
                .collect(Collectors.toUnmodifiableSet());
        return new Implied(
                first(entries, Entry.Trait.UNNAMED), first(entries, Entry.Trait.SINCE_PEOPLE), counted, wished);
    }

    /** Whether the number can be of what names nothing: 60 is an age, 100,000 is none. */
    boolean fitsUnnamed(double number) {
        return unnamed != null && number <= unnamed.most();
    }

    /** What counts the thing that the entry speaks of, or null. */
    @Nullable
    Entry counting(Entry entry) {
        if (entry.number() != null) {
            return entry;
        }
        List<Meaning> means = entry.means();
        return means.size() == 1 ? counted.get(means.get(0).column()) : null;
    }

    private static @Nullable Entry first(List<Entry> entries, Entry.Trait trait) {
        return entries.stream().filter(entry -> entry.is(trait)).findFirst().orElse(null);
    }
}
