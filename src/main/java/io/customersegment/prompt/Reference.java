package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import org.jspecify.annotations.Nullable;

/**
 * A number or a time for something named before, introduced by a word that belongs to it alone: been to the workshop, but no more than 4
 * visits; a lease, and it ends in January.
 *
 * @param entry the entry that the word belongs to
 * @param amount the number, null if only a time is given
 * @param window the time, null if only a number is given
 */
record Reference(
        Entry entry, @Nullable Amount amount, @Nullable Window window) {}
