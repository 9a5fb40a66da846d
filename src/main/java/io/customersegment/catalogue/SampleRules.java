package io.customersegment.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules of the section {@code sample}: the properties of invented customers must be possible for their columns. */
final class SampleRules {

    private static final String SHARES = "shares";
    private static final Set<String> OF_NUMBERS = Set.of("from", "to", "typical", "zero");
    private static final Set<String> OF_DATES = Set.of("within", "ahead");
    private static final Set<String> DRAWN_NUMBERS = Set.of("integer", "decimal");

    private final YamlDocument document;
    private final PlacedProblems problems;
    private final Map<String, JsonNode> columns = new LinkedHashMap<>();

    SampleRules(YamlDocument document, PlacedProblems problems) {
        this.document = document;
        this.problems = problems;
        document.root()
                .path("columns")
                .forEach(node -> columns.putIfAbsent(node.path("name").asText(), node));
    }

    /** Adds all violations. */
    void check() {
        weights("/sample/products", document.root().path("sample").path("products"));
        document.root()
                .path("sample")
                .path("columns")
                .properties()
                .forEach(entry -> draw(
                        "/sample/columns" + YamlDocument.segment(entry.getKey()), entry.getKey(), entry.getValue()));
    }

    private void draw(String pointer, String name, JsonNode draw) {
        JsonNode column = columns.get(name);
        if (column == null) {
            problems.add(
                    pointer, "there is no column " + name + YamlSchema.suggestion(name, List.copyOf(columns.keySet())));
            return;
        }
        String type = column.path("type").asText();
        if (type.equals("id") || type.equals("interest")) {
            problems.add(pointer, "values of type " + type + " are not drawn");
            return;
        }
        draw.fieldNames().forEachRemaining(key -> key(pointer + "/" + key, key, type));
        if (draw.has("missing")) {
            missing(pointer + "/missing", column, type);
        }
        if (DRAWN_NUMBERS.contains(type)) {
            range(pointer, draw, column);
        }
        if (type.equals("text")) {
            shares(pointer + "/" + SHARES, draw.path(SHARES), column);
        }
    }

    private void key(String pointer, String key, String type) {
        if (OF_NUMBERS.contains(key) && !DRAWN_NUMBERS.contains(type)) {
            problems.add(pointer, "only a column of numbers has this");
        } else if (OF_DATES.contains(key) && !type.equals("date")) {
            problems.add(pointer, "only a column of type date has this");
        } else if (key.equals(SHARES) && !type.equals("text")) {
            problems.add(pointer, "only a column of type text has this");
        }
    }

    private void missing(String pointer, JsonNode column, String type) {
        if (DRAWN_NUMBERS.contains(type)) {
            problems.add(pointer, "a number is never missing: Amazon Personalize has no null test for it");
        } else if (!column.path("nullable").asBoolean()) {
            problems.add(pointer, "this needs nullable: true in the column");
        } else if (column.has("counted_by")) {
            problems.add(
                    pointer,
                    "the date is null exactly where the count is 0; say zero of the column "
                            + column.path("counted_by").asText());
        }
    }

    private void range(String pointer, JsonNode draw, JsonNode column) {
        ordered(pointer, draw, "from", "to");
        ordered(pointer, draw, "from", "typical");
        ordered(pointer, draw, "typical", "to");
        if (draw.has("zero") && column.path("min").asDouble() > 0) {
            problems.add(pointer + "/zero", "0 is less than the column's min, " + column.path("min"));
        }
        for (String key : List.of("from", "to", "typical")) {
            if (draw.has(key)) {
                JsonNode value = draw.path(key);
                if (column.has("min") && value.asDouble() < column.path("min").asDouble()) {
                    problems.add(pointer + "/" + key, value + " is less than the column's min, " + column.path("min"));
                }
                if (column.has("max") && value.asDouble() > column.path("max").asDouble()) {
                    problems.add(
                            pointer + "/" + key, value + " is greater than the column's max, " + column.path("max"));
                }
            }
        }
    }

    private void ordered(String pointer, JsonNode draw, String low, String high) {
        if (draw.has(low)
                && draw.has(high)
                && draw.path(low).asDouble() > draw.path(high).asDouble()) {
            problems.add(pointer + "/" + low, draw.path(low) + " is greater than " + high + ", " + draw.path(high));
        }
    }

    private void shares(String pointer, JsonNode shares, JsonNode column) {
        List<String> known = new ArrayList<>();
        column.path("values").forEach(value -> known.add(value.asText()));
        shares.fieldNames().forEachRemaining(value -> {
            if (!known.isEmpty() && !known.contains(value)) {
                problems.add(
                        pointer + YamlDocument.segment(value),
                        "the column " + column.path("name").asText() + " has no value " + value
                                + YamlSchema.suggestion(value, known));
            }
        });
        weights(pointer, shares);
    }

    private void weights(String pointer, JsonNode weights) {
        double sum = 0;
        for (JsonNode weight : weights) {
            sum += weight.asDouble();
        }
        if (weights.isObject() && !weights.isEmpty() && sum <= 0) {
            problems.add(pointer, "one of these must be greater than 0");
        }
    }
}
