package io.customersegment.prompt;

import io.customersegment.catalogue.Column;
import io.customersegment.prompt.Item.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Determines whether items only name what other items define: "regulars, meaning at least five visits". */
final class Definitions {

    private Definitions() {}

    /** Whether the definition has a condition on every column of the label, and so defines it. */
    static boolean isDefined(List<Item> label, List<Item> definition) {
        boolean speaks = label.stream().anyMatch(item -> item.is(Kind.CONDITION));
        boolean plain = label.stream()
                .noneMatch(item -> (speaks && item.is(Kind.NOT))
                        || item.is(Kind.ARRANGEMENT)
                        || (item.is(Kind.CONDITION)
                                && (!item.said().bare() || item.said().frame() == WordedCondition.Frame.TEXTS)));
        boolean clean = definition.stream().noneMatch(item -> item.is(Kind.UNREAD));
        Set<Column> defined = columns(definition);
        return plain && clean && !defined.isEmpty() && defined.containsAll(columns(label));
    }

    /** Whether the items begin with a number without a name, or are a single text value: then the label names its subject. */
    static boolean isBareValue(List<Item> items) {
        List<Item> meant = items.stream().filter(Item::isMeant).toList();
        if (meant.isEmpty() || !meant.get(0).is(Kind.CONDITION)) {
            return items.stream().anyMatch(item -> item.is(Kind.NOT));
        }
        WordedCondition.Frame frame = meant.get(0).said().frame();
        boolean people = items.stream().anyMatch(item -> item.is(Kind.PEOPLE));
        return (frame == WordedCondition.Frame.UNNAMED && !people)
                || (frame == WordedCondition.Frame.TEXTS && meant.size() == 1 && !people);
    }

    static Set<Column> columns(List<Item> items) {
        Set<Column> columns = new HashSet<>();
        for (Item item : items) {
            if (item.is(Kind.CONDITION)) {
                columns.addAll(item.said().condition().columns());
            }
        }
        return columns;
    }
}
