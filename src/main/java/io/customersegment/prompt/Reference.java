package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import org.jspecify.annotations.Nullable;

/**
 * A number or a time of what was named before, by a word that only goes with it: been to the workshop, but no more than 4 visits; a
 * lease, and it ends in January.
 *
 * @param entry what the word goes with
 * @param amount how many, null if only a time is said
 * @param window when, null if only a number is said
 */
record Reference(
        Entry entry, @Nullable Amount amount, @Nullable Window window) {}
