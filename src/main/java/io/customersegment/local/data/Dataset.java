package io.customersegment.local.data;

import java.util.Arrays;
import java.util.List;

/**
 * The data for a Personalize dataset group: items with their columns, and the interactions of users with them.
 *
 * @param fields the item columns besides the id
 */
public record Dataset(List<Field> fields, List<Item> items, List<Interaction> interactions) {

    /** Separates the elements of a text with several values. */
    public static final String MULTI_VALUE_SEPARATOR = "|";

    public Dataset {
        fields = List.copyOf(fields);
        items = List.copyOf(items);
        interactions = List.copyOf(interactions);
        for (Item item : items) {
            if (item.values().size() != fields.size()) {
                throw new IllegalArgumentException("An item must have a value for each of the " + fields.size()
                        + " fields, one has " + item.values().size());
            }
        }
    }

    /** The type of a field, in the schema's terms. */
    public enum Type {
        /** A categorical text; several values are joined by {@link #MULTI_VALUE_SEPARATOR}. */
        STRING("string"),
        INT("int"),
        LONG("long"),
        DOUBLE("double");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        /** The Avro type. */
        public String word() {
            return word;
        }

        /** Returns the type with the given word. */
        static Type of(String word) {
            return Arrays.stream(values())
                    .filter(type -> type.word.equals(word))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** An item column, e.g. {@code PURCHASE_COUNT}. */
    public record Field(String name, Type type) {}

    /**
     * An item.
     *
     * @param values the values of its columns as the import file contains them, in the order of the fields
     */
    public record Item(String id, List<String> values) {
        public Item {
            values = List.copyOf(values);
        }

        /** Omits the id and values, so that it can be logged. */
        @Override
        public String toString() {
            return "Item";
        }
    }

    /**
     * An interaction of a user with an item.
     *
     * @param timestamp epoch seconds
     */
    public record Interaction(String userId, String itemId, String eventType, long timestamp) {
        /** Omits the customer's id, so that it can be logged. */
        @Override
        public String toString() {
            return "Interaction[" + userId + ", " + eventType + "]";
        }
    }
}
