package io.customersegment.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Adds the phrases of {@code english.yaml} to a lexicon, each with its role or its value. */
final class EnglishPhrases {

    private final JsonNode root;
    private final Map<String, List<String>> mistaken = new HashMap<>();

    EnglishPhrases(JsonNode root) {
        this.root = root;
        root.path("mistaken").properties().forEach(word -> {
            List<String> others = new ArrayList<>();
            word.getValue().forEach(written -> others.add(written.asText()));
            mistaken.put(word.getKey(), others);
        });
    }

    /** Adds all phrases and their values. */
    void addTo(Lexicon lexicon) {
        for (Map.Entry<String, JsonNode> role : root.path("roles").properties()) {
            Symbol symbol = Symbol.valueOf(role.getKey().toUpperCase(Locale.ROOT));
            for (JsonNode phrase : role.getValue()) {
                lexicon.add(phrase.asText(), symbol, symbol);
                mistaken(phrase.asText()).forEach(other -> lexicon.add(other, symbol, symbol));
            }
        }
        for (Map.Entry<String, JsonNode> role : root.path("as_written").properties()) {
            Symbol symbol = Symbol.valueOf(role.getKey().toUpperCase(Locale.ROOT));
            role.getValue().forEach(phrase -> lexicon.addAsWritten(phrase.asText(), symbol));
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
                        month.getKey(), Symbol.MONTH, new Month(month.getValue().asInt())));
        root.path("weekdays")
                .properties()
                .forEach(day -> lexicon.add(
                        day.getKey(),
                        Symbol.WEEKDAY,
                        DayOfWeek.of(day.getValue().asInt())));
        for (Map.Entry<String, JsonNode> unit : root.path("units").properties()) {
            for (JsonNode phrase : unit.getValue()) {
                lexicon.addUnit(phrase.asText(), unit(unit.getKey()));
            }
        }
    }

    /** Returns the spellings of the phrase with its last word mistaken for another. */
    private List<String> mistaken(String phrase) {
        int last = phrase.lastIndexOf(' ');
        return last < 0
                ? List.of()
                : mistaken.getOrDefault(phrase.substring(last + 1), List.of()).stream()
                        .map(written -> phrase.substring(0, last + 1) + written)
                        .toList();
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
}
