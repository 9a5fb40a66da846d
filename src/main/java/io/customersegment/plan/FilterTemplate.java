package io.customersegment.plan;

import io.customersegment.catalogue.Column;
import java.util.List;

/**
 * A Personalize filter with placeholders, created beforehand in the dataset group.
 *
 * @param name the filter's name, the last part of its ARN
 * @param columns the columns it restricts, in addition to the car model and the shard
 * @param expression the filter in Personalize's language, at most 2,500 characters
 */
public record FilterTemplate(String name, List<Column> columns, String expression) {

    /** Multi-valued item column: the slugs of the car models that the customer has an interaction with. */
    public static final String INTERESTED_MODELS = "INTERESTED_MODELS";

    /** Item column, 0 to {@link Shard#COUNT} exclusive: divides a segment that exceeds one response into slices. */
    public static final String SHARD = "SHARD";

    /** The placeholder for the car model's slug. */
    public static final String MODEL = "MODEL";

    /** The placeholder for the first shard of a slice. */
    public static final String SHARD_MIN = "SHARD_MIN";

    /** The placeholder for the last shard of a slice, inclusive. */
    public static final String SHARD_MAX = "SHARD_MAX";

    public FilterTemplate {
        columns = List.copyOf(columns);
    }

    /** Returns the placeholder for the smallest accepted number of a numeric column. */
    public static String minOf(Column column) {
        return column.field() + "_MIN";
    }

    /** Returns the placeholder for the greatest accepted number of a numeric column. */
    public static String maxOf(Column column) {
        return column.field() + "_MAX";
    }

    /** Returns the placeholder for the accepted texts of a text column. */
    public static String listOf(Column column) {
        return column.field();
    }
}
