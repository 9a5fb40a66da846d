package io.customersegment.local.data;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.plan.ItemField;
import io.customersegment.plan.Shard;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The customers of a business and their interactions with its products, whether they are drawn or read from files. */
public record CustomerData(Catalogue catalogue, List<Customer> customers, List<Dataset.Interaction> interactions) {

    static final String CREATION_TIMESTAMP = "CREATION_TIMESTAMP";
    static final long SECONDS_PER_DAY = 86_400;

    public CustomerData {
        customers = List.copyOf(customers);
        interactions = List.copyOf(interactions);
    }

    /** What is known of each customer, in the catalogue's order, without the id and the interest. */
    public List<Column> columns() {
        return columns(catalogue);
    }

    /** The catalogue's columns that are stored beside the id. */
    static List<Column> columns(Catalogue catalogue) {
        return catalogue.columns().stream()
                .filter(column -> column.type() != Column.Type.ID && column.type() != Column.Type.INTEREST)
                .toList();
    }

    /**
     * The customers as Personalize is given them: {@code CREATION_TIMESTAMP}, the columns, the interested models and the shard; a null
     * date is 0, a null text {@code none}.
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
            items.add(item(customer, since == null ? oldest.getOrDefault(customer.id(), newest) : epochSeconds(since)));
        }
        return new Dataset(fields, items, interactions);
    }

    /** The date since when they are customers, as far as the catalogue tells; where it does not, Personalize's own rule is followed. */
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
            String text = text(customer, column);
            values.add(text.isEmpty() ? (column.numeric() ? "0" : Dataset.NO_TEXT) : text);
        }
        List<String> models = customer.interestedModels();
        values.add(models.isEmpty() ? Dataset.NO_TEXT : String.join(Dataset.MULTI_VALUE_SEPARATOR, models));
        values.add(String.valueOf(Shard.of(customer.id())));
        return new Dataset.Item(customer.id(), values);
    }

    /** The customer's value as a file writes it: a date as epoch seconds, empty where there is none. */
    static String text(Customer customer, Column column) {
        Object value = customer.value(column);
        if (value == null) {
            return "";
        }
        return switch (column.type()) {
            case DATE -> String.valueOf(epochSeconds(value));
            case INTEGER -> String.valueOf(((Double) value).longValue());
            case DECIMAL -> BigDecimal.valueOf((Double) value).toPlainString();
            default -> String.valueOf(value);
        };
    }

    private static long epochSeconds(Object epochDay) {
        return ((Double) epochDay).longValue() * SECONDS_PER_DAY;
    }
}
