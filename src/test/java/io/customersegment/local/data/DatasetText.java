package io.customersegment.local.data;

import java.util.stream.Collectors;

/** Converts a complete dataset to text, for checksums. The {@code toString} methods of its types omit the data. */
final class DatasetText {

    private DatasetText() {}

    static String of(Dataset dataset) {
        return "Dataset[fields=" + dataset.fields() + ", items="
                + dataset.items().stream().map(DatasetText::of).collect(Collectors.joining(", ", "[", "]"))
                + ", interactions="
                + dataset.interactions().stream().map(DatasetText::of).collect(Collectors.joining(", ", "[", "]"))
                + "]";
    }

    static String of(Dataset.Interaction interaction) {
        return "Interaction[userId=" + interaction.userId() + ", itemId=" + interaction.itemId() + ", eventType="
                + interaction.eventType() + ", timestamp=" + interaction.timestamp() + "]";
    }

    private static String of(Dataset.Item item) {
        return "Item[id=" + item.id() + ", values=" + item.values() + "]";
    }
}
