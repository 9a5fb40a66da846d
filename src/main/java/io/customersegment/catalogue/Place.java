package io.customersegment.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A node of a YAML file, such as a column or an entry.
 *
 * @param pointer the pointer to it, or to one of its phrases
 */
record Place(String pointer, JsonNode node) {

    /** Returns the items of the list with this key; none if it is not a list. */
    List<Place> each(String key) {
        JsonNode list = node.path(key);
        List<Place> places = new ArrayList<>();
        for (int i = 0; list.isArray() && i < list.size(); i++) {
            places.add(new Place(pointer + YamlDocument.segment(key) + "/" + i, list.get(i)));
        }
        return places;
    }
}
