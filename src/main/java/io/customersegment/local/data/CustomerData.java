package io.customersegment.local.data;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.plan.ItemField;
import io.customersegment.plan.ItemValue;
import io.customersegment.plan.Shard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The customers of a business and their interactions with its products, generated or read from files. */
public record CustomerData(Catalogue catalogue, List<Customer> customers, List<Dataset.Interaction> interactions) {

    static final String CREATION_TIMESTAMP = "CREATION_TIMESTAMP";

    public CustomerData {
        customers = List.copyOf(customers);
        interactions = List.copyOf(interactions);
    }

    /** The columns of the customers, in the catalogue's order, without the id and the interest. */
    public List<Column> columns() {
        return columns(catalogue);
    }

    /** Returns the catalogue's columns that are stored in addition to the id. */
    static List<Column> columns(Catalogue catalogue) {
        return catalogue.columns().stream()
                .filter(column -> column.type() != Column.Type.ID && column.type() != Column.Type.INTEREST)
                .toList();
    }

    /**
     * Returns the customers as Personalize imports them: {@code CREATION_TIMESTAMP}, the columns, the interested models and the shard.
     */
    public Dataset dataset() {
        List<Dataset.Field> fields = ItemField.of(catalogue).stream()
                .filter(field -> !field.name().equals(ItemField.ID))
                .map(field -> new Dataset.Field(field.name(), Dataset.Type.of(field.type())))
                .toList();
        Column began = began();
        Map<String, Long> oldest = new HashMap<>();
        interactions.forEach(each -> oldest.merge(each.itemId(), each.timestamp(), Math::min));
        long newest = interactions.stream()
                .mapToLong(Dataset.Interaction::timestamp)
                .max()
                .orElse(0);
        List<Dataset.Item> items = new ArrayList<>();
        for (Customer customer : customers) {
            Object since = began == null ? null : customer.value(began);
            items.add(item(
                    customer,
                    since == null ? oldest.getOrDefault(customer.id(), newest) : ItemValue.seconds((Double) since)));
        }
        return new Dataset(fields, items, interactions);
    }

    /**
     * Returns the date column on which customers became customers, null if the catalogue specifies none; Personalize's own rule is then
     * followed.
     */
    private @Nullable Column began() {
        return catalogue.lexicon().entries().stream()
                .filter(entry -> entry.date() != null && entry.is(Entry.Trait.LASTING))
                .map(Entry::date)
                .findFirst()
                .orElse(null);
    }

    private Dataset.Item item(Customer customer, long created) {
        List<String> values = new ArrayList<>();
        values.add(String.valueOf(created));
        for (Column column : columns()) {
            values.add(ItemValue.write(column, customer.value(column)));
        }
        List<String> models = customer.interestedModels();
        values.add(models.isEmpty() ? ItemValue.NULL_TEXT : String.join(Dataset.MULTI_VALUE_SEPARATOR, models));
        values.add(String.valueOf(Shard.of(customer.id())));
        return new Dataset.Item(customer.id(), values);
    }

    /** Returns the customer's value as a file contains it: a date as epoch seconds, a missing value as an empty text. */
    static String text(Customer customer, Column column) {
        Object value = customer.value(column);
        return value == null ? "" : ItemValue.write(column, value);
    }
}
