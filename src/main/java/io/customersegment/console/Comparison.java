package io.customersegment.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.catalogue.Column;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Compares two segments. */
final class Comparison {

    private Comparison() {}

    /** Returns how many customers are in both or only one of them, and the distributions of their common columns. */
    static ObjectNode of(Segment first, Segment second) {
        Set<String> both = new HashSet<>(first.ids());
        both.retainAll(second.ids());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("both", both.size());
        json.put("only_first", first.size() - both.size());
        json.put("only_second", second.size() - both.size());
        ArrayNode columns = json.putArray("columns");
        for (Column column : first.columns()) {
            if (column.type() != Column.Type.ID && second.columns().contains(column)) {
                columns.add(column(column, first.values(column), second.values(column)));
            }
        }
        return json;
    }

    private static ObjectNode column(Column column, List<JsonNode> first, List<JsonNode> second) {
        List<JsonNode> all = new ArrayList<>(first);
        all.addAll(second);
        Histogram histogram = Histogram.of(column, all);
        int[] ofFirst = histogram.counts(first);
        int[] ofSecond = histogram.counts(second);
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("column", column.name());
        json.put("label", column.label());
        json.put("first", Histogram.summary(column, first));
        json.put("second", Histogram.summary(column, second));
        ArrayNode buckets = json.putArray("buckets");
        for (int i = 0; i < ofFirst.length; i++) {
            buckets.addObject()
                    .put("label", histogram.labels().get(i))
                    .put("first", percent(ofFirst[i], first.size()))
                    .put("second", percent(ofSecond[i], second.size()));
        }
        return json;
    }

    private static double percent(int part, int whole) {
        return whole == 0 ? 0 : Math.round(1000.0 * part / whole) / 10.0;
    }
}
