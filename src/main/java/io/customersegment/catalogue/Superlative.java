package io.customersegment.catalogue;

import java.util.List;

/**
 * Words that rank: the newest, the biggest spenders.
 *
 * @param phrases the words, in their plain form
 * @param order how those it names are sorted
 * @param means what it says where no size is asked for; empty if it only sorts
 * @param sized whether it ranks only where a size is asked for: "top 20 spenders"
 */
public record Superlative(List<String> phrases, List<Entry.Sort> order, List<Meaning> means, boolean sized) {
    public Superlative {
        phrases = List.copyOf(phrases);
        order = List.copyOf(order);
        means = List.copyOf(means);
    }
}
