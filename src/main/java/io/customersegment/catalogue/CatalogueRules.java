package io.customersegment.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules of a catalogue that a JSON Schema cannot express: how its columns, entries and words refer to each other. It also checks
 * a file that violates the schema, so that all problems are reported at once.
 */
final class CatalogueRules {

    private static final List<String> BOUNDS = List.of("from", "to", "above", "below");
    private static final List<String> SPANS = List.of("within", "not_within", "older", "at_least", "ahead");

    /** The key that a key of an entry requires, by the latter. */
    private static final Map<String, String> NEEDS = Map.of(
            "most", "number",
            "recent", "date",
            "values", "text",
            "short", "text");

    private static final Map<String, String> TRAIT_NEEDS = Map.of(
            "at_least", "number",
            "unnamed", "number",
            "never_in_span", "counted_over",
            "ahead", "date",
            "lasting", "date",
            "values_need_name", "text",
            "had", "text",
            "ordered", "text");

    private final YamlDocument document;
    private final PlacedProblems problems;
    private final ColumnRules columns;
    private final PhraseRules phrases;
    private final SampleRules sample;

    CatalogueRules(YamlDocument document, YamlSchema schema, YamlProblems problems) {
        this.document = document;
        this.problems = new PlacedProblems(document, schema, problems);
        this.columns = new ColumnRules(this.problems);
        this.phrases = new PhraseRules(document, this.problems);
        this.sample = new SampleRules(document, this.problems);
    }

    /** Adds all violations. */
    void check() {
        Place root = new Place("", document.root());
        columns.check(root.each("columns"));
        root.each("companions").forEach(this::companions);
        root.each("entries").forEach(this::entry);
        root.each("superlatives").forEach(this::superlative);
        phrases.values();
        sample.check();
        phrases.clashes("people", List.of("who", "which"));
        phrases.clashes("silent", PhraseRules.PARTS);
        phrases.clashes("unkept", PhraseRules.PARTS);
        phrases.clashes("occasions", List.of("who", "what", "which"));
    }

    private void companions(Place rule) {
        boolean bounded = rule.node().has("from") || rule.node().has("to");
        columns.reference(rule, "column", bounded ? ColumnRules.NUMBERS : ColumnRules.ALL_BUT_ID);
        range(rule, "from", "to");
        rule.each("show")
                .forEach(shown -> columns.named(shown.pointer(), shown.node().asText(), Set.copyOf(ColumnRules.TYPES)));
    }

    private void entry(Place entry) {
        JsonNode node = entry.node();
        phrases.name(entry);
        columns.reference(entry, "number", ColumnRules.NUMBERS);
        columns.reference(entry, "date", ColumnRules.DATE);
        columns.reference(entry, "text", ColumnRules.TEXT);
        columns.reference(entry, "takes", ColumnRules.TEXT);
        NEEDS.forEach((key, needed) -> {
            if (node.has(key) && !node.has(needed)) {
                problems.add(entry.pointer() + "/" + key, "this needs the key " + needed);
            }
        });
        for (Place trait : entry.each("traits")) {
            String needed = TRAIT_NEEDS.get(trait.node().asText());
            if (needed != null && !node.has(needed)) {
                problems.add(trait.pointer(), trait.node().asText() + " needs the key " + needed);
            }
        }
        order(entry);
        entry.each("means").forEach(this::meaning);
        phrases.entry(entry);
        values(entry);
    }

    private void values(Place entry) {
        JsonNode column = columns.find(entry.node().path("text"));
        boolean needName = false;
        for (JsonNode trait : entry.node().path("traits")) {
            needName |= trait.asText().equals("values_need_name");
        }
        for (Map.Entry<String, JsonNode> value : entry.node().path("short").properties()) {
            if (column != null) {
                value(entry.pointer() + "/short" + YamlDocument.segment(value.getKey()), value.getKey(), column);
            }
        }
        for (Map.Entry<String, JsonNode> value : entry.node().path("values").properties()) {
            String pointer = entry.pointer() + "/values" + YamlDocument.segment(value.getKey());
            if (column != null) {
                value(pointer, value.getKey(), column);
            }
            if (!needName) {
                List<Place> spoken = new ArrayList<>();
                for (int i = 0; i < value.getValue().size(); i++) {
                    spoken.add(new Place(pointer + "/" + i, value.getValue().get(i)));
                }
                if (spoken.isEmpty()) {
                    spoken.add(new Place(pointer, TextNode.valueOf(value.getKey())));
                }
                spoken.forEach(phrase -> phrases.value(phrase, entry.node()));
            }
        }
    }

    private void value(String pointer, String value, JsonNode column) {
        List<String> known = new ArrayList<>();
        column.path("values").forEach(one -> known.add(one.asText()));
        if (!known.contains(value)) {
            problems.add(
                    pointer,
                    "the column " + column.path("name").asText()
                            + (known.isEmpty()
                                    ? " lists no values"
                                    : " has no value " + value + YamlSchema.suggestion(value, known)));
        }
    }

    private void superlative(Place superlative) {
        order(superlative);
        superlative.each("means").forEach(this::meaning);
        phrases.superlative(superlative);
    }

    private void order(Place owner) {
        for (Place key : owner.each("order")) {
            columns.named(key.pointer(), key.node().asText().split(" ", -1)[0], ColumnRules.ALL_BUT_ID);
        }
    }

    private void meaning(Place meaning) {
        JsonNode node = meaning.node();
        List<String> tests = new ArrayList<>();
        node.fieldNames().forEachRemaining(tests::add);
        tests.remove("column");
        if (tests.isEmpty()) {
            problems.add(meaning.pointer(), "it has no test, such as from, in, known or within");
            return;
        }
        String test = tests.get(0);
        for (String other : tests.subList(1, tests.size())) {
            if (!BOUNDS.contains(test) || !BOUNDS.contains(other)) {
                problems.add(meaning.pointer() + "/" + other, "this cannot be combined with " + test);
            }
        }
        range(meaning, "from", "to");
        range(meaning, "from", "below");
        range(meaning, "above", "to");
        range(meaning, "above", "below");
        exclusive(meaning, "from", "above");
        exclusive(meaning, "to", "below");
        boolean listed = test.equals("in") || test.equals("not_in");
        Set<String> types = BOUNDS.contains(test)
                ? ColumnRules.NUMBERS
                : SPANS.contains(test) ? ColumnRules.DATE : listed ? ColumnRules.TEXT : ColumnRules.ALL_BUT_ID;
        columns.reference(meaning, "column", types);
        JsonNode column = columns.find(node.path("column"));
        if (listed && column != null && column.path("type").asText().equals("text") && column.has("values")) {
            meaning.each(test)
                    .forEach(value -> value(value.pointer(), value.node().asText(), column));
        }
    }

    private void range(Place owner, String low, String high) {
        JsonNode node = owner.node();
        if (node.has(low)
                && node.has(high)
                && node.path(low).asDouble() > node.path(high).asDouble()) {
            problems.add(
                    owner.pointer() + "/" + low, node.path(low) + " is greater than " + high + ", " + node.path(high));
        }
    }

    private void exclusive(Place owner, String key, String other) {
        if (owner.node().has(key) && owner.node().has(other)) {
            problems.add(owner.pointer() + "/" + other, "this cannot be combined with " + key);
        }
    }
}
