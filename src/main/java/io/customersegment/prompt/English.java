package io.customersegment.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import io.customersegment.catalogue.YamlDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The English vocabulary that prompts are read with, loaded from {@code english.yaml}. Holds word forms and adds its phrases to a {@link
 * Lexicon}.
 */
final class English {

    /** Minimum length of number words that misspelt words are corrected to; shorter ones are one slip away from too many names. */
    private static final int LONG_NUMBER = 6;

    private static final String RESOURCE = "english.yaml";

    private final JsonNode root;
    private final Lemmas lemmas;
    private final Map<String, List<String>> contractions = new HashMap<>();
    private final Set<String> abbreviations = new HashSet<>();
    private final Set<String> articles = new HashSet<>();
    private final Set<String> pronouns = new HashSet<>();
    private final Map<String, Double> magnitudes = new HashMap<>();
    private final Map<String, String> clitics = new HashMap<>();
    private final Set<String> spelt = new HashSet<>();

    private English(JsonNode root) {
        this.root = root;
        Map<String, String> irregular = new HashMap<>();
        root.path("lemmas")
                .properties()
                .forEach(form -> irregular.put(form.getKey(), form.getValue().asText()));
        this.lemmas = new Lemmas(irregular);
        root.path("contractions")
                .properties()
                .forEach(form -> contractions.put(
                        form.getKey(), List.of(form.getValue().asText().split(" ", -1))));
        root.path("abbreviations").forEach(word -> abbreviations.add(word.asText()));
        root.path("magnitudes")
                .properties()
                .forEach(letters ->
                        magnitudes.put(letters.getKey(), letters.getValue().asDouble()));
        root.path("clitics")
                .properties()
                .forEach(letters ->
                        clitics.put(letters.getKey(), letters.getValue().asText()));
        root.path("pronouns").forEach(word -> pronouns.add(word.asText()));
        root.path("articles").forEach(word -> articles.add(word.asText()));
        addSpelt();
    }

    /** The built-in vocabulary, which is loaded once. */
    static English builtIn() {
        return BuiltIn.ENGLISH;
    }

    private static final class BuiltIn {
        private static final English ENGLISH = read();
    }

    private static English read() {
        try (InputStream stream = English.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("The class path has no " + RESOURCE);
            }
            return new English(YamlDocument.parse(stream.readAllBytes()).root());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    Lemmas lemmas() {
        return lemmas;
    }

    /** Returns the words of a contraction whose apostrophe was left out; empty if the word is not one. */
    List<String> contraction(String word) {
        return contractions.getOrDefault(word, List.of());
    }

    /** Whether a full stop after the word does not end a sentence. */
    boolean isAbbreviation(String word) {
        return abbreviations.contains(word);
    }

    /** Whether an apostrophe and s after the word are short for "is" or "has". */
    boolean isPronoun(String word) {
        return pronouns.contains(word);
    }

    /** Whether the word is a month, a quarter or a half: Sep, Q1. */
    boolean isPartOfYear(String word) {
        return root.path("months").has(word) || word.matches("[qh][1-4]");
    }

    /** Whether letters directly after a number are part of it, not a word with a missing space: 20th, 2mio, but 2kids. */
    boolean isSuffix(String letters) {
        return magnitudes.containsKey(letters) || letters.equals("plus") || WordGroup.ORDINAL_ENDING.holds(letters);
    }

    /** Returns the factor that letters directly after digits stand for; null if they stand for none. */
    @Nullable
    Double magnitude(String letters) {
        return magnitudes.get(letters);
    }

    /** Returns the word that letters after an apostrophe are short for; empty if they are short for none. */
    String clitic(String letters) {
        return clitics.getOrDefault(letters, "");
    }

    /** Returns the words of a group as an unmodifiable set. */
    Set<String> group(String name) {
        Set<String> words = new HashSet<>();
        root.path("groups").path(name).forEach(word -> words.add(word.asText()));
        return Set.copyOf(words);
    }

    /** Whether the word may stand inside a phrase without a meaning there. */
    boolean isArticle(String word) {
        return articles.contains(word);
    }

    /** Whether the word is an article and not a possessive. */
    boolean isPlainArticle(String word) {
        return isArticle(word) && !words("possessive").contains(word);
    }

    /** Returns the function of each phrase that no catalogue may give another meaning, by its lemmas. */
    Map<String, String> reserved() {
        Set<String> free = new HashSet<>();
        root.path("unreserved").forEach(phrase -> free.add(phrase.asText()));
        Map<String, String> reserved = new HashMap<>();
        root.path("reserved")
                .properties()
                .forEach(part -> part.getValue()
                        .forEach(key -> phrases(key.asText()).stream()
                                .filter(phrase -> !free.contains(phrase))
                                .forEach(phrase -> reserved.putIfAbsent(lemmas(phrase), part.getKey()))));
        return reserved;
    }

    /** Returns the phrases of a role, a group, a kind of number, months or units. */
    private List<String> phrases(String key) {
        List<String> phrases = new ArrayList<>();
        if (root.path("roles").has(key)) {
            root.path("roles").path(key).forEach(phrase -> phrases.add(phrase.asText()));
            return phrases;
        }
        phrases.addAll(group(key));
        for (Map.Entry<String, JsonNode> word : root.path(key).properties()) {
            if (word.getValue().isArray()) {
                word.getValue().forEach(phrase -> phrases.add(phrase.asText()));
            } else {
                phrases.add(word.getKey());
            }
        }
        return phrases;
    }

    private Set<String> words(String role) {
        Set<String> words = new HashSet<>();
        words(root.path("roles").path(role), words);
        return words;
    }

    private String lemmas(String phrase) {
        return Tokenizer.tokens(phrase, this).stream().map(Token::lemma).collect(Collectors.joining(" "));
    }

    /** Adds all phrases and their values. */
    void addTo(Lexicon lexicon) {
        new EnglishPhrases(root).addTo(lexicon);
    }

    /** Returns the irregular forms of these words. */
    Set<String> irregularForms(Set<String> words) {
        Set<String> forms = new HashSet<>();
        root.path("lemmas").properties().forEach(form -> {
            if (words.contains(form.getValue().asText())) {
                forms.add(form.getKey());
            }
        });
        return forms;
    }

    /** The words that a misspelt word may be: those of the roles that compare, join, negate, date and ask, and contractions. */
    Set<String> spelt() {
        return spelt;
    }

    private void addSpelt() {
        root.path("spelt").forEach(key -> phrases(key.asText()).forEach(phrase -> words(phrase, spelt)));
        root.path("cardinals").properties().stream()
                .filter(word -> word.getKey().length() >= LONG_NUMBER)
                .forEach(word -> words(word.getKey(), spelt));
        root.path("units")
                .forEach(unit -> unit.forEach(word -> {
                    spelt.add(word.asText());
                    spelt.add(word.asText() + "s");
                }));
        spelt.addAll(contractions.keySet());
    }

    private static void words(JsonNode phrases, Set<String> words) {
        phrases.forEach(phrase -> words(phrase.asText(), words));
    }

    private static void words(String phrase, Set<String> words) {
        words.addAll(List.of(phrase.split("\\s+", -1)));
    }

    /** Returns each word of the phrases of all roles, as written. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        root.path("roles")
                .forEach(phrases -> phrases.forEach(
                        phrase -> words.addAll(List.of(phrase.asText().split("\\s+", -1)))));
        return words;
    }
}
