package io.customersegment.local.data;

import java.util.Arrays;
import java.util.List;

/**
 * What a Personalize dataset group is given: items with their columns, and who took an interest in them.
 *
 * @param fields the item columns, beside the id
 */
public record Dataset(List<Field> fields, List<Item> items, List<Interaction> interactions) {

    /** What stands between the elements of a text with several values. */
    public static final String MULTI_VALUE_SEPARATOR = "|";

    /** What stands for no text. */
    static final String NO_TEXT = "none";

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

    /** A field's type, in the schema's words. */
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

        /** The type of this word. */
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
     * @param values its columns as the import file writes them, in the order of the fields
     */
    public record Item(String id, List<String> values) {
        public Item {
            values = List.copyOf(values);
        }

        /** Without the id and values, so that it can be logged. */
        @Override
        public String toString() {
            return "Item";
        }
    }

    /**
     * A user's interest in an item.
     *
     * @param timestamp epoch seconds
     */
    public record Interaction(String userId, String itemId, String eventType, long timestamp) {
        /** Without the customer's id, so that it can be logged. */
        @Override
        public String toString() {
            return "Interaction[" + userId + ", " + eventType + "]";
        }
    }
}
