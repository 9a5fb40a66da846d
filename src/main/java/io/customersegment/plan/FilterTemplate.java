package io.customersegment.plan;

import io.customersegment.catalogue.Column;
import java.util.List;

/**
 * A Personalize filter with placeholders, created beforehand in the dataset group.
 *
 * @param name the filter's name, the last part of its ARN
 * @param columns the columns it restricts, beside the car model and the shard
 * @param expression the filter in Personalize's language, at most 2,500 characters
 */
public record FilterTemplate(String name, List<Column> columns, String expression) {

    /** Multi-valued item column: the slugs of the car models that the customer has an interaction with. */
    public static final String INTERESTED_MODELS = "INTERESTED_MODELS";

    /** Item column, 0 to {@link Shard#COUNT} exclusive: cuts a segment larger than one answer into slices. */
    public static final String SHARD = "SHARD";

    /** Placeholder of the car model's slug. */
    public static final String MODEL = "MODEL";

    /** Placeholder of the first shard of a slice. */
    public static final String SHARD_MIN = "SHARD_MIN";

    /** Placeholder of the last shard of a slice, included. */
    public static final String SHARD_MAX = "SHARD_MAX";

    public FilterTemplate {
        columns = List.copyOf(columns);
    }

    /** Placeholder of the smallest number accepted of a numeric column. */
    public static String minOf(Column column) {
        return column.field() + "_MIN";
    }

    /** Placeholder of the greatest number accepted of a numeric column. */
    public static String maxOf(Column column) {
        return column.field() + "_MAX";
    }

    /** Placeholder of the texts accepted of a text column. */
    public static String listOf(Column column) {
        return column.field();
    }
}
