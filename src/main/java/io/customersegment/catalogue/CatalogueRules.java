package io.customersegment.catalogue;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a catalogue that a JSON Schema cannot express: how its columns, entries and words refer to each other. It also checks
 * a file that violates the schema, so that all problems are reported at once.
 */
final class CatalogueRules {

    private static final String COUNTED_BY = "counted_by";
    private static final String NOT_AFTER = "not_after";
    private static final List<String> PARTS = List.of("who", "what", "which", "does");
    private static final List<String> TYPES = List.of("id", "text", "integer", "decimal", "date", "interest");
    private static final Set<String> NUMBERS = Set.of("integer", "decimal", "interest");
    private static final Set<String> INTEGER = Set.of("integer");
    private static final Set<String> DATE = Set.of("date");
    private static final Set<String> TEXT = Set.of("text");
    private static final Set<String> ALL_BUT_ID = Set.of("text", "integer", "decimal", "date", "interest");
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

    /** The fields of the filters and the items that are not columns of the catalogue; a test of the filters keeps both sets equal. */
    private static final Set<String> OWN_FIELDS = Set.of("INTERESTED_MODELS", "SHARD", "ITEM_ID", "CREATION_TIMESTAMP");

    private static final Set<String> OWN_PLACEHOLDERS = Set.of("MODEL", "SHARD_MIN", "SHARD_MAX");

    private final YamlDocument document;
    private final YamlSchema schema;
    private final YamlProblems problems;
    private final Map<String, Place> columns = new LinkedHashMap<>();
    private final Map<String, Place> placeholders = new HashMap<>();
    private final Map<String, Map<String, Place>> phrases = new HashMap<>();
    private final Map<String, Place> values = new HashMap<>();

    CatalogueRules(YamlDocument document, YamlSchema schema, YamlProblems problems) {
        this.document = document;
        this.schema = schema;
        this.problems = problems;
    }

    /** A column or entry, and the pointer to it or to one of its phrases. */
    private record Place(String pointer, JsonNode node) {}

    /** Adds all violations. */
    void check() {
        Place root = root();
        each(root, "columns").forEach(this::column);
        ids();
        labels();
        each(root, "columns").forEach(this::implications);
        each(root, "companions").forEach(this::companions);
        each(root, "entries").forEach(this::entry);
        each(root, "superlatives").forEach(this::superlative);
        values.forEach(this::checkValueIsNotAPhrase);
        new SampleRules(document, schema, problems).check();
        clashes("people", List.of("who", "which"));
        clashes("silent", PARTS);
        clashes("unkept", PARTS);
        clashes("occasions", List.of("who", "what", "which"));
    }

    private Place root() {
        return new Place("", document.root());
    }

    private void column(Place column) {
        JsonNode node = column.node();
        String type = node.path("type").asText();
        if (!node.path("name").isTextual()) {
            return;
        }
        Place first = columns.putIfAbsent(node.path("name").asText(), column);
        if (first != null) {
            problem(column.pointer(), "the name is already that of the column on line " + line(first));
            return;
        }
        if (node.has("values") && TYPES.contains(type) && !TEXT.contains(type)) {
            problem(column.pointer() + "/values", "only a column of type text has values");
        }
        for (String bound : List.of("min", "max")) {
            if (node.has(bound) && TYPES.contains(type) && !NUMBERS.contains(type)) {
                problem(column.pointer() + "/" + bound, "only a column of numbers has a " + bound);
            }
        }
        if (node.has("min")
                && node.has("max")
                && node.path("min").asDouble() > node.path("max").asDouble()) {
            problem(column.pointer() + "/min", node.path("min") + " is greater than max, " + node.path("max"));
        }
        if (ALL_BUT_ID.contains(type) && !type.equals("interest")) {
            field(column, node.path("name").asText().toUpperCase(Locale.ROOT), TEXT.contains(type));
        }
    }

    private void field(Place column, String field, boolean text) {
        if (OWN_FIELDS.contains(field)) {
            problem(column.pointer() + "/name", "the field " + field + " has another purpose; choose another name");
            return;
        }
        if (!column.node().path("filter").asBoolean()) {
            return;
        }
        for (String placeholder : text ? List.of(field) : List.of(field + "_MIN", field + "_MAX")) {
            Place first = placeholders.putIfAbsent(placeholder, column);
            if (OWN_PLACEHOLDERS.contains(placeholder)) {
                problem(
                        column.pointer() + "/name",
                        "the filters use the placeholder " + placeholder + " for another purpose; choose another name");
            } else if (first != null) {
                problem(
                        column.pointer() + "/name",
                        "the filters use the placeholder " + placeholder + " for the column "
                                + first.node().path("name").asText() + " on line " + line(first)
                                + "; choose another name");
            }
        }
    }

    private void ids() {
        for (String type : List.of("id", "interest")) {
            List<Place> all = columns.values().stream()
                    .filter(column -> column.node().path("type").asText().equals(type))
                    .toList();
            all.stream()
                    .skip(1)
                    .forEach(column -> problem(
                            column.pointer() + "/type",
                            "only one column can be of type " + type + ", and "
                                    + all.get(0).node().path("name").asText() + " on line " + line(all.get(0))
                                    + " is"));
            if (all.isEmpty() && type.equals("id") && !columns.isEmpty()) {
                problem("/columns", "no column is of type id");
            }
        }
        boolean idAlone = columns.size() == 1
                && columns.values()
                        .iterator()
                        .next()
                        .node()
                        .path("type")
                        .asText()
                        .equals("id");
        if (idAlone && each(root(), "columns").size() == 1) {
            problem(
                    "/columns",
                    "there is nothing but the id, so prompts could ask for nothing and results show nothing");
        }
    }

    /** Checks that no two columns have the same name in words. */
    private void labels() {
        Map<String, Place> labels = new HashMap<>();
        columns.forEach((name, column) -> labels.put(plain(Column.defaultLabel(name)), column));
        for (Place column : columns.values()) {
            JsonNode label = column.node().path("label");
            Place first = label.isTextual() ? labels.putIfAbsent(plain(label.textValue()), column) : null;
            if (first != null && !first.equals(column)) {
                problem(
                        column.pointer() + "/label",
                        "\"" + label.textValue() + "\" is also what the column "
                                + first.node().path("name").asText() + " on line " + line(first) + " is called");
            }
        }
    }

    /** Checks what a date implies for a count and for a later date. */
    private void implications(Place column) {
        JsonNode node = column.node();
        String type = node.path("type").asText();
        for (String key : List.of(COUNTED_BY, NOT_AFTER)) {
            if (node.has(key) && TYPES.contains(type) && !DATE.contains(type)) {
                problem(column.pointer() + "/" + key, "only a column of type date has " + key);
            }
        }
        if (node.has(COUNTED_BY)
                && DATE.contains(type)
                && !node.path("nullable").asBoolean()) {
            problem(column.pointer() + "/" + COUNTED_BY, "this needs nullable: true");
        }
        reference(column, COUNTED_BY, INTEGER);
        JsonNode count = columnOf(node.path(COUNTED_BY));
        if (count != null
                && INTEGER.contains(count.path("type").asText())
                && count.path("min").asDouble(Double.NEGATIVE_INFINITY) != 0) {
            problem(
                    column.pointer() + "/" + COUNTED_BY,
                    "the column " + count.path("name").asText() + " must have min: 0");
        }
        reference(column, NOT_AFTER, DATE);
    }

    private void companions(Place rule) {
        boolean bounded = rule.node().has("from") || rule.node().has("to");
        reference(rule, "column", bounded ? NUMBERS : ALL_BUT_ID);
        range(rule, "from", "to");
        each(rule, "show").forEach(shown -> named(shown.pointer(), shown.node().asText(), Set.copyOf(TYPES)));
    }

    private void entry(Place entry) {
        JsonNode node = entry.node();
        if (node.path("name").isTextual()) {
            Place first = phrases.computeIfAbsent("name", none -> new HashMap<>())
                    .putIfAbsent(node.path("name").textValue(), entry);
            if (first != null) {
                problem(entry.pointer() + "/name", "the name is already that of the entry on line " + line(first));
            }
        }
        reference(entry, "number", NUMBERS);
        reference(entry, "date", DATE);
        reference(entry, "text", TEXT);
        reference(entry, "takes", TEXT);
        NEEDS.forEach((key, needed) -> {
            if (node.has(key) && !node.has(needed)) {
                problem(entry.pointer() + "/" + key, "this needs the key " + needed);
            }
        });
        for (Place trait : each(entry, "traits")) {
            String needed = TRAIT_NEEDS.get(trait.node().asText());
            if (needed != null && !node.has(needed)) {
                problem(trait.pointer(), trait.node().asText() + " needs the key " + needed);
            }
        }
        order(entry);
        each(entry, "means").forEach(this::meaning);
        for (String part : PARTS) {
            phrases(entry, part);
        }
        values(entry);
    }

    private void phrases(Place entry, String part) {
        for (Place phrase : each(entry, part)) {
            Place named = new Place(phrase.pointer(), entry.node());
            Place first = phrases.computeIfAbsent(part, none -> new HashMap<>())
                    .putIfAbsent(plain(phrase.node().asText()), named);
            if (first != null && !within(first, entry) && !distinguishable(first.node(), entry.node())) {
                shared(phrase, first);
            }
        }
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

    private void values(Place entry) {
        JsonNode column = columnOf(entry.node().path("text"));
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
                spoken.forEach(phrase -> spoken(phrase, entry.node()));
            }
        }
    }

    private void spoken(Place phrase, JsonNode entry) {
        Place first = values.putIfAbsent(plain(phrase.node().asText()), new Place(phrase.pointer(), entry));
        if (first != null && !first.node().path("text").equals(entry.path("text"))) {
            shared(phrase, first);
        }
    }

    /** Checks that a value is not a phrase of another entry, unless the words after it decide between the two. */
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

    private void value(String pointer, String value, JsonNode column) {
        List<String> known = new ArrayList<>();
        column.path("values").forEach(one -> known.add(one.asText()));
        if (!known.contains(value)) {
            problem(
                    pointer,
                    "the column " + column.path("name").asText()
                            + (known.isEmpty()
                                    ? " lists no values"
                                    : " has no value " + value + YamlSchema.suggestion(value, known)));
        }
    }

    private void superlative(Place superlative) {
        order(superlative);
        each(superlative, "means").forEach(this::meaning);
        for (Place word : each(superlative, "words")) {
            Place first = phrases.computeIfAbsent("words", none -> new HashMap<>())
                    .putIfAbsent(plain(word.node().asText()), new Place(word.pointer(), superlative.node()));
            if (first != null && !within(first, superlative)) {
                shared(word, first);
            }
        }
    }

    private void order(Place owner) {
        for (Place key : each(owner, "order")) {
            named(key.pointer(), key.node().asText().split(" ", -1)[0], ALL_BUT_ID);
        }
    }

    private void meaning(Place meaning) {
        JsonNode node = meaning.node();
        List<String> tests = new ArrayList<>();
        node.fieldNames().forEachRemaining(tests::add);
        tests.remove("column");
        if (tests.isEmpty()) {
            problem(meaning.pointer(), "it has no test, such as from, in, known or within");
            return;
        }
        String test = tests.get(0);
        for (String other : tests.subList(1, tests.size())) {
            if (!BOUNDS.contains(test) || !BOUNDS.contains(other)) {
                problem(meaning.pointer() + "/" + other, "this cannot be combined with " + test);
            }
        }
        range(meaning, "from", "to");
        range(meaning, "from", "below");
        range(meaning, "above", "to");
        range(meaning, "above", "below");
        exclusive(meaning, "from", "above");
        exclusive(meaning, "to", "below");
        boolean listed = test.equals("in") || test.equals("not_in");
        Set<String> types = BOUNDS.contains(test) ? NUMBERS : SPANS.contains(test) ? DATE : listed ? TEXT : ALL_BUT_ID;
        reference(meaning, "column", types);
        JsonNode column = columnOf(node.path("column"));
        if (listed && column != null && column.path("type").asText().equals("text") && column.has("values")) {
            each(meaning, test)
                    .forEach(value -> value(value.pointer(), value.node().asText(), column));
        }
    }

    private void range(Place owner, String low, String high) {
        JsonNode node = owner.node();
        if (node.has(low)
                && node.has(high)
                && node.path(low).asDouble() > node.path(high).asDouble()) {
            problem(owner.pointer() + "/" + low, node.path(low) + " is greater than " + high + ", " + node.path(high));
        }
    }

    private void exclusive(Place owner, String key, String other) {
        if (owner.node().has(key) && owner.node().has(other)) {
            problem(owner.pointer() + "/" + other, "this cannot be combined with " + key);
        }
    }

    /** Checks that words without a meaning are not phrases that have one. */
    private void clashes(String list, List<String> parts) {
        for (Place word : each(root(), list)) {
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

    private void shared(Place phrase, Place first) {
        String other = schema.where(document, JsonPointer.compile(first.pointer()));
        problem(
                phrase.pointer(),
                "\"" + phrase.node().asText() + "\" is also in " + other.substring(0, other.length() - 2) + " on line "
                        + line(first));
    }

    private void reference(Place owner, String key, Set<String> types) {
        JsonNode name = owner.node().path(key);
        if (name.isTextual()) {
            named(owner.pointer() + "/" + key, name.textValue(), types);
        }
    }

    /** Checks that the column exists and is of one of the types. */
    private void named(String pointer, String name, Set<String> types) {
        Place column = columns.get(name);
        if (column == null) {
            problem(pointer, "there is no column " + name + YamlSchema.suggestion(name, List.copyOf(columns.keySet())));
            return;
        }
        String type = column.node().path("type").asText();
        if (TYPES.contains(type) && !types.contains(type)) {
            problem(
                    pointer,
                    "the column " + name + " is of type " + type + ", but this needs one of type " + listed(types));
        }
    }

    private static String listed(Set<String> types) {
        List<String> all = TYPES.stream().filter(types::contains).toList();
        int last = all.size() - 1;
        return last == 0 ? all.get(0) : String.join(", ", all.subList(0, last)) + " or " + all.get(last);
    }

    private @Nullable JsonNode columnOf(JsonNode name) {
        Place column = columns.get(name.asText());
        return column == null ? null : column.node();
    }

    private static List<Place> each(Place owner, String key) {
        JsonNode list = owner.node().path(key);
        List<Place> places = new ArrayList<>();
        for (int i = 0; list.isArray() && i < list.size(); i++) {
            places.add(new Place(owner.pointer() + YamlDocument.segment(key) + "/" + i, list.get(i)));
        }
        return places;
    }

    private int line(Place place) {
        return document.position(place.pointer()).line();
    }

    /** Normalizes a phrase for comparison: without case and hyphens. */
    private static String plain(String phrase) {
        return phrase.toLowerCase(Locale.ROOT).replace('-', ' ').strip().replaceAll("\\s+", " ");
    }

    private void problem(String pointer, String text) {
        JsonPointer compiled = JsonPointer.compile(pointer);
        problems.add(document.position(compiled), schema.where(document, compiled) + text);
    }
}
