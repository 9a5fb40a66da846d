package io.customersegment.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code sample} of a catalogue that breaks no rule. */
final class SampleReader {

    private SampleReader() {}

    /** Returns the sample of a catalogue with this root node and these columns. */
    static Sample read(JsonNode root, Map<String, Column> columns) {
        JsonNode section = root.path("sample");
        Map<Column, Sample.Draw> draws = new HashMap<>();
        section.path("columns").properties().forEach(entry -> {
            Column column = columns.get(entry.getKey());
            if (column != null) {
                draws.put(column, draw(entry.getValue()));
            }
        });
        return new Sample(
                section.path("customers").asInt(Sample.DERIVED.customers()), weights(section.path("products")), draws);
    }

    private static Sample.Draw draw(JsonNode node) {
        return new Sample.Draw(
                number(node.path("from")),
                number(node.path("to")),
                number(node.path("typical")),
                number(node.path("zero")),
                number(node.path("missing")),
                LexiconReader.period(node.path("within")),
                LexiconReader.period(node.path("ahead")),
                weights(node.path("shares")));
    }

    private static @Nullable Double number(JsonNode node) {
        return node.isNumber() ? (Double) node.doubleValue() : null;
    }

    private static Map<String, Double> weights(JsonNode node) {
        Map<String, Double> weights = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> weights.put(entry.getKey(), entry.getValue().doubleValue()));
        return weights;
    }
}
