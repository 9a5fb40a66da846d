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

    public FilterTemplate {
        columns = List.copyOf(columns);
    }
}
