package io.customersegment.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.Column;
import io.customersegment.wire.SegmentJson;
import java.util.List;

/** Converts columns to the API's JSON, and finds the columns of results. */
final class Columns {

    private Columns() {}

    static ObjectNode json(Column column) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", column.name());
        json.put("label", column.label());
        json.put("type", column.type().word());
        json.put("nullable", column.nullable());
        column.values().forEach(json.putArray("values")::add);
        json.put("min", Double.isInfinite(column.min()) ? null : column.min());
        json.put("max", Double.isInfinite(column.max()) ? null : column.max());
        return json;
    }

    /** Returns the column of this name in results; a text column if the catalogue has none, as after a change of the catalogue. */
    static Column named(Catalogue catalogue, String name) {
        return switch (name) {
            case SegmentJson.ID -> renamed(catalogue, Column.Type.ID, name);
            case SegmentJson.INTEREST -> renamed(catalogue, Column.Type.INTEREST, name);
            default -> column(catalogue, name);
        };
    }

    private static Column renamed(Catalogue catalogue, Column.Type type, String name) {
        return catalogue.columns().stream()
                .filter(column -> column.type() == type)
                .findFirst()
                .map(column -> new Column(
                        name,
                        column.label(),
                        type,
                        column.nullable(),
                        column.values(),
                        column.min(),
                        column.max(),
                        column.filterable()))
                .orElseGet(() -> new Column(name, type, false, List.of(), 0, 1, false));
    }

    private static Column column(Catalogue catalogue, String name) {
        return catalogue.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseGet(() -> new Column(
                        name,
                        Column.Type.TEXT,
                        true,
                        List.of(),
                        Double.NEGATIVE_INFINITY,
                        Double.POSITIVE_INFINITY,
                        false));
    }
}
