package io.customersegment.catalogue;

import java.util.List;

/**
 * Words that rank: the newest, the biggest spenders.
 *
 * @param phrases the words, in their plain form
 * @param order how the customers it names are sorted
 * @param means the meaning if no size is requested; empty if it only sorts
 * @param sized whether it ranks only if a size is requested: "top 20 spenders"
 */
public record Superlative(List<String> phrases, List<Entry.Sort> order, List<Meaning> means, boolean sized) {
    public Superlative {
        phrases = List.copyOf(phrases);
        order = List.copyOf(order);
        means = List.copyOf(means);
    }
}
