package io.customersegment.plan;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.Column;
import java.util.ArrayList;
import java.util.List;

/**
 * A field of the items that Personalize is given, one item for each customer.
 *
 * @param name as in the schema of the items
 * @param type in Avro: string, int, long or double
 * @param categorical whether it holds one or more of several texts
 */
public record ItemField(String name, String type, boolean categorical) {

    /** The field of the item's id. */
    public static final String ID = "ITEM_ID";

    /** Every field, the id first, then in the order of the catalogue's columns. */
    public static List<ItemField> of(Catalogue catalogue) {
        List<ItemField> fields = new ArrayList<>();
        fields.add(new ItemField(ID, "string", false));
        fields.add(new ItemField("CREATION_TIMESTAMP", "long", false));
        for (Column column : catalogue.columns()) {
            switch (column.type()) {
                case TEXT -> fields.add(new ItemField(column.field(), "string", true));
                case INTEGER -> fields.add(new ItemField(column.field(), "int", false));
                case DECIMAL -> fields.add(new ItemField(column.field(), "double", false));
                case DATE -> fields.add(new ItemField(column.field(), "long", false));
                case ID, INTEREST -> {} // The id is the item's, and the interest follows from the score.
            }
        }
        fields.add(new ItemField(FilterTemplate.INTERESTED_MODELS, "string", true));
        fields.add(new ItemField(FilterTemplate.SHARD, "int", false));
        return fields;
    }
}
