package io.customersegment.local.data;

import io.customersegment.catalogue.Column;
import io.customersegment.criteria.Row;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A customer of the sample data.
 *
 * @param values by column name, as {@link Row} has them; a column without a value is left out
 * @param interestedModels the slugs of the car models with at least one interaction, 1 to 4, ascending
 */
public record Customer(String id, Map<String, Object> values, List<String> interestedModels) implements Row {

    public Customer {
        values = Map.copyOf(values);
        interestedModels = List.copyOf(interestedModels);
    }

    @Override
    public @Nullable Object value(Column column) {
        return column.type() == Column.Type.ID ? id : values.get(column.name());
    }

    /** Without the id and values, so that it can be logged. */
    @Override
    public String toString() {
        return "Customer";
    }
}
