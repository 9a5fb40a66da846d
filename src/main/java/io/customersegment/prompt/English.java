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
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The English that prompts are read with, as data: {@code english.yaml}. Holds word forms and hands its phrases to a {@link
 * Lexicon}.
 */
final class English {

    private static final String RESOURCE = "english.yaml";

    private final JsonNode root;
    private final Lemmas lemmas;
    private final Map<String, List<String>> contractions = new HashMap<>();
    private final Set<String> abbreviations = new HashSet<>();
    private final Set<String> articles = new HashSet<>();
    private final Set<String> pronouns = new HashSet<>();

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
        root.path("pronouns").forEach(word -> pronouns.add(word.asText()));
        root.path("articles").forEach(word -> articles.add(word.asText()));
    }

    /** The English that is built in. */
    static English builtIn() {
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

    /** The words that the word is short for where its apostrophe was left out; empty if it is not. */
    List<String> contraction(String word) {
        return contractions.getOrDefault(word, List.of());
    }

    /** Whether the full stop behind the word ends no sentence. */
    boolean isAbbreviation(String word) {
        return abbreviations.contains(word);
    }

    /** Whether an apostrophe and s behind the word are short for "is" or "has". */
    boolean isPronoun(String word) {
        return pronouns.contains(word);
    }

    /** Whether the word may stand inside a phrase and says nothing there. */
    boolean isArticle(String word) {
        return articles.contains(word);
    }

    /** Adds all phrases and their values. */
    void addTo(Lexicon lexicon) {
        for (Map.Entry<String, JsonNode> role : root.path("roles").properties()) {
            Symbol symbol = Symbol.valueOf(role.getKey().toUpperCase(Locale.ROOT));
            for (JsonNode phrase : role.getValue()) {
                lexicon.add(phrase.asText(), symbol, symbol);
            }
        }
        numbers(lexicon, "cardinals", Symbol.CARDINAL);
        numbers(lexicon, "decades", Symbol.DECADE);
        numbers(lexicon, "scales", Symbol.SCALE);
        numbers(lexicon, "frequencies", Symbol.FREQUENCY);
        numbers(lexicon, "vague", Symbol.VAGUE);
        numbers(lexicon, "ordinals", Symbol.ORDINAL);
        root.path("months")
                .properties()
                .forEach(month -> lexicon.add(
                        month.getKey(),
                        Symbol.MONTH,
                        new DateRules.Month(month.getValue().asInt())));
        for (Map.Entry<String, JsonNode> unit : root.path("units").properties()) {
            for (JsonNode phrase : unit.getValue()) {
                lexicon.addUnit(phrase.asText(), unit(unit.getKey()));
            }
        }
    }

    private void numbers(Lexicon lexicon, String key, Symbol symbol) {
        root.path(key)
                .properties()
                .forEach(word -> lexicon.add(
                        word.getKey(), symbol, Num.of(word.getValue().asDouble())));
    }

    private static Period.Unit unit(String name) {
        return switch (name) {
            case "week" -> new Period.Unit(name, 0, 7);
            case "fortnight" -> new Period.Unit(name, 0, 14);
            case "month" -> new Period.Unit(name, 1, 0);
            case "quarter" -> new Period.Unit(name, 3, 0);
            case "year" -> new Period.Unit(name, 12, 0);
            default -> new Period.Unit(name, 0, 1);
        };
    }

    /** Every word of its phrases, as written. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        root.path("roles")
                .forEach(phrases -> phrases.forEach(
                        phrase -> words.addAll(List.of(phrase.asText().split("\\s+", -1)))));
        return words;
    }
}
