package io.customersegment.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules for the columns of a catalogue and for references to them. */
final class ColumnRules {

    private static final String COUNTED_BY = "counted_by";
    private static final String NOT_AFTER = "not_after";

    /** The types of columns. */
    static final List<String> TYPES = List.of("id", "text", "integer", "decimal", "date", "interest");

    static final Set<String> NUMBERS = Set.of("integer", "decimal", "interest");
    private static final Set<String> INTEGER = Set.of("integer");
    static final Set<String> DATE = Set.of("date");
    static final Set<String> TEXT = Set.of("text");
    static final Set<String> ALL_BUT_ID = Set.of("text", "integer", "decimal", "date", "interest");

    /** The fields of the filters and the items that are not columns of the catalogue; a test of the filters keeps both sets equal. */
    private static final Set<String> OWN_FIELDS = Set.of("INTERESTED_MODELS", "SHARD", "ITEM_ID", "CREATION_TIMESTAMP");

    private static final Set<String> OWN_PLACEHOLDERS = Set.of("MODEL", "SHARD_MIN", "SHARD_MAX");

    private final PlacedProblems problems;
    private final Map<String, Place> columns = new LinkedHashMap<>();
    private final Map<String, Place> placeholders = new HashMap<>();

    ColumnRules(PlacedProblems problems) {
        this.problems = problems;
    }

    /** Checks the columns, which references then may name. */
    void check(List<Place> all) {
        all.forEach(this::column);
        ids(all.size());
        labels();
        all.forEach(this::implications);
    }

    private void column(Place column) {
        JsonNode node = column.node();
        String type = node.path("type").asText();
        if (!node.path("name").isTextual()) {
            return;
        }
        Place first = columns.putIfAbsent(node.path("name").asText(), column);
        if (first != null) {
            problems.add(column.pointer(), "the name is already that of the column on line " + problems.line(first));
            return;
        }
        if (node.has("values") && TYPES.contains(type) && !TEXT.contains(type)) {
            problems.add(column.pointer() + "/values", "only a column of type text has values");
        }
        for (String bound : List.of("min", "max")) {
            if (node.has(bound) && TYPES.contains(type) && !NUMBERS.contains(type)) {
                problems.add(column.pointer() + "/" + bound, "only a column of numbers has a " + bound);
            }
        }
        if (node.has("min")
                && node.has("max")
                && node.path("min").asDouble() > node.path("max").asDouble()) {
            problems.add(column.pointer() + "/min", node.path("min") + " is greater than max, " + node.path("max"));
        }
        if (ALL_BUT_ID.contains(type) && !type.equals("interest")) {
            field(column, node.path("name").asText().toUpperCase(Locale.ROOT), TEXT.contains(type));
        }
    }

    private void field(Place column, String field, boolean text) {
        if (OWN_FIELDS.contains(field)) {
            problems.add(
                    column.pointer() + "/name", "the field " + field + " has another purpose; choose another name");
            return;
        }
        if (!column.node().path("filter").asBoolean()) {
            return;
        }
        for (String placeholder : text ? List.of(field) : List.of(field + "_MIN", field + "_MAX")) {
            Place first = placeholders.putIfAbsent(placeholder, column);
            if (OWN_PLACEHOLDERS.contains(placeholder)) {
                problems.add(
                        column.pointer() + "/name",
                        "the filters use the placeholder " + placeholder + " for another purpose; choose another name");
            } else if (first != null) {
                problems.add(
                        column.pointer() + "/name",
                        "the filters use the placeholder " + placeholder + " for the column "
                                + first.node().path("name").asText() + " on line " + problems.line(first)
                                + "; choose another name");
            }
        }
    }

    private void ids(int count) {
        for (String type : List.of("id", "interest")) {
            List<Place> all = columns.values().stream()
                    .filter(column -> column.node().path("type").asText().equals(type))
                    .toList();
            all.stream()
                    .skip(1)
                    .forEach(column -> problems.add(
                            column.pointer() + "/type",
                            "only one column can be of type " + type + ", and "
                                    + all.get(0).node().path("name").asText() + " on line " + problems.line(all.get(0))
                                    + " is"));
            if (all.isEmpty() && type.equals("id") && !columns.isEmpty()) {
                problems.add("/columns", "no column is of type id");
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
        if (idAlone && count == 1) {
            problems.add(
                    "/columns",
                    "there is nothing but the id, so prompts could ask for nothing and results show nothing");
        }
    }

    /** Checks that no two columns have the same name in words. */
    private void labels() {
        Map<String, Place> labels = new HashMap<>();
        columns.forEach((name, column) -> labels.put(PhraseRules.plain(Column.defaultLabel(name)), column));
        for (Place column : columns.values()) {
            JsonNode label = column.node().path("label");
            Place first = label.isTextual() ? labels.putIfAbsent(PhraseRules.plain(label.textValue()), column) : null;
            if (first != null && !first.equals(column)) {
                problems.add(
                        column.pointer() + "/label",
                        "\"" + label.textValue() + "\" is also what the column "
                                + first.node().path("name").asText() + " on line " + problems.line(first)
                                + " is called");
            }
        }
    }

    /** Checks what a date implies for a count and for a later date. */
    private void implications(Place column) {
        JsonNode node = column.node();
        String type = node.path("type").asText();
        for (String key : List.of(COUNTED_BY, NOT_AFTER)) {
            if (node.has(key) && TYPES.contains(type) && !DATE.contains(type)) {
                problems.add(column.pointer() + "/" + key, "only a column of type date has " + key);
            }
        }
        if (node.has(COUNTED_BY)
                && DATE.contains(type)
                && !node.path("nullable").asBoolean()) {
            problems.add(column.pointer() + "/" + COUNTED_BY, "this needs nullable: true");
        }
        reference(column, COUNTED_BY, INTEGER);
        JsonNode count = find(node.path(COUNTED_BY));
        if (count != null
                && INTEGER.contains(count.path("type").asText())
                && count.path("min").asDouble(Double.NEGATIVE_INFINITY) != 0) {
            problems.add(
                    column.pointer() + "/" + COUNTED_BY,
                    "the column " + count.path("name").asText() + " must have min: 0");
        }
        reference(column, NOT_AFTER, DATE);
    }

    /** Checks that the column named under the key, if any, exists and is of one of the types. */
    void reference(Place owner, String key, Set<String> types) {
        JsonNode name = owner.node().path(key);
        if (name.isTextual()) {
            named(owner.pointer() + "/" + key, name.textValue(), types);
        }
    }

    /** Checks that the column exists and is of one of the types. */
    void named(String pointer, String name, Set<String> types) {
        Place column = columns.get(name);
        if (column == null) {
            problems.add(
                    pointer, "there is no column " + name + YamlSchema.suggestion(name, List.copyOf(columns.keySet())));
            return;
        }
        String type = column.node().path("type").asText();
        if (TYPES.contains(type) && !types.contains(type)) {
            problems.add(
                    pointer,
                    "the column " + name + " is of type " + type + ", but this needs one of type " + listed(types));
        }
    }

    private static String listed(Set<String> types) {
        List<String> all = TYPES.stream().filter(types::contains).toList();
        int last = all.size() - 1;
        return last == 0 ? all.get(0) : String.join(", ", all.subList(0, last)) + " or " + all.get(last);
    }

    /** Returns the column with this name, or null if there is none. */
    @Nullable
    JsonNode find(JsonNode name) {
        Place column = columns.get(name.asText());
        return column == null ? null : column.node();
    }
}
