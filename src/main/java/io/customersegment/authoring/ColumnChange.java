package io.customersegment.authoring;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.Column;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A difference between two catalogues in one column.
 *
 * @param key the key of the catalogue that differs; {@code type} for a column that only one of them has
 * @param before the old value, null if the column is new
 * @param after the new value, null if the column was removed
 */
public record ColumnChange(
        String name,
        String key,
        @Nullable String before,
        @Nullable String after) {

    private static final String TYPE = "type";
    private static final String NONE = "none";

    /** Returns all changes from one catalogue to another, the old columns first. */
    static List<ColumnChange> between(Catalogue before, Catalogue after) {
        Map<String, Column> added = new LinkedHashMap<>();
        after.columns().forEach(column -> added.put(column.name(), column));
        List<ColumnChange> changes = new ArrayList<>();
        for (Column column : before.columns()) {
            Column other = added.remove(column.name());
            if (other == null) {
                changes.add(new ColumnChange(column.name(), TYPE, column.type().word(), null));
                continue;
            }
            Map<String, String> now = keys(other, after);
            keys(column, before).forEach((key, value) -> {
                String changed = now.getOrDefault(key, NONE);
                if (!changed.equals(value)) {
                    changes.add(new ColumnChange(column.name(), key, value, changed));
                }
            });
        }
        added.forEach((name, column) ->
                changes.add(new ColumnChange(name, TYPE, null, column.type().word())));
        return changes;
    }

    private static Map<String, String> keys(Column column, Catalogue catalogue) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put(TYPE, column.type().word());
        keys.put("label", column.label());
        keys.put("values", column.values().isEmpty() ? NONE : column.values().toString());
        keys.put("min", number(column.min()));
        keys.put("max", number(column.max()));
        keys.put("nullable", String.valueOf(column.nullable()));
        keys.put("filter", String.valueOf(column.filterable()));
        keys.put("counted_by", name(catalogue.countColumns().get(column)));
        keys.put("not_after", name(catalogue.laterDateColumns().get(column)));
        return keys;
    }

    private static String number(double number) {
        return Double.isInfinite(number)
                ? NONE
                : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private static String name(@Nullable Column column) {
        return column == null ? NONE : column.name();
    }
}
