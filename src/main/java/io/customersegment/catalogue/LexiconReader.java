package io.customersegment.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Period;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the words of a catalogue. */
final class LexiconReader {

    private static final Set<String> ENTRY_KEYS = Set.of(
            "name",
            "who",
            "what",
            "which",
            "does",
            "context",
            "more",
            "less",
            "number",
            "date",
            "text",
            "values",
            "means",
            "traits",
            "recent",
            "counted_over",
            "takes",
            "most",
            "order");
    private static final Set<String> MEANING_KEYS = Set.of(
            "column",
            "from",
            "to",
            "above",
            "below",
            "in",
            "not_in",
            "known",
            "within",
            "not_within",
            "older",
            "at_least",
            "ahead");

    private final Map<String, Column> columns;

    /** Reads words that speak of these columns. */
    LexiconReader(Map<String, Column> columns) {
        this.columns = columns;
    }

    /** The lexicon of a catalogue's root node. */
    Lexicon read(JsonNode root) {
        List<Entry> entries = new ArrayList<>();
        root.path("entries").forEach(node -> entries.add(entry(node)));
        List<Superlative> superlatives = new ArrayList<>();
        for (JsonNode node : root.path("superlatives")) {
            superlatives.add(new Superlative(
                    texts(node.path("words")),
                    order(node.path("order")),
                    means(node.path("means")),
                    node.path("sized").asBoolean(false)));
        }
        return new Lexicon(
                texts(root.path("people")),
                texts(root.path("silent")),
                texts(root.path("occasions")),
                texts(root.path("contacts")),
                entries,
                superlatives);
    }

    private Entry entry(JsonNode node) {
        String name = node.path("name").asText();
        onlyKeys(node, ENTRY_KEYS, "entry " + name);
        Map<Entry.Part, List<String>> phrases = new EnumMap<>(Entry.Part.class);
        for (Entry.Part part : Entry.Part.values()) {
            phrases.put(part, texts(node.path(part.name().toLowerCase(Locale.ROOT))));
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        node.path("values").properties().forEach(value -> values.put(value.getKey(), texts(value.getValue())));
        Column text = column(node, "text");
        for (String value : values.keySet()) {
            if (text == null || !text.values().contains(value)) {
                throw new IllegalArgumentException(
                        "entry " + name + " has the value " + value + ", its column has not");
            }
        }
        return new Entry(
                name,
                phrases,
                texts(node.path("context")),
                texts(node.path("more")),
                texts(node.path("less")),
                column(node, "number"),
                column(node, "date"),
                text,
                values,
                means(node.path("means")),
                traits(node.path("traits")),
                period(node.path("recent")),
                period(node.path("counted_over")),
                column(node, "takes"),
                node.path("most").asDouble(Double.POSITIVE_INFINITY),
                order(node.path("order")));
    }

    private static List<Entry.Trait> traits(JsonNode node) {
        return texts(node).stream()
                .map(trait -> Entry.Trait.valueOf(trait.toUpperCase(Locale.ROOT)))
                .toList();
    }

    private List<Meaning> means(JsonNode node) {
        List<Meaning> means = new ArrayList<>();
        node.forEach(item -> means.add(meaning(item)));
        return means;
    }

    private Meaning meaning(JsonNode node) {
        String name = node.path("column").asText();
        onlyKeys(node, MEANING_KEYS, "meaning of " + name);
        Column column = known(name);
        if (node.has("in") || node.has("not_in")) {
            List<String> texts = texts(node.path(node.has("in") ? "in" : "not_in"));
            if (!column.values().isEmpty() && !column.values().containsAll(texts)) {
                throw new IllegalArgumentException(name + " has not all of the values " + texts);
            }
            return new Meaning.OneOf(column, texts, node.has("not_in"));
        }
        if (node.has("known")) {
            return new Meaning.Known(column);
        }
        for (Meaning.Reach reach : Meaning.Reach.values()) {
            Period span = period(node.path(reach.name().toLowerCase(Locale.ROOT)));
            if (span != null) {
                return new Meaning.Dated(column, reach, span);
            }
        }
        return new Meaning.Between(
                column,
                node.has("above")
                        ? node.path("above").asDouble()
                        : node.path("from").asDouble(Double.NEGATIVE_INFINITY),
                node.has("above"),
                node.has("below")
                        ? node.path("below").asDouble()
                        : node.path("to").asDouble(Double.POSITIVE_INFINITY),
                node.has("below"));
    }

    private List<Entry.Sort> order(JsonNode node) {
        List<Entry.Sort> order = new ArrayList<>();
        for (String text : texts(node)) {
            String[] words = text.strip().split("\\s+", -1);
            if (words.length != 2 || !Set.of("asc", "desc").contains(words[1])) {
                throw new IllegalArgumentException("an order is a column and asc or desc, not " + text);
            }
            order.add(new Entry.Sort(known(words[0]), words[1].equals("desc")));
        }
        return order;
    }

    private static @Nullable Period period(JsonNode node) {
        if (!node.isTextual()) {
            return null;
        }
        String[] words = node.asText().strip().split("\\s+", -1);
        String unit = words.length == 2 ? words[1] : "";
        int amount = unit.isEmpty() || !words[0].matches("\\d{1,4}") ? 0 : Integer.parseInt(words[0]);
        if (amount > 0 && unit.startsWith("day")) {
            return Period.ofDays(amount);
        }
        if (amount > 0 && unit.startsWith("month")) {
            return Period.ofMonths(amount);
        }
        if (amount > 0 && unit.startsWith("year")) {
            return Period.ofYears(amount);
        }
        throw new IllegalArgumentException("a span is a number of days, months or years, not " + node.asText());
    }

    private @Nullable Column column(JsonNode node, String key) {
        return node.has(key) ? known(node.path(key).asText()) : null;
    }

    private Column known(String name) {
        Column column = columns.get(name);
        if (column == null) {
            throw new IllegalArgumentException("there is no column " + name);
        }
        return column;
    }

    private static void onlyKeys(JsonNode node, Set<String> keys, String where) {
        node.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                throw new IllegalArgumentException(where + " has the unknown key " + key);
            }
        });
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        node.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
