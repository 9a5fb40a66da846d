package io.customersegment.catalogue;

import java.util.List;

/**
 * The words of one business.
 *
 * @param people nouns for the people sought, which state nothing about them: customers, clients
 * @param silent words without a meaning: segment, showroom
 * @param unkept phrases that contain words of the catalogue but refer to something that no column holds: only child, credit card
 * @param occasions nouns for the purpose of the segment: campaign, launch
 * @param contacts verbs for what will be done with the segment: call, invite
 * @param entries the things that prompts can refer to
 * @param superlatives words that rank
 */
public record Lexicon(
        List<String> people,
        List<String> silent,
        List<String> unkept,
        List<String> occasions,
        List<String> contacts,
        List<Entry> entries,
        List<Superlative> superlatives) {
    public Lexicon {
        people = List.copyOf(people);
        silent = List.copyOf(silent);
        unkept = List.copyOf(unkept);
        occasions = List.copyOf(occasions);
        contacts = List.copyOf(contacts);
        entries = List.copyOf(entries);
        superlatives = List.copyOf(superlatives);
    }

    /**
     * Returns nouns for people that are specific enough to be a whole prompt, in the order of the entries, one of each: loyal
     * customers.
     */
    public List<String> examples() {
        return entries.stream()
                .filter(entry -> !entry.means().isEmpty())
                .map(entry -> entry.phrases().getOrDefault(Entry.Part.WHO, List.of()))
                .filter(phrases -> !phrases.isEmpty() && !phrases.get(0).contains("@"))
                .map(phrases -> phrases.get(0))
                .toList();
    }
}
