package io.customersegment.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.Column;
import io.customersegment.text.ExactJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The customers of a result, with the values of their columns.
 *
 * <p><i>Threads:</i> immutable; shared by all.
 */
final class Segment {

    private static final int MOST_POINTS = 200;
    private static final int ENDS = 2;
    private static final String MASK = "•••";

    private final List<Column> columns;
    private final List<JsonNode> customers;

    /**
     * Parses the segment of a result.
     *
     * @param json the value of the result's record
     */
    Segment(Catalogue catalogue, String json) {
        JsonNode data;
        try {
            data = ExactJson.MAPPER.readTree(json).path("data");
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("The result is not JSON");
        }
        Set<String> names = new LinkedHashSet<>();
        List<JsonNode> rows = new ArrayList<>();
        data.forEach(customer -> {
            customer.fieldNames().forEachRemaining(names::add);
            rows.add(customer);
        });
        this.columns =
                names.stream().map(name -> Columns.named(catalogue, name)).toList();
        this.customers = List.copyOf(rows);
    }

    int size() {
        return customers.size();
    }

    List<Column> columns() {
        return columns;
    }

    /** Returns the values of a column, with a JSON null for each customer without one. */
    List<JsonNode> values(Column column) {
        return customers.stream()
                .map(customer -> customer.path(column.name()).isMissingNode()
                        ? ExactJson.MAPPER.nullNode()
                        : customer.path(column.name()))
                .toList();
    }

    /** Returns one row for each customer, with a value for each column. */
    ArrayNode rows(boolean masked) {
        ArrayNode rows = ExactJson.MAPPER.createArrayNode();
        for (JsonNode customer : customers) {
            ArrayNode row = rows.addArray();
            columns.forEach(column -> row.add(value(customer, column, masked)));
        }
        return rows;
    }

    /** Returns the segment in the form of the results topic. */
    ObjectNode data(boolean masked) {
        ObjectNode json = ExactJson.MAPPER.createObjectNode();
        ArrayNode data = json.putArray("data");
        for (JsonNode customer : customers) {
            ObjectNode row = data.addObject();
            customer.properties()
                    .forEach(member -> row.set(member.getKey(), value(customer, column(member.getKey()), masked)));
        }
        return json;
    }

    private Column column(String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode value(JsonNode customer, Column column, boolean masked) {
        JsonNode value = customer.path(column.name());
        if (value.isMissingNode()) {
            return ExactJson.MAPPER.nullNode();
        }
        return masked && column.type() == Column.Type.ID && value.isTextual()
                ? ExactJson.MAPPER.getNodeFactory().textNode(masked(value.textValue()))
                : value;
    }

    /** Masks an id except its first character and its last two; masks an id of up to four characters completely. */
    static String masked(String id) {
        return id.length() <= 2 * ENDS ? MASK : id.substring(0, 1) + MASK + id.substring(id.length() - ENDS);
    }

    /** Returns the ids of the customers. */
    Set<String> ids() {
        Set<String> ids = new HashSet<>();
        columns.stream()
                .filter(column -> column.type() == Column.Type.ID)
                .forEach(column -> values(column).forEach(id -> ids.add(id.asText())));
        return ids;
    }

    /** Returns the distribution of the values of each column except the ids. */
    ArrayNode distributions() {
        ArrayNode distributions = ExactJson.MAPPER.createArrayNode();
        for (Column column : columns) {
            if (column.type() != Column.Type.ID) {
                List<JsonNode> values = values(column);
                Histogram histogram = Histogram.of(column, values);
                ObjectNode json = distributions.addObject().put("column", column.name());
                json.put("label", column.label());
                json.put("type", column.type().word());
                ArrayNode buckets = json.putArray("buckets");
                int[] counts = histogram.counts(values);
                for (int i = 0; i < counts.length; i++) {
                    buckets.addObject().put("label", histogram.labels().get(i)).put("count", counts[i]);
                }
                json.put("without", values.stream().filter(JsonNode::isNull).count());
                json.put("summary", Histogram.summary(column, values));
            }
        }
        return distributions;
    }

    /** Returns the interest of the customers in descending order; if there are more than 200, evenly spaced points of it. */
    ArrayNode interest() {
        ArrayNode points = ExactJson.MAPPER.createArrayNode();
        columns.stream()
                .filter(column -> column.type() == Column.Type.INTEREST)
                .findFirst()
                .ifPresent(column -> {
                    double[] all = values(column).stream()
                            .filter(JsonNode::isNumber)
                            .mapToDouble(value -> -value.doubleValue())
                            .sorted()
                            .toArray();
                    int count = Math.min(MOST_POINTS, all.length);
                    for (int i = 0; i < count; i++) {
                        int at = count == 1 ? 0 : (int) ((long) i * (all.length - 1) / (count - 1));
                        points.add(-all[at]);
                    }
                });
        return points;
    }
}
