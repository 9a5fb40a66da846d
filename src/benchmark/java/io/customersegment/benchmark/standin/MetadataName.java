package io.customersegment.benchmark.standin;

import java.util.Locale;

/** The spelling of an item's columns in the service's metadata. */
public final class MetadataName {

    private MetadataName() {}

    /** Returns, for example, {@code purchaseCount} for {@code PURCHASE_COUNT}. */
    public static String of(String field) {
        StringBuilder name = new StringBuilder();
        for (String word : field.toLowerCase(Locale.ROOT).split("_", -1)) {
            name.append(name.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return name.toString();
    }
}
