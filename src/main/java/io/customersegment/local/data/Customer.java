package io.customersegment.local.data;

import io.customersegment.catalogue.Column;
import io.customersegment.criteria.Row;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A customer, generated or read from a file.
 *
 * @param values the values by column name, in the form of {@link Row}; a column without a value is omitted
 * @param interestedModels the slugs of the car models with at least one interaction, ascending; 1 to 4 in the sample data
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

    /** Omits the id and values, so that it can be logged. */
    @Override
    public String toString() {
        return "Customer";
    }
}
