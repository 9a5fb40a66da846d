package io.customersegment.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The rules for the phrases of a catalogue: which of them two entries, superlatives or lists of words may share. */
final class PhraseRules {

    /** The parts of a sentence that a phrase of an entry can be. */
    static final List<String> PARTS = List.of("who", "what", "which", "does");

    private final YamlDocument document;
    private final PlacedProblems problems;
    private final Map<String, Map<String, Place>> phrases = new HashMap<>();
    private final Map<String, Place> values = new HashMap<>();

    PhraseRules(YamlDocument document, PlacedProblems problems) {
        this.document = document;
        this.problems = problems;
    }

    /** Checks the name of an entry. */
    void name(Place entry) {
        JsonNode node = entry.node();
        if (node.path("name").isTextual()) {
            Place first = phrases.computeIfAbsent("name", none -> new HashMap<>())
                    .putIfAbsent(node.path("name").textValue(), entry);
            if (first != null) {
                problems.add(
                        entry.pointer() + "/name",
                        "the name is already that of the entry on line " + problems.line(first));
            }
        }
    }

    /** Checks the phrases of an entry. */
    void entry(Place entry) {
        for (String part : PARTS) {
            phrases(entry, part);
        }
    }

    private void phrases(Place entry, String part) {
        for (Place phrase : entry.each(part)) {
            Place named = new Place(phrase.pointer(), entry.node());
            Place first = phrases.computeIfAbsent(part, none -> new HashMap<>())
                    .putIfAbsent(plain(phrase.node().asText()), named);
            if (first != null && !within(first, entry) && !distinguishable(first.node(), entry.node())) {
                shared(phrase, first);
            }
        }
    }

    /** Checks the words of a superlative. */
    void superlative(Place superlative) {
        for (Place word : superlative.each("words")) {
            Place first = phrases.computeIfAbsent("words", none -> new HashMap<>())
                    .putIfAbsent(plain(word.node().asText()), new Place(word.pointer(), superlative.node()));
            if (first != null && !within(first, superlative)) {
                shared(word, first);
            }
        }
    }

    /** Checks a phrase of a text value of an entry. */
    void value(Place phrase, JsonNode entry) {
        Place first = values.putIfAbsent(plain(phrase.node().asText()), new Place(phrase.pointer(), entry));
        if (first != null && !first.node().path("text").equals(entry.path("text"))) {
            shared(phrase, first);
        }
    }

    /** Checks that no value is a phrase of another entry, unless the words after it decide between the two. */
    void values() {
        values.forEach(this::checkValueIsNotAPhrase);
    }

    private void checkValueIsNotAPhrase(String plain, Place value) {
        for (String part : PARTS) {
            Place phrase = phrases.getOrDefault(part, Map.of()).get(plain);
            if (phrase != null
                    && !phrase.node().equals(value.node())
                    && !distinguishable(phrase.node(), value.node())) {
                shared(new Place(value.pointer(), TextNode.valueOf(plain)), phrase);
            }
        }
    }

    /** Checks that words without a meaning are not phrases that have one. */
    void clashes(String list, List<String> parts) {
        for (Place word : new Place("", document.root()).each(list)) {
            String plain = plain(word.node().asText());
            for (String part : parts) {
                Place phrase = phrases.getOrDefault(part, Map.of()).get(plain);
                if (phrase != null && says(phrase)) {
                    shared(new Place(phrase.pointer(), word.node()), word);
                }
            }
            Place value = values.get(plain);
            if (value != null) {
                shared(new Place(value.pointer(), word.node()), word);
            }
        }
    }

    /** Whether the bare mention of the phrase's entry has a meaning: it has none where the entry only takes a number. */
    private boolean says(Place phrase) {
        String[] steps = phrase.pointer().split("/", -1);
        return document.root().at("/" + steps[1] + "/" + steps[2]).has("means");
    }

    /**
     * Whether the words after a shared phrase decide between two entries: a number, a date or a value that only one of them can have.
     */
    private static boolean distinguishable(JsonNode a, JsonNode b) {
        List<String> keys = List.of("number", "date", "text");
        return keys.stream().anyMatch(a::has)
                && keys.stream().anyMatch(b::has)
                && keys.stream().noneMatch(key -> a.has(key) && b.has(key));
    }

    private static boolean within(Place place, Place owner) {
        return place.pointer().startsWith(owner.pointer() + "/");
    }

    private void shared(Place phrase, Place first) {
        problems.add(
                phrase.pointer(),
                "\"" + phrase.node().asText() + "\" is also in " + problems.owner(first) + " on line "
                        + problems.line(first));
    }

    /** Normalizes a phrase for comparison: without case and hyphens. */
    static String plain(String phrase) {
        return phrase.toLowerCase(Locale.ROOT).replace('-', ' ').strip().replaceAll("\\s+", " ");
    }
}
