package io.customersegment.plan;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.Column;
import java.util.ArrayList;
import java.util.List;

/**
 * A field of the items in Personalize, one item for each customer.
 *
 * @param name the name in the schema of the items
 * @param type the Avro type: string, int, long or double
 * @param categorical whether it holds one or more of a set of texts
 */
public record ItemField(String name, String type, boolean categorical) {

    /** The field of the item's id. */
    public static final String ID = "ITEM_ID";

    /**
     * Returns all fields: the id and the creation time, the stored columns in the catalogue's order, the interested models and the
     * shard.
     */
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
                case ID, INTEREST -> {} // The id is that of the item; the interest is derived from the score.
            }
        }
        fields.add(new ItemField(FilterTemplate.INTERESTED_MODELS, "string", true));
        fields.add(new ItemField(FilterTemplate.SHARD, "int", false));
        return fields;
    }
}
