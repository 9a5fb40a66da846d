package io.customersegment.benchmark.standin;

import java.util.Locale;

/** How the service spells an item's column in its metadata. */
public final class MetadataName {

    private MetadataName() {}

    /** {@code purchaseCount} for {@code PURCHASE_COUNT}. */
    public static String of(String field) {
        StringBuilder name = new StringBuilder();
        for (String word : field.toLowerCase(Locale.ROOT).split("_", -1)) {
            name.append(name.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return name.toString();
    }
}
