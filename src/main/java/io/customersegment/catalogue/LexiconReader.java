package io.customersegment.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Period;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the words of a catalogue that breaks no rule. */
final class LexiconReader {

    private final Map<String, Column> columns;

    /** Creates a reader of words that refer to these columns. */
    LexiconReader(Map<String, Column> columns) {
        this.columns = columns;
    }

    /** Returns the lexicon of a catalogue's root node. */
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
                texts(root.path("unkept")),
                texts(root.path("occasions")),
                texts(root.path("contacts")),
                entries,
                superlatives);
    }

    private Entry entry(JsonNode node) {
        String name = node.path("name").asText();
        Map<Entry.Part, List<String>> phrases = new EnumMap<>(Entry.Part.class);
        for (Entry.Part part : Entry.Part.values()) {
            phrases.put(part, texts(node.path(part.name().toLowerCase(Locale.ROOT))));
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        node.path("values").properties().forEach(value -> values.put(value.getKey(), texts(value.getValue())));
        Map<String, List<String>> shortValues = new LinkedHashMap<>();
        node.path("short").properties().forEach(value -> shortValues.put(value.getKey(), texts(value.getValue())));
        Column text = column(node, "text");
        return new Entry(
                name,
                phrases,
                texts(node.path("context")),
                texts(node.path("ended")),
                column(node, "number"),
                column(node, "date"),
                text,
                values,
                shortValues,
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
        Column column = known(name);
        if (node.has("in") || node.has("not_in")) {
            List<String> texts = texts(node.path(node.has("in") ? "in" : "not_in"));
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
            String[] words = text.split(" ", -1);
            order.add(new Entry.Sort(known(words[0]), words[1].equals("desc")));
        }
        return order;
    }

    /** Parses the time span in the text of a node; returns null if the node is not a text. */
    static @Nullable Period period(JsonNode node) {
        if (!node.isTextual()) {
            return null;
        }
        String[] words = node.asText().split(" ", -1);
        int amount = Integer.parseInt(words[0]);
        return switch (words[1].charAt(0)) {
            case 'd' -> Period.ofDays(amount);
            case 'm' -> Period.ofMonths(amount);
            default -> Period.ofYears(amount);
        };
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

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        node.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
