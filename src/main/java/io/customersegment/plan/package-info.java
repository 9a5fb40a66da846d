/**
 * Chooses the calls that will answer an intent, and their budget.
 *
 * <p>Personalize filters are created beforehand and few fit in a dataset group, so {@link io.customersegment.plan.FilterTemplate}s
 * with placeholders are derived from the catalogue, and a query says which of them to call with which values. What a template
 * cannot say is left over and re-checked on what comes back. A query is a value; equal queries share one answer. Pure.
 */
@NullMarked
package io.customersegment.plan;

import org.jspecify.annotations.NullMarked;
